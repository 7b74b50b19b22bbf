"""What can go wrong with the journal's file, in plain words."""

from __future__ import annotations

import sqlite3
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from voicecoach.errors import UserError

_PRIMARY_CODE = 0xFF
_TROUBLE_BY_CODE = {
    sqlite3.SQLITE_FULL: "full",
    sqlite3.SQLITE_BUSY: "busy",
    sqlite3.SQLITE_LOCKED: "busy",
    sqlite3.SQLITE_CANTOPEN: "unwritable",
    sqlite3.SQLITE_READONLY: "unwritable",
    sqlite3.SQLITE_PERM: "unwritable",
    sqlite3.SQLITE_IOERR: "unwritable",
}


class JournalError(UserError):
    """The journal cannot be kept; everything else still works."""


def trouble(kind: str, file: Path) -> JournalError:
    """The error of one kind, a section of the language file."""
    sections = tomllib.loads(Path(__file__).with_name("en.toml").read_text(encoding="utf-8"))
    words = sections[kind]
    return JournalError(
        words["message"].format(file=file, folder=file.parent), words["mend"].format(file=file)
    )


@contextmanager
def told_plainly(file: Path) -> Iterator[None]:
    """Turns what SQLite finds wrong with the file into a JournalError."""
    try:
        yield
    except sqlite3.IntegrityError:
        raise  # a mistake of the caller
    except sqlite3.DatabaseError as error:
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & _PRIMARY_CODE
        raise trouble(_TROUBLE_BY_CODE.get(code, "damaged"), file) from error
