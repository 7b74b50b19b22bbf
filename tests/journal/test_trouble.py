"""What happens to a journal, and what is said about it."""

from __future__ import annotations

import os
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest

from voicecoach.journal import Journal, JournalError
from voicecoach.journal.database import MIGRATIONS

NOON = datetime(2025, 3, 1, 12, tzinfo=UTC)


def filled(file: Path) -> Path:
    """A journal of many sessions, closed."""
    journal = Journal(file)
    for n in range(200):
        journal.part_done(journal.begin(f"routine-{n}", NOON), "open-close", "left", 24.0, 24.0, False, NOON)
    journal.close()
    return file


def refused(file: Path) -> JournalError:
    """The error that opening a file ends in."""
    with pytest.raises(JournalError) as caught:
        Journal(file)
    assert caught.value.mend
    assert "Routines still work" in caught.value.args[0]
    return caught.value


def test_folders_are_made(tmp_path: Path) -> None:
    """The first start needs no preparation."""
    Journal(tmp_path / "new" / "folder" / "journal.sqlite3").close()
    assert (tmp_path / "new" / "folder" / "journal.sqlite3").is_file()


def test_a_folder_that_is_a_file(tmp_path: Path) -> None:
    """The message names the folder that cannot hold the journal."""
    (tmp_path / "data").write_text("not a folder", encoding="utf-8")
    assert str(tmp_path / "data") in refused(tmp_path / "data" / "journal.sqlite3").args[0]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written(tmp_path: Path) -> None:
    """The message names the folder, and the mend is its rights."""
    tmp_path.chmod(0o500)
    try:
        assert str(tmp_path) in refused(tmp_path / "journal.sqlite3").args[0]
    finally:
        tmp_path.chmod(0o700)


def test_a_journal_that_is_a_folder(tmp_path: Path) -> None:
    """What stands in the journal's place is named and left alone."""
    (tmp_path / "journal.sqlite3").mkdir()
    assert str(tmp_path / "journal.sqlite3") in refused(tmp_path / "journal.sqlite3").args[0]


def test_a_file_that_is_no_journal(tmp_path: Path) -> None:
    """A foreign file is called damaged, and not a byte of it is changed."""
    file = tmp_path / "journal.sqlite3"
    file.write_bytes(b"dear diary, " * 100)
    assert "damaged" in refused(file).args[0]
    assert file.read_bytes() == b"dear diary, " * 100


@pytest.mark.parametrize("page", [0, 1, 2, 5])
def test_a_damaged_page(tmp_path: Path, page: int) -> None:
    """Damage anywhere is found when the journal is opened, not in the middle of a routine."""
    file = filled(tmp_path / "journal.sqlite3")
    content = bytearray(file.read_bytes())
    content[page * 4096 : page * 4096 + 2048] = b"\xa5" * 2048
    file.write_bytes(content)
    assert "damaged" in refused(file).args[0]


def test_a_journal_that_was_cut_short(tmp_path: Path) -> None:
    """Half a file is damage."""
    file = filled(tmp_path / "journal.sqlite3")
    os.truncate(file, file.stat().st_size // 2)
    assert "damaged" in refused(file).args[0]


def test_damage_while_it_is_open(tmp_path: Path) -> None:
    """What breaks later is told in the same words, as a JournalError."""
    journal = Journal(tmp_path / "journal.sqlite3")
    other = sqlite3.connect(tmp_path / "journal.sqlite3", isolation_level=None)
    other.execute("DROP TABLE session")
    other.close()
    with pytest.raises(JournalError, match="damaged"):
        journal.begin("desk", NOON)
    journal.close()


def test_a_newer_version(tmp_path: Path) -> None:
    """An older program leaves a newer journal as it is."""
    file = filled(tmp_path / "journal.sqlite3")
    newer = sqlite3.connect(file, isolation_level=None)
    newer.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    newer.close()
    before = file.read_bytes()
    assert "newer" in refused(file).args[0]
    assert file.read_bytes() == before


def test_a_full_disk(tmp_path: Path) -> None:
    """When there is no room the message says so, and what was written before is kept."""
    file = filled(tmp_path / "journal.sqlite3")
    journal = Journal(file)
    journal._database.execute(
        "PRAGMA max_page_count = 1"
    )  # raised by SQLite to what is in use: now it is full
    with pytest.raises(JournalError, match="full"):
        journal.begin("x" * 100_000, NOON)
    journal.close()
    again = Journal(file)
    assert again.begin("desk", NOON) == 201
    again.close()
