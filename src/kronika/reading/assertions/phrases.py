"""Phrases: the participants a clause offers, each with the grammatical functions it may have."""

from __future__ import annotations

from dataclasses import dataclass, field

from kronika.model import NameMention, Quantity
from kronika.reading.assertions.clauses import Clause
from kronika.reading.assertions.grammar import Grammar, Phrases
from kronika.reading.assertions.kinds import kinds as name_kinds
from kronika.reading.assertions.lexicon import Lexicon
from kronika.reading.assertions.tokens import Line

BARE = ("bare",)
_GAP = 4  # unknown words (adjectives, adverbs) that may stand between a preposition and its noun


_PRONOUNS = ("subject", "object", "dative", "of", "by", "with", "from", "to")
_WORDS = 6  # words before a common noun that its phrase may take in
_ADJECTIVES = 2  # of them unknown ones
_LOOSE = frozenset({"event", "at", "to", "none", "cause"})
_TIMES = frozenset({"second", "minute", "hour", "day", "week", "month", "year", "decade", "century"})


@dataclass(slots=True)
class Phrase:
    """A noun phrase of a clause.

    Attributes:
        start, end: its tokens, preposition included, end exclusive. head: its last head.
        functions: what it may be, commonest first; BARE where nothing marks it.
        names, quantities: its named or counted participants; `described`: token spans of descriptions.
        pronoun: the features of the pronoun it is.
        kinds: what sort of things it may be.
        owner: the token of the noun it belongs to (its possessor, or a prepositional attribute), else None.
        plain: the functions do not come from a preposition.
        noun: whether its last word is a common noun, which may have a possessor behind it.
    """

    start: int
    end: int
    head: int
    functions: tuple[str, ...]
    names: list[NameMention] = field(default_factory=list)
    quantities: list[Quantity] = field(default_factory=list)
    described: list[tuple[int, int]] = field(default_factory=list)
    pronoun: frozenset[str] = frozenset()
    kinds: set[str] = field(default_factory=set)
    owner: int | None = None
    plain: bool = True
    noun: bool = False

    @property
    def person(self) -> bool:
        """Whether it may be someone who acts."""
        return bool(self.kinds & {"person", "group", "organization", "office"})


@dataclass(slots=True)
class _Lead:
    """What stands before the next head: a preposition's functions, and a determiner that shows a case.

    Attributes:
        begin: the token of the preposition. functions: what it allows; empty where none leads.
        since: words since it. shown: the token of the determiner, and the functions of its case.
    """

    begin: int
    functions: tuple[str, ...] = ()
    since: int = 0
    shown: tuple[int, tuple[str, ...]] | None = None


class PhraseReader:
    """Reads the phrases of one line, clause by clause."""

    def __init__(
        self,
        line: Line,
        grammar: Grammar,
        lexicon: Lexicon,
        nouns: frozenset[int],
        verbs: frozenset[int] = frozenset(),
        events: frozenset[int] = frozenset(),
        joints: frozenset[int] = frozenset(),
    ) -> None:
        self.verbs = verbs
        self.joints = joints  # between what is put right and what is right: no list
        self.events = events  # tokens that tell an event and are no one, whatever else the word may mean
        self.line, self.grammar, self.lexicon, self.nouns = line, grammar, lexicon, nouns
        self.tokens = line.tokens
        self.start = 0

    def read(self, clause: Clause) -> list[Phrase]:
        """The phrases of a clause in order."""
        found: list[Phrase] = []
        self.start = clause.start
        lead, at = _Lead(clause.start), clause.start
        while at < clause.end:
            passed = self._over_preposition(at, clause, lead)
            if passed:
                at += passed
                continue
            phrase = None if clause.opens_relative(at) else self._head(at, clause.end)
            if phrase is None:
                self._over_word(at, clause, lead)
                at += 1
            elif phrase.plain and phrase.functions == ("of",):
                phrase.start = lead.begin if lead.functions and lead.since <= _GAP else phrase.start
                found.append(phrase)  # a possessor; the preposition before it is its owner's
                if phrase.pronoun and self.tokens[at].text in self.grammar.cases:
                    lead.shown = (at, self.grammar.cases[self.tokens[at].text])  # "seinen Sohn"
                at = phrase.end
            else:
                self._led_by(lead, phrase)
                at = self._put(found, phrase, clause.end)
        return found

    def _over_preposition(self, at: int, clause: Clause, lead: _Lead) -> int:
        """How many tokens of a preposition stand here; what it says of the next head is kept."""
        opening = at == clause.start and clause.opener == "sub" and clause.verb
        preposition = self._preposition(at, clause.end, opening)
        if not preposition:
            return 0
        length, functions = preposition
        quantified = at > clause.start and "of" in functions and self._quantifier(at - 1)  # "most of his followers"
        if not quantified and functions != ("skip",):  # "at least", "more than"
            lead.begin, lead.functions, lead.since, lead.shown = at, functions, 0, None
        return length

    def _over_word(self, at: int, clause: Clause, lead: _Lead) -> None:
        """A word that is no head: it may show a case, and it may part a preposition from what follows."""
        token = self.tokens[at]
        if token.text in self.grammar.cases and token.name is None and not clause.opens_relative(at):
            lead.shown = (at, self.grammar.cases[token.text])
        lead.since += token.word and token.text not in self.grammar.articles
        mark = not token.word and token.text not in "-'\"“„”’"
        if token.date or lead.since > _GAP or mark or at in self.nouns or at in self.verbs:
            lead.functions = ()

    def _led_by(self, lead: _Lead, phrase: Phrase) -> None:
        """Gives a phrase the functions of what leads it; nothing leads the next one."""
        functions, loose = lead.functions, set(lead.functions) <= _LOOSE
        if phrase.pronoun and phrase.functions == ("subject",):
            functions = ()
        elif functions and lead.since == 1 and self._belongs(phrase, functions, lead.begin):
            functions = ("none",)
        elif functions and lead.since and loose and phrase.names and phrase.kinds == {"person"}:
            functions = ()  # "during this time Trotsky"
        if functions:
            kinds = frozenset(phrase.kinds)
            phrase.functions, phrase.plain, phrase.start = of_kind(functions, kinds), False, lead.begin
        elif lead.shown is not None and phrase.head - lead.shown[0] <= _GAP and phrase.functions == BARE:
            phrase.start, phrase.functions = lead.shown
            phrase.plain = phrase.functions != ("of",)
        lead.functions, lead.since, lead.shown = (), 0, None

    def _put(self, found: list[Phrase], phrase: Phrase, end: int) -> int:
        """Puts a phrase with its postposition among those found; the token behind it."""
        after = self._postposition(phrase.end, end)
        if after is None:
            self._place(found, phrase)
            return phrase.end
        length, functions = after
        stop = phrase.end + length
        if found and self._same(found[-1], phrase) and self._listed(found[-1], phrase):
            _absorb(found[-1], phrase, self._apposed(found[-1], phrase))
            found[-1].functions, found[-1].plain, found[-1].end = functions, False, stop
            return stop
        phrase.functions, phrase.plain, phrase.end = functions, False, stop
        self._place(found, phrase)
        return phrase.end

    def _belongs(self, phrase: Phrase, pending: tuple[str, ...], begin: int) -> bool:
        """Whether a name behind "in", "to" or "from" and a bare noun is the possessor of that: «przy wsparciu CIA»."""
        if not phrase.names or phrase.kinds & {"place", "event"} or not set(pending) & {"at", "to", "from"}:
            return False
        if not self._inflects() or self.tokens[begin + 1].text in self.grammar.articles:
            return False
        people = "person" in phrase.kinds  # in the nominative they are the subject: "w czasie wojny Jan …"
        return "of" in phrase.functions or (not people and phrase.functions == BARE)

    # --- heads

    def _head(self, at: int, end: int) -> Phrase | None:
        token = self.tokens[at]
        if token.date is not None and token.name is None:
            return None
        if token.name is not None:
            return self._name(at, end)
        if not token.word:
            return None
        if token.quantity is not None:
            return self._quantity(at, end)
        features = self.grammar.pronouns.get(token.text)
        if features is not None and features <= {"at"}:
            return None  # "where"
        if features is not None and (token.text not in self.grammar.object_articles or self._clitic(at, end)):
            return self._pronoun(at, end, features)
        if at in self.nouns and token.text not in self.lexicon.things:
            return None
        if token.text in self.lexicon.things and (at not in self.events or self._after_article(at)):
            return self._thing(at, end)
        if self._unnamed(at, end):
            return Phrase(at, at + 1, at, BARE, described=[(self._begin(at), at + 1)], kinds={"thing"}, noun=True)
        if token.text in self.grammar.quantifiers and not self._noun_follows(at + 1, end) and self._alone(at + 1, end):
            return Phrase(at, at + 1, at, BARE, described=[(at, at + 1)], kinds={"person", "quantity", "many"})
        return None

    def _after_article(self, at: int) -> bool:
        return at > self.start and self.tokens[at - 1].text in self.grammar.articles

    def _unnamed(self, at: int, end: int) -> bool:
        """Whether a noun in no list stands with its article right before a verb: "the settlers attacked …"."""
        if self.grammar.pack.order != "svo" or not self._after_article(at) or at + 1 >= end:
            return False
        before = self.tokens[at - 2] if at - 2 >= self.start else None
        led = before is not None and (before.text in self.grammar.prepositions and at - 2 > self.start)
        following = self.tokens[at + 1]
        finite = at + 1 in self.verbs | self.events or self.grammar.is_verb(following.text)
        free = not following.name and not following.date and not self._closed_class(self.tokens[at].text)
        return finite and free and not led and at not in self.nouns | self.verbs | self.events

    def _clitic(self, at: int, end: int) -> bool:
        """Whether a word that may be article or pronoun is a pronoun: "la arrestó", "l'a nommé", "prendeu-o"."""
        if at > 1 and self.tokens[at - 1].text == "-" and self.tokens[at - 2].end == self.tokens[at - 1].start:
            return True
        following = self.tokens[at + 1] if at + 1 < end else None
        if following is None or not following.word or following.name is not None or following.date is not None:
            return False
        rows = self.lexicon.words.get(following.text, ())
        tenses = {"past", "future", "present"} if self._led(at) else {"past", "future"}
        finite = any(e.sort == "verbs" and features & tenses for e, features in rows)
        return following.text in self.grammar.perfect or (finite and at + 1 not in self.nouns)

    def _led(self, at: int) -> bool:
        """Whether a subject or a conjunction stands right before, so that a verb is due: "la police l'arrête"."""
        return at > self.start and leads(self.line, at - 1, self.grammar, self.lexicon)

    def _name(self, at: int, end: int) -> Phrase:
        name = self.tokens[at].name
        assert name is not None
        stop = at + 1
        while stop < end and self.tokens[stop].name is name:
            stop += 1
        last = stop - 1
        phrase = Phrase(at, stop, last, self._case(name), names=[name], kinds=set(name_kinds(name)))
        if name.kind == "event" and any(self._assembly(t.text) for t in self.tokens[at:stop]):
            phrase.kinds = {"organization"}
        if phrase.functions == BARE and self.grammar.pack.genitive_before and self._owns(stop, end, name.kind):
            phrase.functions = ("of",)
        if self.tokens[last].text.startswith("'") and self.tokens[last].text[1:] in self.grammar.possessive:
            phrase.functions = ("of",)
        elif self._possessive(stop, end):
            phrase.functions, phrase.end = ("of",), stop + 1
        return phrase

    def _assembly(self, word: str) -> bool:
        """Whether a word of a named event says that people met there and acted: "the Fifth Congress"."""
        return any(kind == "organization" for kind, _ in self.lexicon.things.get(word, ()))

    def _owns(self, at: int, end: int, kind: str) -> bool:
        """Whether a possessed noun follows closely ("Trockij barátja")."""
        for i in range(at, min(at + 4, end)):
            token = self.tokens[i]
            if token.name is not None or token.date is not None or not token.word or token.text in self.grammar.openers:
                return False
            rows = self.lexicon.things.get(token.text, ())
            if rows:
                holder = (
                    i == at and kind in ("organization", "place") and any(k in ("person", "office") for k, _ in rows)
                )
                if holder or any("possessed" in features for _, features in rows):
                    return True
        return False

    def _case(self, name: NameMention) -> tuple[str, ...]:
        """The functions that the ending of a name allows; BARE for a bare one."""
        if not self.grammar.endings:
            return BARE
        form, base = name.text.casefold().split(), name.name.casefold().split()
        if not form or not base:
            return BARE
        rest = _ending(form[-1], base[-1])
        if not rest and len(form) == len(base) and form[-1] == base[-1]:  # «Анну Вебер»
            rest = next((r for f, b in zip(form, base, strict=True) if (r := _ending(f, b))), "")
        if not rest and form[-1].startswith(base[-1]):
            return BARE
        return tuple(function for function, endings in self.grammar.endings if rest in endings) or BARE

    def _possessive(self, at: int, end: int) -> bool:
        token = self.tokens[at] if at < end else None
        return token is not None and token.text.startswith("'") and token.text[1:] in self.grammar.possessive

    def _quantity(self, at: int, end: int) -> Phrase:
        quantity = self.tokens[at].quantity
        stop = at + 1
        while stop < end and self.tokens[stop].quantity is quantity:
            stop += 1
        phrase = Phrase(at, stop, stop - 1, BARE, kinds={"quantity"})
        if quantity is not None and quantity.unit == "ordinal":
            phrase.kinds = {"ordinal"}
        if quantity is not None:
            phrase.quantities.append(quantity)
        thing = next((i for i in range(at, min(stop + 3, end)) if self._is_thing(i)), None)
        if thing is not None:
            inner = self._thing(thing, end)
            phrase.kinds |= inner.kinds
            counted = "of" in inner.functions and self.grammar.pack.order == "free"  # «23 матроса»
            phrase.functions = BARE if counted else inner.functions
            phrase.end = max(phrase.end, inner.end)
            phrase.head = max(phrase.head, thing)
            if "ordinal" in phrase.kinds:
                phrase.quantities, phrase.described = [], inner.described
        elif self.grammar.endings and stop < end and (functions := self._ending(stop)):
            counted = "of" in functions and self.grammar.pack.order == "free"
            phrase.functions, phrase.end, phrase.head = BARE if counted else functions, stop + 1, stop
        elif quantity is not None and quantity.unit in _TIMES:
            phrase.functions, phrase.plain = ("none",), False
        elif quantity is not None and _counts_people(quantity) and not self._unknown_noun(stop, end):
            phrase.kinds.add("person")
        return phrase

    def _unknown_noun(self, at: int, end: int) -> bool:
        """Whether a word follows that may be what is counted, and is no person."""
        if at >= end:
            return False
        token = self.tokens[at]
        known = (
            token.text in self.lexicon.words or self.grammar.is_verb(token.text) or token.text in self.grammar.openers
        )
        return token.word and token.name is None and not known and token.text not in self.grammar.prepositions

    def _ending(self, at: int) -> tuple[str, ...]:
        """The functions that an unknown noun's ending shows; empty where it shows none."""
        token = self.tokens[at]
        if not token.word or token.name or token.date or token.text in self.grammar.openers or len(token.text) < 4:
            return ()
        best = max(
            (len(e) for _, endings in self.grammar.endings for e in endings if token.text.endswith(e)), default=0
        )
        return (
            tuple(
                f
                for f, endings in self.grammar.endings
                if any(len(e) == best and token.text.endswith(e) for e in endings)
            )
            if best
            else ()
        )

    def _is_thing(self, at: int) -> bool:
        token = self.tokens[at]
        return token.word and token.name is None and token.text in self.lexicon.things

    def _thing(self, at: int, end: int) -> Phrase:
        stop = at + 1
        if self.grammar.pack.order == "svo":
            while stop < end and self._is_thing(stop) and self.tokens[stop].text not in self.grammar.openers:
                stop += 1
        elif self.grammar.pack.genitive_before:
            while stop < end and self._is_thing(stop) and self._qualifies(stop - 1, stop):
                stop += 1
        head = stop - 1
        kinds = {kind for kind, _ in self.lexicon.things[self.tokens[head].text]}
        marks = frozenset[str]().union(*(features for _, features in self.lexicon.things[self.tokens[head].text]))
        functions = tuple(sorted(marks - {"bare", "plural", "word", "possessed"})) if self.grammar.endings else ()
        if "bare" in marks or not functions:
            functions = (*BARE, *functions)
        kinds |= {"person"} if "office" in kinds else set()
        phrase = Phrase(at, stop, head, functions, described=[(self._begin(at), stop)], kinds=kinds, noun=True)
        if self._possessive(stop, end):
            phrase.functions, phrase.end = ("of",), stop + 1
        return phrase

    def _qualifies(self, at: int, following: int) -> bool:
        """Whether a bare noun says of what sort the next one is ("francia matematikus"), and does not possess it."""
        marks = frozenset[str]().union(*(f for _, f in self.lexicon.things[self.tokens[at].text]))
        owned = any("possessed" in f for _, f in self.lexicon.things[self.tokens[following].text])
        return "bare" in marks and "plural" not in marks and not owned

    def _begin(self, at: int) -> int:
        """Where the words of a noun phrase begin: its article, or the quantifier before it ("most of the rebel …")."""
        begin = at
        for i in range(at - 1, max(self.start, at - _WORDS) - 1, -1):
            token = self.tokens[i]
            if not token.word or token.name or token.date or token.quantity or i in self.verbs or i in self.nouns:
                break
            owner = "of" in self.grammar.pronouns.get(token.text, ())
            if token.text in self.grammar.articles or owner or self._quantifier(i):
                begin = i
                continue
            if begin < at and self.tokens[begin].text in self.grammar.articles and not self._partitive(i):
                break  # what stands before the article is no part of it
            if self._partitive(i):
                continue
            if self._closed_class(token.text) or at - i > _ADJECTIVES or begin < at:
                break
            begin = i
        return begin

    def _partitive(self, at: int) -> bool:
        """Whether the word is the "of" between a quantifier and what it counts."""
        rows = self.grammar.prepositions.get(self.tokens[at].text, ())
        return at > self.start and any(f[0] == "of" for _, f in rows) and self._quantifier(at - 1)

    def _closed_class(self, word: str) -> bool:
        g = self.grammar
        return (
            word in g.prepositions
            or word in g.openers
            or word in g.pronouns
            or word in g.adverbs
            or word in g.modal
            or word in g.future
            or g.is_verb(word)
            or any(entry.sort == "verbs" and "participle" not in f for entry, f in self.lexicon.words.get(word, ()))
        )

    def _quantifier(self, at: int) -> bool:
        token = self.tokens[at]
        return token.name is None and token.text in self.grammar.quantifiers

    def _alone(self, at: int, end: int) -> bool:
        """Whether no unknown noun follows a quantifier: not "deux autres fois"."""
        token = self.tokens[at] if at < end else None
        if token is None or not token.word or token.date or at in self.verbs | self.nouns | self.events:
            return True
        return self._closed_class(token.text) or token.text in self.grammar.articles or token.text in self.lexicon.words

    def _noun_follows(self, at: int, end: int) -> bool:
        return any(
            self.tokens[i].name is not None or self._is_thing(i) or self.tokens[i].quantity is not None
            for i in range(at, min(at + 4, end))
        )

    def _owned(self, at: int, end: int) -> bool:
        """Whether what follows is a noun with no verb before it: Russian "его брат", but "его выслали в город"."""
        if at in self.nouns:
            return True
        stop = next(
            (i for i in range(at, min(at + 4, end)) if i in self.verbs or self.grammar.is_verb(self.tokens[i].text)),
            end,
        )
        return self._noun_follows(at, stop)

    def _pronoun(self, at: int, end: int, features: frozenset[str]) -> Phrase:
        functions = tuple(f for f in _PRONOUNS if f in features)
        if functions == ("object", "of") or functions == ("of", "object"):
            functions = ("of",) if self._owned(at + 1, end) else ("object",)
        kinds = {"person"} if features & {"m", "f", "p", "1", "2"} or "n" not in features else {"thing"}
        return Phrase(at, at + 1, at, functions or BARE, pronoun=features or frozenset({"3"}), kinds=kinds)

    # --- prepositions

    def _preposition(self, at: int, end: int, opening: bool = False) -> tuple[int, tuple[str, ...]] | None:
        token = self.tokens[at]
        if token.text not in self.grammar.prepositions or token.name is not None or not token.word:
            return None
        if opening and token.text in self.grammar.subordinators:
            return None
        if token.text in self.grammar.articles and self._article(at, end):
            return None
        return self._measured(self._match(self.grammar.prepositions, at, end), at, end)

    def _measured(
        self, row: tuple[int, tuple[str, ...]] | None, at: int, end: int
    ) -> tuple[int, tuple[str, ...]] | None:
        """A preposition that before a number only says "nearly" or "some" is passed over there ("about 9,400")."""
        if row is None or "skip:quantity" not in row[1]:
            return row
        following = self.tokens[at + row[0]] if at + row[0] < end else None
        if following is not None and following.quantity is not None:
            return row[0], ("skip",)
        return row[0], tuple(f for f in row[1] if f != "skip:quantity")

    def _article(self, at: int, end: int) -> bool:
        """Whether a word that may be article or preposition (Portuguese *a*) is an article: before a common noun."""
        following = self.tokens[at + 1] if at + 1 < end else None
        if following is not None and following.name is not None and at == 0:
            return True  # "A Universidade de Coimbra foi …"
        if following is None or following.name is not None or following.quantity is not None:
            return False
        if any(functions[0] == "of" for _, functions in self.grammar.prepositions.get(self.tokens[at].text, ())):
            before = self.tokens[at - 1] if at else None  # French "des": an article at the start and after a verb
            return before is None or not before.word or at - 1 in self.verbs or self.grammar.is_verb(before.text)
        return following.word and following.text not in self.grammar.articles

    def _postposition(self, at: int, end: int) -> tuple[int, tuple[str, ...]] | None:
        if at >= end or self.tokens[at].name is not None:
            return None
        for words, functions in self.grammar.postpositions.get(self.tokens[at].text, ()):
            if len(words) == 1:
                return 1, functions
        return None

    def _match(self, table: Phrases, at: int, end: int) -> tuple[int, tuple[str, ...]] | None:
        for words, functions in table.get(self.tokens[at].text, ()):
            if at + len(words) <= end and all(self.tokens[at + i].text == word for i, word in enumerate(words)):
                return len(words), functions
        return None

    # --- how phrases hang together

    def _place(self, found: list[Phrase], phrase: Phrase) -> None:
        last = next((p for p in reversed(found) if not (p.plain and p.functions == ("of",))), None)
        noun = self._noun_before(phrase)
        if noun is not None and phrase.plain and "of" in phrase.functions and self._inflects():
            phrase.owner, phrase.functions = noun, ("of",)
        elif not phrase.plain and noun is not None and not self._by_whom(phrase, noun):
            phrase.owner = noun
        elif last is not None and self._counted(last, phrase):
            last.described, last.kinds = last.described + phrase.described, last.kinds | phrase.kinds
            last.end, last.head = phrase.end, phrase.head
            return
        elif last is not None and (head := self._described_again(found, last, phrase)) is not None:
            phrase.owner = head.head
        elif last is not None and (owner := self._named_after(found, last, phrase)) is not None:
            owner.names, owner.described, owner.kinds = phrase.names, [], owner.kinds | phrase.kinds
            owner.end, owner.noun = phrase.end, False
            return
        elif last is not None and self._same(last, phrase):
            _absorb(last, phrase, self._apposed(last, phrase))
            return
        elif self._of_unknown(phrase):
            phrase.owner, phrase.functions = phrase.start - 1, ("of",)
        elif last is not None and self._modifies(last, phrase):
            phrase.owner = last.head
            last.end = max(last.end, phrase.end)
        elif not phrase.plain and last is not None and last.owner in self.nouns and last.end == phrase.start:
            phrase.owner = last.owner
        found.append(phrase)

    def _by_whom(self, phrase: Phrase, noun: int) -> bool:
        """Whether the agent of a passive follows a possessor: "Anführer des Aufstands von der Polizei"."""
        if phrase.functions[0] != "by" or not phrase.person or noun <= self.start:
            return False
        at = noun - 1
        if self.tokens[at].text in self.grammar.articles and "of" not in self.grammar.cases.get(
            self.tokens[at].text, ()
        ):
            at -= 1  # Dutch "van de opstand door de politie"
        before = self.tokens[max(at, self.start)].text
        rows = self.grammar.prepositions.get(before, ())
        return "of" in self.grammar.cases.get(before, ()) or any(f[0] == "of" for _, f in rows)

    def _of_unknown(self, phrase: Phrase) -> bool:
        """Whether the phrase may be the possessor of an unknown noun in apposition: «Анну, лидерку Рабочей партии»."""
        at = phrase.start - 1
        if not (phrase.plain and phrase.names and "of" in phrase.functions and self._inflects()) or at <= self.start:
            return False
        token = self.tokens[at]
        unknown = token.word and not token.name and not token.date and not self._closed_class(token.text)
        return unknown and self.tokens[at - 1].text == "," and at not in self.nouns | self.verbs | self.events

    def _past_adjectives(self, at: int) -> int:
        """The token before an adjective and before what only measures ("en masse"), if a noun of action is there."""
        for size in (2, 3):
            begin = at - size + 1
            rows = self.grammar.prepositions.get(self.tokens[begin].text, ()) if begin > self.start else ()
            words = [t.text for t in self.tokens[begin : at + 1]]
            if any(list(row) == words and functions == ("skip",) for row, functions in rows):
                at = begin - 1
                break
        token = self.tokens[at]
        known = token.name or token.date or token.quantity or token.text in self.lexicon.things
        free = token.word and not known and not self._closed_class(token.text)
        return at - 1 if at - 1 in self.nouns and free else at

    def _counted(self, last: Phrase, phrase: Phrase) -> bool:
        """Whether a number counts the noun behind it, which stands in the genitive for that: «семь лекций»."""
        near = len(self.tokens[last.end : phrase.start]) <= 1 and bool(phrase.described) and not phrase.names
        counts = bool(last.quantities) and not last.names and not last.described
        return near and counts and phrase.plain and "of" in phrase.functions and self.grammar.pack.order == "free"

    def _listed(self, last: Phrase, phrase: Phrase) -> bool:
        """Whether a conjunction joins the two or stands inside the first: a list, not an apposition of clauses."""
        return any(t.text in self.grammar.coordinators for t in self.tokens[last.start : phrase.start])

    def _described_again(self, found: list[Phrase], last: Phrase, phrase: Phrase) -> Phrase | None:
        """The description that another one repeats: "the sister of Anna Weber, the first wife of Otto Klein"."""
        head = next((p for p in found if p.owner is None and p.head == last.owner), None)
        if head is None or head.names or "person" not in head.kinds or not head.described or not last.names:
            return None
        only = bool(phrase.described) and not phrase.names and phrase.plain and "person" in phrase.kinds
        return head if only and self._apposed(last, phrase) else None

    def _named_after(self, found: list[Phrase], last: Phrase, phrase: Phrase) -> Phrase | None:
        """The description whose name follows behind its possessor: "the son of Anna Weber, Paul Novak"."""
        owner = next((p for p in found if p.head == last.owner), None)
        while owner is not None and owner.owner is not None and owner.described and not owner.names:
            owner = next((p for p in found if owner is not None and p.head == owner.owner), None)
        if (
            owner is None
            or owner.owner is not None
            or owner.names
            or not owner.described
            or "person" not in owner.kinds
            or not phrase.plain
        ):
            return None
        between = [t.text for t in self.tokens[last.end : phrase.start] if t.text not in self.grammar.articles]
        following = self.tokens[phrase.end].text if phrase.end < len(self.tokens) else ""
        if between != [","] or not phrase.names or phrase.kinds != {"person"} or following in self.grammar.coordinators:
            return None
        marked = phrase.functions != BARE and owner.functions != BARE and owner.plain
        return owner if not marked or _agree(owner.functions, phrase.functions) else None

    def _apposed(self, last: Phrase, phrase: Phrase) -> bool:
        """Whether a comma and no conjunction stands between the two: "Klein, a former officer"."""
        between = [t.text for t in self.tokens[last.end : phrase.start]]
        return "," in between and not any(w in self.grammar.coordinators for w in between)

    def _inflects(self) -> bool:
        """Whether endings make a possessor, so that one needs no preposition (Slavic, German, Romanian)."""
        return self.grammar.pack.order == "free" or any(name == "of" for name, _ in self.grammar.endings)

    def _noun_before(self, phrase: Phrase) -> int | None:
        """The noun of action that a phrase follows, maybe with an adjective between ("esilio interno dei capi")."""
        at = phrase.start - 1
        if "of" in phrase.functions and not phrase.plain:
            at = self._past_adjectives(at)
        if phrase.plain and phrase.described and not phrase.names:
            at = phrase.described[0][0] - 1
            at = self._past_adjectives(at) if "of" in phrase.functions else at
        return at if at in self.nouns else None

    def _same(self, last: Phrase, phrase: Phrase) -> bool:
        """Whether the phrase is coordinated with the last, or names what the last describes."""
        between = self.tokens[last.end : phrase.start]
        apart = any(i in self.nouns or i in self.joints for i in range(last.end, phrase.start))
        if phrase.pronoun or last.pronoun or apart:
            return False
        if last.functions == ("of",) and last.plain:
            return False
        words = [t.text for t in between if t.text not in self.grammar.articles]
        if self.grammar.pack.genitive_before and phrase.plain and last.names and phrase.described and len(words) <= 1:
            return "person" in last.kinds and "person" in phrase.kinds and "," not in words
        if phrase.plain and not words and phrase.names and phrase.kinds == {"person"} and last.kinds == {"group"}:
            return True  # "the Trotskyist Jean van Heijenoort"
        if phrase.plain and not words and last.described and phrase.names and phrase.functions != ("of",):
            return bool(last.kinds & phrase.kinds) or "office" in last.kinds
        joined = [w for w in words if w == "," or w in self.grammar.coordinators]
        if not joined or len(words) - len(joined) > 2 or any(self.grammar.is_verb(w) for w in words):
            return False
        kinds = {n.kind for n in phrase.names}, {n.kind for n in last.names}
        if set(joined) == {","} and len(words) > len(joined) and all(kinds) and not kinds[0] & kinds[1]:
            return False  # "Anna Weber, chairwoman Workers' Party": the word between says what the second is
        same_kind = bool(last.kinds & phrase.kinds) or (last.person and phrase.person)
        if not same_kind:
            return False
        if not phrase.plain:
            return phrase.functions == last.functions and not last.plain
        if joined == [","] and last.described and phrase.names and not last.names:
            return True  # "his friend, Adolph Joffe": the name is the participant
        if joined == [","] and last.names and phrase.described and not phrase.names:
            return True  # "Joffe, a diplomat"
        if not last.plain:
            return last.functions not in (("none",), ("event",))
        return _agree(last.functions, phrase.functions)

    def _modifies(self, last: Phrase, phrase: Phrase) -> bool:
        if last.end != phrase.start or "of" not in phrase.functions:
            return False
        if phrase.plain:
            noun = bool(last.described) or last.noun
            return self._inflects() and noun and not self.grammar.pack.genitive_before
        if "by" in phrase.functions and phrase.kinds == {"person"} and not last.plain and last.names:
            return False  # Romanian "ucisă la Lyon de Otto Klein"
        return bool(last.described) or last.noun or (phrase.functions[0] == "of" and not last.kinds & {"person"})


def leads(line: Line, at: int, grammar: Grammar, lexicon: Lexicon) -> bool:
    """Whether the token may be a subject, or joins what it follows to a verb."""
    token = line.tokens[at]
    named = token.name is not None or token.text in lexicon.things
    subject = "subject" in grammar.pronouns.get(token.text, ())
    return token.word and (named or subject or token.text in grammar.coordinators)


def _counts_people(quantity: Quantity) -> bool:
    """A bare whole number may count people ("384 died")."""
    return quantity.unit == "person" or (quantity.unit is None and float(quantity.value).is_integer())


def _ending(written: str, plain: str) -> str:
    """What a written form has beyond the letters that it shares with the base form."""
    return written[len(_shared(written, plain)) :].lstrip("-'’–")


def _shared(a: str, b: str) -> str:
    """The letters two words begin with alike."""
    size = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    return a[:size]


def _agree(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    return bool(set(a) & set(b)) or a == BARE or b == BARE


def _absorb(last: Phrase, phrase: Phrase, comma: bool) -> None:
    """Puts a coordinated or apposed phrase into the one before it; after a comma a description only explains."""
    explained = bool(last.names) and last.noun  # "Gegeen Khan, son | and successor of Ayurbarwada"
    if (comma or explained) and last.names and phrase.described and not phrase.names:
        last.end, last.noun = phrase.end, True
        return
    if phrase.kinds == {"person"} and last.kinds == {"group"} and last.names and phrase.start == last.end:
        last.names = []
        last.kinds = set()
    if phrase.names and last.described and not last.names and "person" in phrase.kinds | last.kinds:
        last.described = []
    if phrase.described and last.names and not phrase.names and not phrase.quantities:
        last.described += phrase.described
    last.names += phrase.names
    last.quantities += phrase.quantities
    if not last.names:
        last.described += phrase.described
    last.kinds |= phrase.kinds
    if last.functions == BARE or (phrase.plain and last.plain and phrase.functions != BARE):
        last.functions = phrase.functions if phrase.functions != BARE else last.functions
    last.end, last.head, last.noun = phrase.end, phrase.head, phrase.noun


def of_kind(functions: tuple[str, ...], kinds: frozenset[str]) -> tuple[str, ...]:
    """The functions of a preposition before a phrase of some kinds: "object:person" holds before people alone."""
    kept = [f.partition(":") for f in functions]
    return tuple(
        name for name, _, kind in kept if not kind or kind in kinds or (kind == "person" and "group" in kinds)
    ) or (kept[-1][0],)
