"""Reading a query from its text.

query      = either ["where" conditions]          "where" alone asks of any code
either     = both {"or" both}
both       = one {("and" | "not" | "near" | "not near") one}      from left to right
one        = (name | "any" | "not" one | "(" either ")") {"[" conditions "]"}
name       = ["only"] words                       in double quotes where it holds a word of the language
near       = "near" ["/" number ["turns" | "words"]]
conditions = condition {";" condition}            as themes.filters reads one
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from themes.errors import NotUnderstood, Refused
from themes.filters import Condition, parse
from themes.queries.written import ALONE, ANY, NEAR, WHERE, Every, Expression, Joined, JoinSign, Named, Narrowed, Unit

LONGEST = 4_000
"""Characters that a query may hold."""

_MOST_PARTS = 100  # what is read here is gone through by functions that call themselves
_TOKEN = re.compile(
    r"(?P<quoted>\"(?:[^\"]|\"\")*\"|“[^”]*”)|(?P<open>\()|(?P<close>\))|(?P<bracket>\[)|(?P<word>[^\s()\[\]\"“”]+)"
)
_UNITS: dict[str, Unit] = {"turn": "turns", "turns": "turns", "word": "words", "words": "words"}
_FIRST_ABOUT = re.compile(r"\s*\"(?:[^\"]|\"\")+\"")

Kind = Literal["quoted", "open", "close", "conditions", "word", "where"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A piece of what was written, and where; ``conditions`` are those in brackets or after "where"."""

    kind: Kind
    text: str
    start: int
    end: int
    conditions: tuple[Condition, ...] = ()


def read(text: str) -> Expression:
    """A query from its text.

    >>> str(read('Trust near Regulation but not "Health and safety"'))
    'Trust near/2 turns Regulation not "Health and safety"'

    Raises:
        NotUnderstood: It cannot be read; the error says where.
    """
    if len(text) > LONGEST:
        raise NotUnderstood(f"A query has at most {LONGEST:,} characters.", start=LONGEST, end=len(text))
    return _Reader(text).query()


class _Reader:
    """Goes through the pieces once, from left to right."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens = _tokens(text)
        self._at = 0
        self._n_parts = 0

    def query(self) -> Expression:
        if not self._tokens:
            raise NotUnderstood("There is nothing to look for yet: write a code's name.", start=0, end=0)
        first = self._tokens[0]
        found: Expression = Every() if first.kind == "where" else self._either()
        token = self._peek()
        if token is not None and token.kind == "where":
            self._at += 1
            found = Narrowed(part=found, conditions=token.conditions, at_end=True, start=token.start, end=token.end)
            token = self._peek()
        if token is not None:
            raise self._refused("This bracket closes none that was opened.", token)
        return found

    def _either(self) -> Expression:
        found = self._both()
        while self._is("or"):
            self._at += 1
            found = Joined(left=found, sign="or", right=self._both())
        return found

    def _both(self) -> Expression:
        found = self._one()
        while (joined := self._sign()) is not None:
            sign, distance, unit = joined
            found = Joined(left=found, sign=sign, right=self._one(), distance=distance, unit=unit)
        return found

    def _sign(self) -> tuple[JoinSign, int, Unit] | None:
        """How the next part is joined, and how near; None where none is in this row."""
        two: tuple[int, Unit] = (2, "turns")
        if self._is("and", "but") and self._is("not", ahead=1):
            self._at += 1
        elif self._is("and"):
            self._at += 1
            return "and", *two
        negated = self._is("not")
        if negated:
            self._at += 1
        token = self._peek()
        if token is not None and token.kind == "word" and token.text.casefold().startswith("near"):
            distance = self._distance(token)
            if distance is not None:
                return ("not near" if negated else "near", *distance)
        return ("not", *two) if negated else None

    def _distance(self, token: Token) -> tuple[int, Unit] | None:
        """How near "near", "near/3" or "near/3 words" means; None for a name such as "Nearness"."""
        found = NEAR.fullmatch(token.text)
        if found is None and not token.text.casefold().startswith("near/"):
            return None
        if found is None:
            raise self._refused("After “near/” stands a number of turns or words: near/2, near/20 words.", token)
        self._at += 1
        if found["distance"] is None:
            return 2, "turns"
        unit = self._peek()
        if unit is not None and unit.kind == "word" and unit.text.casefold() in _UNITS:
            self._at += 1
            return int(found["distance"]), _UNITS[unit.text.casefold()]
        return int(found["distance"]), "turns"

    def _one(self) -> Expression:
        token = self._peek()
        self._n_parts += 1
        if self._n_parts > _MOST_PARTS:
            raise self._refused(f"A query has at most {_MOST_PARTS} parts.", token)
        if token is None:
            raise self._refused("Something is missing at the end: write a code's name there.", None)
        found: Expression
        if self._is("not"):
            self._at += 1
            return Joined(left=Every(), sign="not", right=self._one())
        if token.kind == "open":
            self._at += 1
            found = self._either()
            closing = self._peek()
            if closing is None or closing.kind != "close":
                raise self._refused("This bracket is not closed.", token)
            self._at += 1
        else:
            found = self._name(token)
        while (token := self._peek()) is not None and token.kind == "conditions":
            self._at += 1
            found = Narrowed(part=found, conditions=token.conditions, start=token.start, end=token.end)
        return found

    def _name(self, first: Token) -> Expression:
        pieces: list[Token] = []
        while (token := self._peek()) is not None and self._is_of_name(token):
            pieces.append(token)
            self._at += 1
        if not pieces:
            raise self._refused(f"A code's name should stand here, not “{first.text}”.", first)
        alone = len(pieces) > 1 and _is_word(pieces[0], ALONE)
        if len(pieces) == 1 and _is_word(pieces[0], ANY):
            return Every()
        named = pieces[1:] if alone else pieces
        name = " ".join(filter(None, map(_unquoted, named)))  # marks around nothing name nothing
        if not name:
            raise self._refused("A code's name should stand between these quotation marks.", named[0])
        return Named(code=name, under=not alone, start=named[0].start, end=named[-1].end)

    def _is_of_name(self, token: Token) -> bool:
        if token.kind == "quoted":
            return True
        joins = self._is("and", "or", "not") or (self._is("but") and self._is("not", ahead=1))
        lowered = token.text.casefold()
        return token.kind == "word" and not joins and not NEAR.fullmatch(lowered) and not lowered.startswith("near/")

    def _peek(self, ahead: int = 0) -> Token | None:
        at = self._at + ahead
        return self._tokens[at] if at < len(self._tokens) else None

    def _is(self, *words: str, ahead: int = 0) -> bool:
        token = self._peek(ahead)
        return token is not None and any(_is_word(token, word) for word in words)

    def _refused(self, why: str, token: Token | None) -> NotUnderstood:
        start, end = (token.start, token.end) if token else (len(self._text), len(self._text))
        return NotUnderstood(f"{why} (At character {start + 1}.)", start=start, end=end)


def _tokens(text: str) -> list[Token]:
    tokens: list[Token] = []
    at, depth = 0, 0
    while at < len(text):
        if text[at].isspace():
            at += 1
            continue
        found = _TOKEN.match(text, at)
        if found is None:
            raise _unclosed(text, at)
        kind, end = found.lastgroup, found.end()
        depth += (kind == "open") - (kind == "close")
        if kind == "bracket":
            conditions, end = _conditions(text, end, closed=True)
            tokens.append(Token(kind="conditions", text=text[at:end], start=at, end=end, conditions=conditions))
        elif kind == "word" and found[0].casefold() == WHERE and depth <= 0:
            conditions, end = _conditions(text, end, closed=False)
            tokens.append(Token(kind="where", text=text[at:end], start=at, end=end, conditions=conditions))
        elif kind == "word" and found[0].casefold() == WHERE:
            raise NotUnderstood(
                "“where” stands at the end of a query. What holds of one part alone stands in square brackets after "
                f"it. (At character {at + 1}.)",
                start=at,
                end=end,
            )
        else:
            tokens.append(Token(kind=kind, text=found[0], start=at, end=end))  # type: ignore[arg-type] # a group's name
        at = end
    return tokens


def _unclosed(text: str, at: int) -> NotUnderstood:
    why = {
        "]": "This square bracket closes none that was opened.",
        "”": "This quotation mark ends no name.",
    }.get(text[at], "The name that begins here has no quotation mark at its end.")
    end = len(text) if text[at] in '"“' else at + 1
    return NotUnderstood(f"{why} (At character {at + 1}.)", start=at, end=end)


def _conditions(text: str, at: int, *, closed: bool) -> tuple[tuple[Condition, ...], int]:
    """The conditions from a place on, and where they end: after a closing bracket, or with the text.

    A semicolon parts two; one that belongs to a value has a backslash before it, as a closing bracket has.
    """
    first, found = at, list[Condition]()
    while True:
        held, end = _until_parted(text, at, closed=closed)
        stop = text[end : end + 1]
        if closed and not stop:
            message = f"This square bracket is not closed. (At character {first}.)"
            raise NotUnderstood(message, start=first - 1, end=len(text))
        if held.strip() or not found:  # a semicolon after the last one parts nothing
            found.append(_condition(held, at, end))
        if stop != ";":
            return tuple(found), end + len(stop)
        at = end + 1


def _until_parted(text: str, at: int, *, closed: bool) -> tuple[str, int]:
    """One condition from a place on, and where it ends; what it is about may stand in double quotes."""
    about = _FIRST_ABOUT.match(text, at)
    held = about[0] if about else ""
    at += len(held)
    while at < len(text) and text[at] != ";" and not (closed and text[at] == "]"):
        piece = text[at : at + 2] if text[at] == "\\" else text[at]
        held += piece[1] if piece in ("\\;", "\\]") else piece
        at += len(piece)
    return held, at


def _condition(held: str, start: int, end: int) -> Condition:
    try:
        return parse(held)
    except Refused as error:
        raise NotUnderstood(f"{error} (At character {start + 1}.)", start=start, end=end) from None


def _is_word(token: Token, word: str) -> bool:
    return token.kind == "word" and token.text.casefold() == word


def _unquoted(token: Token) -> str:
    return token.text[1:-1].replace('""', '"').strip() if token.kind == "quoted" else token.text
