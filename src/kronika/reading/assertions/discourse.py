"""Who is spoken of: the subjects of the clauses read so far, for pronouns and subjects left out."""

from __future__ import annotations

from dataclasses import dataclass, field

from kronika.model import DateMention, Mention, NameMention, Participant
from kronika.reading.assertions.kinds import kinds
from kronika.reading.assertions.phrases import Phrase
from kronika.reading.assertions.tokens import Line

_ACTORS = frozenset({"person", "group", "organization"})
_MEMORY = 3  # sentences back that a pronoun may reach


@dataclass(slots=True)
class Talk:
    """The names that later words may mean, newest last, each row with its sentence."""

    source_id: str
    text: str
    subjects: list[tuple[int, tuple[NameMention, ...]]] = field(default_factory=list)
    people: list[tuple[int, NameMention]] = field(default_factory=list)
    genders: dict[str, str] = field(default_factory=dict)
    heading: DateMention | None = None

    def note_subject(self, sentence: int, phrase: Phrase) -> None:
        """Remembers a subject that has a name."""
        names = tuple(name for name in phrase.names if kinds(name) & _ACTORS)
        if names:
            self.subjects.append((sentence, names))

    def note_names(self, sentence: int, phrases: list[Phrase]) -> None:
        """Remembers the people named in a clause."""
        self.people.extend((sentence, name) for phrase in phrases for name in phrase.names if "person" in kinds(name))

    def meant(self, features: frozenset[str], sentence: int, other: frozenset[str]) -> tuple[NameMention, ...]:
        """The names that a pronoun, or a subject left out, stands for; `other` are base forms it cannot mean."""
        if features & {"1", "2"}:
            return ()
        plural = "p" in features
        for place, names in reversed(self.subjects):
            if sentence - place > _MEMORY:
                break
            if plural and (len(names) > 1 or "person" not in kinds(names[0])) and not {n.name for n in names} & other:
                return names
            if not plural and len(names) == 1 and names[0].name not in other and self._fits(names[0], features):
                return names
        if plural:
            return self._together(sentence, other)
        for place, name in reversed(self.people):
            if sentence - place > _MEMORY:
                break
            if name.name not in other and self._fits(name, features):
                return (name,)
        return ()

    def _together(self, sentence: int, other: frozenset[str]) -> tuple[NameMention, ...]:
        """The two or three people of the last sentence that names any: whom "they" may mean."""
        last = self.people[-1][0] if self.people and sentence - self.people[-1][0] <= 1 else None
        first = len(self.people)
        while first and self.people[first - 1][0] == last:
            first -= 1
        named: dict[str, NameMention] = {}
        for _, name in self.people[first:]:
            if name.name not in other:
                named.setdefault(name.name, name)
        return tuple(named.values()) if 2 <= len(named) <= 3 else ()

    def _fits(self, name: NameMention, features: frozenset[str]) -> bool:
        if "person" not in kinds(name):
            return "n" in features or not features & {"m", "f"}
        gender = next((g for g in "mf" if g in features), "")
        if "n" in features and not gender:
            return False
        known = self.genders.get(name.name)
        return not gender or known is None or known == gender

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
