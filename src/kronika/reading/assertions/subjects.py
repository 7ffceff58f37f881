"""Whom a verb has for subject or object where its clause does not say: antecedents, inheritance, what is implied."""

from __future__ import annotations

from kronika.knowledge import events as inventory
from kronika.reading.assertions.arguments import Arguments
from kronika.reading.assertions.clauses import Clause
from kronika.reading.assertions.discourse import Talk
from kronika.reading.assertions.grammar import Grammar
from kronika.reading.assertions.lexicon import Entry
from kronika.reading.assertions.phrases import Phrase, of_kind
from kronika.reading.assertions.tokens import Line, Token
from kronika.reading.assertions.triggers import Trigger


class SubjectFinder:
    """What the reader of a line knows of its clauses, and how it completes the arguments of a trigger from them.

    Attributes:
        subjects, objects: by clause, the subject found and the one spoken of as object.
        passives: by clause, whether its last verb was passive.
    """

    line: Line
    talk: Talk
    grammar: Grammar
    clauses: list[Clause]
    pairs: list[tuple[Clause, Trigger]]
    phrases: list[list[Phrase]]
    subjects: dict[int, Phrase]
    objects: dict[int, Phrase]
    passives: dict[int, bool]

    def _complete(self, found: Arguments, index: int, trigger: Trigger, form: frozenset[str]) -> None:
        """Finds a subject outside the clause: the antecedent, the clause before, or the sentence before."""
        clause = self.clauses[index]
        if clause.opener == "rel" and self._first_verb(clause, trigger.at):
            self._relative(found, index, clause)
        self._subject_behind(found, trigger)
        if found.of("subject"):
            return
        if form <= {"infinitive"} and self._controlled(found, index, trigger.at):
            return
        if self._unknown_subject(clause, index, trigger.at) or found.subject_from == "nobody":
            return
        inherited = self._inherited(index)
        if (form >= {"plural"} and self.grammar.pack.impersonal) or "impersonal" in form:
            if found.of("object"):
                self.objects[index] = self.subjects[index] = found.of("object")[0]
                self.talk.note_subject(self.line.index, self.objects[index])
                return
            if self._acts(trigger) and ("impersonal" in form or not _several(inherited)):
                self._implied_object(found, index, trigger)
                return
        if inherited is not None:
            found.slots.insert(0, (("subject",), inherited))
            found.subject_from = "previous"
        elif self._may_drop(form) and self._late_subject(found):
            if self._founds(found, trigger):
                self._implied(found, trigger, form)
                found.dropped = False
            else:
                self._invert(found, trigger)
        elif self._may_drop(form):
            self._implied(found, trigger, form)

    def _subject_behind(self, found: Arguments, trigger: Trigger) -> None:
        """Makes what stands behind a verb that can have no object its subject: "fueron detenidos 12 estudiantes".

        Such are passives and verbs of what befalls someone ("murieron 300 personas"), in languages that drop subjects:
        the verb has its own then, and none is to be looked for elsewhere.
        """
        if not self.grammar.pack.prodrop or found.of("subject"):
            return
        entry = trigger.rows[0][0]
        table = inventory.roles(entry.group.type, entry.group.frame, entry.group.map)
        if not found.passive and not {("subject", "", "patient"), ("object", "", "patient")} <= set(table):
            return
        for i, (functions, phrase) in enumerate(found.slots):
            behind = functions == ("object",) and phrase.plain and phrase.head > trigger.at and not phrase.pronoun
            if behind and self._someone(phrase):
                found.slots[i] = (("subject",), phrase)
                found.subject_from = "clause"
                return

    def _someone(self, phrase: Phrase) -> bool:
        """Whether a phrase is who or what a verb is said of, rather than what someone becomes ("obispo")."""
        if phrase.quantities:
            return "ordinal" not in phrase.kinds
        if phrase.names:
            return bool({"person", "group", "organization"} & phrase.kinds)
        article = any(self.line.tokens[start].text in self.grammar.articles for start, _ in phrase.described)
        return article and "office" not in phrase.kinds and phrase.person

    def _reflexive_voice(self, found: Arguments, entry: Entry) -> None:
        """A reflexive verb that is not so by itself is passive of a thing ("se fundó la ciudad"), else impersonal."""
        if not (self.grammar.pack.reflexive_passive and found.reflexive) or found.passive:
            return
        row = inventory.kind(entry.group.type)
        words = {word for part in (entry.after, *entry.companions) for options in part for word in options}
        own = any("r" in self.grammar.pronouns.get(word, ()) for word in words)
        if own or row is None or (entry.group.frame or row.frame) not in ("acts", "makes"):
            return
        subjects = found.of("subject")
        if not subjects:
            found.subject_from = "nobody"
        elif not any(p.kinds & {"person", "group", "office"} or p.pronoun for p in subjects):
            found.passive = True

    def _go_on_passive(self, found: Arguments, index: int, form: frozenset[str], auxiliaries: set[str]) -> None:
        """ "Was arrested and deported": a participle that goes on with a passive is passive without its auxiliary."""
        clause = self.clauses[index]
        told = next((i for i in range(index - 1, -1, -1) if i in self.passives), -1)
        unit = told >= 0 and self.clauses[told].unit == clause.unit
        previous = unit and self.passives[told] and clause.opener in ("coord", "", "but")
        own = [p for p in found.of("subject") if p.start >= clause.start and p.end <= clause.end]
        if own and clause.opener != "coord":
            return
        objects = [p for p in found.of("object") if p.kinds != {"quantity"}]  # "and expelled two more times"
        if "participle" in form and previous and not auxiliaries and not objects:
            found.passive = True

    def _told_by_relative(self, found: Arguments, index: int, trigger: Trigger) -> None:
        """A noun of action with a relative clause that only carries it: "the speech that she gave in Rome"."""
        following = index + 1
        if following >= len(self.clauses) or self.clauses[following].opener != "rel":
            return
        clause = self.clauses[following]
        if clause.start - trigger.at > 2 or any(t.verb for c, t in self.pairs if c is clause):
            return
        for phrase in self.phrases[following]:
            if phrase.owner is None and phrase.plain and phrase.functions[0] in ("bare", "subject") and phrase.person:
                found.slots.append((("subject",), phrase))
            elif phrase.owner is None and not phrase.plain:
                found.slots.append((phrase.functions, phrase))

    def _first_verb(self, clause: Clause, at: int) -> bool:
        """Whether no other verb of the clause stands before the trigger."""
        words = self.line.tokens[clause.start : at]
        helpers = self.grammar.passive | self.grammar.perfect | self.grammar.been | self.grammar.be
        return not any(t.at < at and t.verb for c, t in self.pairs if c is clause) and not any(
            self.grammar.is_verb(t.text) and t.text not in helpers for t in words
        )

    def _relative(self, found: Arguments, index: int, clause: Clause) -> None:
        """Gives the antecedent the function that the relative word has in its clause."""
        word = self.line.tokens[clause.start].text
        relative = self.grammar.pronouns.get(word) or frozenset(self.grammar.cases.get(word, ()))
        function = next(
            (f for f in ("subject", "object", "dative", "at", "to", "from", "with", "of") if f in relative), ""
        )
        antecedent = self._antecedent(index, function in ("at", "to", "from"))
        if antecedent is None:
            return
        before = self.line.tokens[clause.start - 1] if clause.start else None
        led = self.grammar.prepositions.get(before.text, ()) if before is not None and before.name is None else ()
        marked = next((functions for words, functions in led if len(words) == 1), ())
        if marked:  # "a quien la policía detuvo", "pe care poliția l-a arestat"
            found.slots.insert(0, (of_kind(marked, frozenset(antecedent.kinds)), antecedent))
            return
        if not function:
            function = "object" if found.of("subject") else "subject"
        if not found.of(function) or function == "at":
            found.slots.insert(0, ((function,), antecedent))
            found.subject_from = "antecedent" if function == "subject" else found.subject_from

    def _unknown_subject(self, clause: Clause, index: int, at: int) -> bool:
        """Whether a noun that is in no list stands as subject before the verb ("before the helicopter reached …")."""
        if self.grammar.pack.order == "v2" or (self.grammar.pack.order == "free" and not self.grammar.articles):
            return False
        heads = {i for p in self.phrases[index] for i in range(p.start, p.end)}
        for i in range(clause.start, at - 1):
            token, before = self.line.tokens[i], self.line.tokens[i - 1].text if i > clause.start else ""
            opens = clause.opener == "sub" and i - 1 == clause.start  # "before the helicopter reached …"
            led = before in self.grammar.prepositions and not opens
            if token.text not in self.grammar.articles or led or i in heads:
                continue
            if self.line.tokens[i + 1].date is None and not heads & set(range(i + 1, min(i + 5, at))):
                return token.text not in self.grammar.prepositions and not self._oblique(i + 1, at)
        return False

    def _oblique(self, start: int, end: int) -> bool:
        """Whether the words from `start` on end in one with a case ending, in languages that have them."""
        if not self.grammar.endings:
            return False
        run = []
        for token in self.line.tokens[start : min(start + 3, end)]:
            if not token.word or token.text in self.grammar.articles:
                break
            run.append(token)
        last = run[-1].text if run else ""
        return any(last.endswith(tuple(endings)) for _, endings in self.grammar.endings if endings)

    def _controlled(self, found: Arguments, index: int, at: int) -> bool:
        """Gives an infinitive for subject whom another word lets or makes do it ("Pawłowi pozwolono wrócić").

        That is the last person before it in the dative, or, where position tells the object, in any marked function.
        """
        wanted = {"dative"} if self.grammar.pack.order != "svo" else {"dative", "object"}
        rows = [
            p
            for p in self.phrases[index]
            if p.head < at and p.person and p.owner is None and "r" not in p.pronoun and wanted & set(p.functions)
        ]
        chosen = max(rows, key=lambda p: (not p.pronoun, p.head), default=None)
        if chosen is None:
            return False
        found.slots[:] = [slot for slot in found.slots if slot[1] not in rows]
        found.slots.insert(0, (("subject",), chosen))
        found.subject_from = "clause"
        return True

    def _acts(self, trigger: Trigger) -> bool:
        """Whether the trigger's event is done to someone."""
        row = inventory.kind(trigger.rows[0][0].group.type)
        return row is not None and (trigger.rows[0][0].group.frame or row.frame) == "acts"

    def _implied_object(self, found: Arguments, index: int, trigger: Trigger) -> None:
        """A third person plural without subject and object: they did it to the one who is spoken of."""
        before = next((self.objects[i] for i in range(index - 1, -1, -1) if i in self.objects), None)
        if before is None:
            before = self._inherited(index)
        if before is not None:
            self.objects[index] = before
            found.slots.append((("object",), before))
            return
        meant = self.talk.meant(frozenset({"s", "3"}), self.line.index, frozenset())
        if meant:
            at, features = trigger.at, frozenset({"s", "3"})
            phrase = Phrase(at, at + 1, at, ("object",), pronoun=features, kinds={name.kind for name in meant})
            found.slots.append((("object",), phrase))

    def _may_drop(self, form: frozenset[str]) -> bool:
        return self.grammar.pack.prodrop and not form <= {"infinitive", "gerund"} and not form & {"first", "second"}

    def _late_subject(self, found: Arguments) -> bool:
        """In languages that drop subjects, a bare person after an intransitive verb is its subject."""
        return any("object" in f and p.person and "r" not in p.pronoun for f, p in found.slots)

    def _founds(self, found: Arguments, trigger: Trigger) -> bool:
        """Whether the bare phrases are no people but what is done or made: "em 1956 fundou o jornal"."""
        entry = trigger.rows[0][0]
        row = inventory.kind(entry.group.type)
        transitive = row is not None and (entry.group.frame or row.frame) in ("acts", "makes")
        rows = [p for f, p in found.slots if "object" in f and p.person and "r" not in p.pronoun]
        return transitive and not any(p.kinds & {"person", "group", "office"} or p.pronoun for p in rows)

    def _invert(self, found: Arguments, trigger: Trigger) -> None:
        """Makes a bare person after a verb of motion its subject: "llegó el rey"."""
        entry = trigger.rows[0][0]
        table = inventory.roles(entry.group.type, entry.group.frame, entry.group.map)
        if ("object", "person", "patient") not in table or ("subject", "", "agent") not in table:
            return
        for i, (functions, phrase) in enumerate(found.slots):
            if functions == ("object",) and phrase.person and phrase.plain and not phrase.pronoun:
                found.slots[i] = (("subject",), phrase)
                found.subject_from = "clause"
                return

    def _implied(self, found: Arguments, trigger: Trigger, form: frozenset[str]) -> None:
        features = frozenset({"p"} if "plural" in form and not {"past", "singular"} & form else {"s"}) | {"3"}
        others = frozenset(name.name for _, phrase in found.slots for name in phrase.names)
        meant = self.talk.meant(features, self.line.index, others)
        if meant:
            kinds = {name.kind for name in meant}
            phrase = Phrase(trigger.at, trigger.at + 1, trigger.at, ("subject",), pronoun=features, kinds=set(kinds))
            found.slots.insert(0, (("subject",), phrase))
            found.subject_from = "implied"
        elif not found.of("subject"):
            helped = {t.text for t in self.line.tokens[max(0, trigger.at - 2) : trigger.at]}
            found.dropped = not form <= {"participle", "plural"} or bool(
                helped & (self.grammar.passive | self.grammar.perfect)
            )

    def _antecedent(self, index: int, place: bool = False) -> Phrase | None:
        """The phrase right before a relative clause; the last that is a place, where a place is meant."""
        for step in range(index - 1, -1, -1):
            if self.clauses[step].unit != self.clauses[index].unit:
                return None
            if place:
                places = [p for p in self.phrases[step] if "place" in p.kinds]
                scenes = [scene for p in self.phrases[step] if (scene := self._scene(p)) is not None]
                told = places or scenes
                return told[-1] if told else None
            if self.phrases[step]:
                last = self.phrases[step][-1]
                subject = self.subjects.get(step)
                predicate = last.plain and not {"person"} & {n.kind for n in last.names}
                if subject is not None and subject.names and predicate and self._copular(step, subject, last):
                    return subject
                owner = next((p for p in self.phrases[step] if p.owner is None and p.head == last.owner), None)
                return owner if owner is not None and not last.names else last
        return None

    def _scene(self, phrase: Phrase) -> Phrase | None:
        """The place in the name of an event ("the Katyn massacre"), as a phrase."""
        events = [name for name in phrase.names if name.kind == "event"]
        places = [n for n in self.line.inner for e in events if e.start <= n.start and n.end <= e.end]
        if not places:
            return None
        return Phrase(phrase.start, phrase.end, phrase.head, ("at",), names=places[:1], kinds={"place"}, plain=False)

    def _copular(self, step: int, subject: Phrase, predicate: Phrase) -> bool:
        """Whether a form of "be" stands between subject and predicate: "X was the leader who …"."""
        low, high = sorted((subject.head, predicate.head))
        words = self.line.tokens[low : high + 1] if self.grammar.pack.order == "svo" else self._words(step)
        return any(t.text in self.grammar.be for t in words)

    def _words(self, index: int) -> list[Token]:
        clause = self.clauses[index]
        return self.line.tokens[clause.start : clause.end]

    def _inherited(self, index: int) -> Phrase | None:
        """The subject of the clause that this one goes on with."""
        clause = self.clauses[index]
        if clause.opener in ("sub", ""):
            following = index + 1
            if index == 0 and following < len(self.clauses) and following in self._heads():
                return self._heads()[following]
        for step in range(index - 1, -1, -1):
            if self.clauses[step].unit != clause.unit:
                return None
            teller = clause.opener == "but" and step == index - 2 and self.clauses[index - 1].opener == "sub"
            if clause.opener in ("", "but") and self.clauses[step].opener in ("rel", "paren") and not teller:
                continue
            if clause.opener == "but" and self.clauses[step].opener == "sub":
                continue
            if step in self.subjects:
                return self.subjects[step]
        return None

    def _heads(self) -> dict[int, Phrase]:
        heads = {}
        for index, phrases in enumerate(self.phrases):
            for phrase in phrases:
                if (
                    phrase.owner is None
                    and phrase.plain
                    and phrase.functions[0] in ("bare", "subject")
                    and phrase.person
                ):
                    heads[index] = phrase
                    break
        return heads


def _several(phrase: Phrase | None) -> bool:
    """Whether a phrase is surely more than one."""
    return phrase is not None and (
        len(phrase.names) + len(phrase.described) > 1 or "p" in phrase.pronoun or bool(phrase.quantities)
    )
