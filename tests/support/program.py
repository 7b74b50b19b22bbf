"""The whole program as a child process without a screen: its events as they come, its stdin as a keyboard."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self

Event = dict[str, Any]

_ENDS_WITHIN_SECONDS = 15.0


class Program:
    """`voicecoach ARGUMENTS --no-screen --json` with a home of its own.

    Args:
        arguments: what follows `voicecoach`.
        env: its environment, with the sound card that it is to use.
        home: where it keeps everything.
    """

    def __init__(self, *arguments: str, env: Mapping[str, str], home: Path) -> None:
        self.events: list[Event] = []
        self._changed = threading.Condition()
        self._over = False
        self._errors = home.with_suffix(".stderr")
        home.mkdir(parents=True, exist_ok=True)
        self._stderr = self._errors.open("w", encoding="utf-8")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "voicecoach", *arguments, "--no-screen", "--json"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._stderr,
            env={**env, "VOICECOACH_HOME": str(home)},
            text=True,
            encoding="utf-8",
        )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.process.terminate()
        self.wait_exit()
        for pipe in (self.process.stdin, self.process.stdout, self._stderr):
            assert pipe is not None
            pipe.close()

    def wait_for(
        self, kind: str, timeout_seconds: float = 30.0, *, since: int = 0, **fields: object
    ) -> Event:
        """The first event of a kind with these fields, from the event number `since` on.

        Raises:
            AssertionError: it did not come in time, or the program ended before.
        """

        def fits(event: Event) -> bool:
            return event["kind"] == kind and all(event.get(key) == value for key, value in fields.items())

        return self.wait_until(fits, timeout_seconds, since=since, what=f"{kind} {fields}")

    def wait_until(
        self, fits: Callable[[Event], bool], timeout_seconds: float, *, since: int = 0, what: str
    ) -> Event:
        """The first event that fits.

        Raises:
            AssertionError: none came in time, or the program ended before.
        """
        deadline = time.monotonic() + timeout_seconds
        with self._changed:
            while True:
                for event in self.events[since:]:
                    if fits(event):
                        return event
                left = deadline - time.monotonic()
                if self._over or left <= 0:
                    last = "\n".join(json.dumps(event) for event in self.events[-25:])
                    ended = "the program ended" if self._over else f"{timeout_seconds:.0f} s passed"
                    raise AssertionError(f"{ended} before this came: {what}\n{last}\n{self.errors()}")
                self._changed.wait(left)

    def count(self) -> int:
        """How many events there were so far: a `since` for what comes now."""
        with self._changed:
            return len(self.events)

    def of(self, kind: str) -> list[Event]:
        """All events of a kind so far."""
        with self._changed:
            return [event for event in self.events if event["kind"] == kind]

    def type(self, line: str) -> None:
        """Type a line."""
        assert self.process.stdin is not None
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()

    def wait_exit(self, timeout_seconds: float = _ENDS_WITHIN_SECONDS) -> int:
        """Its exit status; all events are there afterwards."""
        status = self.process.wait(timeout_seconds)
        self._reader.join(timeout_seconds)
        return status

    def errors(self) -> str:
        """What it wrote on stderr."""
        return self._errors.read_text(encoding="utf-8")

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            event = json.loads(line)
            with self._changed:
                self.events.append(event)
                self._changed.notify_all()
        with self._changed:
            self._over = True
            self._changed.notify_all()
