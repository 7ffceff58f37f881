"""What the accounts teach about reading each other: names that a partner sentence confirms, and their endings."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from anyascii import anyascii
from rapidfuzz.distance.Levenshtein import normalized_similarity as ratio

from kronika import languages, names
from kronika.collation.align_marks import sound
from kronika.collation.nearest import LISTED
from kronika.languages.sections.names import Names
from kronika.model import Account, Bead, Lessons, NameMention

Beads = Mapping[tuple[int, int], Sequence[Bead]]
Placed = Mapping[int, Sequence[NameMention]]

# Likelihood of one name from which a partner confirms a form (`names.same`); measured there.
SAME = 0.75
# A bead this unsure teaches nothing.
BELIEVED = 0.6
_LONGEST_ENDING = 6
_LONGEST_FORM = 60
# How alike the letters of the form without its ending and of the partner's name must be.
ALIKE = 0.7


def lessons(accounts: Sequence[Account], beads: Beads) -> list[Lessons]:
    """For each account, in their order, what its partners teach about reading it.

    A capitalised form whose aligned partner sentence in another language holds a name of the same sound is a name;
    the kind is that of most partners, its own reading among them; what the form has after the partner's last sound is
    its ending.
    """
    placed = [_placed(account) for account in accounts]
    return [_for(k, accounts, placed, beads) for k in range(len(accounts))]


class _Notes:
    """What was noticed of one account: votes on its forms."""

    def __init__(self) -> None:
        self.kinds: dict[str, Counter[str]] = defaultdict(Counter)
        self.bases: dict[str, Counter[str]] = defaultdict(Counter)
        self.endings: Counter[str] = Counter()
        self.met: Counter[str] = Counter()
        self.confirmed: Counter[str] = Counter()


def _for(k: int, accounts: Sequence[Account], placed: Sequence[Placed], beads: Beads) -> Lessons:
    notes = _Notes()
    for (i, j), pairs in sorted(beads.items()):
        if k not in (i, j):
            continue
        partner = j if i == k else i
        for bead in pairs:
            here, there = (bead.left, bead.right) if i == k else (bead.right, bead.left)
            if here and there and bead.score >= BELIEVED:
                mentions, partners = _within(placed[k], here), _within(placed[partner], there)
                _learn(notes, accounts[k].language, mentions, accounts[partner].language, partners)
    return _told(notes)


def _placed(account: Account) -> Placed:
    """The names of an account by the sentence they stand in."""
    found: dict[int, list[NameMention]] = defaultdict(list)
    for mention in account.names:
        found[account.sentence_at(mention.start)].append(mention)
    return found


def _within(placed: Placed, held: tuple[int, ...]) -> list[NameMention]:
    return [mention for at in sorted(set(held)) for mention in placed.get(at, ())]


def _learn(
    notes: _Notes, language: str, mentions: Sequence[NameMention], tongue: str, partners: Sequence[NameMention]
) -> None:
    if len(mentions) * len(partners) > LISTED:
        return
    for mention in mentions:
        notes.met[mention.text] += 1
        alike = [
            (names.same(mention.name, language, partner.name, tongue, None), partner)
            for partner in partners
        ]
        good = [(score, partner) for score, partner in alike if score >= SAME]
        if not good:
            continue
        _, partner = max(good, key=lambda pair: (pair[0], -pair[1].start))
        notes.confirmed[mention.text] += 1
        notes.kinds[mention.text][partner.kind] += 1
        notes.kinds[mention.text][mention.kind] += 1
        base, ending = without_ending(mention.text, partner.name)
        ending = ending if _is_ending(ending, language) else ""
        # Where the reading took an ending off, it also put back what the ending had changed (Alma-Atába, Alma-Ata).
        notes.bases[mention.text][base if ending and mention.name == mention.text else mention.name] += 1
        if ending:
            notes.endings[ending] += 1


def _is_ending(ending: str, language: str) -> bool:
    """True unless the language's pack says what endings its names take, and this is none of them.

    Without it the last letter of an old spelling would be one: Moscovo beside Moscow, Rakovsky beside Rakovszki.
    """
    if not ending or "names" not in languages.stated(language):
        return bool(ending)
    pack = languages.section(language, Names)
    known = {entry.partition("=")[0] for entry in (*pack.endings, *pack.joined)}
    return ending.strip("-‐‑–’':") in known


def without_ending(form: str, partner: str) -> tuple[str, str]:
    """A form cut where a partner's name ends in sound: ("Sztálin", "nal") for "Sztálinnal" beside "Stalin".

    The ending is empty where the form has no more sounds than the partner, or where it stays unclear.
    """
    heard = sound(partner.split()[-1]) if partner.split() else ""
    last = form.split()[-1] if form.split() else ""
    if len(heard) < 2 or not sound(last).startswith(heard) or len(last) > _LONGEST_FORM:
        return form, ""
    spelt = anyascii(partner.split()[-1]).lower()
    cuts = [
        (ratio(anyascii(last[:size].rstrip("-’'")).lower(), spelt), -size)
        for size in range(max(2, len(last) - _LONGEST_ENDING), len(last) + 1)
        if sound(last[:size]) == heard and (last[size:].islower() or size == len(last))
    ]
    if not cuts or max(cuts)[0] < ALIKE:
        return form, ""
    size = -max(cuts)[1]
    head = form[: len(form) - len(last)]
    return head + last[:size].rstrip("-’'"), last[size:]


def _told(notes: _Notes) -> Lessons:
    confirmed = []
    for form in sorted(notes.confirmed):
        kind = min(notes.kinds[form].items(), key=lambda item: (-item[1], item[0]))[0]
        base = min(notes.bases[form].items(), key=lambda item: (-item[1], len(item[0]), item[0]))[0]
        confirmed.append((form, kind, base))
    endings = sorted(ending for ending, count in notes.endings.items() if count >= 2)
    return Lessons(names=tuple(confirmed), endings=tuple(endings))
