"""Learns the weights that find names: src/kronika/knowledge/weights/names-*.crf.xz.

    python tools/train_names.py FOLDER [MODEL ...] [--without TAG] [--iterations N] [--out FOLDER]

FOLDER holds the `ner-*.jsonl.gz` files of annotated sentences (or set KRONIKA_MEASURE, whose `train` folder is used).
Each model is learnt with python-crfsuite from the sets that MODELS names. `--without` leaves a language out, to see how
a model does on a language it never saw. Sources and licences: see NOTICE. Needs nothing beyond kronika itself.
"""

from __future__ import annotations

import argparse
import gzip
import itertools
import json
import os
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pycrfsuite

from kronika.knowledge.weights.crf import FOLDER, pack
from kronika.knowledge.weights.words import words
from kronika.reading.names.features import Classes, Reader, attributes, classes
from kronika.reading.names.tokens import Token, plain, tokens

KINDS = {"person": "P", "place": "L", "organization": "G"}
# Other annotations that are names all the same: works, events, products. Numbers, dates and common nouns are not.
NAMES = {"MISC", "OTH", "WORK_OF_ART", "EVENT", "PRODUCT", "HumanProd", "FACILITY"}

PRESS = ("newseye", "sonar")
_PEOPLE = 0b111
# More rows of a newspaper in a row without any name than this were left out by the annotators.
BARREN = 30

# Name of the model to the (set, language) it is learnt from; "universal" models see sounds and classes, not spellings.
MODELS: dict[str, dict[str, Any]] = {
    "hu": {"sets": [("nerkor-", "hu")]},
    "pt": {"sets": [("uner-bosque", "pt")]},
    "en": {"sets": [("uner-ewt", "en"), ("wikigold", "en")]},
    "da": {"sets": [("uner-ddt", "da"), ("uner-norne", "nb")]},
    "nb": {"sets": [("uner-norne", "nb"), ("uner-norne", "nn"), ("uner-ddt", "da")]},
    "sv": {"sets": [("uner-talbanken", "sv")]},
    "sh": {"sets": [("uner-set", "hr"), ("uner-set", "sr")]},
    "sk": {"sets": [("uner-snk", "sk")]},
    "ro": {"sets": [("ronec", "ro")]},
    # German has little training text, and a capital on every noun: its relatives are given such capitals too.
    "de": {
        "sets": [("newseye", "de"), ("sonar", "de"), ("uner-ddt", "da"), ("uner-norne", ""), ("uner-talbanken", "sv"),
                 ("uner-ewt", "en"), ("wikigold", "en")],
        "universal": True, "own": "de", "nouns": True,
    },
    "press-fr": {
        "sets": [("newseye", "fr"), ("newseye", "sv"), ("newseye", "fi"), ("uner-bosque", "pt")],
        "universal": True, "own": "fr",
    },
    "press-de": {
        "sets": [("newseye", "de"), ("sonar", "de"), ("newseye", "sv"), ("newseye", "fr"), ("newseye", "fi")],
        "universal": True, "own": "de", "nouns": True,
    },
    "press-fi": {"sets": [("newseye", "fi")]},
    "press-sv": {"sets": [("newseye", "sv")]},
    "any": {
        "sets": [("uner-", ""), ("wikigold", ""), ("ronec", ""), ("nerkor-news", ""), ("nerkor-wiki", "")],
        "universal": True,
    },
}  # fmt: skip


def rows_of(folder: Path) -> Iterator[dict[str, Any]]:
    """The annotated sentences, file by file."""
    for file in sorted(folder.glob("ner-*.jsonl.gz")):
        with gzip.open(file, "rt", encoding="utf-8") as rows:
            yield from map(json.loads, rows)


def labels_of(text: str, sentence: list[Token], gold: list[dict[str, Any]]) -> list[str]:
    """Begin, inside, outside of each token; a token that a span cuts belongs to it where its start does."""
    labels = ["O"] * len(sentence)
    for span in gold:
        kind = KINDS.get(span["k"])
        if kind is None and span.get("t") in NAMES and any(c.isupper() for c in text[span["s"] : span["e"]][:2]):
            kind = "M"
        if kind is None:
            continue
        inside = [i for i, t in enumerate(sentence) if t.start < span["e"] and t.end > span["s"] and labels[i] == "O"]
        for n, i in enumerate(inside):
            labels[i] = ("I" if n else "B") + kind
    return labels


def train(rows: list[dict[str, Any]], universal: bool, options: argparse.Namespace) -> bytes:
    """The packed weights that the rows teach."""
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params(
        {"c1": options.c1, "c2": options.c2, "max_iterations": options.iterations, "feature.minfreq": options.minfreq}
    )
    readers: dict[str, Reader] = {}
    for row in rows:
        tag = row["lang"]
        reader = readers.setdefault(tag, Reader(tag, universal))
        sentence = tokens(row["text"], old_print=row["set"] in PRESS)
        if sentence:
            trainer.append(attributes(sentence, reader), labels_of(row["text"], sentence, row["gold"]))
    with tempfile.NamedTemporaryFile(suffix=".crfsuite") as file:
        trainer.train(file.name)
        info = _info(file.name)
    labels = sorted({label for _, label in info.state_features} | {a for a, _ in info.transitions})
    sets = sorted({f"{row['set']}.{row['lang']}" for row in rows})
    return pack(labels, info.state_features, info.transitions, {"sets": sets, "universal": universal})


def _info(file: str) -> Any:
    tagger = pycrfsuite.Tagger()
    tagger.open(file)
    return tagger.info()


def with_noun_capitals(row: dict[str, Any], lot: random.Random) -> dict[str, Any]:
    """The row with capitals on nearly half of its longer and less common words, as German writes its nouns."""
    text, rank = row["text"], words().rank
    for token in tokens(text):
        word = token.text
        if word.islower() and len(word) > 3 and not 0 <= rank(plain(word), row["lang"]) < 250 and lot.random() < 0.45:
            capital = word.capitalize()
            if len(capital) == len(word):
                text = text[: token.start] + capital + text[token.end :]
    return {**row, "text": text}


def prepared(rows: list[dict[str, Any]], model: dict[str, Any]) -> list[dict[str, Any]]:
    """The rows of a model as it is to see them: its own language three times over, foreign rows with noun capitals."""
    own = model.get("own")
    if model.get("universal"):
        rows = [bare(r) for r in rows]
    lot = random.Random(11)
    if model.get("nouns"):
        rows = [r if r["lang"] == own else with_noun_capitals(r, lot) for r in rows]
    return rows + [r for r in rows if r["lang"] == own] * 2 if own else rows


def annotated(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows without the stretches of a newspaper that nobody annotated: long runs of rows without any name."""
    kept: list[dict[str, Any]] = []
    for press, group in itertools.groupby(rows, key=lambda r: r["set"] in PRESS):
        for empty, run in itertools.groupby(group, key=lambda r: not r["gold"]):
            found = list(run)
            if not (press and empty and len(found) > BARREN):
                kept += found
    return kept


def bare(row: dict[str, Any]) -> dict[str, Any]:
    """The row with persons as most sources mark them, from the first word with a capital that is no title to the last.

    RONEC marks "doamna ministru X, medic" whole, and nouns for persons at the start of a sentence.
    """
    if not row["set"].startswith("ronec"):
        return row
    gold = [cut for span in row["gold"] if (cut := bare_person(row, span) if span["k"] == "person" else span)]
    return {**row, "gold": gold}


def bare_person(row: dict[str, Any], span: dict[str, Any]) -> dict[str, Any] | None:
    """The span of a person without titles and what follows a comma; None where no name is left."""
    known = classes(row["lang"])
    inside = tokens(row["text"], span["s"], span["e"])
    inside = inside[: next((i for i, t in enumerate(inside) if t.text == "," and i), len(inside))]
    while inside and not _begins_name(inside[0].text, known):
        inside = inside[1:]
    while len(inside) > 1 and inside[-1].text[0].islower() and inside[-1].start > inside[-2].end:
        inside = inside[:-1]
    if not inside:
        return None
    word = plain(inside[0].text)
    if len(inside) == 1 and words().rank(word, row["lang"]) >= 0 and not words().known(word) & _PEOPLE:
        return None
    return {**span, "s": inside[0].start, "e": inside[-1].end}


def _begins_name(word: str, known: Classes) -> bool:
    return word[0].isalnum() and not word[0].islower() and not set(known.of(plain(word))) & {"t", "x"}


def chosen(rows: list[dict[str, Any]], sets: list[tuple[str, str]], without: str) -> list[dict[str, Any]]:
    """The rows of a model; of rows without any name only a third, they teach little."""
    left_out = set(without.split(",")) if without else set()
    mine = [
        r
        for r in rows
        if r["lang"] not in left_out and any(r["set"].startswith(s) and lang in ("", r["lang"]) for s, lang in sets)
    ]
    lot = random.Random(7)
    return [r for r in mine if r["gold"] or lot.random() < 0.4]


def main() -> None:
    """Trains the models asked for, or all, and says what each took."""
    known = Path(os.environ.get("KRONIKA_MEASURE", ".")) / "train"
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=known)
    parser.add_argument("models", nargs="*")
    parser.add_argument("--without", default="")
    parser.add_argument("--iterations", type=int, default=80)
    parser.add_argument("--c1", type=float, default=0.15)
    parser.add_argument("--c2", type=float, default=0.02)
    parser.add_argument("--minfreq", type=int, default=1)
    parser.add_argument("--share", type=float, default=1.0, help="train on this share of the rows")
    parser.add_argument("--out", type=Path, default=FOLDER)
    options = parser.parse_args()
    rows = annotated(list(rows_of(options.folder)))
    for name in options.models or sorted(MODELS):
        start = time.time()
        mine = chosen(rows, MODELS[name]["sets"], options.without)
        if options.share < 1:
            mine = random.Random(3).sample(mine, int(len(mine) * options.share))
        packed = train(prepared(mine, MODELS[name]), MODELS[name].get("universal", False), options)
        (options.out / f"names-{name}.crf.xz").write_bytes(packed)
        print(
            f"{name}: {len(mine)} rows, {len(packed) / 1e6:.2f} MB, {time.time() - start:.0f} s",
            file=sys.stderr,
            flush=True,
        )


if __name__ == "__main__":
    main()
