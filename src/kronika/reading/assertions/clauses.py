"""Clauses: a sentence cut at marks, conjunctions and relative words, and put together again where a cut has no verb."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from kronika.reading.assertions.grammar import Grammar
from kronika.reading.assertions.lexicon import Lexicon
from kronika.reading.assertions.tokens import Line

_HARD = frozenset(":;–—…!?")
_NOT_FINITE = frozenset({"infinitive", "active"})
_OPEN, _CLOSE = frozenset("(["), frozenset(")]")


@dataclass(slots=True)
class Clause:
    """Tokens `start` to `end` (exclusive) of a line.

    `opener` says how it begins: "" (plain), "coord", "but", "sub", "rel" or "paren"; `comma`: after a comma;
    `unit`: clauses of one unit stand between the same hard marks.
    """

    start: int
    end: int
    opener: str = ""
    comma: bool = False
    unit: int = 0
    verb: bool = False

    def opens_relative(self, at: int) -> bool:
        """Whether a token is the relative word that begins the clause."""
        return self.opener == "rel" and at == self.start


def clauses(line: Line, grammar: Grammar, lexicon: Lexicon, joints: frozenset[int] = frozenset()) -> list[Clause]:
    """The clauses of a line, in order; at the tokens of `joints` no clause begins or ends."""
    pieces = _pieces(line, grammar, lexicon, joints)
    for piece in pieces:
        piece.verb = (piece.opener == "rel" and piece.end - piece.start > 2) or any(
            _predicate(line, i, grammar, lexicon) for i in range(piece.start, piece.end)
        )
    joined = _join(pieces, line, grammar, lexicon)
    if grammar.pack.order != "svo":
        return joined
    return [part for clause in joined for part in _resumed(clause, line, grammar, lexicon)]


def _resumed(clause: Clause, line: Line, grammar: Grammar, lexicon: Lexicon) -> list[Clause]:
    """A relative clause with two verbs that nothing joins ends before the second: "those who stayed | were shot"."""
    if clause.opener != "rel":
        return [clause]
    verbs = [i for i in range(clause.start, clause.end) if _predicate(line, i, grammar, lexicon)]
    for left, right in pairwise(verbs):
        between = line.tokens[left + 1 : right]
        auxiliary = line.tokens[right].text in grammar.helpers
        if auxiliary and len(between) > 1 and not any(t.text in grammar.openers or t.text == "," for t in between):
            rest = Clause(right, clause.end, "", False, clause.unit, True)
            return [Clause(clause.start, right, "rel", clause.comma, clause.unit, True), rest]
    return [clause]


def _predicate(line: Line, at: int, grammar: Grammar, lexicon: Lexicon) -> bool:
    token = line.tokens[at]
    if not token.word or token.name or token.date or token.quantity:
        return False
    if grammar.is_verb(token.text):
        return True
    before = line.tokens[at - 1].text if at else ""
    if before in grammar.articles or before in grammar.prepositions:
        return False
    rows = lexicon.words.get(token.text, ())
    return any(entry.sort == "verbs" and not features <= _NOT_FINITE for entry, features in rows)


def _pieces(line: Line, grammar: Grammar, lexicon: Lexicon, joints: frozenset[int]) -> list[Clause]:
    pieces: list[Clause] = []
    start, opener, comma, unit, depth = 0, "", False, 0, 0
    tokens = line.tokens

    def close(end: int) -> None:
        if end > start:
            pieces.append(Clause(start, end, "paren" if depth else opener, comma, unit))

    for i, token in enumerate(tokens):
        inside = token.name or token.date or token.quantity or i in joints
        if token.word:
            joined = i > 1 and tokens[i - 1].text == "-" and tokens[i - 1].end == token.start
            kind = "" if inside or joined else _opens(token.text, grammar)  # Portuguese "rendeu-se"
            if kind == "rel" and token.text in grammar.subordinators and _says(line, i, grammar, lexicon):
                kind = "sub"
            if kind == "rel" and token.text in grammar.articles and not _after_comma(line, i, grammar):
                kind = ""  # German "der" is an article but after a comma
            if kind == "sub" and i > start and _reflexive(line, i, grammar, lexicon):
                kind = ""
            if kind == "but" and i > start and tokens[i - 1].word:
                kind = ""  # "X, however" and Hungarian "X pedig" stand inside their clause
            if kind and i > start:
                close(i)
                start, opener, comma = i, kind, False
            elif kind and i == start:
                opener = kind if kind != "coord" or not opener else opener
            continue
        if token.text in _HARD and not inside:
            close(i)
            unit += 1
            start, opener, comma = i + 1, "", False
        elif token.text in _OPEN:
            close(i)
            depth, start, opener, comma = 1, i + 1, "", False
        elif token.text in _CLOSE:
            close(i)
            depth, start, opener, comma = 0, i + 1, "", False
        elif token.text == "," and not inside:
            close(i)
            start, opener, comma = i + 1, "", True
    close(len(tokens))
    return pieces


def _reflexive(line: Line, at: int, grammar: Grammar, lexicon: Lexicon) -> bool:
    """Whether a word that may mean "if" or "oneself" (Portuguese *se*) is the pronoun: inside a clause it is."""
    if "r" not in grammar.pronouns.get(line.tokens[at].text, ()):
        return False
    before = line.tokens[at - 1]
    return before.word and before.text not in grammar.coordinators and not _predicate(line, at - 1, grammar, lexicon)


def _after_comma(line: Line, at: int, grammar: Grammar) -> bool:
    """Whether a comma stands before the word, or before the preposition that it follows."""
    before = [t.text for t in line.tokens[max(0, at - 2) : at]]
    return bool(before) and (before[-1] == "," or (before[0] == "," and before[-1] in grammar.prepositions))


def _says(line: Line, at: int, grammar: Grammar, lexicon: Lexicon) -> bool:
    """Whether a verb stands right before: "said that", "disseram-lhe que" go on with a clause, not with a relative."""
    back = at - 1
    while back >= 0 and (
        (not line.tokens[back].word and line.tokens[back].text != ",")
        or line.tokens[back].text in grammar.pronouns
        or line.tokens[back].text in grammar.adverbs
        or (line.tokens[back].text in grammar.prepositions and line.tokens[back + 1].text in grammar.pronouns)
    ):
        back -= 1
    return back >= 0 and _predicate(line, back, grammar, lexicon)


def _opens(word: str, grammar: Grammar) -> str:
    if word not in grammar.openers:
        return ""
    if word in grammar.relativizers:
        return "rel"
    if word in grammar.subordinators:
        return "sub"
    if word in grammar.coordinators:
        return "coord"
    return "but" if word in grammar.adversatives else ""


def _join(pieces: list[Clause], line: Line, grammar: Grammar, lexicon: Lexicon) -> list[Clause]:
    """Pieces without a verb go to the clause they belong to."""
    done: list[Clause] = []
    waiting: Clause | None = None
    for i, piece in enumerate(pieces):
        if waiting is not None and piece.unit != waiting.unit:
            done.append(waiting)
            waiting = None
        if piece.opener == "paren" and not piece.verb and (waiting or done) and _quiet(piece, line, lexicon):
            (waiting or done[-1]).end = piece.end
        elif piece.opener == "paren":
            done.append(piece)
        elif piece.verb:
            if waiting is not None and (piece.opener == "but" or _interrupts(piece, waiting, line)):
                done.append(waiting)  # "no tsunami came, but …"; "the writer, whom they arrested, died"
                waiting = None
            if waiting is not None:
                piece.start, piece.opener, piece.comma = waiting.start, waiting.opener, waiting.comma
                waiting = None
            if not _closed_by(piece, done, line, grammar, lexicon):
                done.append(piece)
        elif waiting is not None:
            waiting.end = piece.end
        else:
            last = next((c for c in reversed(done) if c.opener != "paren"), None)
            after_paren = bool(done) and done[-1].opener == "paren"
            if last is None or last.unit != piece.unit or _forward(pieces, i, last) or _pair(pieces, i, line):
                waiting = piece
            elif after_paren:
                done.append(piece)
            else:
                last.end = piece.end
    if waiting is not None:
        done.append(waiting)
    return done


def _interrupts(piece: Clause, waiting: Clause, line: Line) -> bool:
    """Whether a relative clause stands between a subject that waits for its verb and that verb."""
    ahead = line.tokens[waiting.start : waiting.end]
    comma = piece.comma or any(t.text == "," for t in line.tokens[max(waiting.start, piece.start - 3) : piece.start])
    return piece.opener == "rel" and comma and waiting.opener in ("", "coord") and any(t.word for t in ahead)


def _closed_by(piece: Clause, done: list[Clause], line: Line, grammar: Grammar, lexicon: Lexicon) -> bool:
    """Joins a lone participle to the clause whose auxiliary waits for it: "was, after a short trial, | executed"."""
    last = done[-1] if done else None
    if last is None or last.unit != piece.unit or piece.opener or last.opener == "paren" or not last.verb:
        return False
    inside = [i for i in range(piece.start, piece.end) if line.tokens[i].word]
    rows = lexicon.words.get(line.tokens[inside[0]].text, ()) if inside else ()
    if not any(entry.sort == "verbs" and "participle" in features for entry, features in rows):
        return False
    helpers = grammar.passive | grammar.perfect
    waits = [i for i in range(last.start, last.end) if line.tokens[i].text in helpers]
    if not waits or any(line.tokens[i].text in helpers for i in inside):
        return False
    if any(_predicate(line, i, grammar, lexicon) for i in range(waits[-1] + 1, last.end)):
        return False
    last.end = piece.end
    return True


def _pair(pieces: list[Clause], at: int, line: Line) -> bool:
    """Whether "and X" before "and Y did" belongs to the subjects of that verb: both are names."""
    piece = pieces[at]
    following = pieces[at + 1] if at + 1 < len(pieces) else None
    if following is None or piece.opener != "coord" or following.unit != piece.unit:
        return False
    inside = [t for t in line.tokens[piece.start + 1 : piece.end] if t.word]
    if inside and sum(t.date is not None for t in inside) * 2 >= len(inside) and inside[-1].date is not None:
        return True  # "… and at the end of 1937, during the purge, was arrested"
    if piece.comma and following.opener == "" and following.comma and following.verb and _opened(following, line):
        return True  # "died in 1912, and his son, Paul, succeeded him"
    names = [line.tokens[p.start + 1].name if p.end - p.start > 1 else None for p in (piece, following)]
    if following.opener != "coord" or not following.verb:
        return False
    return all(names) and piece.start > 0 and line.tokens[piece.start - 1].name is None


def _opened(piece: Clause, line: Line) -> bool:
    """Whether a clause begins with a name that another word follows."""
    first = line.tokens[piece.start]
    return first.name is not None and first.name.end <= line.tokens[piece.end - 1].start


def _quiet(piece: Clause, line: Line, lexicon: Lexicon) -> bool:
    """Whether a bracket says nothing of its own: no event word in it."""
    return not any(line.tokens[i].text in lexicon.words for i in range(piece.start, piece.end))


def _forward(pieces: list[Clause], at: int, last: Clause) -> bool:
    """Whether a piece without a verb belongs to what follows: a list of subjects, or a main clause."""
    rest = [piece for piece in pieces[at + 1 :] if piece.unit == pieces[at].unit and piece.opener != "paren"]
    verb = next((k for k, piece in enumerate(rest) if piece.verb), None)
    if verb is None:
        return False
    plain = all(piece.opener in ("", "coord") for piece in rest[: verb + 1])
    if not plain:
        return False
    if last.opener == "sub" and pieces[at].comma:
        return True
    if last.end < pieces[at].start - 3:  # something in brackets stands between
        return False
    return pieces[at].comma and rest[verb].opener == "coord" and verb == 0 and pieces[at].opener == ""
