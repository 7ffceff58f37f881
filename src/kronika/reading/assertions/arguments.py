"""Arguments: which phrase of a clause has which grammatical function for a trigger."""

from __future__ import annotations

from dataclasses import dataclass, field

from kronika.reading.assertions.clauses import Clause
from kronika.reading.assertions.grammar import Grammar
from kronika.reading.assertions.phrases import Phrase
from kronika.reading.assertions.tokens import Line
from kronika.reading.assertions.triggers import Trigger

_FRONT = 6  # words before the verb that one phrase may have
_CLITIC = 3  # words between a clitic and its verb: Romanian "i-a urmat"
_AUXILIARY_REACH = 8  # words between an auxiliary and its participle


@dataclass(slots=True)
class Arguments:
    """What a trigger has: function to phrases, and how it is used.

    `subject_from` says where the subject was found: "clause", "antecedent", "previous", "implied", "none"; "nobody"
    where there is none. `dropped`: the language leaves out a pronoun here, and nobody is known whom it means.
    """

    slots: list[tuple[tuple[str, ...], Phrase]] = field(default_factory=list)
    passive: bool = False
    form: frozenset[str] = frozenset()
    noun: bool = False
    subject_from: str = "none"
    dropped: bool = False

    def of(self, function: str) -> list[Phrase]:
        """The phrases that may have a function; a reflexive pronoun is no one of its own."""
        return [phrase for functions, phrase in self.slots if function in functions and "r" not in phrase.pronoun]

    @property
    def reflexive(self) -> bool:
        """Whether a reflexive pronoun belongs to it."""
        return any("r" in phrase.pronoun for _, phrase in self.slots)


class ArgumentReader:
    """Finds the arguments of triggers in one clause."""

    def __init__(
        self, line: Line, clause: Clause, phrases: list[Phrase], triggers: list[Trigger], grammar: Grammar
    ) -> None:
        self.line, self.clause, self.phrases, self.grammar = line, clause, phrases, grammar
        self.form: frozenset[str] = frozenset()
        self.verbs = [t.at for t in triggers if t.verb]
        self.nouns = {t.at for t in triggers if not t.verb}
        for at in sorted(self.nouns):
            for phrase in phrases:
                if phrase.plain and phrase.owner is None and phrase.head != at and self._attribute(phrase, at):
                    phrase.owner = at

    # --- voice

    def auxiliaries(self, at: int) -> set[str]:
        """The auxiliaries that belong to a verb: those between it and the verb before (or after) it."""
        helpers = self.grammar.helpers
        others = [v for v in self.verbs if v != at and self.line.tokens[v].text not in helpers]
        framed = self.grammar.pack.order == "v2"  # "wurde … verhaftet": all of the clause may stand between
        reach = self.clause.start if framed else at - _AUXILIARY_REACH
        low = max([self.clause.start, reach, *(v + 1 for v in others if v < at)])
        words = [t.text for t in self.line.tokens[low:at]]
        if self.grammar.pack.order != "svo":
            high = min([self.clause.end, at + 3, *(v for v in others if v > at)])
            words += [t.text for t in self.line.tokens[at + 1 : high]]
        g = self.grammar
        return {w for w in words if w in g.passive or w in g.perfect or w in g.been}

    def passive(self, at: int, form: frozenset[str]) -> bool:
        """Whether the verb stands in the passive."""
        if "passive" in form:
            return True
        if "participle" not in form:
            return False
        words = self.auxiliaries(at)
        if words & self.grammar.been:
            return True
        if words & self.grammar.perfect and not words & (self.grammar.passive - self.grammar.perfect):
            return False
        if words & self.grammar.passive:
            return not self._reflexive_perfect(at)
        finite = {"past"} if self.grammar.pack.order != "v2" else {"past", "present", "infinitive"}
        if not form & finite:
            return True
        following = self.line.tokens[at + 1].text if at + 1 < self.clause.end else ""
        by = any("by" in fs and len(ws) == 1 for ws, fs in self.grammar.prepositions.get(following, ()))
        return by and not words

    def _reflexive_perfect(self, at: int) -> bool:
        """Whether a reflexive pronoun stands before the auxiliary: "s'est rendu" is active."""
        for i in range(at - 1, self.clause.start, -1):
            if self.line.tokens[i].text in self.grammar.passive:
                return "r" in self.grammar.pronouns.get(self.line.tokens[i - 1].text, frozenset())
        return False

    # --- functions

    def verb(self, at: int, form: frozenset[str], parts: frozenset[int] = frozenset()) -> Arguments:
        """The arguments of a verb within its clause; what belongs to its `parts` ("gave birth") is its own."""
        found = Arguments(form=form, passive=self.passive(at, form))
        self.form = form
        self._without_expletive(form, found.passive)
        if "participle" in form and (bearer := self._attributive(at)) is not None:
            found.passive, found.subject_from = True, "clause"
            found.slots.append((("subject",), bearer))
            return found
        left = max((v for v in self.verbs if v < at), default=-1)
        right = min((v for v in self.verbs if v > at), default=self.clause.end)
        for phrase in self.phrases:
            if (phrase.owner is not None and phrase.owner not in parts) or (
                phrase.head in parts and "r" not in phrase.pronoun
            ):
                continue
            if phrase.plain:
                functions = self._plain(phrase, at, left, right, found)
            else:
                functions = phrase.functions if self._mine(phrase, at, left, right) else ()
                if functions[:2] == ("of", "from") and self._of_unknown(phrase, at):
                    functions = ()
                if phrase.owner is not None and "of" in functions:
                    functions = ("part",)  # "became a member of the League"
            if functions:
                found.slots.append((functions, phrase))
        found.slots = _undoubled(found.slots, at)
        if form == {"word"} and not found.of("subject") and (late := self._after_be(at)) is not None:
            found.slots = [slot for slot in found.slots if slot[1] is not late]
            found.slots.append((("subject",), late))
        if found.of("subject"):
            found.subject_from = "clause"
        return found

    def _without_expletive(self, form: frozenset[str], passive: bool) -> None:
        """Takes out the pronoun that only fills the place before the verb: "es starben 300 Menschen".

        It is a neuter singular that opens the clause, with a verb in the plural or in the passive, and another phrase
        may be the subject.
        """
        first = self.phrases[0] if self.phrases else None
        if self.grammar.pack.order != "v2" or first is None or not first.pronoun >= {"subject", "n", "s"}:
            return
        agrees = not (passive or ("plural" in form and not form & {"participle", "infinitive"}))
        if agrees or "m" in first.pronoun or "f" in first.pronoun:
            return
        rows = (p for p in self.phrases[1:] if p.plain and p.owner is None and not p.pronoun)
        if any(p.functions[0] in ("bare", "subject") and (p.person or p.quantities or p.names) for p in rows):
            self.phrases = self.phrases[1:]

    def _after_be(self, at: int) -> Phrase | None:
        """Who stands behind the copula that follows a predicate: "among the victims was Anna Weber"."""
        copula = next((i for i in range(at, self.clause.end) if self.line.tokens[i].text in self.grammar.be), None)
        if copula is None:
            return None
        rows = (p for p in self.phrases if p.head > copula and p.plain and p.owner is None and p.person)
        return next((p for p in rows if p.functions[0] in ("bare", "subject")), None)

    def _attributive(self, at: int) -> Phrase | None:
        """What a participle before a noun is said of: "his newly appointed chancellor"."""
        back = at - 1
        while back > self.clause.start and self.line.tokens[back].text in self.grammar.adverbs:
            back -= 1
        before = self.line.tokens[back].text if back >= self.clause.start else ""
        features = self.grammar.pronouns.get(before, frozenset())
        if before.endswith("ly") or not (before in self.grammar.articles or "of" in features):
            return None
        if (back != at - 1 and not self.auxiliaries(at)) or back == at - 1:
            following = next((p for p in self.phrases if p.head > at), None)
            inside = following is not None and following.start <= at and self.grammar.pack.order == "v2"
            if following is not None and max(following.start, at) - at <= 3 and (following.plain or inside):
                return following
        return None

    def _of_unknown(self, phrase: Phrase, at: int) -> bool:
        """Whether "of" follows a noun that is in no list, with its article: "atacaron el cuartel de Lima"."""
        for i in range(phrase.start - 1, max(at, phrase.start - 5), -1):
            token = self.line.tokens[i]
            if not token.word or token.name or token.date or token.quantity or self.grammar.is_verb(token.text):
                return False
            if token.text in self.grammar.articles:
                return i < phrase.start - 1
        return False

    def _mine(self, phrase: Phrase, at: int, left: int, right: int) -> bool:
        """Whether an oblique phrase belongs to this verb: to the verb before it, else to the first of the clause."""
        if phrase.head > at:
            return phrase.head < right or (self.grammar.pack.order != "svo" and not self._verb_after(phrase.head))
        return left < 0 or (phrase.start > left and self.grammar.pack.order != "svo")

    def _verb_after(self, head: int) -> bool:
        return any(v > head for v in self.verbs)

    def _plain(self, phrase: Phrase, at: int, left: int, right: int, found: Arguments) -> tuple[str, ...]:
        if phrase.functions == ("of",):
            owner = phrase.pronoun and self.form <= {"infinitive"} and phrase is self._subject_before(at, right)
            return ("subject",) if owner else ()
        before = phrase.head < at
        if self._disagrees(phrase, found.form):
            return ("object",) if self.grammar.pack.order == "v2" and not found.passive else ()
        if phrase.functions[0] != "bare":
            allowed = tuple(f for f in phrase.functions if f != "bare")
            if allowed == ("subject",) and not before and self.grammar.pack.order == "svo":
                return ()
            if "subject" in allowed and "object" in allowed:
                return ("subject",) if before or not self._other_subject(phrase, at) else ("object",)
            near = phrase.head < right and (phrase.head > left or left < 0 or "subject" in allowed)
            return allowed if near or (self.grammar.pack.order != "svo" and self._nearest(phrase, at)) else ()
        if self.grammar.pack.order == "svo":
            return self._by_position(phrase, at, right, before)
        return self._by_default(phrase, at, left, right, before)

    def _disagrees(self, phrase: Phrase, form: frozenset[str]) -> bool:
        """A single name cannot be the subject of a plural verb, where such a verb alone means "they"."""
        if self.grammar.pack.order == "v2":
            return self._single(phrase) and "plural" in form and not form & {"participle", "infinitive"}
        if (
            not self.grammar.pack.impersonal
            or not form >= {"plural"}
            or "subject" not in (*phrase.functions, "subject")
        ):
            return False
        one = len(phrase.names) == 1 and not phrase.described and not phrase.quantities
        marked = phrase.functions[0] not in ("bare", "subject")
        free = self.grammar.pack.order == "free"
        return one and not marked and (phrase.kinds == {"person"} or (free and "group" not in phrase.kinds))

    def _single(self, phrase: Phrase) -> bool:
        """Whether a phrase is one name without an article, thus one person or place ("die USA" are many)."""
        article = phrase.start > 0 and self.line.tokens[phrase.start - 1].text in self.grammar.articles
        return (
            len(phrase.names) == 1
            and not phrase.described
            and not phrase.quantities
            and not article
            and bool(phrase.kinds & {"person", "place"})
        )

    def _other_subject(self, phrase: Phrase, at: int) -> bool:
        """Whether another phrase may be the subject."""
        return any(
            p is not phrase and p.plain and p.owner is None and (p.functions[0] == "bare" or "subject" in p.functions)
            for p in self.phrases
        )

    def _nearest(self, phrase: Phrase, at: int) -> bool:
        return min(self.verbs, key=lambda v: (abs(v - phrase.head), v), default=at) == at

    def _by_position(self, phrase: Phrase, at: int, right: int, before: bool) -> tuple[str, ...]:
        if before:
            return ("subject",) if phrase is self._subject_before(at, right) else ()
        if phrase.head < right and not self._cut_off(at, phrase):
            return ("subject",) if self._object_before(phrase, at, right) else ("object",)
        return ()

    def _object_before(self, phrase: Phrase, at: int, right: int) -> bool:
        """Whether a clitic says that what follows the verb is its subject: "lo sucedió su hermano"."""
        if not (self.grammar.pack.prodrop and phrase.person) or self._subject_before(at, right) is not None:
            return False
        clitics = [
            p
            for p in self.phrases
            if p.pronoun and at - _CLITIC <= p.head <= at + 2 and {"object", "dative"} & set(p.functions)
        ]  # "lo sucedió su hermano", "i-a urmat fiul său", "sucedeu-lhe o filho"
        return bool(clitics) and "r" not in clitics[0].pronoun and "office" not in phrase.kinds

    def _subject_before(self, at: int, right: int) -> Phrase | None:
        """The bare phrase that is the subject: the one nearest to the verb, people and names first."""
        rows = [p for p in self.phrases if p.plain and p.owner is None and p.head < at and p.functions != ("of",)]
        rows = [p for p in rows if p.functions[0] == "bare" or "subject" in p.functions]
        if self.form <= {"infinitive"}:  # "with his refusal to surrender": he is the one
            owners = [p for p in self.phrases if p.pronoun and p.functions == ("of",) and p.head < at]
            near = max((p.head for p in rows), default=-1)
            if owners and owners[-1].head > near and at - owners[-1].head <= 4:
                return owners[-1]
        return max(rows, key=lambda p: (_who(p), p.head), default=None)

    def _cut_off(self, at: int, phrase: Phrase) -> bool:
        """Whether a finite auxiliary or other verb stands between verb and phrase."""
        return any(
            self.grammar.is_verb(t.text) for t in self.line.tokens[at + 1 : phrase.start] if t.word and not t.name
        )

    def _by_default(self, phrase: Phrase, at: int, left: int, right: int, before: bool) -> tuple[str, ...]:
        """A bare phrase where cases give roles: the subject; a second one behind may be the object."""
        if self.form <= {"infinitive"} and not before and self.grammar.pack.order == "free":
            return ("object",)  # "Turcy próbowali zdobyć Wiedeń": what follows an infinitive is not its subject
        if "impersonal" in self.form:
            return ("object",)  # Polish "założono", Ukrainian "засновано": such a form has no subject
        extra = tuple(f for f in phrase.functions[1:] if f in ("object",))
        rows = [p for p in self.phrases if p.plain and p.owner is None and p.functions[0] in ("bare", "subject")]
        ahead = [p for p in rows if p.head < at]
        if self.grammar.pack.order == "v2":
            if self._only_object(phrase, at):
                return ("object",)
            best = self._first(ahead, rows, phrase, at)
            if best is None:
                return ("object",)
        else:
            best = max(rows, key=lambda p: (_doer(p), p.head < at, -abs(p.head - at)), default=phrase)
        if phrase is best:
            return ("subject", *extra)
        return extra or (("object",) if phrase.functions[0] == "bare" else ())

    def _first(self, ahead: list[Phrase], rows: list[Phrase], phrase: Phrase, at: int) -> Phrase | None:
        """The subject where the verb is second: the first phrase, but for a thing before a person who acts on it."""
        if not ahead and self.clause.opener == "coord" and at - self.clause.start <= 1:
            return None  # "und verhaftete zwölf Studenten": the subject is that of the clause before
        if not ahead:
            return None if self._front_taken(at) else rows[0] if rows else phrase
        doers = [p for p in rows if p.head > at and _who(p) > 1]
        if doers and not ahead[0].person and not ahead[0].names and ahead[0].kinds <= {"work", "event", "thing"}:
            return doers[0]
        return ahead[0]

    def _only_object(self, phrase: Phrase, at: int) -> bool:
        """Whether an infinitive has the phrase to its left for object: "er weigerte sich, Prag zu verlassen"."""
        low = min(phrase.end, at)
        between = self.line.tokens[low:at]
        helpers = self.grammar.modal | self.grammar.future
        helped = any(t.text in helpers for t in self.line.tokens[self.clause.start : self.clause.end])
        return self.form <= {"infinitive"} and not helped and all(t.word for t in between)

    def _front_taken(self, at: int) -> bool:
        """Whether a noun in no list stands with its article before the verb: "Die Ritter eroberten Akkon"."""
        first = self.line.tokens[self.clause.start]
        inside = any(p.start <= self.clause.start + 1 < p.end for p in self.phrases)
        short = 1 < at - self.clause.start <= _FRONT
        return short and not inside and first.text in self.grammar.articles and first.text not in self.grammar.cases

    def noun(self, at: int) -> Arguments:
        """The arguments of a noun of action: its possessor, and the phrases that follow it directly."""
        found = Arguments(noun=True, form=frozenset({"noun"}))
        chain = at + 1
        for phrase in self.phrases:
            if phrase.owner == at and phrase.plain:
                found.slots.append((("of",), phrase))
            elif phrase.owner == at:
                found.slots.append((phrase.functions, phrase))
                chain = max(chain, phrase.end)
            elif (phrase.functions == ("of",) and phrase.plain and self._before_noun(phrase, at)) or (
                phrase.plain and phrase.owner is None and self._attribute(phrase, at)
            ):
                found.slots.append((("of",), phrase))
            elif not phrase.plain and phrase.start == chain and phrase.owner is None and chain > at:
                found.slots.append((phrase.functions, phrase))
                chain = phrase.end
        return found

    def _before_noun(self, phrase: Phrase, at: int) -> bool:
        between = self.line.tokens[phrase.end : at]
        return (
            phrase.end <= at
            and len(between) <= 3
            and all(t.word and not t.name and not t.date and not self.grammar.is_verb(t.text) for t in between)
            and not any(t.text in self.grammar.openers or t.text in self.grammar.prepositions for t in between)
        )

    def _attribute(self, phrase: Phrase, at: int) -> bool:
        """A bare name right before the noun: "the Medvedev Forest massacre", "Kirov meggyilkolása"."""
        if not phrase.names and not (self.grammar.pack.genitive_before and phrase.described):
            return False
        if phrase.functions[0] not in ("bare", "of") and "of" not in phrase.functions:
            return False
        limit = 2 if self.grammar.pack.genitive_before else 0
        between = self.line.tokens[phrase.end : at]
        return phrase.end <= at and len(between) <= limit and all(t.word and not t.name and not t.date for t in between)


def _doer(phrase: Phrase) -> int:
    """The same where cases give roles: a place is no likelier to act than the event before it that befell it."""
    return 1 if phrase.kinds == {"place"} else _who(phrase)


def _who(phrase: Phrase) -> int:
    """How likely a phrase is a subject rather than a predicate noun or an adverbial."""
    if ("person" in phrase.kinds and phrase.names) or phrase.pronoun:
        return 3
    return 2 if phrase.person or phrase.names else 1


def _undoubled(slots: list[tuple[tuple[str, ...], Phrase]], at: int) -> list[tuple[tuple[str, ...], Phrase]]:
    """The slots without clitics before the verb that a marked object after it doubles ("l-a arestat pe Ion")."""
    marked = [
        set(f) for f, p in slots if p.head > at and not p.pronoun and p.person and not {"bare", "subject"} & set(f)
    ]

    def doubled(functions: tuple[str, ...], phrase: Phrase) -> bool:
        clitic = bool(phrase.pronoun) and phrase.head < at and set(functions) <= {"object", "dative"}
        return clitic and any(m & set(functions) and m & {"object", "of", "dative"} for m in marked)

    return [slot for slot in slots if not doubled(*slot)]
