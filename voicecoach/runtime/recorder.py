"""Writes a session into the journal; trouble with the journal never stops a session."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta

from voicecoach.coaching.events import PartEnded
from voicecoach.coaching.terms import EndReason
from voicecoach.errors import UserError
from voicecoach.journal import Journal, Unfinished
from voicecoach.runtime.snapshot import Trouble

CHECKPOINT_SECONDS = 1.0
RESUME_WITHIN = timedelta(days=1)
"""A session that was broken off longer ago is not offered again."""


class Recorder:
    """The journal as a session needs it.

    Args:
        journal: None where it could not be opened; then nothing is kept.
        now: the time of day, with its zone.
        trouble: told, once, when the journal fails.
    """

    def __init__(
        self, journal: Journal | None, now: Callable[[], datetime], trouble: Callable[[Trouble], None]
    ) -> None:
        self._journal = journal
        self._now = now
        self._trouble = trouble
        self._session: int | None = None
        self._checkpoint_at = 0.0
        self._written = ""

    def last_done(self) -> Mapping[str, datetime]:
        """When each routine was finished last."""
        with self._watched():
            return self._journal.last_done() if self._journal else {}
        return {}

    def unfinished(self) -> Unfinished | None:
        """The session that was broken off not long ago."""
        with self._watched():
            return self._journal.unfinished(self._now(), RESUME_WITHIN) if self._journal else None
        return None

    def begin(self, routine: str, resumed: int | None) -> None:
        """A session begins, or goes on under its number; another one that was broken off is given up."""
        old = self.unfinished()
        with self._watched():
            if not self._journal:
                return
            if old and old.session != resumed:
                self._journal.abandon(old.session, self._now())
            self._session = resumed if resumed is not None else self._journal.begin(routine, self._now())
            self._written = ""

    def checkpoint(self, position: str, at_seconds: float) -> None:
        """Keep the place, about once a second; nothing is written where nothing has changed."""
        due = at_seconds - self._checkpoint_at >= CHECKPOINT_SECONDS
        if self._journal and self._session is not None and due and position != self._written:
            self._checkpoint_at = at_seconds
            self._written = position
            with self._watched():
                self._journal.checkpoint(self._session, position, self._now())

    def part(self, part: PartEnded) -> None:
        """A side of a stretch is over."""
        with self._watched():
            if self._journal and self._session is not None:
                planned, done = part.planned_seconds, part.done_seconds
                self._journal.part_done(
                    self._session, part.stretch, part.side, planned, done, part.skipped, self._now()
                )

    def end(self, reason: EndReason) -> None:
        """The session is over."""
        with self._watched():
            if self._journal and self._session is not None:
                self._journal.end(self._session, reason, self._now())
            self._session = None

    def close(self) -> None:
        """Close the file; what it held so far is safe."""
        if self._journal:
            with suppress(UserError):
                self._journal.close()

    @contextmanager
    def _watched(self) -> Iterator[None]:
        """An error of the journal becomes one line of trouble, and from there on nothing is kept."""
        try:
            yield
        except UserError as error:
            self.close()
            self._journal = None
            self._trouble(Trouble("journal", error.args[0], error.mend))
