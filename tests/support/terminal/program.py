"""A program in a pseudo terminal: its screen, its keys, its end."""

from __future__ import annotations

import os
import re
import signal
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.support.terminal.cells import Cell
from tests.support.terminal.keys import encode_key
from tests.support.terminal.line import Line
from tests.support.terminal.processes import ProcessState, read_process, read_tree

Sought = str | re.Pattern[str] | Callable[[list[str]], object]

_APPLICATION_CURSOR, _SGR_MOUSE = 1, 1006
_KEY_PAUSE_SECONDS = 0.03
_ESCAPE_PAUSE_SECONDS = 0.2  # a program tells the escape key from a sequence by the silence after it


class ScreenTimeoutError(TimeoutError):
    """What was awaited did not appear; the message holds the screen."""


class Terminal:
    """A program in a pseudo terminal; a context manager that ends the program."""

    def __init__(
        self,
        argv: Sequence[str],
        env: Mapping[str, str] | None = None,
        columns: int = 120,
        rows: int = 36,
        cwd: Path | None = None,
    ) -> None:
        """Start `argv`.

        Args:
            argv: the program and its arguments.
            env: its whole environment (default: ours); TERM, COLORTERM and LANG are set as a terminal's.
            columns: the width in cells.
            rows: the height in cells.
            cwd: its folder.
        """
        self._line = Line(argv, _environment(env), columns, rows, cwd)
        self.pid = self._line.pid
        self._cpu_seconds = 0.0
        self._family: dict[int, int] = {}
        self._exit_code: int | None = None
        self._is_reaped = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        self.close()

    # The screen.

    @property
    def modes(self) -> frozenset[int]:
        """The private modes that are set: empty but for 25 (cursor) and 7 once a program has left cleanly."""
        return frozenset(self._line.emulator.modes)

    @property
    def is_alternate(self) -> bool:
        """Whether the alternate screen is shown."""
        return self._line.emulator.grid.is_alternate

    @property
    def log(self) -> bytes:
        """Everything the program printed, or the last 4 MB of it."""
        return bytes(self._line.log)

    def cells(self) -> list[list[Cell]]:
        """Every cell, row by row, with its colours and attributes."""
        with self._line.changed:
            self._line.wait_for_whole_frame()
            return self._line.emulator.grid.rows()

    def screen(self) -> list[str]:
        """The screen's rows as text, without trailing spaces."""
        return ["".join(cell.data for cell in row).rstrip() for row in self.cells()]

    def find(self, text: str) -> tuple[int, int] | None:
        """(column, row), both from 0, of the first place where the screen holds `text`."""
        for y, row in enumerate(self.cells()):
            at = "".join(cell.data for cell in row).find(text)
            if at >= 0:
                columns = [x for x, cell in enumerate(row) for _ in cell.data]
                return columns[at], y
        return None

    def wait_for(self, sought: Sought, timeout_seconds: float = 10.0) -> object:
        """Wait until the screen holds a text, matches a pattern, or a function of its lines is true.

        Returns:
            The text, the match or the function's result.

        Raises:
            ScreenTimeoutError: it did not appear, or the program ended before.
        """
        return self._wait(lambda: self._match(sought), timeout_seconds, f"{sought!r}", needs_program=True)

    def wait_gone(self, sought: Sought, timeout_seconds: float = 10.0) -> None:
        """Wait until the screen does not hold it any more.

        Raises:
            ScreenTimeoutError: it is still there.
        """
        gone = f"end of {sought!r}"
        self._wait(lambda: not self._match(sought), timeout_seconds, gone, needs_program=False)

    def settle(self, quiet_seconds: float = 0.3, timeout_seconds: float = 5.0) -> bool:
        """Wait until nothing was pressed and printed for a while; False if it still prints at the end.

        A program may think longer than that before it paints: where the next screen is known, `wait_for` it.
        """
        end = time.monotonic() + timeout_seconds
        with self._line.changed:
            while not self._line.is_ended:
                quiet_at = self._line.last_event_seconds + quiet_seconds
                now = time.monotonic()
                if now >= quiet_at or now >= end:
                    return now >= quiet_at
                self._line.changed.wait(max(0.01, min(quiet_at, end) - now))
        return True

    def _match(self, sought: Sought) -> object:
        lines = self.screen()
        if isinstance(sought, str):
            return sought if sought in "\n".join(lines) else None
        if isinstance(sought, re.Pattern):
            return sought.search("\n".join(lines))
        return sought(lines)

    def _wait(
        self, done: Callable[[], object], timeout_seconds: float, goal: str, needs_program: bool
    ) -> object:
        end = time.monotonic() + timeout_seconds
        with self._line.changed:
            while not (result := done()):
                if self._line.is_ended and needs_program:
                    code = self._await_exit(1.0)
                    raise ScreenTimeoutError(
                        f"the program ended (exit code {code}) before {goal}{self._dump()}"
                    )
                left = end - time.monotonic()
                if left <= 0:
                    raise ScreenTimeoutError(f"no {goal} within {timeout_seconds:g} s{self._dump()}")
                self._line.changed.wait(min(left, 0.25))
        return result

    def _dump(self) -> str:
        return "; the screen:\n" + "\n".join(f"  |{line}" for line in self.screen())

    # Input.

    def press(self, *keys: str) -> None:
        """Press keys by name ("enter", "down", "f1", "ctrl+c", "shift+tab"), one after another."""
        for key in keys:
            code = encode_key(key, _APPLICATION_CURSOR in self._line.emulator.modes)
            if code is None:
                raise ValueError(f"no key is called {key!r}")
            self._line.send(code)
            time.sleep(_ESCAPE_PAUSE_SECONDS if key == "escape" else _KEY_PAUSE_SECONDS)

    def type(self, text: str) -> None:
        """Type literal text."""
        self._line.send(text)

    def click(self, column: int, row: int) -> None:
        """Click on a cell, counted from 0; the program must have enabled the mouse in SGR mode."""
        if _SGR_MOUSE not in self._line.emulator.modes:
            raise RuntimeError("the program does not listen to the mouse")
        place = f"{column + 1};{row + 1}"
        self._line.send(f"\x1b[<35;{place}M\x1b[<0;{place}M\x1b[<0;{place}m")

    def resize(self, columns: int, rows: int) -> None:
        """Change the size; the program is told."""
        self._line.resize(columns, rows)

    def png(self, path: Path, font_size: int = 15) -> None:
        """Paint the screen's cells with their colours into a picture."""
        from tests.support.terminal.picture import paint

        with self._line.changed:
            cells, cursor = self.cells(), self._line.emulator.grid.cursor
        place = None if cursor.hidden else (min(cursor.x, len(cells[0]) - 1), cursor.y)
        paint(cells, place, font_size).save(path)

    # The process.

    @property
    def exit_code(self) -> int | None:
        """None while it runs; negative: the signal that ended it."""
        self._reap()
        return self._exit_code

    @property
    def is_running(self) -> bool:
        """Whether the program has not ended yet."""
        self._reap()
        return not self._is_reaped

    def wait_exit(self, timeout_seconds: float = 10.0) -> int | None:
        """Wait until the program has ended by itself, and return its exit code.

        Raises:
            ScreenTimeoutError: it still runs.
        """
        self._await_exit(timeout_seconds)
        if not self._is_reaped:
            raise ScreenTimeoutError(f"the program did not end within {timeout_seconds:g} s{self._dump()}")
        self._line.wait_for_end(1.0)
        return self._exit_code

    def cpu_seconds(self) -> float:
        """Processor time of the program and all its processes so far, user and system; kept after its end."""
        if self.is_running:
            self._sample()
        return self._cpu_seconds

    def resident_mb(self) -> float:
        """Memory of the program and all its processes now, in MB; shared pages count in each."""
        return sum(state.resident_bytes for state in read_tree(self.pid).values()) / 1e6

    def close(self, grace_seconds: float = 3.0) -> None:
        """End the program: SIGTERM, after a while SIGKILL; then whatever it left behind in its session."""
        if self._line.is_closed:
            return
        if self.is_running:
            self._sample()
        for number in (signal.SIGTERM, signal.SIGKILL):
            if self.is_running:
                os.kill(self.pid, number)
                self._await_exit(grace_seconds)
        self._line.wait_for_end(0.5)  # its last words
        self._end_family()
        self._line.close()

    def _sample(self) -> dict[int, ProcessState]:
        tree = read_tree(self.pid)
        self._cpu_seconds = max(self._cpu_seconds, sum(state.cpu_seconds for state in tree.values()))
        self._family = {pid: state.born for pid, state in tree.items() if state.session == self.pid}
        return tree

    def _reap(self) -> None:
        with self._line.changed:
            if self._is_reaped or os.waitid(os.P_PID, self.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None:
                return
            self._sample()  # a zombie still knows its times
            _, status = os.waitpid(self.pid, 0)
            self._exit_code = os.waitstatus_to_exitcode(status)
            self._is_reaped = True

    def _await_exit(self, timeout_seconds: float) -> int | None:
        end = time.monotonic() + timeout_seconds
        while self.is_running and time.monotonic() < end:
            time.sleep(0.01)
        return self._exit_code

    def _end_family(self) -> None:
        for pid, born in self._family.items():
            state = read_process(pid)
            if pid != self.pid and state and state.born == born and not state.is_zombie:
                os.kill(pid, signal.SIGKILL)


def _environment(env: Mapping[str, str] | None) -> dict[str, str]:
    """A terminal's environment: what the surroundings say of their own terminal is taken out."""
    of_other_terminals = ("COLUMNS", "LINES", "TERM_PROGRAM", "NO_COLOR", "FORCE_COLOR")
    inherited = dict(os.environ) if env is None else dict(env)
    chosen = {
        name: value for name, value in inherited.items() if env is not None or name not in of_other_terminals
    }
    encoding = chosen.get("LC_ALL", chosen.get("LANG", "")).upper().replace("-", "")
    if "UTF8" not in encoding:
        chosen.pop("LC_ALL", None)
        chosen["LANG"] = "C.UTF-8"
    return {**chosen, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
