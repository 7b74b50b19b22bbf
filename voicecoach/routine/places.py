"""In which line of a TOML file something stands. The parser says what a file holds, but not where."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections.abc import Mapping

from voicecoach.routine.errors import Place

_DEEPEST = 12
"""Deeper places are not told apart: no file of ours goes down so far."""
_BLANK = re.compile(r"(?:[ \t\r\n]+|#[^\n]*)*+")
_BARE_KEY = re.compile(r"[\w-]+")
_SCALAR = re.compile(r"[^,\]}#\n]+")


def lines_of(text: str) -> Mapping[Place, int]:
    """The line, from 1, in which each key and each entry of a list begins.

    Args:
        text: valid TOML.
    """
    scanner = _Scanner(text)
    scanner.document()
    ends = [match.start() for match in re.finditer("\n", text)]
    return {place: bisect_right(ends, at - 1) + 1 for place, at in scanner.found.items()}


def line_of(place: Place, lines: Mapping[Place, int]) -> int:
    """The line of a place, or of the nearest thing around it that is there; 1 for the whole file."""
    return next((lines[place[:n]] for n in range(len(place), 0, -1) if place[:n] in lines), 1)


class _Scanner:
    """Goes through a text once, from left to right, and notes where things begin."""

    def __init__(self, text: str) -> None:
        self.found: dict[Place, int] = {}
        self._text = text
        self._at = 0
        self._tables: dict[Place, int] = {}

    def document(self) -> None:
        """Everything."""
        base: Place = ()
        while self._next():
            if self._text.startswith("[[", self._at):
                base = self._header(2)
                self._tables[base] = self._tables.get(base, -1) + 1
                base = self._note((*base, self._tables[base]), self._at)
            elif self._text[self._at] == "[":
                base = self._header(1)
            else:
                self._value(self._key(base))

    def _header(self, brackets: int) -> Place:
        """`[a.b]`: the table that it names; of a list of tables, the one that was begun last."""
        start = self._at
        self._at += brackets
        place: Place = ()
        for name in self._names("]"):
            if place in self._tables:
                place = (*place, self._tables[place])
            place = self._note((*place, name), start)
        if brackets == 1 and place in self._tables:
            place = (*place, self._tables[place])
        self._at += brackets
        return place

    def _key(self, base: Place) -> Place:
        """`a.b =`: the place of the value that follows."""
        start, place = self._at, base
        for name in self._names("="):
            place = self._note((*place, name), start)
        self._at += 1
        self._next()
        return place

    def _names(self, end: str) -> list[str]:
        """The names of a key, up to the sign that ends it."""
        names = []
        while self._next() != end:
            if self._text[self._at] == ".":
                self._at += 1
                continue
            start = self._at
            quoted = self._text[start] in "\"'"
            self._at = self._end_of_string() if quoted else self._end_of(_BARE_KEY)
            name = self._text[start : self._at]
            names.append(tomllib.loads(f"name = {name}")["name"] if quoted else name)
        return names

    def _value(self, place: Place) -> None:
        """A value with everything in it; what stands at the sign at hand."""
        around: list[tuple[Place, int | None]] = []
        """The lists with the number of the entry at hand, and the tables, that the value stands in."""
        while True:
            sign = self._text[self._at]
            if sign in "[{":
                around.append((place, -1 if sign == "[" else None))
                self._at += 1
            else:
                self._at = self._end_of_string() if sign in "\"'" else self._end_of(_SCALAR)
            self._close(around)
            if not around:
                return
            within, number = around[-1]
            if number is None:
                place = self._key(within)
            else:
                around[-1] = (within, number + 1)
                place = self._note((*within, number + 1), self._at)

    def _close(self, around: list[tuple[Place, int | None]]) -> None:
        """Go on to the next entry, out of the lists and tables that end before it."""
        while around:
            sign = self._next()
            if sign not in "]},":
                return
            if sign != ",":
                around.pop()
            self._at += 1

    def _note(self, place: Place, at: int) -> Place:
        place = place[:_DEEPEST]
        self.found.setdefault(place, at)
        return place

    def _next(self) -> str:
        """Go on to the next sign that is no blank and in no comment; "" at the end."""
        self._at = self._end_of(_BLANK)
        return self._text[self._at : self._at + 1]

    def _end_of(self, pattern: re.Pattern[str]) -> int:
        match = pattern.match(self._text, self._at)
        return match.end() if match else self._at

    def _end_of_string(self) -> int:
        """Where the string that begins here is over."""
        quote = self._text[self._at]
        mark = quote * 3 if self._text.startswith(quote * 3, self._at) else quote
        inside = self._at + len(mark)
        if quote == "'":
            end = self._text.index(mark, inside) + len(mark)
        else:
            signs = re.compile(rf"\\.|{mark}", re.DOTALL).finditer(self._text, inside)
            end = next(sign.end() for sign in signs if sign[0] == mark)
        while len(mark) == 3 and self._text.startswith(
            quote, end
        ):  # up to two quotes may end the text itself
            end += 1
        return end
