"""The grid of cells: pyte's screen with dim and concealed text, an alternate screen and joined characters."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Any

import pyte
import pyte.modes
from wcwidth import wcwidth

from tests.support.terminal.cells import Cell, restyle

_JOINER = "\u200d"


class Grid(pyte.Screen):
    """What stands on the screen."""

    # pyte types its cells as its own `Char`, which knows neither dim nor concealed text.
    buffer: Any

    def __init__(self, columns: int, lines: int) -> None:
        self._main: tuple[dict[int, Any], int, int, Any] | None = None
        super().__init__(columns, lines)

    @property
    def default_char(self) -> Cell:  # type: ignore[override]
        """An empty cell."""
        return Cell(" ", reverse=pyte.modes.DECSCNM in self.mode)

    @property
    def is_alternate(self) -> bool:
        """Whether the program has switched to the alternate screen."""
        return self._main is not None

    def reset(self) -> None:
        """Empty the screen and forget every mode."""
        super().reset()
        self._main = None
        self._attrs = Cell(" ")

    @property
    def _attrs(self) -> Cell:
        attrs: Any = self.cursor.attrs
        return attrs  # type: ignore[no-any-return]

    @_attrs.setter
    def _attrs(self, attrs: Any) -> None:
        self.cursor.attrs = attrs

    def alternate(self, on: bool) -> None:
        """Switch to the alternate screen, or back to what stood on the main one."""
        if on == self.is_alternate:
            return
        if on:
            self._main = (dict(self.buffer), self.cursor.x, self.cursor.y, self._attrs)
            self.buffer.clear()
        elif self._main:
            lines, x, y, attrs = self._main
            self._main = None
            self.buffer.clear()
            self.buffer.update(lines)
            self.cursor.x, self.cursor.y = min(x, self.columns), min(y, self.lines - 1)
            self._attrs = attrs

    def resize(self, lines: int | None = None, columns: int | None = None) -> None:
        """Change the size as xterm does: the cursor's line stays in sight."""
        lines, columns = lines or self.lines, columns or self.columns
        top = 0 if self.is_alternate else max(0, self.cursor.y - lines + 1)
        kept = {y - top: line for y, line in self.buffer.items() if top <= y < top + lines}
        self.buffer.clear()
        self.buffer.update(kept)
        for line in kept.values():
            for x in [x for x in line if x >= columns]:
                del line[x]
        self.lines, self.columns, self.margins = lines, columns, None
        self.tabstops = set(range(8, columns, 8))
        self.cursor.x, self.cursor.y = min(self.cursor.x, columns - 1), min(self.cursor.y - top, lines - 1)

    def draw(self, data: str) -> None:
        """Write text at the cursor."""
        for char in data:
            width = wcwidth(char)
            if width == 0:
                self._join(char)
            elif width > 0:
                self._make_room(width)
                self._put(char, width)

    def _make_room(self, width: int) -> None:
        """Wrap at the right edge; push the rest of the line on in insert mode."""
        if self.cursor.x + width > self.columns:
            if pyte.modes.DECAWM in self.mode:
                self.carriage_return()
                self.linefeed()
            else:
                self.cursor.x = max(0, self.columns - width)
        if pyte.modes.IRM in self.mode:
            self.insert_characters(width)

    def _put(self, char: str, width: int) -> None:
        line, x = self.buffer[self.cursor.y], self.cursor.x
        if line[x].data == "" and x:  # half of a wide character is overwritten
            line[x - 1] = line[x - 1]._replace(data=" ")
        if x + width < self.columns and line[x + width].data == "":
            line[x + width] = line[x + width]._replace(data=" ")
        line[x] = self._attrs._replace(data=char)
        if width == 2:
            line[x + 1] = self._attrs._replace(data="")
        self.cursor.x = x + width

    def _join(self, char: str) -> None:
        """A combining mark, variation selector or joiner belongs to the character before the cursor."""
        line, x = self.buffer[self.cursor.y], self.cursor.x - 1
        while x > 0 and line[x].data == "":
            x -= 1
        if x >= 0 and (char == _JOINER or unicodedata.category(char)[0] == "M"):
            line[x] = line[x]._replace(data=unicodedata.normalize("NFC", line[x].data + char))

    def style(self, groups: Sequence[Sequence[int]]) -> None:
        """SGR: every group is a parameter's number and its colon-separated sub-parameters."""
        self._attrs = restyle(self._attrs, groups)

    def scroll(self, count: int, up: bool) -> None:
        """Move the lines between the margins; the cursor stays where it is."""
        x, y = self.cursor.x, self.cursor.y
        top, bottom = self.margins or (0, self.lines - 1)
        self.cursor.y = bottom if up else top
        for _ in range(min(count, self.lines)):
            if up:
                self.index()
            else:
                self.reverse_index()
        self.cursor.x, self.cursor.y = x, y

    def rows(self) -> list[list[Cell]]:
        """Every cell, row by row."""
        return [[self.buffer[y][x] for x in range(self.columns)] for y in range(self.lines)]
