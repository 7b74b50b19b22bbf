"""Keeping a session in the journal, and going on without it when it fails."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from voicecoach.coaching.events import PartEnded
from voicecoach.journal import Journal
from voicecoach.runtime.recorder import RESUME_WITHIN, Recorder
from voicecoach.runtime.snapshot import Trouble

START = datetime(2026, 3, 1, 7, 0, tzinfo=UTC)
PART = PartEnded("bird-dog", "left", 1, planned_seconds=20.0, done_seconds=12.5, skipped=False)


class Keeping:
    """A recorder on a journal of its own, at a time that the test sets."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "journal.sqlite3"
        self.now = START
        self.troubles: list[Trouble] = []
        self.recorder = self.again()

    def again(self) -> Recorder:
        """The recorder of the next start of the program."""
        return Recorder(Journal(self.file), lambda: self.now, self.troubles.append)

    def damage(self) -> None:
        """Something else destroys what is in the file."""
        with sqlite3.connect(self.file) as database:
            database.execute("PRAGMA foreign_keys = OFF")
            for table in ("part", "session"):
                database.execute(f"DROP TABLE {table}")
        database.close()


@pytest.fixture
def keeping(tmp_path: Path) -> Iterator[Keeping]:
    """A recorder on a fresh journal."""
    found = Keeping(tmp_path)
    yield found
    found.recorder.close()


def test_the_place_is_kept_about_once_a_second(keeping: Keeping) -> None:
    """The disk is spared: the place is written when a second has passed, and only when it has changed."""
    recorder = keeping.recorder
    recorder.begin("three-easy", None)
    kept = []
    for at_seconds, place in [(100.0, "a"), (100.5, "b"), (101.1, "c"), (103.0, "c")]:
        keeping.now = START + timedelta(seconds=at_seconds)
        recorder.checkpoint(place, at_seconds)
        unfinished = recorder.unfinished()
        assert unfinished is not None
        kept.append((unfinished.position, (unfinished.updated - START).total_seconds()))
    assert kept == [("a", 100.0), ("a", 100.0), ("c", 101.1), ("c", 101.1)]


def test_a_session_that_goes_on_keeps_its_number(keeping: Keeping) -> None:
    """It is one session in the journal, though the program was started twice."""
    keeping.recorder.begin("three-easy", None)
    keeping.recorder.checkpoint("here", 100.0)
    keeping.recorder.close()
    keeping.recorder = keeping.again()
    before = keeping.recorder.unfinished()
    assert before is not None
    keeping.recorder.begin("three-easy", before.session)
    keeping.recorder.end("finished")
    assert keeping.recorder.unfinished() is None
    assert keeping.recorder.last_done() == {"three-easy": START}


def test_what_was_broken_off_long_ago_is_not_offered(keeping: Keeping) -> None:
    """Nobody is asked about last week."""
    keeping.recorder.begin("three-easy", None)
    keeping.recorder.checkpoint("here", 100.0)
    keeping.now = START + RESUME_WITHIN
    assert keeping.recorder.unfinished() is not None
    keeping.now += timedelta(seconds=1)
    assert keeping.recorder.unfinished() is None


@pytest.mark.parametrize("begun", [False, True], ids=["before the session", "in the session"])
def test_a_journal_that_fails_stops_nothing(keeping: Keeping, begun: bool) -> None:
    """It is told once, in words, and every later call does nothing."""
    recorder = keeping.recorder
    if begun:
        recorder.begin("three-easy", None)
    keeping.damage()
    if not begun:
        recorder.begin("three-easy", None)
    recorder.checkpoint("here", 100.0)
    recorder.part(PART)
    recorder.end("finished")
    assert recorder.last_done() == {}
    assert recorder.unfinished() is None
    [trouble] = keeping.troubles
    assert trouble.part == "journal"
    assert str(keeping.file) in trouble.message
    assert trouble.mend


def test_without_a_journal_nothing_is_kept() -> None:
    """A coach whose journal could not be opened leads all the same."""
    troubles: list[Trouble] = []
    recorder = Recorder(None, lambda: START, troubles.append)
    recorder.begin("three-easy", None)
    recorder.checkpoint("here", 100.0)
    recorder.part(PART)
    recorder.end("finished")
    assert recorder.last_done() == {}
    assert recorder.unfinished() is None
    recorder.close()
    assert troubles == []
