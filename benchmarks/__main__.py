"""Runs the benchmarks named on the command line, or all, each in a process of its own so that memory is its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def main() -> int:
    here = Path(__file__).parent
    known = sorted(file.stem for file in here.glob("[a-z]*.py"))
    names = sys.argv[1:] or known
    unknown = [name for name in names if name not in known]
    if unknown:
        print(f"no benchmark {', '.join(unknown)}; there are {', '.join(known)}", file=sys.stderr)
        return 2
    failed = 0
    for name in names:
        print(f"\n== {name}", flush=True)
        failed |= subprocess.run([sys.executable, "-c", f"from benchmarks.{name} import main; main()"]).returncode
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
