"""Adding a language is adding a folder: a toy language, its pack made here, is read like any other."""

from __future__ import annotations

from pathlib import Path

from kronika.model import Account, NameMention, Sentence, Source
from kronika.reading import assertions

EVENTS = """
[verbs.any]
of = "a"
past = "is"
participle = "it"
infinitive = "a"

[nouns.any]
bare = "~"

[things]
place = "ostrov"

[[groups]]
type = "arrest"
verbs = "kapta"

[[groups]]
type = "expulsion"
verbs = "vypa"
when = { "from:place" = "deportation" }
"""
WORDS = """
be = "tu"
passive = "tu"
[prepositions]
"oz" = "from"
"ab" = "by"
"""
FACTUALITY = """
negators = "neh"
[[cues]]
value = "attempted"
verbs = "proba"
"""
TEXT = (
    "Mira tu kaptit ab Olan. Mira neh kaptis Olan. Mira probis kapta Olan. "
    "Mira tu vypit oz Zemla. Mira tu vypit oz Liga."
)
KINDS = {"Mira": "person", "Olan": "person", "Zemla": "place", "Liga": "organization"}


def toy(folder: Path) -> Account:
    pack = folder / "qtoy"
    pack.mkdir()
    for name, text in (("events", EVENTS), ("words", WORDS), ("factuality", FACTUALITY)):
        (pack / f"{name}.toml").write_text(text, encoding="utf-8")
    sentences, names, at = [], [], 0
    for part in TEXT.split(". "):
        end = min(at + len(part) + 1, len(TEXT))
        sentences.append(Sentence(at, end))
        at = end + 1
    for word, kind in KINDS.items():
        start = TEXT.find(word)
        while start >= 0:
            names.append(NameMention(start, start + len(word), word, kind, word))
            start = TEXT.find(word, start + 1)
    return Account(Source(TEXT, language="qtoy"), sentences=sentences, names=sorted(names))


def test_a_folder_is_a_language(tmp_path: Path) -> None:
    found = assertions.find(toy(tmp_path), root=tmp_path)
    told = [(a.sentence, a.type, a.factuality) for a in found]
    assert told == [
        (0, "arrest", "asserted"),
        (1, "arrest", "denied"),
        (2, "arrest", "attempted"),
        (3, "deportation", "asserted"),
        (4, "expulsion", "asserted"),
    ]
    passive, active = found[0].roles, found[1].roles
    assert [p.text for p in passive["patient"]] == ["Mira"]
    assert [p.text for p in passive["agent"]] == ["Olan"]
    assert [p.text for p in active["agent"]] == ["Mira"]
    assert [p.text for p in active["patient"]] == ["Olan"]


def test_without_a_pack_silence(tmp_path: Path) -> None:
    assert assertions.find(Account(Source("Mira tu kaptit.", language="qnone"), [Sentence(0, 15)]), root=tmp_path) == []
