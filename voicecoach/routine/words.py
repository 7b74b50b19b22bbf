"""The words for what is wrong with a file, from the language file beside this one."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from difflib import get_close_matches
from functools import cache
from pathlib import Path

_LONGEST_SHOWN = 60


@cache
def _templates() -> dict[str, str]:
    return tomllib.loads(Path(__file__).with_name("en.toml").read_text(encoding="utf-8"))


def knows(kind: str) -> bool:
    """Whether there are words for this kind of fault."""
    return kind in _templates()


def words(kind: str, **values: object) -> str:
    """The words for one kind of fault, with its values filled in."""
    return _templates()[kind].format(**values)


def nearest(name: str, known: Iterable[str]) -> str:
    """A question that offers the known name most like this one, or "" when none is like it."""
    if len(name) > _LONGEST_SHOWN:  # no name is as long, and comparing would take its time
        return ""
    found = get_close_matches(name, sorted(set(known) - {name}), n=1, cutoff=0.6)
    return words("nearest", name=found[0]) if found else ""


def shown(text: str) -> str:
    """Somebody else's text, made fit for one short line of a terminal."""
    plain = "".join(sign if sign.isprintable() else "?" for sign in text)
    return plain if len(plain) <= _LONGEST_SHOWN else plain[: _LONGEST_SHOWN - 3] + "..."
