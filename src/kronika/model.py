"""The nouns that users and all rooms share: immutable values, no work.

Offsets are Unicode code points into `Source.text`, end exclusive: `source.text[start:end]` is the text of the
mention. Languages are BCP 47 tags. Dates are EDTF strings (ISO 8601-2, levels 0 to 2). Confidences, scores and
severities lie in [0, 1].
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from typing import Any, Literal, NamedTuple

import msgspec

from kronika.errors import Problem

NameKind = Literal["person", "place", "organization", "work", "event", "group"]
Factuality = Literal["asserted", "denied", "attempted", "failed", "reported", "uncertain"]
SentenceKind = Literal["prose", "heading", "caption", "list", "table", "verse", "note"]
DiscrepancyKind = Literal["date", "number", "name", "place", "role", "outcome", "omission"]
Relationship = Literal["agrees", "refines", "contradicts", "omits"]
DependenceKind = Literal["translation", "copy", "shared"]


# Halves of a surrogate pair that stand alone are no characters: no file, page or database takes them.
_LONE = re.compile(r"[\ud800-\udfff]")


class Noun(msgspec.Struct, frozen=True, gc=False):
    """What every noun can do: give itself as plain values, and its fields by name (`claim["slot"]`).

    Nouns cannot hold themselves, so the collector of cycles need not look at them: a book holds hundreds of thousands.
    """

    def to_dict(self) -> dict[str, Any]:
        """The noun as dicts, lists, strings and numbers: `json.dumps(noun.to_dict())` always works."""
        plain: dict[str, Any] = msgspec.to_builtins(self)
        return plain

    def __getitem__(self, field: str) -> Any:
        if field not in self.__struct_fields__:
            raise KeyError(field)
        return getattr(self, field)


class Span(Noun, frozen=True, order=True):
    """A stretch of one source: the evidence of something."""

    source_id: str
    start: int
    end: int
    text: str = ""


class Piece(Noun, frozen=True, order=True):
    """One stretch of the map from cleaned text to original.

    Attributes:
        start: where it begins in the cleaned text; it ends where the next piece begins.
        original_start, original_end: the stretch of the original it was made from.
        copied: True where the characters are the same one by one, so that offsets run in step; False where the
            stretch was replaced as a whole and any part of it stands for all of the original stretch.
    """

    start: int
    original_start: int
    original_end: int
    copied: bool = True


class Block(Noun, frozen=True, order=True):
    """A stretch of text whose nature the file format states (a heading, a caption, a paragraph …)."""

    start: int
    end: int
    kind: SentenceKind
    place: str = ""  # page, line or XML path, for citing: "p. 12"


class Source(Noun, frozen=True):
    """One account as text, with what is known of where it comes from.

    Every argument but `text` is optional. The text is taken as it is; only `open_source` cleans
    (but surrogates that stand alone become U+FFFD).

    Attributes:
        text: the (cleaned) text all offsets point into.
        language: BCP 47 tag, None while not known.
        id: unique within a book; derived from the content where none is given.
        title: for people.
        origin: the file or URL.
        pieces: the map back to the original, in order of `start`; empty: the text is the original.
        blocks: structure stated by the file format, in order; empty: none stated.
        metadata: what the file says of itself (author, date, url, licence, publisher …).
        notes: what was noticed in reading the file (encoding guessed, OCR noise, machine translation …).
        problems: what could not be read of it.
    """

    text: str
    language: str | None = None
    id: str | None = None  # never None once made
    title: str | None = None  # never None once made
    origin: str = ""
    pieces: tuple[Piece, ...] = ()
    blocks: tuple[Block, ...] = ()
    metadata: dict[str, str] = {}
    notes: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()

    def __post_init__(self) -> None:
        if not self.text.isascii() and _LONE.search(self.text):
            msgspec.structs.force_setattr(self, "text", _LONE.sub("\ufffd", self.text))
        if self.id is None:
            digest = hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()
            msgspec.structs.force_setattr(self, "id", digest[:12])
        if self.title is None:
            msgspec.structs.force_setattr(self, "title", "")

    @property
    def key(self) -> str:
        """The id, as a plain string for the type checker: `__post_init__` always sets one."""
        return self.id or ""

    def to_original(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the original (code points) that `text[start:end]` was made from."""
        if not self.pieces:
            return start, end
        first = self._piece(start)
        a = first.original_start + (start - first.start if first.copied else 0)
        if end <= start:
            return a, a
        last = self._piece(end - 1)
        b = last.original_start + (end - last.start) if last.copied else last.original_end
        return a, max(a, b)

    def _piece(self, offset: int) -> Piece:
        at = bisect_right(self.pieces, offset, key=lambda piece: piece.start) - 1
        return self.pieces[max(0, at)]


class Sentence(Noun, frozen=True, order=True):
    """One sentence, heading, caption or other unit that alignment works on."""

    start: int
    end: int
    kind: SentenceKind = "prose"
    language: str | None = None  # where it differs from the source's


class DateMention(Noun, frozen=True, order=True):
    """A date in the text and its value.

    Attributes:
        edtf: the value, resolved against the account's context; None where it cannot be told.
        basis: `explicit` (all of it is written), `context` (a part comes from what precedes), `relative`
            ("two days later").
        calendar: the calendar the words state or imply, where it is not the Gregorian.
        stated: what the words alone state, where it differs from `edtf`: the value in that calendar, or the date
            without the year that context gave (`XXXX-05-12`).
        after, before: EDTF bounds or words, where only the order can be told.
        why: the steps that led to the value, for a reader.
    """

    start: int
    end: int
    text: str
    edtf: str | None
    basis: Literal["explicit", "context", "relative"] = "explicit"
    calendar: str | None = None
    stated: str | None = None
    after: str | None = None
    before: str | None = None
    confidence: float = 1.0
    why: tuple[str, ...] = ()


class NameMention(Noun, frozen=True, order=True, tag_field="noun", tag="name"):
    """A name in the text.

    Attributes:
        text: as written, case ending included.
        kind: what it names.
        name: the base form: case endings, clitics, articles and titles off.
        title: the title or office beside it ("Dr", "tsar"), not part of the span.
        within: the span of a longer name that it stands in ("Medvedev Forest" in "Medvedev Forest massacre").
    """

    start: int
    end: int
    text: str
    kind: NameKind
    name: str
    title: str | None = None
    within: tuple[int, int] | None = None
    confidence: float = 1.0
    why: tuple[str, ...] = ()


class Quantity(Noun, frozen=True, order=True, tag_field="noun", tag="quantity"):
    """A number with what it counts or measures.

    Attributes:
        value: the number (the lower end of a range).
        unit: a canonical unit ("km", "USD", "%", "year", "person"…), a plain counted noun as written, or None.
        high: the upper end of a range, else None.
        approximate: True for "some", "about", "over" and the like.
    """

    start: int
    end: int
    value: float | int
    unit: str | None = None
    text: str = ""
    high: float | int | None = None
    approximate: bool = False


class Mention(Noun, frozen=True, order=True, tag_field="noun", tag="mention"):
    """A participant that is no name: a pronoun, a description, or what a verb form implies.

    Attributes:
        text: the words; for an implied subject the verb's span and text.
        entity: the base form of the name it stands for, where the evidence is clear, else None.
    """

    source_id: str
    start: int
    end: int
    text: str
    entity: str | None = None
    entity_kind: NameKind | None = None


Participant = NameMention | Quantity | Mention


class Relation(Noun, frozen=True):
    """A lasting tie between two people or things, as an account tells it (wife, eldest son, member, occupation).

    `subject` has the tie to `target`: Natalia (subject) `wife` of Trotsky (target). The target is plain words where it
    is no entity, such as an occupation.
    """

    type: str
    subject: NameMention | Mention
    target: NameMention | Mention | str
    source_id: str
    start: int
    end: int
    confidence: float = 1.0


class Assertion(Noun, frozen=True):
    """What one account says happened, with the exact words that say so.

    Attributes:
        type: an event type of the inventory (`knowledge/events.toml`).
        roles: role name to participants, in order of the text.
        date: EDTF or None. `date_span`: the words it was read from.
        after, before: what the words say of order when no date can be told (EDTF or words).
        factuality: what the account commits itself to; `reporter` is whose report it is.
        start, end: the evidence: the smallest clause that says it, within one sentence.
        trigger: the span of the word that names the event; its own clause where nothing names it.
        why: the rules that decided, for a reader.
    """

    type: str
    roles: dict[str, tuple[Participant, ...]]
    start: int
    end: int
    source_id: str
    date: str | None = None
    after: str | None = None
    before: str | None = None
    factuality: Factuality = "asserted"
    confidence: float = 1.0
    sentence: int = -1
    trigger: tuple[int, int] | None = None
    date_span: tuple[int, int] | None = None
    reporter: str | None = None
    why: tuple[str, ...] = ()


class Account(Noun, frozen=True):
    """One source, read.

    `identifiers` are those that the user's list of known names gives, by base form (docs/authorities.md).
    """

    source: Source
    sentences: list[Sentence] = []
    dates: list[DateMention] = []
    names: list[NameMention] = []
    quantities: list[Quantity] = []
    assertions: list[Assertion] = []
    relations: list[Relation] = []
    problems: list[Problem] = []
    identifiers: dict[str, dict[str, str]] = {}

    @property
    def id(self) -> str:
        """The source's id."""
        return self.source.key

    @property
    def language(self) -> str:
        """The source's language; `read` has always set one ("und" where nothing could be told)."""
        return self.source.language or "und"

    def sentence_at(self, offset: int) -> int:
        """The index of the sentence that holds an offset, or of the one before it; -1 before the first."""
        return bisect_right(self.sentences, offset, key=lambda sentence: sentence.start) - 1

    def text_of(self, sentence: int) -> str:
        """The words of a sentence."""
        unit = self.sentences[sentence]
        return self.source.text[unit.start : unit.end]


class Bead(Noun, frozen=True):
    """Sentences of two accounts that say the same; an empty side is an omission (Gale and Church 1993)."""

    left: tuple[int, ...]
    right: tuple[int, ...]
    score: float
    moved: bool = False  # out of the running order


class Lessons(Noun, frozen=True):
    """What the other accounts taught about reading one account; made by collation, used by a second reading.

    Attributes:
        names: (form as written, kind, base form) of names that a partner sentence confirmed.
        not_names: forms that looked like names and are none; whoever knows the account tells them, partners do not.
        endings: case endings the comparison showed, as written.
    """

    names: tuple[tuple[str, str, str], ...] = ()
    not_names: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()


class Discrepancy(Noun, frozen=True):
    """One place where two accounts (or one account with itself) differ.

    Attributes:
        left, right: the evidence; one is None for an omission.
        left_value, right_value: what each says, as words or EDTF.
        severity: how much it matters. confidence: how sure we are that it is a real difference of content.
        explanation: one plain sentence. why: the reasons that decided.
        damage: set where the evidence points to translation or transmission damage; says of what sort.
        nearer: the side nearer the other accounts, where there are others.
    """

    kind: DiscrepancyKind
    relation: Literal["contradicts", "refines", "omits"]
    left: Span | None
    right: Span | None
    left_value: str | None
    right_value: str | None
    severity: float
    confidence: float
    explanation: str
    why: tuple[str, ...] = ()
    damage: str | None = None
    nearer: Literal["left", "right"] | None = None
    id: str = ""
    event_ids: tuple[str, ...] = ()


class EntityRelation(Noun, frozen=True):
    """A relation of an entity: its type in plain English, its target (an entity id, or plain words), its evidence."""

    type: str
    target: str
    evidence: tuple[Span, ...] = ()


class Entity(Noun, frozen=True):
    """One person, place, organization, work … of a book, across its accounts.

    Attributes:
        names: language tag to the base forms used in it, commonest first.
        mentions: every place where it is named or clearly meant.
        reasons: why mentions of different form were taken for one, in words.
        identifiers: authority name to identifier ("wikidata": "Q33391"), where the user or the gazetteer gave one.
        latitude, longitude, country: of places that the gazetteer or the user's list knows.
        preferred: the name to show that the user's list gives; "" where it gives none.
    """

    id: str
    kind: NameKind
    names: dict[str, list[str]]
    mentions: list[Span]
    relations: list[EntityRelation] = []
    reasons: tuple[str, ...] = ()
    identifiers: dict[str, str] = {}
    latitude: float | None = None
    longitude: float | None = None
    country: str | None = None
    preferred: str = ""

    @property
    def label(self) -> str:
        """One name to show: the user's; else English, else the name most languages share, else the first."""
        if self.preferred:
            return self.preferred
        if self.names.get("en"):
            return self.names["en"][0]
        forms = [form for tag in sorted(self.names) for form in self.names[tag][:1]]
        return max(sorted(set(forms)), key=forms.count) if forms else self.id


class Claim(Noun, frozen=True):
    """One value of one slot of an event, and who holds it.

    `independent` counts the accounts that hold it once those that depend on one another are counted as one voice.
    """

    slot: str
    value: str
    source_ids: list[str]
    independent: int
    evidence: tuple[Span, ...] = ()


class Part(NamedTuple):
    """Who takes part in an event, and as what: a row that unpacks to (role, entity id)."""

    role: str
    entity_id: str


class Event(Noun, frozen=True):
    """One event of a book, as all accounts together tell it.

    Attributes:
        date: the most precise value that no account contradicts; None only where two contradict each other or none has
            one.
        claims: each distinct value of each slot with the accounts that hold it.
        participants: (role, entity id). place: an entity id or None.
        assertions: one or more per account that tells it. silent: accounts that cover the neighbourhood and do not.
        discrepancies: what the accounts differ on here.
    """

    id: str
    type: str
    date: str | None
    claims: list[Claim] = []
    participants: list[Part] = []
    place: str | None = None
    assertions: list[Assertion] = []
    discrepancies: list[Discrepancy] = []
    factuality: Factuality = "asserted"
    after: str | None = None
    before: str | None = None
    silent: tuple[str, ...] = ()
    title: str = ""
    confidence: float = 1.0

    @property
    def told_dates(self) -> tuple[str, ...]:
        """The date; where the accounts contradict each other, every date that one of them gives; may be empty."""
        if self.date is not None:
            return (self.date,)
        return tuple(dict.fromkeys(claim.value for claim in self.claims if claim.slot == "date"))


class Dependence(Noun, frozen=True):
    """That one account depends on another: `source_id` is a translation or copy of `on`, or both share a source."""

    source_id: str
    on: str
    kind: DependenceKind
    confidence: float
    evidence: tuple[str, ...] = ()


Passage = dict[str, tuple[int, ...]]
"""A row of the alignment of all accounts: source id to sentence indices; an empty tuple is a gap."""
