"""Reads what a program prints and keeps its screen; unknown escape sequences leave no text behind."""

from __future__ import annotations

import re
from collections.abc import Callable

import pyte.modes

from tests.support.terminal.grid import Grid

# One token: a control sequence, a string (such as OSC) to its end, another escape, text, a control.
_TOKEN = re.compile(
    r"\x1b\[(?P<marker>[<=>?]?)(?P<parameters>[0-9:;]*)(?P<between>[ -/]*)(?P<final>[@-~])"
    r"|\x1b(?P<string>[\]PX^_])[^\x07\x1b\x18\x1a]*(?:\x07|\x1b\\|[\x18\x1a])"
    r"|\x1b(?P<charset>[()*+\-./%# ])."
    r"|\x1b(?P<escape>[0-Z\\^-~])"
    r"|(?P<text>[^\x00-\x1f\x7f\x80-\x9f]+)"
    r"|(?P<control>[\x00-\x1a\x1c-\x1f\x7f-\x9f])",
    re.DOTALL,
)
_UNFINISHED = re.compile(
    r"\x1b(?:\[[<=>?]?[0-9:;]*[ -/]*|[\]PX^_][^\x07\x1b\x18\x1a]*\x1b?|[()*+\-./%# ])?\Z", re.DOTALL
)
_LONGEST_SEQUENCE = 1 << 20
_SYNCHRONIZED_UPDATE = 2026
_GRID_MODES = (5, 6, 7, 25)  # reversed screen, origin, wrapping, cursor
_ALTERNATE_SCREEN_MODES = (47, 1047, 1049)
_KNOWN_MODES = {1, *_GRID_MODES, *_ALTERNATE_SCREEN_MODES, 1000, 1002, 1003, 1004, 1006, 2004, 2026}


class Emulator:
    """The terminal's side of the conversation; it answers the program's questions through `answer`."""

    def __init__(self, columns: int, rows: int, answer: Callable[[str], None]) -> None:
        self.grid = Grid(columns, rows)
        self.modes: set[int] = set()
        """The private modes that the program has set."""
        self._answer = answer
        self._rest = ""
        grid = self.grid
        self._moves: dict[str, Callable[..., None]] = {
            "@": grid.insert_characters,
            "A": grid.cursor_up,
            "B": grid.cursor_down,
            "C": grid.cursor_forward,
            "D": grid.cursor_back,
            "E": grid.cursor_down1,
            "F": grid.cursor_up1,
            "G": grid.cursor_to_column,
            "J": grid.erase_in_display,
            "K": grid.erase_in_line,
            "L": grid.insert_lines,
            "M": grid.delete_lines,
            "P": grid.delete_characters,
            "X": grid.erase_characters,
            "d": grid.cursor_to_line,
        }
        self._escapes: dict[str, Callable[[], None]] = {
            "7": grid.save_cursor,
            "8": grid.restore_cursor,
            "D": grid.index,
            "M": grid.reverse_index,
            "c": self._reset,
        }
        self._controls: dict[str, Callable[[], None]] = {
            "\n": grid.index,
            "\r": grid.carriage_return,
            "\b": grid.backspace,
            "\t": grid.tab,
        }

    @property
    def updating(self) -> bool:
        """True inside a synchronized update: the screen is not to be shown yet."""
        return _SYNCHRONIZED_UPDATE in self.modes

    def feed(self, text: str) -> None:
        """Read what the program printed; a sequence that is not whole yet is kept for the next call."""
        text = self._rest + text
        self._rest = ""
        at = 0
        while at < len(text):
            match = _TOKEN.match(text, at)
            if match:
                self._read(match)
                at = match.end()
            elif _UNFINISHED.match(text, at) and len(text) - at < _LONGEST_SEQUENCE:
                self._rest = text[at:]
                return
            else:
                at += 1  # an escape that is none: dropped

    def _read(self, token: re.Match[str]) -> None:
        if token["text"]:
            self.grid.draw(token["text"])
        elif token["final"]:
            self._read_sequence(token)
        elif token["escape"] in self._escapes:
            self._escapes[token["escape"]]()
        elif token["control"] in self._controls:
            self._controls[token["control"]]()

    def _read_sequence(self, token: re.Match[str]) -> None:
        groups = [
            [int(number or 0) for number in group.split(":")] for group in token["parameters"].split(";")
        ]
        numbers = [group[0] for group in groups]
        match token["marker"], token["between"], token["final"]:
            case "", "", "m":
                self.grid.style(groups)
            case "", "", final:
                self._command(final, numbers)
            case "?", "", "h" | "l" as final:
                for number in numbers:
                    self._set_mode(number, final == "h")
            case "?", "$", "p":
                self._answer(f"\x1b[?{numbers[0]};{self._mode_state(numbers[0])}$y")

    def _command(self, final: str, numbers: list[int]) -> None:
        grid, first = self.grid, numbers[0]
        if final in self._moves:
            self._moves[final](first)
            return
        match final:
            case "H" | "f":
                grid.cursor_position(*numbers[:2])
            case "r":
                grid.set_margins(*numbers[:2])
            case "s":
                grid.save_cursor()
            case "u":
                grid.restore_cursor()
            case "S" | "T":
                grid.scroll(max(1, first), up=final == "S")
            case "b" if grid.cursor.x:
                grid.draw(grid.buffer[grid.cursor.y][grid.cursor.x - 1].data * max(1, first))
            case "c":
                self._answer("\x1b[?62;22c")
            case "n" if first == 6:
                self._answer(f"\x1b[{grid.cursor.y + 1};{min(grid.cursor.x, grid.columns - 1) + 1}R")

    def _set_mode(self, number: int, on: bool) -> None:
        (self.modes.add if on else self.modes.discard)(number)
        if number in _GRID_MODES:
            (self.grid.set_mode if on else self.grid.reset_mode)(number, private=True)
        elif number in _ALTERNATE_SCREEN_MODES:
            self.grid.alternate(on)

    def _mode_state(self, number: int) -> int:
        """What DECRQM answers: 0 unknown, 1 set, 2 not set."""
        if number not in _KNOWN_MODES:
            return 0
        wraps = number == 7 and pyte.modes.DECAWM in self.grid.mode
        shows_cursor = number == 25 and pyte.modes.DECTCEM in self.grid.mode
        return 1 if number in self.modes or wraps or shows_cursor else 2

    def _reset(self) -> None:
        self.grid.reset()
        self.modes.clear()
