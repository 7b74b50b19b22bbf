"""The journal's file: opened or created, whole, and of this version."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from voicecoach.journal.troubles import told_plainly, trouble

MIGRATIONS = (
    """
    CREATE TABLE session (
        id INTEGER PRIMARY KEY,
        routine TEXT NOT NULL,
        began TEXT NOT NULL,
        updated TEXT NOT NULL,
        position TEXT,
        ended TEXT,
        reason TEXT CHECK (reason IN ('finished', 'stopped', 'pain', 'abandoned')),
        CHECK ((ended IS NULL) = (reason IS NULL))
    );
    CREATE TABLE part (
        id INTEGER PRIMARY KEY,
        session INTEGER NOT NULL REFERENCES session (id) ON DELETE CASCADE,
        stretch TEXT NOT NULL,
        side TEXT CHECK (side IN ('left', 'right')),
        planned_seconds REAL NOT NULL,
        done_seconds REAL NOT NULL,
        skipped INTEGER NOT NULL,
        ended TEXT NOT NULL
    );
    CREATE INDEX session_by_end ON session (routine, ended);
    CREATE INDEX part_by_session ON part (session);
    """,
)
"""One script for each version of the file; a file of version n has the first n behind it."""


def connect(file: Path) -> sqlite3.Connection:
    """Open or create the file, readable for its owner alone, and bring it to the newest version.

    Raises:
        JournalError: it cannot be written, is damaged, or is of a newer version.
    """
    _create(file)
    with told_plainly(file):
        database = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
        try:
            _prepare(database, file)
        except BaseException:
            database.close()
            raise
    return database


def _create(file: Path) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(file, os.O_CREAT | os.O_RDWR, 0o600))
        file.chmod(0o600)
    except OSError as error:
        raise trouble("unwritable" if file.exists() else "folder", file) from error


def _prepare(database: sqlite3.Connection, file: Path) -> None:
    database.execute("PRAGMA foreign_keys = ON")
    database.execute("PRAGMA synchronous = NORMAL")
    database.execute("BEGIN IMMEDIATE")  # two programs that start together migrate one after the other
    version: int = database.execute("PRAGMA user_version").fetchone()[0]
    if version > len(MIGRATIONS):
        raise trouble("newer", file)
    if database.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
        raise trouble("damaged", file)
    for number, script in enumerate(MIGRATIONS[version:], version + 1):
        for statement in filter(str.strip, script.split(";")):
            database.execute(statement)
        database.execute(f"PRAGMA user_version = {number}")
    database.execute("COMMIT")
    database.execute("PRAGMA journal_mode = WAL")
