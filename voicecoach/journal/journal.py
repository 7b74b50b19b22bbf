"""The journal: sessions, how far they came, and what was done in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from voicecoach.journal.database import connect
from voicecoach.journal.troubles import told_plainly


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A session that was broken off.

    Attributes:
        position: where it was, as it was handed to `Journal.checkpoint`.
        updated: when that was.
    """

    session: int
    routine: str
    position: str
    updated: datetime


class Journal:
    """Opens the journal in `file`, or begins it there.

    It may be used in another thread than the one that opened it, but by one thread at a time. Two programs
    may have the same file open. Times are given with their zone. What a call has written survives the end of
    the program, however sudden.

    Raises:
        JournalError: also from every method: the file cannot be written, is damaged, or the disk is full.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._database = connect(file)

    def begin(self, routine: str, at: datetime) -> int:
        """A session of a routine begins; its number is returned."""
        began = _text(at)
        [[number]] = self._run(
            "INSERT INTO session (routine, began, updated) VALUES (?, ?, ?) RETURNING id",
            routine,
            began,
            began,
        )
        return int(number)

    def checkpoint(self, session: int, position: str, at: datetime) -> None:
        """Keep where a session is, to go on from there; cheap enough for once a second."""
        self._run("UPDATE session SET position = ?, updated = ? WHERE id = ?", position, _text(at), session)

    def part_done(
        self,
        session: int,
        stretch: str,
        side: str | None,
        planned: float,
        done: float,
        skipped: bool,
        at: datetime,
    ) -> None:
        """One side of a stretch is over; `planned` and `done` are seconds of its dose."""
        self._run(
            "INSERT INTO part (session, stretch, side, planned_seconds, done_seconds, skipped, ended)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            *(session, stretch, side, planned, done, skipped, _text(at)),
        )

    def end(self, session: int, reason: str, at: datetime) -> None:
        """A session is over: "finished", "stopped" or "pain"."""
        self._run("UPDATE session SET ended = ?, reason = ? WHERE id = ?", _text(at), reason, session)

    def abandon(self, session: int, at: datetime) -> None:
        """A session that was broken off will not go on."""
        self.end(session, "abandoned", at)

    def last_done(self) -> Mapping[str, datetime]:
        """When each routine was finished last; a routine that never was is left out."""
        rows = self._run("SELECT routine, max(ended) FROM session WHERE reason = 'finished' GROUP BY routine")
        return {routine: datetime.fromisoformat(ended) for routine, ended in rows}

    def unfinished(self, now: datetime, within: timedelta) -> Unfinished | None:
        """The newest session without an end, if it is young enough; all others are given up."""
        rows = self._run(
            "SELECT id, routine, position, updated FROM session WHERE ended IS NULL ORDER BY id DESC"
        )
        found: Unfinished | None = None
        for nth, (session, routine, position, updated) in enumerate(rows):
            last = datetime.fromisoformat(updated)
            if nth == 0 and position is not None and now - last <= within:
                found = Unfinished(session, routine, position, last)
            else:
                self.abandon(session, now)
        return found

    def close(self) -> None:
        """Close the file."""
        with told_plainly(self._file):
            self._database.close()

    def _run(self, statement: str, *values: object) -> list[Any]:
        """One statement, a transaction of its own: its rows."""
        with told_plainly(self._file):
            return self._database.execute(statement, values).fetchall()


def _text(at: datetime) -> str:
    """A time as it is kept: UTC, ISO 8601, always as long, so that texts sort like times."""
    if at.tzinfo is None:
        raise ValueError("a time in the journal needs a zone")
    return at.astimezone(UTC).isoformat(timespec="microseconds")
