"""What is put right after the learnt reader by knowledge it lacks: lands, particles, prepositions of place, bodies.

The weights for languages without training text know sounds and classes of words only; these rules carry the plainest
evidence that such weights miss. Each was kept because it helped on languages left out of training.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter

from kronika.knowledge.weights.words import words
from kronika.languages.sections.names import Names
from kronika.reading.names import unlearnt, whole_places
from kronika.reading.names.base_form import Forms
from kronika.reading.names.beside import Beside
from kronika.reading.names.features import Classes, classes_of_pack
from kronika.reading.names.lands import is_land, is_large
from kronika.reading.names.line import Line, is_particle
from kronika.reading.names.spans import Name
from kronika.reading.names.tokens import Token, plain, plain_words

_GIVEN, _PEOPLE, _TOWNS = 1, 0b111, 0b0101_1000


def amended(
    text: str, names: list[Name], sentences: list[list[Token]], pack: Names, forms: Forms, universal: bool
) -> list[Name]:
    """The names of an account, put right. `universal`: they were read with weights for languages without their own."""
    known = classes_of_pack(pack)
    beside = Beside(pack, known, forms.tag) if universal or pack.capital_nouns else None
    starts = [n.start for n in names]
    result: list[Name] = []
    for sentence in sentences:
        if not sentence:
            continue
        inside = names[bisect_left(starts, sentence[0].start) : bisect_left(starts, sentence[-1].end)]
        line = Line(sentence, inside)
        if inside:
            line.names = _by_particles(line, pack)
            line.names = _whole_persons(line, known, pack)
            line.names = _with_particle(line, known, pack)
            line.names = _by_preposition(text, line, pack, forms)
        if universal:
            line.names = unlearnt.amended(line, known, pack, forms.tag)
        if beside is not None:
            line.names = sorted([*line.names, *beside.found(line)])
        line.names = whole_places.laid_over(text, line, forms)
        line.names = _lands(text, line, forms)
        line.names = _in_a_row(text, line, pack)
        result += line.names
    return sorted(result)


def _by_particles(line: Line, pack: Names) -> list[Name]:
    """Persons cut at a particle are joined ("Johan" "de" "Witt"); places with a preposition inside are cut there."""
    names = _cut_persons(_cut_at_prepositions(line, pack), line, pack)
    line.names = names
    owners = line.owners()
    merged: list[Name] = []
    for name in names:
        last = merged[-1] if merged else None
        if last is not None and last.kind == name.kind == "person" and _only_particles(line, last, name, owners, pack):
            merged[-1] = last._replace(end=name.end, why=("joined by a particle",))
        else:
            merged.append(name)
    return merged


def _whole_persons(line: Line, known: Classes, pack: Names) -> list[Name]:
    """Persons with the given or family name right beside them, and full names that were taken for places."""
    owners = line.owners()
    at = {t.start: i for i, t in enumerate(line.tokens)}
    result = []
    for name in line.names:
        first = at.get(name.start)
        if first is None:
            result.append(name)
            continue
        last = first
        while last + 1 < len(line.tokens) and owners[last + 1] is name:
            last += 1
        if name.kind == "place" and last == first + 1 and _full_name(line.tokens[first], line.tokens[last]):
            name = name._replace(kind="person", why=("a given and a family name",))
        elif name.kind == "person" and first == last:
            name = _joined(line, name, first, owners, known, pack)
        result.append(name)
    return result


def _full_name(left: Token, right: Token) -> bool:
    """Whether two words are known as parts of persons' names, one of them a given name, and neither as a town."""
    one, two = words().known(plain(left.text)), words().known(plain(right.text))
    return bool((one | two) & _GIVEN and one & _PEOPLE and two & _PEOPLE and not (one | two) & _TOWNS)


def _joined(line: Line, name: Name, at: int, owners: list[Name | None], known: Classes, pack: Names) -> Name:
    """A person of one word with its neighbour, where that is known as a name or stands after a given name."""
    given = bool(words().known(plain(line.tokens[at].text)) & _GIVEN)
    after = line.tokens[at + 1] if at + 1 < len(line.tokens) and owners[at + 1] is None else None
    if after is not None and _may_be_name(after, known) and given:
        return name._replace(end=after.end, why=("a given name and what follows it",))
    before = line.tokens[at - 1] if at > 0 and owners[at - 1] is None else None
    if before is not None and pack.surname_first and given and _may_be_name(before, known):
        family = words().known(plain(before.text)) & _PEOPLE
        return name._replace(start=before.start, why=("a family name and a given name",)) if family else name
    return name


def _may_be_name(token: Token, known: Classes) -> bool:
    """Whether a word has a capital, more than two letters, and no class of its own in the pack."""
    word = token.text
    return len(word) > 2 and word[0].isupper() and word[1:].islower() and not known.of(plain(word))


def _with_particle(line: Line, known: Classes, pack: Names) -> list[Name]:
    """A person after a title and a particle has the particle too: "général de Gaulle"."""
    at = {t.start: i for i, t in enumerate(line.tokens)}
    result = []
    for name in line.names:
        i = at.get(name.start, 0)
        if name.kind == "person" and i > 1:
            particle, title = line.tokens[i - 1], line.tokens[i - 2]
            if is_particle(particle, pack) and _only_title(title, known):
                name = name._replace(start=particle.start)
        result.append(name)
    return result


def _only_title(word: Token, known: Classes) -> bool:
    """Whether a word is a title and no word for a relative ("irmã de …" is a sister, not a nun)."""
    letters = known.of(plain(word.text))
    return "t" in letters and "k" not in letters


def _only_particles(line: Line, left: Name, right: Name, owners: list[Name | None], pack: Names) -> bool:
    """Whether between a given name alone and a family name alone stand particles of names and nothing else."""
    between = [t for t in line.tokens if left.end <= t.start < right.start]
    ends = [t for t in line.tokens if left.start <= t.start < left.end]
    if not between or len(ends) != 1 or not words().known(plain(ends[0].text)) & _GIVEN:
        return False
    begins = next((t for t in line.tokens if t.start == right.start), None)
    if begins is None or words().known(plain(begins.text)) & _GIVEN:
        return False
    return all(is_particle(t, pack) and plain(t.text) not in plain_words(pack.conjunctions) for t in between)


def _cut_at_prepositions(line: Line, pack: Names) -> list[Name]:
    """ "Unión Soviética a Turquía" is two places."""
    result = []
    for name in line.names:
        tokens = [t for t in line.tokens if name.start <= t.start < name.end] if name.kind == "place" else []
        cut = next(
            (
                i
                for i in range(1, len(tokens) - 1)
                if tokens[i].text.islower()
                and plain(tokens[i].text) in plain_words(pack.locative)
                and plain(tokens[i].text) not in plain_words(pack.particles)
                and tokens[i + 1].text[0].isupper()
            ),
            0,
        )
        if cut:
            result += [name._replace(end=tokens[cut - 1].end), name._replace(start=tokens[cut + 1].start)]
        else:
            result.append(name)
    return result


def _by_preposition(text: str, line: Line, pack: Names, forms: Forms) -> list[Name]:
    """A single unknown word taken for a person after a word like "in" is a place, and so is "Alma-Ata" anywhere."""
    before: dict[int, str] = {}
    for left, right in zip(line.tokens, line.tokens[1:]):
        before[right.start] = left.text
    result = []
    for name in line.names:
        written = text[name.start : name.end]
        if (
            name.kind == "person"
            and " " not in written
            and plain(before.get(name.start, "")) in plain_words(pack.inside)
            and not words().known(plain(written)) & _PEOPLE
        ):
            name = name._replace(kind="place", why=("after a word that stands before places",))
        elif name.kind == "person" and "-" in written and is_large(forms.base(written, "place")):
            name = name._replace(kind="place", why=("a place of the gazetteer",))
        result.append(name)
    return result


def _cut_persons(names: list[Name], line: Line, pack: Names) -> list[Name]:
    """Two persons taken for one are cut at the "and" or the verb between them: "Pedro Soares e Filipa Cavalleri",
    "Louis XIV nomma Colbert"."""
    result = []
    for name in names:
        if name.kind != "person" or name.end - name.start < 8:
            result.append(name)
            continue
        inside = [t for t in line.tokens if name.start <= t.start < name.end]
        at = next((i for i in range(1, len(inside) - 1) if _between_persons(inside, i, pack)), 0)
        if at:
            result += [name._replace(end=inside[at - 1].end), name._replace(start=inside[at + 1].start)]
        else:
            result.append(name)
    return result


def _between_persons(inside: list[Token], at: int, pack: Names) -> bool:
    """Whether a token inside a name of capitals is an "and" before another person, or a word that no name has."""
    word, left, right = inside[at], inside[at - 1], inside[at + 1]
    if not (left.text[0].isupper() and right.text[0].isupper()):
        return False
    low = plain(word.text)
    if word.text == "&" or low in plain_words(pack.conjunctions):
        after = len(inside) - at - 1
        particle = low in plain_words(pack.particles)
        return not particle or bool(words().known(plain(right.text)) & _GIVEN and (after > 1 or at == 1))
    return (
        word.text.islower()
        and len(low) > 3
        and word.start == left.end + 1
        and low not in plain_words(pack.particles)
        and not classes_of_pack(pack).of(low)
    )


def _in_a_row(text: str, line: Line, pack: Names) -> list[Name]:
    """Names in a row ("Saura, Millares, Peter Saul and Klein") are of one kind, where most of three or more are."""
    if len(line.names) < 3:
        return line.names
    names = list(line.names)
    start = 0
    for i in range(1, len(names) + 1):
        if i < len(names) and _listed(text[names[i - 1].end : names[i].start], pack):
            continue
        row = names[start:i]
        counts = Counter(n.kind for n in row)
        kind, most = counts.most_common(1)[0] if row else ("", 0)
        if len(row) > 2 and most * 3 >= len(row) * 2 and most < len(row):
            names[start:i] = [
                n._replace(kind=kind, why=("in a row of such names",)) if n.kind != kind else n for n in row
            ]
        start = i
    return names


def _listed(between: str, pack: Names) -> bool:
    return len(between) < 8 and (
        between.strip() in (",", "/", "、", "،") or plain(between.strip(" ,")) in plain_words(pack.conjunctions)
    )


def _lands(text: str, line: Line, forms: Forms) -> list[Name]:
    """Countries that were passed over: one to three words with a capital that together name one."""
    owners = line.owners()
    found: list[Name] = []
    past = 0
    for at in line.capitals:
        if at < past or owners[at] is not None or len(line.tokens[at].text) < 4:
            continue
        size = next((n for n in (3, 2, 1) if _is_land_at(text, line.tokens, owners, at, n, forms)), 0)
        if size:
            past = at + size
            found.append(Name(line.tokens[at].start, line.tokens[past - 1].end, "place", ("a land of the gazetteer",)))
    return sorted([*line.names, *found]) if found else line.names


def _is_land_at(text: str, tokens: list[Token], owners: list[Name | None], at: int, size: int, forms: Forms) -> bool:
    if at + size > len(tokens) or any(owners[at : at + size]):
        return False
    last = tokens[at + size - 1]
    if not last.text[0].isalpha() or (size > 1 and not last.text[0].isupper()):
        return False
    return is_land(forms.base(text[tokens[at].start : last.end], "place"))
