"""Who is spoken of: the subjects of the clauses read so far, for pronouns and subjects left out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypeVar

from kronika.knowledge import given_names
from kronika.model import DateMention, Mention, NameMention, Participant, Relation
from kronika.reading.assertions.kinds import kinds
from kronika.reading.assertions.occasions import Occasions
from kronika.reading.assertions.phrases import Phrase
from kronika.reading.assertions.tokens import Line

T = TypeVar("T")

_ACTORS = frozenset({"person", "group", "organization"})
_MEMORY = 3  # sentences back that a pronoun may reach
_WOMEN = frozenset({"wife", "widow", "mother", "daughter", "sister", "niece", "aunt", "grandmother", "granddaughter"})
_MEN = frozenset({"husband", "widower", "father", "son", "brother", "nephew", "uncle", "grandfather", "grandson"})


def genders(relations: Iterable[Relation]) -> dict[str, str]:
    """The gender (m or f) of people by base form, as what they are to one another shows it ("eldest son")."""
    found: dict[str, str] = {}
    for relation in relations:
        kin = relation.type.rsplit("-", 1)[-1].rsplit(" ", 1)[-1].removeprefix("step").removeprefix("god")
        gender = "f" if kin in _WOMEN else "m" if kin in _MEN else ""
        if gender and isinstance(relation.subject, NameMention):
            found.setdefault(relation.subject.name, gender)
    return found


def _by_given_name(name: str) -> str | None:
    """The gender that all given names among the words agree on."""
    known = {gender for word in name.split() if (gender := given_names.gender(word)) is not None}
    return next(iter(known)) if len(known) == 1 and known <= {"m", "f"} else None


@dataclass(slots=True)
class Talk:
    """The names that later words may mean, newest last, each row with its sentence."""

    source_id: str
    text: str
    subjects: list[tuple[int, tuple[NameMention, ...]]] = field(default_factory=list)
    people: list[tuple[int, NameMention]] = field(default_factory=list)
    genders: dict[str, str] = field(default_factory=dict)
    heading: DateMention | None = None
    occasions: Occasions = field(default_factory=Occasions)

    def note_subject(self, sentence: int, phrase: Phrase) -> None:
        """Remembers a subject that has a name."""
        names = tuple(name for name in phrase.names if kinds(name) & _ACTORS)
        if names:
            self.subjects.append((sentence, names))

    def note_meant(self, sentence: int, phrase: Phrase) -> None:
        """Remembers whom a pronoun that is a subject stands for: the talk goes on about them."""
        names = self.meant(phrase.pronoun, sentence, frozenset())
        gender = next((g for g in "mf" if g in phrase.pronoun), "")
        if names and gender and names[0].kind == "person":
            self.subjects.append((sentence, names))
            if len(names) == 1:
                self.genders.setdefault(names[0].name, gender)

    def note_names(self, sentence: int, phrases: list[Phrase]) -> None:
        """Remembers the people named in a clause."""
        self.people.extend((sentence, name) for phrase in phrases for name in phrase.names if "person" in kinds(name))

    def meant(self, features: frozenset[str], sentence: int, other: frozenset[str]) -> tuple[NameMention, ...]:
        """The names that a pronoun, or a subject left out, stands for; `other` are base forms it cannot mean."""
        if features & {"1", "2"}:
            return ()
        plural = "p" in features
        found = [
            names
            for names in self._near(sentence)
            if not {n.name for n in names} & other
            and (self._several(names) if plural else len(names) == 1 and self._fits(names[0], features))
        ]
        if "f" in features and not plural:  # most of those that nothing is known of are men
            found.sort(key=lambda names: not self.gender(names[0]))
        elif plural and not found:
            return self._together(sentence, other)
        return found[0] if found else ()

    def _near(self, sentence: int) -> list[tuple[NameMention, ...]]:
        """Who may be meant, likeliest first: sentence by sentence backwards the subjects, then other people named."""
        rows = [(place, 0, -n, names) for n, (place, names) in self._since(self.subjects, sentence)]
        rows += [(place, 1, -n, (name,)) for n, (place, name) in self._since(self.people, sentence)]
        rows.sort(key=lambda row: (row[1] == 1 and row[3][0].kind != "person", -row[0], row[1], row[2]))
        return [names for _, _, _, names in rows]

    @staticmethod
    def _since(rows: list[tuple[int, T]], sentence: int) -> list[tuple[int, tuple[int, T]]]:
        """The rows of the last sentences, numbered; both lists are in order of the sentences."""
        first = len(rows)
        while first and sentence - rows[first - 1][0] <= _MEMORY:
            first -= 1
        return list(enumerate(rows[first:], first))

    def _several(self, names: tuple[NameMention, ...]) -> bool:
        return len(names) > 1 or "person" not in kinds(names[0])

    def gender(self, name: NameMention) -> str:
        """Its gender (m or f), "" where nothing tells it."""
        return self.genders.get(name.name) or (_by_given_name(name.name) or "" if name.kind == "person" else "")

    def _together(self, sentence: int, other: frozenset[str]) -> tuple[NameMention, ...]:
        """The two or three people of the last sentence that names any: whom "they" may mean."""
        last = self.people[-1][0] if self.people and sentence - self.people[-1][0] <= 1 else None
        first = len(self.people)
        while first and self.people[first - 1][0] == last:
            first -= 1
        named: dict[str, NameMention] = {}
        for _, name in self.people[first:]:
            if name.name not in other and name.kind == "person":
                named.setdefault(name.name, name)
        return tuple(named.values()) if 2 <= len(named) <= 3 else ()

    def _fits(self, name: NameMention, features: frozenset[str]) -> bool:
        if "person" not in kinds(name):
            return "n" in features or not features & {"m", "f"}
        gender = next((g for g in "mf" if g in features), "")
        if "n" in features and not gender:
            return False
        known = self.gender(name)
        return not gender or not known or known == gender

    def participants(self, line: Line, phrase: Phrase, other: frozenset[str]) -> list[Participant]:
        """A phrase as the contract's participants; pronouns with the entity they stand for, where that is clear."""
        found: list[Participant] = []
        if phrase.pronoun:
            token = line.tokens[phrase.head]
            meant = self.meant(phrase.pronoun, line.index, other)
            gender = next((g for g in "mf" if g in phrase.pronoun), "")
            if len(meant) == 1 and gender:
                self.genders.setdefault(meant[0].name, gender)
            return list(self.mentions(token.start, token.end, meant))
        found.extend(phrase.names)
        found.extend(phrase.quantities)
        if not found or phrase.names:
            found.extend(self._words(line, start, end) for start, end in phrase.described)
        return found

    def _words(self, line: Line, start: int, end: int) -> Mention:
        first, last = line.tokens[start].start, line.tokens[end - 1].end
        return Mention(self.source_id, first, last, self.text[first:last])

    def mentions(self, start: int, end: int, meant: tuple[NameMention, ...]) -> list[Mention]:
        """Mentions at a span for the names it stands for; one without an entity where there is none."""
        text = self.text[start:end]
        if not meant:
            return [Mention(self.source_id, start, end, text)]
        return [Mention(self.source_id, start, end, text, name.name, name.kind) for name in meant]
