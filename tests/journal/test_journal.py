"""Sessions as the journal keeps them."""

from __future__ import annotations

import sqlite3
import stat
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from voicecoach.journal import Journal, Unfinished

NOON = datetime(2025, 3, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    """A fresh journal."""
    opened = Journal(tmp_path / "journal.sqlite3")
    yield opened
    opened.close()


def minutes(count: float) -> datetime:
    """So long after noon."""
    return NOON + timedelta(minutes=count)


def test_a_fresh_journal_knows_nothing(journal: Journal) -> None:
    """Nothing is done and nothing unfinished before the first session."""
    assert journal.last_done() == {}
    assert journal.unfinished(NOON, DAY) is None


def test_the_newest_finished_session_counts(journal: Journal) -> None:
    """Only finished sessions are called done, and the newest end is told for each routine."""
    ends = [("three-easy", "finished", 1), ("three-easy", "finished", 5), ("three-easy", "stopped", 9)]
    for routine, reason, at in [*ends, ("desk", "pain", 3), ("reset", "finished", 2)]:
        journal.end(journal.begin(routine, NOON), reason, minutes(at))
    assert journal.last_done() == {"three-easy": minutes(5), "reset": minutes(2)}


def test_times_of_any_zone_come_back_as_the_same_moment(journal: Journal) -> None:
    """A traveller's journal keeps moments, not the readings of clocks."""
    east, west = timezone(timedelta(hours=9)), timezone(timedelta(hours=-8))
    earlier, later = NOON.astimezone(east), (NOON + timedelta(hours=1)).astimezone(west)
    for at in (later, earlier):
        journal.end(journal.begin("desk", NOON), "finished", at)
    assert journal.last_done() == {"desk": later}


def test_a_time_without_a_zone_is_refused(journal: Journal) -> None:
    """Nothing is kept whose moment is unknown."""
    with pytest.raises(ValueError, match="zone"):
        journal.begin("desk", NOON.replace(tzinfo=None))


def test_a_broken_session_is_found_with_its_last_place(journal: Journal) -> None:
    """What was kept last is what comes back."""
    session = journal.begin("three-easy", NOON)
    journal.checkpoint(session, '{"step": 1}', minutes(1))
    journal.checkpoint(session, '{"step": 2, "side": "li\\u0144ks"}', minutes(2))
    expected = Unfinished(session, "three-easy", '{"step": 2, "side": "li\\u0144ks"}', minutes(2))
    assert journal.unfinished(minutes(3), DAY) == expected
    assert journal.unfinished(minutes(4), DAY) == expected, "asking changes nothing"


@pytest.mark.parametrize("reason", ["finished", "stopped", "pain"])
def test_an_ended_session_is_not_unfinished(journal: Journal, reason: str) -> None:
    """Whoever ended a session is not asked to go on with it."""
    session = journal.begin("three-easy", NOON)
    journal.checkpoint(session, "{}", minutes(1))
    journal.end(session, reason, minutes(2))
    assert journal.unfinished(minutes(3), DAY) is None


def test_an_abandoned_session_is_neither_done_nor_unfinished(journal: Journal) -> None:
    """A session that was given up is over, but was not done."""
    session = journal.begin("three-easy", NOON)
    journal.checkpoint(session, "{}", minutes(1))
    journal.abandon(session, minutes(2))
    assert journal.unfinished(minutes(3), DAY) is None
    assert journal.last_done() == {}


@pytest.mark.parametrize(("age", "offered"), [(DAY, True), (DAY + timedelta(seconds=1), False)])
def test_only_a_young_session_is_offered(journal: Journal, age: timedelta, offered: bool) -> None:
    """The limit itself is still young."""
    session = journal.begin("three-easy", NOON)
    journal.checkpoint(session, "{}", NOON)
    assert (journal.unfinished(NOON + age, DAY) is not None) is offered
    assert (journal.unfinished(NOON, DAY) is not None) is offered, "what was too old is closed for good"


def test_only_the_newest_is_offered_and_the_others_are_closed(journal: Journal) -> None:
    """There is one session to go on with, at most, and ending it brings no older one up."""
    older, newer = journal.begin("desk", NOON), journal.begin("reset", minutes(1))
    for session in (newer, older):
        journal.checkpoint(session, str(session), minutes(2))
    found = journal.unfinished(minutes(3), DAY)
    assert found is not None
    assert found.session == newer
    journal.end(newer, "finished", minutes(4))
    assert journal.unfinished(minutes(5), DAY) is None


def test_a_session_without_a_place_is_not_offered(journal: Journal) -> None:
    """Without a checkpoint there is nothing to go on from."""
    journal.begin("three-easy", NOON)
    assert journal.unfinished(minutes(1), DAY) is None


def test_parts_are_kept_as_told(journal: Journal, tmp_path: Path) -> None:
    """Every side of a stretch is written down with what was planned, what was done, and when."""
    session = journal.begin("three-easy", NOON)
    journal.part_done(session, "open-close", "left", 24.0, 10.5, True, minutes(1))
    journal.part_done(session, "leg-rotations", None, 30.0, 30.0, False, minutes(2))
    reader = sqlite3.connect(tmp_path / "journal.sqlite3")
    rows = reader.execute("SELECT stretch, side, planned_seconds, done_seconds, skipped, ended FROM part")
    assert rows.fetchall() == [
        ("open-close", "left", 24.0, 10.5, 1, "2025-03-01T12:01:00.000000+00:00"),
        ("leg-rotations", None, 30.0, 30.0, 0, "2025-03-01T12:02:00.000000+00:00"),
    ]
    reader.close()


def test_another_thread_may_go_on(journal: Journal) -> None:
    """The thread that opens the journal need not be the one that writes it."""
    found: list[int] = []
    thread = threading.Thread(target=lambda: found.append(journal.begin("desk", NOON)))
    thread.start()
    thread.join(10)
    assert len(found) == 1


def test_two_programs_share_a_journal(journal: Journal, tmp_path: Path) -> None:
    """Both may write in turn, and each reads what the other wrote."""
    other = Journal(tmp_path / "journal.sqlite3")
    mine, theirs = journal.begin("desk", NOON), other.begin("reset", NOON)
    for n in range(20):
        journal.checkpoint(mine, str(n), minutes(n))
        other.checkpoint(theirs, str(n), minutes(n))
    other.end(theirs, "finished", minutes(21))
    other.close()
    assert journal.last_done() == {"reset": minutes(21)}
    found = journal.unfinished(minutes(22), DAY)
    assert found is not None
    assert (found.session, found.position) == (mine, "19")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no file modes")
def test_the_file_is_for_its_owner_alone(journal: Journal, tmp_path: Path) -> None:
    """Nobody else on the machine reads about somebody's back, neither in the file nor in those beside it."""
    journal.begin("desk", NOON)
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()}
    assert modes == dict.fromkeys(modes, 0o600)
    assert "journal.sqlite3" in modes
