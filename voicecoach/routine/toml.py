"""Reading TOML files that may hold anything: whatever comes, it stays quick and small."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from voicecoach.routine.errors import Fault, RoutineError
from voicecoach.routine.words import words

_MEGABYTE = 1024 * 1024
_SMALL = 4096
"""No text of so few letters keeps the parser busy."""
_MOST_SIGNS = 10_000
"""Keys and brackets in the text: the parser needs much time and memory for each."""
_MOST_LINES = 50_000
_MOST_VALUES = 20_000
_DEEPEST = 8
"""The format itself goes down to five."""
_PART = r"""(?:[\w-]+|"(?:\\.|[^"\\\n])*+"|'[^'\n]*')"""
_LONG_KEY = re.compile(rf"(?:^|[{{,\[])[ \t]*(?:{_PART}[ \t]*\.[ \t]*){{{_DEEPEST}}}", re.MULTILINE)
"""A key with so many dots that the parser would be busy with it for minutes."""


@dataclass(frozen=True, slots=True)
class Document:
    """A file that is TOML."""

    path: Path
    text: str
    table: dict[str, Any]


def read(path: Path) -> Document:
    """The TOML in a file.

    Raises:
        RoutineError: it is no file, cannot be read, is too large, or is not TOML in UTF-8.
    """
    text = _text_of(path)
    if len(text) > _SMALL and _is_hard(text):
        raise _whole_file(path, words("too_much"))
    try:
        table = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise _not_toml(path, str(error)) from None
    if not _is_moderate(table):
        raise _whole_file(path, words("too_much"))
    return Document(path, text, table)


def _is_hard(text: str) -> bool:
    """Whether the parser would need far too long, or far too much memory."""
    signs = sum(map(text.count, "=[{"))
    return signs > _MOST_SIGNS or text.count("\n") > _MOST_LINES or bool(_LONG_KEY.search(text))


def _text_of(path: Path) -> str:
    try:
        if path.exists() and not path.is_file():  # a pipe or a device would never end
            raise _whole_file(path, words("not_a_file"))
        with path.open("rb") as file:
            content = file.read(_MEGABYTE + 1)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else None
        raise _whole_file(path, words("unreadable", reason=reason or error)) from None
    if len(content) > _MEGABYTE:
        raise _whole_file(path, words("too_large", megabytes=1))
    try:
        return content.decode("utf-8-sig")  # Windows editors write a mark at the start
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise _whole_file(path, words("not_utf8", line=line), line) from None


def _is_moderate(table: dict[str, Any]) -> bool:
    """Whether the tables and lists go no deeper, and hold no more, than any file of ours would."""
    count, level = 0, [iter(table.values())]
    while level:
        for value in level[-1]:
            count += 1
            if count > _MOST_VALUES or len(level) > _DEEPEST:
                return False
            if isinstance(value, (dict, list)):
                level.append(_inside(value))
                break
        else:
            level.pop()
    return True


def _inside(value: dict[str, Any] | list[Any]) -> Iterator[Any]:
    return iter(value.values()) if isinstance(value, dict) else iter(value)


def _not_toml(path: Path, message: str) -> RoutineError:
    place = re.search(r"at line (\d+), column (\d+)", message)
    if place:
        return _whole_file(path, words("not_toml", line=place[1], column=place[2]), int(place[1]))
    return _whole_file(
        path, words("not_toml_at_end" if "end of document" in message else "not_toml_anywhere")
    )


def _whole_file(path: Path, message: str, line: int = 0) -> RoutineError:
    return RoutineError.of_file(path, [Fault((), message, line=line)])
