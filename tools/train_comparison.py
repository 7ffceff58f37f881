"""Learns the weights of comparison (`src/kronika/knowledge/comparison.json`) from parallel texts.

    KRONIKA_MEASURE=DIR python tools/train_comparison.py [--keep FILE] [--only name,name_place,name_other,swap]

--keep FILE holds the findings, so that learning can be repeated without reading again; --only names the models that are
learnt anew, the others stay as they are.

What is planted in the development set is right and all else wrong, since the translations are faithful. To have more to
learn from, the plants of the set are undone and further changes of the same sorts are planted here, one at a time, in
these texts and in other pairs of languages of the same stories: a name becomes one of another story, two names change
places, a year, a date or a number changes, a sentence is left out. Of these only what meets the change is used, and of
several pairs of words that hold it the likeliest. A logistic model per sort, on standardised features.

What the model says is then set to the rates of the development set itself (Platt 1999), by models that saw neither the
document nor the pair of languages: so the confidence of a finding is the share of such findings that are right there.
The data (NTREX-128 and XQuAD, CC BY-SA 4.0) is not copied: some forty numbers a sort are learnt from it.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

import kronika
from kronika.collation.align import align
from kronika.collation.comparing.compare import candidates
from kronika.collation.comparing.findings import Finding, Pair
from kronika.model import Account

OUT = Path(__file__).parent.parent / "src" / "kronika" / "knowledge" / "comparison.json"
_NAMES = {"person", "place", "swap"}
FITS = {
    "date": {"year", "date"},
    "number": {"number", "year", "date"},
    "name": _NAMES,
    "name_place": _NAMES,
    "name_other": _NAMES,
    "swap": {"swap"},
    "omission": {"omission"},
}
#: Other pairs of languages of each story, and how many of its sentences.
OTHERS, SENTENCES = 5, 14
#: How many right findings one false alarm may cost when a threshold is chosen.
WORTH = 0.8
FOLDS = 5
Row = dict[str, Any]


@dataclass
class Example:
    """One finding: its evidence, whether it is right, and where it comes from."""

    sort: str
    evidence: dict[str, float]
    right: bool
    document: str
    languages: str
    text: str  # the pair of texts, with what was planted in it
    real: bool  # of the development set itself, not planted here
    planted: bool


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--keep", type=Path)
    ask.add_argument("--only", default=",".join(FITS))
    said = ask.parse_args()
    if said.keep and said.keep.exists():
        examples = [Example(**row) for row in json.loads(said.keep.read_text(encoding="utf-8"))]
    else:
        examples = list(everything())
    if said.keep:
        said.keep.write_text(json.dumps([vars(e) for e in examples]), encoding="utf-8")
    kept = json.loads(OUT.read_text(encoding="utf-8"))
    for sort in said.only.split(","):
        bound = kept["models"].get(sort, {}).get("threshold")
        kept["models"][sort] = learn(sort, [e for e in examples if e.sort == sort], bound)
    OUT.write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n", encoding="utf-8")


# --- the texts


def everything() -> Iterator[Example]:
    """The findings of the development set as it is, and of all that is planted here."""
    base = Path(
        os.environ.get("KRONIKA_MEASURE") or sys.exit("set KRONIKA_MEASURE to the folder of the measuring sets")
    )
    rows, read = list(lines(base / "dev/data/compare.jsonl.gz")), Reader()
    for row in rows:
        yield from of_row(row, read, real=True)
    clean = [whole for row in rows if (whole := undone(row))] + list(others(base, {row["pair"] for row in rows}))
    pool = names_of(clean, read)
    for row in clean:
        yield from of_row(row, read, real=False)
        for changed in plants(row, read, pool):
            yield from (e for e in of_row(changed, read, real=False) if e.right)


def lines(file: Path) -> Iterator[Row]:
    with gzip.open(file, "rt", encoding="utf-8") as opened:
        for line in opened:
            yield json.loads(line)


def document(row: Row) -> str:
    return str(row["id"].rsplit("/", 1)[-1])


def undone(row: Row) -> Row | None:
    """A pair of texts without what was planted in it; None where a sentence is gone."""
    plant = row["planted"]
    if plant is None:
        return row
    if plant["kind"] == "omission":
        return None
    side, spans = plant["side"], sorted(plant["spans"])
    text = row[side]["text"]
    if plant["kind"] == "swap":
        (a, b), (c, d) = spans
        text = text[:a] + text[c:d] + text[b:c] + text[a:b] + text[d:]
    else:
        ((a, b),) = spans
        text = text[:a] + plant["old"] + text[b:]
    return row | {"planted": None, side: row[side] | {"text": text}}


def others(base: Path, known: set[str]) -> Iterator[Row]:
    """Other pairs of languages of the stories that are there in several."""
    stories: dict[str, dict[str, list[str]]] = defaultdict(dict)
    for line in lines(base / "dev/data/gather.jsonl.gz"):
        stories[line["doc"]][line["lang"]] = line["lines"]
    three = {"en": "eng", "de": "deu", "hu": "hun", "pt": "por", "ru": "rus", "fr": "fra", "tr": "tur", "el": "ell"}
    chance = random.Random(7)
    for story, texts in sorted(stories.items()):
        pairs = [(a, b) for a in sorted(texts) for b in sorted(texts) if a < b]
        for pair in chance.sample(pairs, min(OTHERS, len(pairs))):
            a, b = chance.sample(pair, 2)
            if {f"{three[a]}-{three[b]}", f"{three[b]}-{three[a]}"} & known:
                continue
            sides = {s: {"lang": t, "text": " ".join(texts[t][:SENTENCES])} for s, t in (("left", a), ("right", b))}
            yield {"id": f"{three[a]}-{three[b]}/{story}", "pair": f"{three[a]}-{three[b]}", "planted": None} | sides


class Reader:
    """Reads the sides of rows; the side that a plant leaves alone is read once."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str, str], Account] = {}

    def __call__(self, row: Row, side: str) -> Account:
        text, language = row[side]["text"], row[side]["lang"]
        key = (text, language, side)
        if key not in self._known:
            self._known[key] = kronika.read(kronika.Source(text, language=language, id=side))
        return self._known[key]


def of_row(row: Row, read: Reader, real: bool) -> Iterator[Example]:
    a, b = read(row, "left"), read(row, "right")
    plant = row["planted"]
    name = row["id"] + (json.dumps(plant["spans"]) if plant else "")
    for f in candidates(Pair(a, b, tuple(align(a, b)))):
        if f.sort in FITS:
            right = meets(f, plant)
            yield Example(f.sort, dict(f.evidence), right, document(row), row["pair"], name, real, plant is not None)


def meets(f: Finding, plant: Row | None) -> bool:
    if plant is None or plant["kind"] not in FITS[f.sort]:
        return False
    own, other = (f.left, f.right) if plant["side"] == "left" else (f.right, f.left)
    if plant["kind"] == "omission":
        a, b = plant["other_sentence"]
        return other is not None and own is None and other.start < b and a < other.end
    return own is not None and any(own.start < e and s < own.end for s, e in plant["spans"])


# --- what is planted


Pool = dict[tuple[str, str], list[tuple[str, str]]]


def names_of(rows: Sequence[Row], read: Reader) -> Pool:
    """(language, kind) to the names of all texts, each with its document."""
    pool: dict[tuple[str, str], set[tuple[str, str]]] = defaultdict(set)
    for row in rows:
        for side in ("left", "right"):
            for n in read(row, side).names:
                whole = n.kind == "place" or (n.kind == "person" and " " in n.name)
                if whole and n.within is None and n.text == n.name and len(n.name) > 2:
                    pool[row[side]["lang"], n.kind].add((n.name, document(row)))
    return {key: sorted(found) for key, found in pool.items()}


def plants(row: Row, read: Reader, pool: Pool) -> Iterator[Row]:
    """Changed texts with what was changed, in the shape of the development set."""
    chance = random.Random(row["id"] + "x")
    for kind in (
        "person",
        "place",
        chance.choice(["person", "place"]),
        "swap",
        chance.choice(["date", "number"]),
        "gap",
    ):
        side = chance.choice(["left", "right"])
        here, there = read(row, side), read(row, "right" if side == "left" else "left")
        if kind in ("person", "place"):
            made = name(here, kind, pool.get((row[side]["lang"], kind), []), document(row), chance)
        else:
            made = {"swap": exchange, "date": date, "number": number, "gap": omission}[kind](here, there, chance)
        if made:
            plant, text = made
            yield row | {"planted": plant | {"side": side}, side: row[side] | {"text": text}}


def replaced(text: str, spans: Sequence[tuple[int, int, str]]) -> tuple[str, list[list[int]]]:
    out, at, where = "", 0, []
    for s, e, new in sorted(spans):
        out += text[at:s]
        where.append([len(out), len(out) + len(new)])
        out += new
        at = e
    return out + text[at:], where


def name(
    here: Account, kind: str, pool: Sequence[tuple[str, str]], document: str, chance: random.Random
) -> tuple[Row, str] | None:
    """A name becomes another of its kind, of another story, or now and then of the same."""
    own = [n for n in here.names if n.kind == kind and n.within is None]
    own = [n for n in own if kind == "place" or " " in n.text] or own
    if not own:
        return None
    n = chance.choice(own)
    parts = set(n.name.lower().split())
    same = sorted({o.name for o in own if not parts & set(o.name.lower().split())})
    foreign = [x for x, d in pool if d != document and not parts & set(x.lower().split()) and x not in here.source.text]
    new = chance.choice(same) if same and chance.random() < 0.12 else chance.choice(foreign or [""])
    if not new:
        return None
    changed, where = replaced(here.source.text, [(n.start, n.end, new)])
    return {"kind": kind, "spans": where}, changed


def number(here: Account, there: Account, chance: random.Random) -> tuple[Row, str] | None:
    """Digits that stand once on both sides: one digit changes; a year moves."""
    text = here.source.text
    found = [
        m
        for m in re.finditer(r"(?<![\d.,:/-])\d{1,6}(?![\d.,:/-]*\d)", text)
        if all(len(re.findall(rf"(?<!\d){m.group()}(?!\d)", t)) == 1 for t in (text, there.source.text))
    ]
    if not found:
        return None
    m = chance.choice(found)
    old = m.group()
    year = len(old) == 4 and old[:2] in ("17", "18", "19", "20")
    if year:
        new = str(int(old) + chance.choice([-1, 1]) * chance.randint(1, 20))
    else:
        i = chance.randrange(len(old))
        new = old[:i] + chance.choice([d for d in "123456789" if d != old[i]]) + old[i + 1 :]
    changed, where = replaced(text, [(m.start(), m.end(), new)])
    return {"kind": "year" if year else "number", "spans": where}, changed


def date(here: Account, there: Account, chance: random.Random) -> tuple[Row, str] | None:
    """The day of a date changes."""
    dated = [d for d in here.dates if d.basis != "relative" and re.search(r"\d{4}-\d\d-\d\d$", d.edtf or "")]
    days = [(d, m) for d in dated if (m := re.search(r"(?<!\d)\d{1,2}(?!\d)", d.text))]
    if not days:
        return None
    d, m = chance.choice(days)
    new = str(chance.choice([n for n in range(1, 29) if n != int(m.group())]))
    changed, where = replaced(here.source.text, [(d.start + m.start(), d.start + m.end(), new)])
    return {"kind": "date", "spans": where}, changed


def exchange(here: Account, there: Account, chance: random.Random) -> tuple[Row, str] | None:
    """Two names of one sentence change places."""
    pairs = []
    for s in here.sentences:
        inside = [n for n in here.names if s.start <= n.start and n.end <= s.end and n.within is None]
        pairs += [
            (x, y)
            for i, x in enumerate(inside)
            for y in inside[i + 1 :]
            if x.kind == y.kind and x.kind in ("person", "place") and y.start - x.end > 8
            if not set(x.name.split()) & set(y.name.split())
        ]
    if not pairs:
        return None
    x, y = chance.choice(pairs)
    changed, where = replaced(here.source.text, [(x.start, x.end, y.text), (y.start, y.end, x.text)])
    return {"kind": "swap", "spans": where}, changed


def omission(here: Account, there: Account, chance: random.Random) -> tuple[Row, str] | None:
    """A sentence of 50 characters or more, not the first, is left out."""
    beads = [b for b in align(here, there) if len(b.left) == len(b.right) == 1 and b.left != (0,)]
    beads = [b for b in beads if len(here.text_of(b.left[0])) >= 50]
    if not beads:
        return None
    bead = chance.choice(beads)
    s, partner = here.sentences[bead.left[0]], there.sentences[bead.right[0]]
    changed, where = replaced(here.source.text, [(s.start, s.end, "")])
    return {"kind": "omission", "spans": where, "other_sentence": [partner.start, partner.end]}, changed


# --- learning


def learn(sort: str, examples: list[Example], bound: float | None) -> dict[str, Any]:
    """The model of one sort, set to the rates of the development set; `bound` None: the threshold is chosen too."""
    features = sorted({name for e in examples for name in e.evidence})
    x = np.array([[e.evidence.get(f, 0.0) for f in features] for e in examples])
    y = np.array([e.right for e in examples], dtype=int)
    real = np.array([e.real for e in examples])
    centre, scale = x.mean(0), np.maximum(x.std(0), 1e-6)
    z = (x - centre) / scale
    # What lies beside a plant lies in the untouched text as well, and is learnt from there.
    usable = ~real & np.array([e.right or not e.planted for e in examples])
    usable = likeliest(z, y, usable, [e.text for e in examples])
    held = np.zeros(len(y))
    folds = np.array([sorted({e.document for e in examples}).index(e.document) % FOLDS for e in examples])
    languages = np.array([e.languages for e in examples])
    for k in range(FOLDS):
        for pair in sorted(set(languages[real])):
            test = real & (folds == k) & (languages == pair)
            if test.any():
                train = usable & (folds != k) & (languages != pair)
                held[test] = fitted(z[train], y[train]).decision_function(z[test])
    final = fitted(z[usable], y[usable])
    level = LogisticRegression(C=1.0).fit(held[real][:, None], y[real]) if len(set(y[real])) > 1 else None
    slope, shift = (float(level.coef_[0][0]), float(level.intercept_[0])) if level else (1.0, 0.0)
    sure = 1 / (1 + np.exp(-(slope * held[real] + shift)))
    bound = threshold(sure, y[real]) if bound is None else bound
    shown = sure >= bound
    print(
        f"{sort:10} {usable.sum():6} learnt from; shown from {bound:.2f}: {(shown & (y[real] == 1)).sum()} right, ",
        end="",
    )
    print(
        f"{(shown & (y[real] == 0)).sum()} wrong in the development set, by models that knew neither text nor languages"
    )
    for f, w in sorted(zip(features, final.coef_[0]), key=lambda item: -abs(item[1])):
        print(f"    {f:14} {w:+.2f}")
    return {
        "bias": round(slope * float(final.intercept_[0]) + shift, 4),
        "weights": {f: round(slope * float(w), 4) for f, w in zip(features, final.coef_[0])},
        "centre": {f: round(float(c), 4) for f, c in zip(features, centre)},
        "scale": {f: round(float(s), 4) for f, s in zip(features, scale)},
        "threshold": bound,
        "learnt": f"{usable.sum()} findings, {int(y[usable].sum())} right; set to the rates of {real.sum()} others",
    }


def likeliest(z: np.ndarray, y: np.ndarray, usable: np.ndarray, texts: Sequence[str]) -> np.ndarray:
    """Of the right findings of one planted text the one that the model itself takes for the pair, in three rounds."""
    kept = usable.copy()
    for _ in range(3):
        score = fitted(z[kept], y[kept]).decision_function(z)
        best: dict[str, int] = {}
        for at in np.flatnonzero(usable & (y == 1)):
            if texts[at] not in best or score[at] > score[best[texts[at]]]:
                best[texts[at]] = int(at)
        kept = usable & (y == 0)
        kept[list(best.values())] = True
    return kept


def fitted(z: np.ndarray, y: np.ndarray) -> LogisticRegression:
    """The model; where all examples are of one sort, one unlike all of them is added, so that there is a border."""
    if len(set(y)) == 1:
        z, y = np.vstack([z, np.full(z.shape[1], -1.0)]), np.append(y, 1 - y[0])
    return LogisticRegression(C=0.3, max_iter=3000).fit(z, y)


def threshold(sure: np.ndarray, y: np.ndarray) -> float:
    """The confidence from which one more finding is more likely wrong than right."""
    best, bound = -1.0, 0.5
    for t in np.arange(0.05, 0.96, 0.01):
        found, false = int(((sure >= t) & (y == 1)).sum()), int(((sure >= t) & (y == 0)).sum())
        if found - WORTH * false > best:
            best, bound = found - WORTH * false, round(float(t), 2)
    return bound


if __name__ == "__main__":
    main()
