"""Checking a file: everything at once, each with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.routine_files import OWN_STRETCH, ROUTINE, STRETCH
from tests.support.world import world
from voicecoach.routine.check import Problem, check, is_ours, kind_of
from voicecoach.routine.load import load_stretch
from voicecoach.routine.resolve import Shelf

USE = '{ use = "knee-to-chest" }'


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    """One stretch that can be used, and one that cannot."""
    path = tmp_path / "knee-to-chest.toml"
    path.write_text(STRETCH, encoding="utf-8")
    return Shelf({"knee-to-chest": load_stretch(path)}, {"sway"})


def problems(folder: Path, shelf: Shelf, text: str, name: str = "mine.toml") -> list[Problem]:
    """What is found in a file with this text."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return check(path, shelf, world())


def told(found: list[Problem]) -> list[tuple[int, str, str]]:
    """Lines, keys and severities."""
    return [(one.line, one.key, one.severity) for one in found]


def test_everything_is_told_at_once(tmp_path: Path, shelf: Shelf) -> None:
    """Wrong keys, wrong values, unknown stretches, faults in its own stretches, and warnings, in order."""
    text = (
        ROUTINE.replace("about =", "abuot =")
        .replace("Goodbye.", "Stop.")
        .replace(USE, '{ use = "knee-to-chets" }, { rest = 3 }, { use = "sway" }, { use = "my-own" }')
    )
    found = problems(tmp_path, shelf, text + OWN_STRETCH.replace('"on-back"', '"on-bakc"'))
    assert told(found) == [
        (1, "about", "error"),
        (3, "abuot", "error"),
        (5, "farewell#1", "warning"),
        (6, "stretches#2.rest", "error"),
        (6, "stretches#1.use", "error"),
        (6, "stretches#3.use", "error"),
        (7, "define.my-own", "warning"),
        (9, "define.my-own.position", "error"),
    ]
    hints = {one.key: one.hint for one in found}
    assert hints["abuot"] == 'Did you mean "about"?'
    assert hints["stretches#1.use"] == 'Did you mean "knee-to-chest"?'
    assert hints["define.my-own.position"] == 'Did you mean "on-back"?'


def test_a_stretch_file(tmp_path: Path, shelf: Shelf) -> None:
    """Is told from a routine by its keys, wherever it lies."""
    found = problems(tmp_path, shelf, STRETCH.replace("least = 10", "least = 0"))
    assert told(found) == [(1, "", "warning"), (12, "dose.seconds.least", "error")]


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ('title = "x"\nabout = = 3\n', 2, "is not valid TOML"),
        ('title = "x"\n\nabout = "\udcff"\n', 3, "is not UTF-8 text"),
        ('title = "x', 1, "is not valid TOML (it ends too early)"),
    ],
)
def test_a_file_that_is_no_toml(tmp_path: Path, shelf: Shelf, text: str, line: int, message: str) -> None:
    """With its line as well."""
    path = tmp_path / "mine.toml"
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    [one] = check(path, shelf, world())
    assert (one.line, one.key, one.severity) == (line, "", "error")
    assert one.message.startswith(message)


def test_a_name_that_is_no_id(tmp_path: Path, shelf: Shelf) -> None:
    """Is told together with the rest."""
    found = problems(tmp_path, shelf, ROUTINE.replace("Goodbye.", "Stop."), "My Back.toml")
    assert told(found) == [(1, "", "error"), (5, "farewell#1", "warning")]


def test_a_fault_in_an_own_stretch_is_told_once(tmp_path: Path, shelf: Shelf) -> None:
    """Not again where it is used."""
    text = ROUTINE.replace(USE, '{ use = "my-own" }') + OWN_STRETCH.replace("least = 10", "least = 0")
    errors = [one.key for one in problems(tmp_path, shelf, text) if one.severity == "error"]
    assert errors == ["define.my-own.dose.seconds.least"]


def test_what_a_file_is_meant_to_be() -> None:
    """By most of its keys, else by its folder."""
    assert kind_of(Path("a.toml"), {"title": 1, "name": 2, "welcome": 3}) == "routine"
    assert kind_of(Path("a.toml"), {"name": 1}) == "stretch"
    assert kind_of(Path("x/stretches/a.toml"), {}) == "stretch"
    assert kind_of(Path("x/a.toml"), {"sources": []}) == "routine"
    assert is_ours({"nothing": 1, "title": 2})
    assert not is_ours({"project": 1, "tool": 2})
