"""The embedded reader of assertions: one account, sentence by sentence."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import msgspec

from kronika.knowledge import events as inventory
from kronika.model import Account, Assertion, DateMention, NameMention, Participant
from kronika.reading.assertions.arguments import ArgumentReader, Arguments
from kronika.reading.assertions.asides import life, residence, shared_places, shown
from kronika.reading.assertions.clauses import Clause, clauses
from kronika.reading.assertions.contrast import NONE, contrast
from kronika.reading.assertions.discourse import Talk, genders
from kronika.reading.assertions.factuality import FactualityReader, Judgement, cues
from kronika.reading.assertions.grammar import Grammar, grammar
from kronika.reading.assertions.lexicon import Entry, Lexicon, lexicon
from kronika.reading.assertions.phrases import Phrase, PhraseReader
from kronika.reading.assertions.roles import assign, holds, kind_of
from kronika.reading.assertions.subjects import SubjectFinder
from kronika.reading.assertions.times import date_of, heading_date, life_spans, taken
from kronika.reading.assertions.tokens import Line, lines
from kronika.reading.assertions.triggers import Trigger, triggers

_LOSSES = frozenset({"death", "injury"})
_WHERE = frozenset({"place", "origin", "destination"})
LEAST = 0.35
"""Assertions less sure than this are not made."""


@dataclass(frozen=True)
class Pack:
    """All that a language gives to the reading of assertions."""

    tag: str
    root: Path

    @cached_property
    def grammar(self) -> Grammar:
        """Its function words."""
        return grammar(self.tag, self.root)

    @cached_property
    def lexicon(self) -> Lexicon:
        """Its event words."""
        return lexicon(self.tag, self.root)


def read(account: Account, pack: Pack) -> list[Assertion]:
    """The assertions of an account, in order of their triggers."""
    if not pack.lexicon.words:
        return []
    talk = Talk(account.id, account.source.text, genders=genders(account.relations))
    found: list[Assertion] = []
    for line in lines(account, pack.grammar):
        found.extend(LineReader(line, account, pack, talk).read())
    return found


class LineReader(SubjectFinder):
    """Reads one sentence."""

    def __init__(self, line: Line, account: Account, pack: Pack, talk: Talk) -> None:
        self.line, self.account, self.pack, self.talk = line, account, pack, talk
        self.grammar = pack.grammar
        self.cues = cues(pack.tag, pack.root)
        put_right = contrast(line, self.grammar, pack.lexicon, self.cues.negators) if self.grammar.contrast else NONE
        self.muted = put_right.negators
        self.clauses = clauses(line, self.grammar, pack.lexicon, put_right.joints)
        self.pairs = triggers(line, self.clauses, self.grammar, pack.lexicon)
        nouns = frozenset(t.at for _, t in self.pairs if not t.verb)
        verbs = frozenset(t.at for _, t in self.pairs if t.verb and not any("participle" in f for _, f in t.rows))
        fixed = self.grammar.pack.order == "svo"
        events = frozenset(t.at for _, t in self.pairs if t.verb) if fixed else frozenset()
        reader = PhraseReader(line, self.grammar, pack.lexicon, nouns, verbs, events, put_right.joints)
        self.phrases = [[p for p in reader.read(clause) if p.head not in put_right.denied] for clause in self.clauses]
        self._resume()
        self.captured = taken(line, set(nouns))
        self._note_heading()
        self.subjects: dict[int, Phrase] = {}
        self.objects: dict[int, Phrase] = {}
        self.passives: dict[int, bool] = {}
        self.used: set[int] = set()

    @cached_property
    def facts(self) -> FactualityReader:
        """What judges the triggers; most sentences have none and need no judge."""
        found = [trigger for _, trigger in self.pairs]
        return FactualityReader(self.line, self.clauses, found, self.cues, self.grammar, self.muted)

    def _resume(self) -> None:
        """Gives a main clause the phrases that stand before the relative clause that interrupts it."""
        for index, clause in enumerate(self.clauses):
            back = index - 1
            while back >= 0 and self.clauses[back].opener in ("rel", "paren"):
                back -= 1
            ahead = self.clauses[back] if 0 <= back < index - 1 else None
            if ahead is None or not clause.verb or clause.opener or ahead.unit != clause.unit:
                continue
            if not ahead.verb and ahead.opener in ("", "coord"):
                self.phrases[index] = self.phrases[back] + self.phrases[index]

    def read(self) -> list[Assertion]:
        """The assertions of the sentence."""
        found: list[Assertion] = []
        for index, clause in enumerate(self.clauses):
            mine = [t for c, t in self.pairs if c is clause]
            arguments = ArgumentReader(self.line, clause, self.phrases[index], mine, self.grammar)
            self._note_default_subject(index)
            for trigger in sorted(mine, key=lambda t: (not t.verb, t.at)):
                assertion = self._one(index, trigger, arguments, mine)
                if assertion is not None:
                    found.append(assertion)
            self.talk.note_names(self.line.index, self.phrases[index])
        found = [*self._carried(shared_places(found)), *self._asides()]
        return sorted(found, key=lambda a: (a.trigger or (a.start, a.end), a.type))

    def _carried(self, found: list[Assertion]) -> list[Assertion]:
        """The assertions with the dates that the text does not repeat, in order; what they date is remembered."""
        occasions, made = self.talk.occasions, []
        told = self.line.kind == "prose" and not any(t.text in self._order for t in self.line.tokens)
        dated = any(t.date is not None for t in self.line.tokens)
        for one in sorted(found, key=lambda a: a.trigger or (a.start, a.end)):
            here = next((i for i, c in enumerate(self.clauses) if self._holds(c, one)), -1)
            names = self._assemblies(here)
            frame = self._assemblies(0) if self.clauses[0].opener == "sub" and not names else names
            if told and here >= 0:
                one = occasions.carried(one, occasions.meeting(frame), dated)
            occasions.note(one, [n for n in names if one.date_span is not None])
            made.append(one)
        return made

    @property
    def _order(self) -> frozenset[str]:
        return self.grammar.after | self.grammar.before

    def _holds(self, clause: Clause, one: Assertion) -> bool:
        at = one.trigger or (one.start, one.end)
        return self.line.tokens[clause.start].start <= at[0] < self.line.tokens[clause.end - 1].end

    def _assemblies(self, index: int) -> list[NameMention]:
        """The named events of a clause that stand for the people who met there."""
        phrases = self.phrases[index] if index >= 0 else []
        return [n for p in phrases if "organization" in p.kinds for n in p.names if n.kind == "event"]

    def _asides(self) -> list[Assertion]:
        """What is told without an event word: life dates in brackets, and captions that show someone somewhere."""
        found = [one for pair in life_spans(self.line) for one in life(*pair, self.line.index, self.account.id)]
        if self.line.kind == "caption" and not self.pairs and self.phrases:
            found.extend(self._shown())
        return found

    def _shown(self) -> list[Assertion]:
        rows = shown(self.line, self.phrases[0])
        return [residence(self.line, self.account.id, self._roles(rows, Arguments()))] if rows else []

    def _note_heading(self) -> None:
        """A date that heads a line dates it and what follows, until another date or a heading."""
        opening = heading_date(self.line)
        if opening is not None:
            self.talk.heading = opening
        elif self.line.kind == "heading" or any(t.date is not None for t in self.line.tokens):
            self.talk.heading = None

    def _note_default_subject(self, index: int) -> None:
        """The first bare phrase of a clause: its subject for all we know, whatever its verb."""
        waits = not self.clauses[index].verb and self.clauses[index].opener in ("", "coord")
        for phrase in self.phrases[index]:
            able = phrase.person or waits
            if phrase.owner is None and phrase.plain and phrase.functions[0] in ("bare", "subject") and able:
                self.subjects[index] = phrase
                if phrase.pronoun:
                    self.talk.note_meant(self.line.index, phrase)
                elif self.line.kind != "heading":
                    self.talk.note_subject(self.line.index, phrase)
                return

    # --- one trigger

    def _one(self, index: int, trigger: Trigger, reader: ArgumentReader, mine: list[Trigger]) -> Assertion | None:
        clause = self.clauses[index]
        if trigger.at in self.used or self._auxiliary(trigger, mine):
            return None
        choices = []
        for order, (entry, form) in enumerate(trigger.rows):
            own = range(trigger.at + 1, trigger.at + len(entry.after) + 1) if entry.sort == "words" else range(0)
            parts = self._parts(entry, clause, trigger.at) | frozenset(own)
            found = reader.noun(trigger.at) if entry.sort == "nouns" else reader.verb(trigger.at, form, parts)
            self._without_own(found, entry, trigger.at)
            if entry.sort != "nouns":
                self._go_on_passive(found, index, form, reader.auxiliaries(trigger.at))
                self._reflexive_voice(found, entry)
                self._complete(found, index, trigger, form)
            else:
                self._told_by_relative(found, index, trigger)
                self._count_dead(found, index, trigger.at, entry)
            if holds(entry.group.needs, found, self.line, clause, trigger.at):
                score = (entry.weight, bool(entry.group.needs), entry.group.confidence, -order)
                choices.append((score, entry, form, found))
        if not choices:
            return None
        _, entry, form, found = max(choices, key=lambda row: row[0])
        self._use(entry, clause, trigger.at)
        return self._assertion(index, trigger, entry, form, found, mine)

    def _count_dead(self, found: Arguments, index: int, at: int, entry: Entry) -> None:
        """A number right before a noun for the dead or hurt counts them: "there were 12 deaths"."""
        if entry.group.type not in _LOSSES or found.of("of"):
            return
        for phrase in self.phrases[index]:
            if phrase.quantities and phrase.plain and at - 2 <= phrase.head < at and not phrase.names:
                found.slots.append((("of",), phrase))
                return

    def _auxiliary(self, trigger: Trigger, mine: list[Trigger]) -> bool:
        """Whether the trigger only helps a participle that follows: "was" in "was appointed minister"."""
        if self.line.tokens[trigger.at].text not in self.grammar.passive:
            return False
        reach, back = (5, 0) if self.grammar.pack.order != "v2" else (len(self.line.tokens), 2)  # "ernannt zu werden"
        return any(
            t is not trigger and -back <= t.at - trigger.at <= reach and any("participle" in f for _, f in t.rows)
            for t in mine
        )

    def _without_own(self, found: Arguments, entry: Entry, at: int) -> None:
        """Takes out phrases that are the trigger itself; an office in it becomes the office."""
        own = range(at - len(entry.before), at + len(entry.after) + 1)
        kept = []
        for functions, phrase in found.slots:
            if phrase.head not in own or (phrase.names and phrase.head != at):
                kept.append((functions, phrase))
            elif "office" in phrase.kinds and not phrase.names:
                kept.append((("as",), phrase))
        found.slots[:] = kept

    def _use(self, entry: Entry, clause: Clause, at: int) -> None:
        """Marks the companions of an entry: they are no triggers of their own."""
        self.used |= self._parts(entry, clause, at)

    def _parts(self, entry: Entry, clause: Clause, at: int) -> frozenset[int]:
        """The tokens of the clause that are companions of the entry's head."""
        if not entry.companions:
            return frozenset()
        words = [word for phrase in entry.companions for alternatives in phrase for word in alternatives]
        exact = {word for word in words if not word.endswith("*")}
        starts = tuple(word[:-1] for word in words if word.endswith("*"))
        return frozenset(
            i
            for i in range(clause.start, clause.end)
            if i != at
            and ((text := self.line.tokens[i].text) in exact or (bool(starts) and text.startswith(starts)))
            and text not in self.grammar.prepositions
        )

    # --- the assertion

    def _assertion(
        self, index: int, trigger: Trigger, entry: Entry, form: frozenset[str], found: Arguments, mine: list[Trigger]
    ) -> Assertion | None:
        clause, line = self.clauses[index], self.line
        name = kind_of(entry, found, line, clause, trigger.at)
        phrases = assign(name, entry, found)
        self._add_places(name, phrases, index)
        self._add_author(name, phrases, index)
        if trigger.verb and found.subject_from in ("clause", "antecedent") and found.of("subject"):
            self.subjects[index] = found.of("subject")[0]
            self.talk.note_subject(line.index, self.subjects[index])
        judged = self.facts.judge(trigger, form, entry.group.factuality)
        if trigger.verb:
            self.passives[index] = found.passive
        date = self._date(name, index, trigger, found, mine)
        roles = self._roles(phrases, found)
        confidence = self._confidence(name, entry, form, found, roles, judged, date)
        if confidence < LEAST:
            return None
        confidence *= 0.55 if judged.value == "uncertain" else 1.0
        return self._make(name, trigger, clause, entry, roles, judged, date, confidence)

    def _date(
        self, name: str, index: int, trigger: Trigger, found: Arguments, mine: list[Trigger]
    ) -> DateMention | None:
        row = inventory.kind(name)
        happens = row is not None and row.frame == "happens"
        alone = not found.noun or happens or not any(t.verb for t in mine)
        date = date_of(
            self.line,
            self.clauses,
            index,
            trigger.at,
            alone,
            self.captured,
            self._goes_on(index, trigger.at),
            trigger.verb,
        )
        if date is not None and date.end <= self.line.tokens[self.clauses[index].start].start:
            date = None if self._earlier(index, trigger) else date
        heading = self.talk.heading
        if heading is not None and (date is None or not date.edtf):
            return heading if trigger.at not in self.captured else date
        return date

    def _earlier(self, index: int, trigger: Trigger) -> bool:
        """Whether a relative clause tells of something before its sentence: "Joffe, who had shot himself"."""
        clause = self.clauses[index]
        words = {t.text for t in self.line.tokens[clause.start : clause.end]}
        done = trigger.verb and any("participle" in form for _, form in trigger.rows)
        return clause.opener == "rel" and done and bool(words & self.grammar.pluperfect)

    def _goes_on(self, index: int, at: int) -> bool:
        """Whether a clause has no subject of its own and no word of order: it tells of the same time."""
        clause = self.clauses[index]
        own = any(
            p.plain and p.owner is None and p.functions[0] in ("bare", "subject") and p.head < at
            for p in self.phrases[index][:1]
        )
        return not own and clause.opener == "" and self.line.tokens[clause.start].text not in self.grammar.after

    def _make(
        self,
        name: str,
        trigger: Trigger,
        clause: Clause,
        entry: Entry,
        roles: dict[str, tuple[Participant, ...]],
        judged: Judgement,
        date: DateMention | None,
        confidence: float,
    ) -> Assertion:
        tokens = self.line.tokens
        return Assertion(
            type=name,
            roles=roles,
            start=tokens[clause.start].start,
            end=tokens[clause.end - 1].end,
            source_id=self.account.id,
            date=date.edtf if date else None,
            after=date.after if date and not date.edtf else None,
            before=date.before if date and not date.edtf else None,
            factuality=judged.value,
            confidence=round(confidence, 3),
            sentence=self.line.index,
            trigger=(tokens[trigger.at].start, tokens[trigger.at].end),
            date_span=(date.start, date.end) if date and date.edtf else None,
            reporter=self._reporter(judged),
            why=tuple(w for w in (f"“{entry.lemma}”", judged.why) if w),
        )

    def _add_places(self, name: str, phrases: dict[str, list[Phrase]], index: int) -> None:
        """A natural event has its place wherever its clause names one, a death in the name of what it was part of."""
        row = inventory.kind(name)
        if row is not None and row.group in ("life", "violence", "war") and not phrases.keys() & _WHERE:
            scenes = [scene for p in self.phrases[index] if (scene := self._scene(p)) is not None]
            if scenes:
                phrases["place"] = scenes[:1]
        if row is None or row.frame != "happens" or "place" in phrases:
            return
        following = index + 1 < len(self.clauses) and self.clauses[index + 1].opener == "rel"
        near = self.phrases[index] + (self.phrases[index + 1] if following else [])
        places = [p for p in near if "place" in p.kinds and p.names]
        if places:
            phrases["place"] = places

    def _add_author(self, name: str, phrases: dict[str, list[Phrase]], index: int) -> None:
        """Whose work it is: the possessor of a work that is written or published ("Iqbal's lectures")."""
        row = inventory.kind(name)
        if row is None or row.frame != "makes" or row.group != "works":
            return
        if any("person" in p.kinds for p in phrases.get("agent", ())):
            return
        for work in phrases.get("work", ()):
            owners = [
                p
                for p in self.phrases[index]
                if p.kinds & {"person"}
                and p.functions[0] == "of"
                and (p.owner == work.head or (p.plain and 0 <= work.head - p.end <= 3))
            ]
            if owners:
                phrases.setdefault("agent", []).append(owners[-1])
                return

    def _roles(self, phrases: dict[str, list[Phrase]], found: Arguments) -> dict[str, tuple[Participant, ...]]:
        own = found.of("subject")
        subjects = frozenset(n.name for p in own for n in p.names) if not found.noun else frozenset[str]()
        roles: dict[str, tuple[Participant, ...]] = {}
        for role, rows in phrases.items():
            made: list[Participant] = []
            for phrase in rows:
                is_subject = any(phrase is p for p in own)
                if is_subject and found.subject_from == "implied":
                    others = frozenset(n.name for _, p in found.slots for n in p.names)
                else:
                    others = frozenset[str]()
                other = others if is_subject or "r" in phrase.pronoun or "of" in phrase.functions else subjects
                for one in self.talk.participants(self.line, phrase, other):
                    if one not in made and not (role in _WHERE and _is_person(one)):
                        made.append(one)
            if made:
                roles[role] = tuple(sorted(made, key=lambda m: (m.start, m.end)))
        return roles

    def _reporter(self, judged: Judgement) -> str | None:
        if judged.hit is None or judged.value != "reported" or not judged.hit.cue.source:
            return None
        hit, where = judged.hit, judged.hit.cue.source
        if where == "subject":
            index = self.facts._clause(hit.start)
            phrase = self.subjects.get(index) if index >= 0 else None
            return phrase.names[0].name if phrase is not None and phrase.names else None
        tokens = self.line.tokens
        span = range(hit.end, min(hit.end + 5, len(tokens))) if where == "after" else range(hit.start - 1, -1, -1)[:5]
        return next((name.name for i in span if (name := tokens[i].name) is not None), None)

    def _confidence(
        self,
        name: str,
        entry: Entry,
        form: frozenset[str],
        found: Arguments,
        roles: dict[str, tuple[Participant, ...]],
        judged: Judgement,
        date: DateMention | None,
    ) -> float:
        """How likely the assertion is right, in [0, 1]; factors found on the development passages."""
        sure = entry.group.confidence
        named = any(
            not isinstance(p, msgspec.Struct) or getattr(p, "name", None) or getattr(p, "entity", None)
            for row in roles.values()
            for p in row
        )
        row = inventory.kind(name)
        if not roles and row is not None and row.frame == "happens" and self.line.kind != "heading":
            sure *= 0.7 if not date else 0.85
        elif not roles:
            sure *= 0.55 if not date else 0.75
        elif not named:
            sure *= 0.8 if not date else 0.9
        if found.subject_from == "implied":
            sure *= 0.8
        told = len(entry.after) > 1 or judged.value in ("denied", "failed")  # "war broke out", "refused to surrender"
        if found.noun and not told:
            sure *= 0.85 if named or date else 0.7
            if not date and all(p.pronoun for _, p in found.slots):
                sure *= 0.8  # "during his reign": told of elsewhere
        if form and form <= {"infinitive"} and judged.hit is None:
            sure *= 0.7
        if form == {"gerund"} or form == {"active", "gerund"}:
            sure *= 0.85
        if self.line.kind == "heading" and not date:
            sure *= 0.6
        if row is not None and row.needs and not set(row.needs.split()) & set(roles):
            sure *= 0.45
        if any(t.text in self.grammar.generic for t in self.line.tokens):
            sure *= 0.5
        return min(0.99, sure)


def _is_person(one: Participant) -> bool:
    """Whether a participant is a person, by name or by what it stands for: no event takes place in one."""
    kind = one.kind if isinstance(one, NameMention) else getattr(one, "entity_kind", None)
    return kind == "person"
