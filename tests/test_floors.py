"""Quality that was reached is kept: what the scorers of the measuring sets say, beside benchmarks/floors.json.

A floor may be raised; lowering one needs its reason in the commit message.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

FLOORS = json.loads((Path(__file__).parents[1] / "benchmarks" / "floors.json").read_text(encoding="utf-8"))


def test_the_two_seed_documents(measure: Path) -> None:
    done = subprocess.run(
        [sys.executable, "score.py", "--json"], cwd=measure / "seeds", capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, done.stderr[-2000:]
    said = json.loads(done.stdout.strip().splitlines()[-1])
    assert {name: said[name] for name, floor in FLOORS["seeds"].items() if said[name] < floor} == {}, said
