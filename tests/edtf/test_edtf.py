"""EDTF values: what parses prints again, bounds, order, relations, errors that point."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kronika.edtf import (
    Constraint,
    day_number,
    days_in_month,
    display,
    earliest,
    from_day_number,
    latest,
    month_span,
    parse,
    relation,
    sort_key,
    to_gregorian,
)
from kronika.errors import BadDate

MARKS = st.sampled_from(["", "?", "~", "%"])


@st.composite
def dates(draw: st.DrawFn) -> str:
    """Dates of all precisions, with marks and unspecified digits."""
    number = draw(st.integers(-9999, 9999))
    year = f"-{-number:04}" if number < 0 else f"{number:04}"
    hidden = draw(st.integers(0, 2))
    if hidden:
        year = year[:-hidden] + "X" * hidden
        return year + draw(MARKS)
    text = draw(MARKS) + year + draw(MARKS)
    if draw(st.booleans()):
        month = draw(st.integers(1, 12))
        text += f"-{draw(MARKS)}{month:02}{draw(MARKS)}"
        if draw(st.booleans()):
            day = draw(st.integers(1, days_in_month(number, month)))
            text += f"-{draw(MARKS)}{day:02}{draw(MARKS)}"
    elif draw(st.booleans()):
        text += f"-{draw(st.integers(21, 41))}"
    return text


@st.composite
def values(draw: st.DrawFn) -> str:
    """Dates, open and closed intervals, sets."""
    one = draw(dates())
    shape = draw(st.sampled_from(["date", "open", "set", "all"]))
    if shape == "open":
        return draw(st.sampled_from([f"../{one}", f"{one}/..", f"/{one}", f"{one}/"]))
    if shape == "set":
        return f"[{one},{draw(dates())}]"
    if shape == "all":
        return f"{{{one},..{draw(dates())}}}"
    return one


@given(values())
def test_round_trip(text: str) -> None:
    assert str(parse(text)) == text
    assert parse(str(parse(text))) == parse(text)


@given(values())
def test_the_first_day_is_not_after_the_last(text: str) -> None:
    first, last = earliest(text), latest(text)
    assert first is None or last is None or first <= last


@given(values(), values())
def test_relation_has_its_mirror(a: str, b: str) -> None:
    mirror = {
        "agrees": "agrees",
        "refines": "refined",
        "refined": "refines",
        "overlaps": "overlaps",
        "contradicts": "contradicts",
    }
    assert relation(b, a) == mirror[relation(a, b)]
    assert relation(a, a) == "agrees"


@given(st.integers(-3_600_000, 3_600_000))
def test_day_numbers_run_both_ways(number: int) -> None:
    assert day_number(from_day_number(number)) == number


@given(st.lists(values(), max_size=6))
def test_sort_keys_compare(texts: list[str]) -> None:
    keys = [sort_key(text) for text in [*texts, None]]
    assert sorted(keys) == sorted(keys, reverse=True)[::-1]
    assert max(keys) == sort_key(None)


@given(st.text(max_size=30))
def test_anything_parses_or_is_refused(text: str) -> None:
    with contextlib.suppress(BadDate):
        assert str(parse(text)) == text


BOUNDS = [
    ("193X", (1930, 1, 1), (1939, 12, 31)),
    ("19XX", (1900, 1, 1), (1999, 12, 31)),
    ("-0043", (-43, 1, 1), (-43, 12, 31)),
    ("-04XX", (-499, 1, 1), (-400, 12, 31)),
    ("1928-37", (1928, 1, 1), (1928, 4, 30)),
    ("1928-39", (1928, 9, 1), (1928, 12, 31)),
    ("1943-24", (1943, 12, 1), (1944, 2, 29)),
    ("1944-02", (1944, 2, 1), (1944, 2, 29)),
    ("1929/1932", (1929, 1, 1), (1932, 12, 31)),
    ("../1934", None, (1934, 12, 31)),
    ("1934/..", (1934, 1, 1), None),
    ("1928-11-XX", (1928, 11, 1), (1928, 11, 30)),
    ("1XXX-12", (1000, 12, 1), (1999, 12, 31)),
    ("[1667,1668,1670..1672]", (1667, 1, 1), (1672, 12, 31)),
    ("1950S2", (1900, 1, 1), (1999, 12, 31)),
]


@pytest.mark.parametrize(("text", "first", "last"), BOUNDS)
def test_bounds(text: str, first: object, last: object) -> None:
    assert (earliest(text), latest(text)) == (first, last)


RELATIONS = [
    ("1944-11-12", "1944-11", "refines"),
    ("1944-11", "1944-11-12", "refined"),
    ("1944-11", "1944-12", "contradicts"),
    ("1928", "1928", "agrees"),
    ("1928~", "1928", "agrees"),
    ("1928~", "1930", "overlaps"),  # about 1928 is no contradiction of 1930
    ("1928", "1930", "contradicts"),
    ("1932-39", "1932-12", "refined"),
    ("1932-39", "1932-08-20", "overlaps"),  # late 1932 may well begin in August
    ("1943-24", "1943-02", "overlaps"),  # the winter of 1943 may be the one that ends in it
    ("1929/1932", "1930", "refined"),
    ("1929/1932", "1931/1934", "overlaps"),
    ("../1934", "1930", "refined"),
    ("../1934", "1935", "contradicts"),
]


@pytest.mark.parametrize(("a", "b", "expected"), RELATIONS)
def test_relation(a: str, b: str, expected: str) -> None:
    assert relation(a, b) == expected


ERRORS = [
    ("1927-13", "character 6", "no month 13"),
    ("1927-02-29", "character 9", "no day 29"),
    ("27", "character 1", "year"),
    ("1930/1929", "character 6", "before the start"),
    ("1927-11x", "character 8", "'x'"),
    ("[1927", "character 6", "]"),
    ("-0000", "character 1", "sign"),
    ("1930/1931/1932", "character 10", "slash"),
]


@pytest.mark.parametrize(("text", "place", "reason"), ERRORS)
def test_errors_point(text: str, place: str, reason: str) -> None:
    with pytest.raises(BadDate) as error:
        parse(text)
    assert place in str(error.value)
    assert reason in str(error.value)


CALENDARS = [
    ("julian", (1917, 10, 25), (1917, 11, 7)),
    ("julian", (1582, 10, 5), (1582, 10, 15)),
    ("julian", (-43, 3, 15), (-43, 3, 13)),  # the Ides of March of 44 BC
    ("republican", (8, 2, 18), (1799, 11, 9)),
    ("republican", (2, 11, 9), (1794, 7, 27)),
    ("hijri", (1357, 9, 12), (1938, 11, 5)),
    ("hebrew", (5700, 7, 5), (1939, 9, 18)),
    ("persian", (1357, 11, 22), (1979, 2, 11)),
]


@pytest.mark.parametrize(("calendar", "stated", "day"), CALENDARS)
def test_calendars(calendar: str, stated: tuple[int, int, int], day: tuple[int, int, int]) -> None:
    assert to_gregorian(calendar, *stated) == day


def test_a_month_of_another_calendar() -> None:
    assert month_span("republican", 8, 2) == ((1799, 10, 23), (1799, 11, 21))
    assert to_gregorian("hijri", 1357, 13, 1) is None
    assert to_gregorian("no such calendar", 1, 1, 1) is None


DISPLAYED = [
    ("1944-11-12", "12 November 1944"),
    ("1932-39", "late 1932"),
    ("1928~", "about 1928"),
    ("193X", "1930s"),
    ("18XX", "19th century"),
    ("-0043", "44 BC"),
    ("../1934", "before or until 1934"),
    ("1929/1932", "1929 to 1932"),
]


@pytest.mark.parametrize(("text", "words"), DISPLAYED)
def test_display(text: str, words: str) -> None:
    assert display(text) == words


def test_constraints() -> None:
    assert Constraint("after", "1927-11").allows("1928")
    assert not Constraint("after", "1927-11").allows("1926")
    assert Constraint("before", "1927").allows("1926-12-31")
    assert not Constraint("before", "1927").allows("1928")
    assert Constraint("within", "1927-11-12", 3).allows("1927-11-15")
    assert not Constraint("within", "1927-11-12", 3).allows("1927-11-16")


def test_another_implementation_reads_the_same_bounds() -> None:
    edtf = pytest.importorskip("edtf")
    for text in ("1927", "1927-11", "1927-11-12", "193X", "1928-11-12/1929", "1984~", "2004-06-11?"):
        other = edtf.parse_edtf(text)
        assert other.lower_strict()[:3] == earliest(text)
        assert other.upper_strict()[:3] == latest(text)
