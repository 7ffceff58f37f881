"""Whether an account says that an event happened: FactBank's values (Saurí and Pustejovsky 2009), made fewer."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import cast

from kronika import languages
from kronika.knowledge import events as inventory
from kronika.languages.packs import DATA
from kronika.languages.sections import factuality as schema
from kronika.languages.sections.events import Events
from kronika.model import Factuality
from kronika.reading.assertions.clauses import Clause
from kronika.reading.assertions.grammar import Grammar
from kronika.reading.assertions.inflection import Inflector, entries
from kronika.reading.assertions.tokens import Line
from kronika.reading.assertions.triggers import Trigger

_ACROSS = frozenset({"sub", "rel"})  # a cue may govern into a clause that begins so, right after its own
_JOINTS = frozenset("-'’")  # marks inside a word: Romanian "nu l-a", "s-a"
_PHRASE = 3  # a cue of so many words is a cue even where a name was seen in it
_LED = 4  # a preposition stands at most so many words before its noun of action
_PART = 2  # and the noun for a part in it so many before the preposition: "rolul său în asasinarea"
_BEHIND = 3  # or behind it, where possessors stand in front: Hungarian "meggyilkolásában játszott szerepéért"
_CAUSES = frozenset({"cause", "event"})
_ASIDE = frozenset({"at", "for", "about", "from", "with"})
_UNREAL = frozenset({"denied", "failed", "attempted"})
_BESIDE = 2
"""Words at most between a cue and the relative word that opens its complement: "informó de que", "a dit que"."""


@dataclass(frozen=True)
class Cues:
    """A pack's cues by their first word, and its negators."""

    table: dict[str, tuple[tuple[tuple[str, ...], schema.Cue], ...]]
    negators: frozenset[str]
    spared: tuple[tuple[str, ...], ...]
    subjects: frozenset[str]
    without: frozenset[str]
    reach: int
    after: bool
    until: frozenset[str]
    infinitives: tuple[tuple[str, ...], ...]
    parts: frozenset[str]


@dataclass(frozen=True, slots=True)
class Hit:
    """A cue in a line: its tokens and whether it is negated."""

    start: int
    end: int
    cue: schema.Cue
    negated: bool


@dataclass(frozen=True, slots=True)
class Judgement:
    """What an account commits itself to, with the cue that decided (None: nothing did)."""

    value: Factuality
    hit: Hit | None = None
    why: str = ""


@cache
def cues(tag: str, root: Path = DATA) -> Cues:
    """The cues of a language; none where it has no pack."""
    pack = languages.section(tag, schema.Factuality, root)
    inflector = Inflector(languages.section(tag, Events, root))
    table: dict[str, list[tuple[tuple[str, ...], schema.Cue]]] = {}
    for cue in pack.cues:
        rows: list[tuple[str, ...]] = [tuple(entry.casefold().split()) for entry in entries(cue.words)]
        for sort, listing in (("verbs", cue.verbs), ("nouns", cue.nouns)):
            rows += [row for entry in entries(listing) for row in _inflected(entry, sort, inflector)]
        for row in rows:
            table.setdefault(row[0], []).append((row, cue))
    return Cues(
        table={word: tuple(sorted(rows, key=lambda row: -len(row[0]))) for word, rows in table.items()},
        negators=frozenset(pack.negators.casefold().split()),
        spared=tuple(tuple(entry.casefold().split()) for entry in entries(pack.not_negating)),
        subjects=frozenset(pack.negative_subjects.casefold().split()),
        without=frozenset(pack.without.casefold().split()),
        reach=pack.negation_reach,
        after=pack.negation_after,
        until=frozenset(pack.until.casefold().split()),
        infinitives=tuple(tuple(entry.casefold().split()) for entry in entries(pack.infinitives)),
        parts=frozenset(form for noun in entries(pack.parts) for form in inflector.of(noun, "nouns")),
    )


def _inflected(entry: str, sort: str, inflector: Inflector) -> list[tuple[str, ...]]:
    head, *rest = entry.casefold().replace(" + ", " ").split()
    particle, _, stem = head.rpartition("|")
    return [(form, *rest) for form in inflector.of(stem, sort, particle)]


class FactualityReader:
    """Judges the triggers of one line."""

    def __init__(
        self,
        line: Line,
        found: list[Clause],
        triggers: list[Trigger],
        pack: Cues,
        grammar: Grammar,
        muted: frozenset[int] = frozenset(),
    ) -> None:
        self.muted = muted  # negators that deny a phrase and no verb
        self.line, self.clauses, self.pack, self.grammar = line, found, pack, grammar
        helping = grammar.helpers | grammar.be
        self.verbs = {t.at for t in triggers if t.verb and line.tokens[t.at].text not in helping}
        self.helping = helping
        self.hits: list[Hit] = []
        self._find()

    def _find(self) -> None:
        tokens, at = self.line.tokens, 0
        while at < len(tokens):
            rows = [(self._matched(at, words), cue) for words, cue in self.pack.table.get(tokens[at].text, ())]
            end = max((end for end, _ in rows), default=0)
            named = tokens[at].name is not None or tokens[at].date is not None
            if not end or (named and end - at < _PHRASE):
                at += 1
                continue
            negated = self._negated(at, self._clause(at), end=end)
            self.hits.extend(Hit(at, end, cue, negated) for till, cue in rows if till == end)
            at = end

    def _matched(self, at: int, words: tuple[str, ...]) -> int:
        """Where the words end if they stand at a token, whatever marks part them ("podał, że"); 0 if they do not."""
        tokens = self.line.tokens
        for number, word in enumerate(words):
            if number and at < len(tokens) and (tokens[at].text == "," or tokens[at].text in _JOINTS):
                at += 1
            if at >= len(tokens) or tokens[at].text != word:
                return 0
            at += 1
        return at

    def _clause(self, at: int) -> int:
        for index, clause in enumerate(self.clauses):
            if clause.start <= at < clause.end:
                return index
        return -1

    def _negated(self, at: int, clause: int, since: int = 0, end: int = 0) -> bool:
        """Whether a negator of its clause negates the word (that ends at `end`), not before the token `since`."""
        if clause < 0:
            return False
        tokens, bounds = self.line.tokens, self.clauses[clause]
        for i in range(at - 1, max(bounds.start, since, at - 1 - self.pack.reach) - 1, -1):
            if self._negator(i) and not self._cued(i, at):
                return not self._spared(i)
            if i in self.verbs or not (tokens[i].word or tokens[i].text in _JOINTS):
                break
        if self.pack.after:
            for i in range(max(end, at + 1), min(bounds.end, at + 1 + self.pack.reach)):
                if self._negator(i):
                    return not self._spared(i)
                if i in self.verbs:
                    break
        return False

    def _negator(self, at: int) -> bool:
        return self.line.tokens[at].text in self.pack.negators and at not in self.muted

    def _cued(self, negator: int, at: int) -> bool:
        """Whether a negator is part of a cue other than the word itself: "did not manage" says all there is to say."""
        return any(hit.start <= negator < hit.end and not hit.start <= at < hit.end for hit in self.hits)

    def _spared(self, at: int) -> bool:
        return any(
            word == self.line.tokens[at].text and self._matched(at - i, phrase)
            for phrase in self.pack.spared
            for i, word in enumerate(phrase)
            if at >= i
        )

    # --- judging

    def judge(self, trigger: Trigger, form: frozenset[str], own: str) -> Judgement:
        """The factuality of one trigger; `own` is what its words say by themselves ("" for asserted)."""
        index = self._clause(trigger.at)
        if index < 0:
            return Judgement("asserted")
        if "participle" in form and self._infinitive(index):
            form = form | {"infinitive"}
        nearest = self._nearest(trigger.at, index, form)
        known = not trigger.verb and self._presupposed(trigger.at, index, nearest)
        nearest = None if known else nearest
        home = self._clause(nearest.start) if nearest is not None else index
        wide = self._wide(index, home, "infinitive" in form)
        if wide is not None and known and self._value(wide) in _UNREAL:
            wide = None
        if not known and (denial := self._denied(trigger, index, nearest)) is not None:
            return denial
        value = own or "asserted"
        hit: Hit | None = None
        if nearest is not None:
            value, hit = self._value(nearest), nearest
            if hit.cue.perfect and not hit.negated and "participle" in form and self._perfect(index):
                value = hit.cue.perfect
            failure = self._failure(trigger.at, index, home, value)
            if failure is not None:
                value, hit = "failed", failure
        if wide is not None and self._value(wide) == "failed" and not trigger.verb and self.verbs:
            wide = None  # "at his request he appealed in vain": the appeal failed
        if wide is not None and (value == "asserted" or (value == "attempted" and self._value(wide) == "failed")):
            value, hit = self._value(wide), wide
        if hit is None and not own:
            return self._bare(trigger, form, index)
        return Judgement(cast(Factuality, value), hit, self._words(hit) if hit else "")

    def _presupposed(self, at: int, index: int, nearest: Hit | None) -> bool:
        """Whether a noun of action is told as known, whatever befalls what it depends on: "its role in the murder".

        What someone had a part in, and what something came after or because of, happened (Karttunen 1971 on
        presupposition under negation): "refused to apologise for its role in the murder" denies no murder.
        """
        tokens, start = self.line.tokens, self.clauses[index].start
        behind = [t.text for t in tokens[at + 1 : min(at + 1 + _BEHIND, self.clauses[index].end)]]
        if any(set(functions) <= _CAUSES for _, functions in self.grammar.postpositions.get("".join(behind[:1]), ())):
            return True
        led = next((i for i in range(at - 1, max(start, at - _LED) - 1, -1) if self._leads_noun(i)), -1)
        if led < 0:
            return self.grammar.pack.genitive_before and any(text in self.pack.parts for text in behind)
        begin, functions = self._preposition(led, start)
        if nearest is not None and self._value(nearest) == "reported":
            return False  # "accused of complicity in the murder": what is charged may never have been
        if any(hit.start <= at + 2 and hit.end > led for hit in self.hits):
            return False  # "after the failed coup", "his part in the coup attempt"
        if functions and set(functions) <= _CAUSES:
            return True
        if any(tokens[i].text in self.pack.parts for i in range(max(start, begin - _PART), begin)):
            return True
        if nearest is None or nearest.start > at or self._value(nearest) not in ("denied", "failed"):
            return False
        between = [t for t in tokens[nearest.end : begin] if t.word and not self._small(t.text)]
        return bool(between) and functions[:1] != () and functions[0].partition(":")[0] in _ASIDE

    def _preposition(self, end: int, start: int) -> tuple[int, tuple[str, ...]]:
        """Where the longest preposition that ends with a token begins, and its functions."""
        for begin in range(max(start, end - _LED), end + 1):
            written = tuple(t.text for t in self.line.tokens[begin : end + 1])
            for words, functions in self.grammar.prepositions.get(written[0], ()):
                if words == written:
                    return begin, functions
        return end, ()

    def _small(self, word: str) -> bool:
        g = self.grammar
        return (
            word in g.articles or word in g.pronouns or word in g.adverbs or word in g.modal or word in g.prepositions
        )

    def _leads_noun(self, at: int) -> bool:
        """Whether the token is a preposition."""
        token = self.line.tokens[at]
        return token.word and token.name is None and token.text in self.grammar.prepositions

    def _value(self, hit: Hit) -> str:
        return (hit.cue.negated or hit.cue.value) if hit.negated else hit.cue.value

    def _words(self, hit: Hit) -> str:
        return " ".join(t.text for t in self.line.tokens[hit.start : hit.end])

    def _bare(self, trigger: Trigger, form: frozenset[str], index: int) -> Judgement:
        """No cue: what tense, mood and the clause itself say."""
        clause = self.clauses[index]
        before = self.clauses[index - 1] if index else None
        joined = before is not None and before.unit == clause.unit and clause.opener == ""
        heads = [clause] + ([before] if joined and before is not None else [])
        if any(self.line.tokens[c.start].text in self.grammar.conditionals for c in heads):
            return Judgement("uncertain", None, "condition")
        if trigger.verb and form & {"future", "conditional"} and not form & {"past", "participle", "present"}:
            return Judgement("uncertain", None, "future")
        return Judgement("asserted")

    def _denied(self, trigger: Trigger, index: int, nearest: Hit | None) -> Judgement | None:
        tokens, clause = self.line.tokens, self.clauses[index]
        at = trigger.at
        if nearest is not None and nearest.start < at and nearest.negated:
            return None
        since = nearest.end if nearest is not None and nearest.start < at else 0
        if trigger.verb and self._negated(at, index, since) and not self._until(at, clause):
            return Judgement("denied", None, "negated")
        if not trigger.verb:
            near = range(max(clause.start, at - 2), at)
            if any(self._negator(i) and not self._spared(i) for i in near):
                return Judgement("denied", None, "negated")
            inside = range(clause.start, clause.end) if self._happens(trigger) else range(0)
            if not any(i in self.verbs for i in inside) and any(
                self._negator(i) and not self._spared(i) for i in inside
            ):
                return Judgement("denied", None, "negated")
        cued = {i for hit in self.hits for i in range(hit.start, hit.end)}
        back = range(max(clause.start, at - (4 if trigger.verb else 3)), at)
        since = max((i for i in back if not tokens[i].word and tokens[i].text not in _JOINTS), default=0)
        if any(tokens[i].text in self.pack.without and i not in cued for i in back if i > since or not since):
            return Judgement("denied", None, "without")
        if trigger.verb and any(t.text in self.pack.subjects for t in tokens[clause.start : at]):
            return Judgement("denied", None, "nobody")
        return None

    def _infinitive(self, index: int) -> bool:
        """Whether the participles of a clause are infinitives: "ermordet zu haben"."""
        clause = self.clauses[index]
        return any(
            self._matched(i, phrase) for i in range(clause.start, clause.end) for phrase in self.pack.infinitives
        )

    def _perfect(self, index: int) -> bool:
        """Whether an auxiliary of the perfect stands in the clause, or what makes a passive perfect ("worden")."""
        clause = self.clauses[index]
        past = self.grammar.perfect | self.grammar.been
        return any(self.line.tokens[i].text in past for i in range(clause.start, clause.end))

    def _until(self, at: int, clause: Clause) -> bool:
        """Whether what is negated came after all: "not published until 1950"."""
        tokens = self.line.tokens
        for i in range(at + 1, min(clause.end, at + 5)):
            if tokens[i].text in self.pack.until:
                return any(t.date is not None for t in tokens[i + 1 : min(clause.end, i + 4)])
        return False

    def _happens(self, trigger: Trigger) -> bool:
        """Whether the noun names what comes about by itself: "no tsunami came"."""
        row = inventory.kind(trigger.rows[0][0].group.type)
        return row is not None and row.frame == "happens"

    def _nearest(self, at: int, index: int, form: frozenset[str]) -> Hit | None:
        """The closest cue that governs the trigger; an infinitive may have its cue in the clause before."""
        best: tuple[int, Hit] | None = None
        for hit in self.hits:
            if hit.start <= at < hit.end or hit.cue.scope == "clause" or (hit.negated and not hit.cue.negated):
                continue
            ahead = hit.end <= at and hit.cue.scope in ("next", "near")
            behind = hit.start > at and hit.cue.scope in ("before", "near")
            gap = at - hit.end if ahead else hit.start - at - 1
            if not (ahead or behind) or gap > hit.cue.reach or not self._governs(hit, at, index, ahead, form):
                continue
            if best is None or gap < best[0]:
                best = (gap, hit)
        return best[1] if best else None

    def _finite(self, start: int, at: int, form: frozenset[str]) -> bool:
        """Whether the trigger is finite or has an auxiliary of its own: not "accused of having killed"."""
        if any(self.line.tokens[i].text in self.helping for i in range(start + 1, at)):
            return "infinitive" not in form
        if "past" in form and "infinitive" not in form:
            return self.line.tokens[at - 1].text not in self.helping
        return "present" in form and not form & {"participle", "infinitive", "gerund"}

    def _governs(self, hit: Hit, at: int, index: int, ahead: bool, form: frozenset[str]) -> bool:
        mine = self._clause(hit.start)
        if mine == index:
            if ahead and not hit.cue.finite and self._finite(hit.end, at, form):
                return False
            low, high = (hit.end, at) if ahead else (at + 1, hit.start)
            others = [v for v in self.verbs if low <= v < high and v != hit.start]
            return not others or hit.cue.value == "reported"
        if not ahead or mine < 0 or mine > index or len(between := self.clauses[mine + 1 : index + 1]) > 2:
            return False
        if "infinitive" in form and len(between) == 1 and between[0].unit == self.clauses[mine].unit:
            # "versuchte 1943, aus dem Lager zu entkommen"
            return between[0].opener != "coord" and not any(hit.end <= v < at for v in self.verbs)
        next_to = between[0].start - hit.end <= _BESIDE and not any(hit.end <= v < between[0].start for v in self.verbs)
        first = between[0].opener == "sub" or (between[0].opener == "rel" and next_to)
        return first and all(c.opener in _ACROSS for c in between)

    def _failure(self, at: int, index: int, home: int, value: str) -> Hit | None:
        """A word of failure that governs the attempt itself ("the attempt to flee failed"), or ends a plan."""
        for hit in self.hits:
            if self._value(hit) != "failed":
                continue
            mine = self._clause(hit.start)
            if value == "attempted" and mine in (index, home):
                return hit
            ends = hit.start > at and 0 <= mine - index <= 1 and self.clauses[mine].unit == self.clauses[index].unit
            if value in ("attempted", "uncertain") and ends and self.clauses[mine].opener == "":
                return hit
        return None

    def _wide(self, index: int, home: int, infinitive: bool) -> Hit | None:
        """A cue that governs the whole clause of the trigger, or that of the word that governs the trigger."""
        for hit in self.hits:
            if hit.cue.scope != "clause" or (hit.negated and not hit.cue.negated):
                continue
            mine = self._clause(hit.start)
            same_unit = mine >= 0 and self.clauses[mine].unit == self.clauses[index].unit
            if mine in (index, home) or (hit.cue.source and same_unit and mine <= index):
                return hit
            if same_unit and mine + 1 == index and (self._whole(hit, mine) or self._leads(hit, index, infinitive)):
                return hit
        return None

    def _leads(self, hit: Hit, index: int, infinitive: bool) -> bool:
        """Whether a failure goes on with an infinitive clause: "es gelang ihm nicht, die Stadt zu erobern"."""
        plain = self.clauses[index].opener not in ("coord", "but", "sub", "paren")
        return infinitive and plain and self._value(hit) == "failed"

    def _whole(self, hit: Hit, mine: int) -> bool:
        """Whether a cue is all there is of its clause: "maybe, he fled"."""
        clause = self.clauses[mine]
        rest = [i for i in range(clause.start, clause.end) if not hit.start <= i < hit.end]
        return not any(self.line.tokens[i].word for i in rest)
