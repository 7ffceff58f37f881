"""Triggers: the words of a line that say an event happened."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from kronika.reading.assertions.clauses import Clause
from kronika.reading.assertions.grammar import Grammar
from kronika.reading.assertions.lexicon import Entry, Lexicon, Row
from kronika.reading.assertions.phrases import leads
from kronika.reading.assertions.tokens import Line

_QUIET_NAMES = frozenset({"person", "place", "organization", "work", "group"})  # in these no word is a trigger
_PARTICIPLE = frozenset({"participle", "plural"})
_MOST = 24  # event words of one clause that are read; more is no sentence but a list
_FAR = 40  # words between a head and its companion
_REACH = 6  # words between a head and its detached particle before it


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that may say an event, with the entries that fit where it stands."""

    at: int
    verb: bool
    rows: tuple[Row, ...]


def triggers(line: Line, found: list[Clause], grammar: Grammar, lexicon: Lexicon) -> list[tuple[Clause, Trigger]]:
    """The triggers of a line with their clauses, in order."""
    pairs = []
    quiet = _prepositions(line, grammar)
    for clause in found:
        room = _MOST
        for at in range(clause.start, clause.end):
            if not room or line.tokens[at].text not in lexicon.words or at in quiet:
                continue
            trigger = _trigger(line, clause, at, grammar, lexicon)
            if trigger is not None:
                pairs.append((clause, trigger))
                room -= 1
    return _without_parts(pairs)


def _prepositions(line: Line, grammar: Grammar) -> set[int]:
    """Tokens of prepositions of several words ("on the orders of"), and of postpositions: no event words there."""
    quiet: set[int] = set()
    for at, token in enumerate(line.tokens):
        for words, _ in grammar.long_prepositions.get(token.text, ()):
            if [t.text for t in line.tokens[at : at + len(words)]] == list(words):
                quiet.update(range(at, at + len(words)))
                break
        if token.text in grammar.postpositions:
            quiet.add(at)
    return quiet


def _trigger(line: Line, clause: Clause, at: int, grammar: Grammar, lexicon: Lexicon) -> Trigger | None:
    token = line.tokens[at]
    if not token.word or token.date is not None or token.quantity is not None:
        return None
    if token.name is not None and token.name.kind in _QUIET_NAMES:
        return None
    if token.text in grammar.articles:
        return None  # Spanish "una" is a form of "unir" too
    rows = [row for row in lexicon.words.get(token.text, ()) if _stands(row[0], line, clause, at, grammar)]
    if token.name is not None:
        rows = [row for row in rows if row[0].sort == "nouns"]  # "the Medvedev Forest massacre"
    if not rows:
        return None
    before = line.tokens[at - 1].text if at > clause.start else ""
    if grammar.pack.order == "v2" and before in grammar.prepositions:  # "zu verlassen" is no participle
        rows = [(entry, frozenset({"infinitive"}) if "infinitive" in f else f) for entry, f in rows]
    if before in grammar.modal and all(row[0].sort == "nouns" for row in rows):
        return None
    counted = at > clause.start and line.tokens[at - 1].quantity is not None
    if _someone(rows, token.text, before, counted, grammar, lexicon):
        return None
    led = at - 2 >= clause.start and leads(line, at - 2, grammar, lexicon) and token.text not in lexicon.things
    verbs = [row for row in rows if row[0].sort != "nouns"]
    nouns = [row for row in rows if row[0].sort == "nouns"]
    if verbs and nouns:
        rows = nouns if _nominal(line, clause, at, grammar, verbs) else verbs
    elif (
        verbs
        and _after_article(line, clause, at, grammar)
        and not any(
            "participle" in features
            or row.after
            or row.before
            or (before in grammar.prepositions and features <= {"infinitive"})
            or (before in grammar.object_articles and ("past" in features or ("present" in features and led)))
            for row, features in verbs
        )
    ):
        return None
    return Trigger(at, rows[0][0].sort != "nouns", tuple(rows))


def _someone(rows: list[Row], text: str, before: str, counted: bool, grammar: Grammar, lexicon: Lexicon) -> bool:
    """Whether a participle is a person here: "les réfugiés", "a los detenidos"; only where `things` has it."""
    if text not in lexicon.things or any(r[0].sort != "verbs" or not r[1] <= _PARTICIPLE for r in rows):
        return False
    return counted or before in grammar.articles or before in grammar.prepositions or before in grammar.quantifiers


def _nominal(line: Line, clause: Clause, at: int, grammar: Grammar, verbs: list[Row]) -> bool:
    """Whether a word that may be verb or noun is a noun here."""
    back = at - 1
    while back > clause.start and line.tokens[back].text in grammar.adverbs:
        back -= 1
    before = line.tokens[back].text if at > clause.start else ""
    if before in grammar.modal or before in grammar.future or (before == "to" and "to" in grammar.prepositions):
        return False
    if _after_article(line, clause, at, grammar) or before in grammar.prepositions:
        return True
    features = frozenset[str]().union(*(f for _, f in verbs))
    following = line.tokens[at + 1].text if at + 1 < clause.end else ""
    if "gerund" in features and not any(f[:1] == ("of",) for _, f in grammar.prepositions.get(following, ())):
        return False
    finite = features & {"past", "present", "participle", "future", "imperfect"}
    if not finite:
        return True
    nearby = line.tokens[max(clause.start, at - 4) : at]
    return any(t.text in grammar.articles for t in nearby) and not any(t.name for t in nearby) and "present" in finite


def _after_article(line: Line, clause: Clause, at: int, grammar: Grammar) -> bool:
    if at <= clause.start:
        return False
    before = line.tokens[at - 1]
    features = grammar.pronouns.get(before.text, frozenset())
    if grammar.pack.order == "free" and {"object", "of"} <= features:
        return False  # Russian "его арестовали": the same word is "him" and "his"
    return (
        before.text in grammar.articles
        or "of" in features
        or (before.text.startswith("'") and before.text[1:] in grammar.possessive)
    )


def _stands(entry: Entry, line: Line, clause: Clause, at: int, grammar: Grammar) -> bool:
    """Whether the words that an entry asks for stand where they must."""
    if not (entry.before or entry.after or entry.companions or entry.particle):
        return True
    tokens = line.tokens
    if entry.particle and not _particle(entry.particle, line, clause, at, grammar):
        return False
    for offset, words in enumerate(entry.after, 1):
        if at + offset >= len(tokens) or not _is(tokens[at + offset].text, words):
            return False
    for offset, words in enumerate(reversed(entry.before), 1):
        if at < offset or not _is(tokens[at - offset].text, words):
            return False
    return all(_companion(phrase, line, clause, at, grammar) for phrase in entry.companions)


def _particle(particle: str, line: Line, clause: Clause, at: int, grammar: Grammar) -> bool:
    """Whether the detached prefix of a verb stands in its clause; where the verb is second, at an end of it."""
    if grammar.pack.order == "v2":
        if at - 2 >= clause.start and line.tokens[at - 2].text == particle:
            return line.tokens[at - 1].text in grammar.prepositions  # Dutch "uit te sluiten"
        found = (i for i in range(at + 1, clause.end) if line.tokens[i].text == particle)
        if any(_closes(line, i + 1, clause, grammar) for i in found):
            return True
        ahead = [t.text for t in line.tokens[max(clause.start, at - 2) : at]]
        joined = len(ahead) == 2 and ahead[1] in grammar.prepositions.keys() | grammar.modal  # Dutch "uit te sluiten"
        return ahead[-1:] == [particle] or (joined and ahead[0] == particle)
    before = range(max(clause.start, at - _REACH // 2), at)
    return any(line.tokens[i].text == particle for i in [*before, *range(at + 1, clause.end)])


def _closes(line: Line, at: int, clause: Clause, grammar: Grammar) -> bool:
    """Whether a bracket may close before the token: a mark, a joining word or a preposition follows, or nothing."""
    if at >= clause.end or not line.tokens[at].word:
        return True
    text = line.tokens[at].text
    return text in grammar.openers - grammar.articles or text in grammar.prepositions


def _companion(phrase: tuple[tuple[str, ...], ...], line: Line, clause: Clause, at: int, grammar: Grammar) -> bool:
    """Whether the phrase stands in the clause; a mere preposition must follow the head closely."""
    size = len(phrase)
    written = line.tokens[at].text
    if size == 1 and any(
        "r" in grammar.pronouns.get(word, ()) and written.endswith(word) and len(written) > len(word) + 3
        for word in phrase[0]
    ):
        return True  # Spanish "rendirse"
    spread = range(max(clause.start, at - _FAR), min(clause.end - size, at + _FAR) + 1)
    if size == 1 and all(word in grammar.prepositions for word in phrase[0]) and grammar.pack.order == "svo":
        spread = range(at + 1, min(at + 5, clause.end))
    whole, begun = _ways(phrase[0])
    for start in spread:
        text = line.tokens[start].text
        if (text in whole or text.startswith(begun)) and not start <= at < start + size:
            rest = enumerate(phrase[1:], start + 1)
            if all(_is(line.tokens[i].text, words) for i, words in rest):
                return True
    return False


@lru_cache(maxsize=20_000)
def _ways(words: tuple[str, ...]) -> tuple[frozenset[str], tuple[str, ...]]:
    """Alternatives as whole words and as beginnings of words ("war*")."""
    return frozenset(words), tuple(word[:-1] for word in words if word.endswith("*"))


def _is(text: str, words: tuple[str, ...]) -> bool:
    whole, begun = _ways(words)
    return text in whole or text.startswith(begun)


def _without_parts(pairs: list[tuple[Clause, Trigger]]) -> list[tuple[Clause, Trigger]]:
    """Drops triggers that are only a part of a longer expression ("speech" of "gave a speech")."""
    taken: set[int] = set()
    for _, trigger in pairs:
        for entry, _ in trigger.rows:
            taken |= set(range(trigger.at + 1, trigger.at + 1 + len(entry.after)))
            taken |= set(range(trigger.at - len(entry.before), trigger.at))
    return [(clause, trigger) for clause, trigger in pairs if trigger.at not in taken]
