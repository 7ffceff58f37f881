"""Web residue goes, text stays, and every stretch knows where it came from."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kronika.model import Source
from kronika.sources.cleaning import cleaned
from kronika.sources.draft import Draft, Edit, edited

CASES = [
    ("edit link, English", "en", "The defeat (1927–1928)Edit\nHe lost.", "The defeat (1927–1928)\nHe lost."),
    ("edit link, Portuguese", "pt", "O exílioEditar\nEle perdeu.", "O exílio\nEle perdeu."),
    ("edit link in brackets, Hungarian", "hu", "Élete [szerkesztés]\nMeghalt.", "Élete\nMeghalt."),
    ("two links, French", "fr", "Histoire[modifier | modifier le code]\nIl vint.", "Histoire\nIl vint."),
    ("glued phrase, French", "fr", "Histoiremodifier le code\nIl vint.", "Histoire\nIl vint."),
    ("two links, Russian", "ru", "История[править | править код]\nОн ушёл.", "История\nОн ушёл."),
    ("German link in a Hungarian text", "hu", "Élete [Bearbeiten | Quelltext bearbeiten]\nMeghalt.", "Élete\nMeghalt."),
    ("Japanese link", "ja", "歴史[編集]\n戦争が終わった。", "歴史\n戦争が終わった。"),
    ("Arabic link", "ar", "التاريخ[عدل]\nانتهت الحرب.", "التاريخ\nانتهت الحرب."),
    ("link glued on both sides", "en", "The exile (1929)EditHe left.", "The exile (1929)\nHe left."),
    ("stray comma", "pt", "Foi expulso do Partido., Depois partiu.", "Foi expulso do Partido. Depois partiu."),
    ("stray comma at a line end", "hu", "Elutazott.,\nVisszatért.", "Elutazott.\nVisszatért."),
    ("lost break after a year", "pt", "no início de 1928.durante este tempo", "no início de 1928.\ndurante este tempo"),
    ("lost space, ordinal year", "hu", "Trockijt 1928.január 31-én", "Trockijt 1928. január 31-én"),
    ("lost break", "en", "The war ended.The king returned.", "The war ended.\nThe king returned."),
    ("bracket after a quotation", "hu", "“hibáit”(a lap szerint)", "“hibáit” (a lap szerint)"),
    ("loose ending", "hu", "“az ügynökei” – ként ábrázolta", "“az ügynökei”-ként ábrázolta"),
    (
        "caption glued to prose",
        "pt",
        "Trotsky em Alma Ata, 1928Em outubro partiu.",
        "Trotsky em Alma Ata, 1928\nEm outubro partiu.",
    ),
    ("footnote marks", "en", "He died.[12] She left[a] town.[citation needed]", "He died. She left town."),
    ("footnote marks, Hungarian", "hu", "Meghalt.[3][4] Elment[forrás?] innen.", "Meghalt. Elment innen."),
    ("invisible characters", "en", "Har\u00adwell\u200b is\u00a0old.", "Harwell is old."),
    ("line ends", "en", "One.\r\nTwo.\rThree.", "One.\nTwo.\nThree."),
    ("broken word", "en", "a conver-\nsation began", "a conversation began"),
    ("ligatures and long s", "de", "Waſſer und Oﬃzier", "Wasser und Offizier"),
]
KEPT = [
    ("credit at a line end", "en", "He gave them credit\nand left."),
    ("Edit within a sentence", "en", "How to Edit a text is a question."),
    ("Jr.,", "en", "Martin Luther King Jr., King of the road, and Apple Inc., Cupertino."),
    ("etc.,", "en", "Apples, pears, etc., Anna said."),
    ("ordinals in a row", "hu", "Az 1., 2. és 3. hadsereg."),
    ("year in brackets", "en", "He wrote [1928] to her [sic]."),
    ("web address", "en", "See example.com and Node.js today."),
    ("camel case", "en", "YouTube and McDonald met."),
    ("damage of translation", "hu", "október 1927, Trockij, valamint Zinoviev volt, kizárták a Központi Bizottság."),
    ("zero width non-joiner in Persian", "fa", "می\u200cخواهم بروم."),
    ("dash that is none of an ending", "hu", "“hibáit” – mondta ő."),
    ("decimal and initials", "en", "At 3.5 km J.R. Smith stopped."),
]


@pytest.mark.parametrize(("language", "text", "expected"), [row[1:] for row in CASES], ids=[row[0] for row in CASES])
def test_residue_goes(language: str, text: str, expected: str) -> None:
    assert cleaned(Draft(text, language=language)).text == expected


@pytest.mark.parametrize(("language", "text"), [row[1:] for row in KEPT], ids=[row[0] for row in KEPT])
def test_what_was_written_stays(language: str, text: str) -> None:
    assert cleaned(Draft(text, language=language)).text == text


def test_edit_link_makes_a_heading() -> None:
    draft = cleaned(Draft("The defeatEdit\nHe lost.", language="en"))
    assert [(draft.text[b.start : b.end], b.kind) for b in draft.blocks] == [("The defeat", "heading")]


@given(st.text(alphabet="aáБ .,\n-\u00ad\u00a0()[]1E”", max_size=60), st.sampled_from(["hu", "pt", "en", "ru"]))
def test_map_is_exact(text: str, language: str) -> None:
    """What was copied is the same character in the original, and the map never runs backwards."""
    draft = cleaned(Draft(text, language=language))
    source = Source(draft.text, pieces=draft.pieces)
    last = 0
    for at, character in enumerate(draft.text):
        start, end = source.to_original(at, at + 1)
        assert 0 <= start <= end <= len(text)
        assert start >= last
        last = start
        if end - start == 1 and character not in " \n-s":
            assert text[start] == character
    if draft.pieces and draft.text:
        a, b = source.to_original(0, len(draft.text))
        assert a <= b


@given(
    st.text(max_size=30), st.lists(st.tuples(st.integers(0, 30), st.integers(0, 5), st.text(max_size=3)), max_size=5)
)
def test_edits_compose(text: str, given_edits: list[tuple[int, int, str]]) -> None:
    edits = [Edit(a, min(a + n, len(text)), new) for a, n, new in given_edits if a <= len(text)]
    once = edited(Draft(text), edits)
    twice = edited(once, [Edit(0, 0, "> ")])
    source = Source(twice.text, pieces=twice.pieces)
    for at in range(2, len(twice.text)):
        start, end = source.to_original(at, at + 1)
        again = Source(once.text, pieces=once.pieces).to_original(at - 2, at - 1)
        assert (start, end) == again
