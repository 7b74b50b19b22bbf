"""What a routine file may hold besides stretches of the library: rests, and stretches of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.routine_files import OWN_STRETCH, ROUTINE, STRETCH
from voicecoach.routine.errors import RoutineError
from voicecoach.routine.library import Library
from voicecoach.routine.model import Routine

USE = '{ use = "knee-to-chest" }'


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """A library of one stretch."""
    (tmp_path / "builtin" / "stretches").mkdir(parents=True)
    (tmp_path / "builtin" / "stretches" / "knee-to-chest.toml").write_text(STRETCH, encoding="utf-8")
    (tmp_path / "builtin" / "order.toml").write_text("order = []", encoding="utf-8")
    return Library(tmp_path / "builtin")


def routine(library: Library, entries: str, more: str = "") -> Routine:
    """The routine of a file with these entries, and more tables below."""
    path = library.builtin.parent / "mine.toml"
    path.write_text(ROUTINE.replace(USE, entries) + more, encoding="utf-8")
    return library.routine(str(path))


def faults(library: Library, entries: str, more: str = "") -> dict[str, str]:
    """What is wrong with such a routine: messages by key."""
    with pytest.raises(RoutineError) as caught:
        routine(library, entries, more)
    return {fault.key: fault.message for fault in caught.value.faults}


def test_a_rest_belongs_to_the_stretch_that_follows(library: Library) -> None:
    """Every other stretch begins without one."""
    found = routine(library, f"{USE}, {{ rest = 30 }}, {USE}, {USE}")
    assert [part.rest_before_seconds for part in found.parts] == [0, 30, 0]


@pytest.mark.parametrize(
    ("entries", "key"),
    [
        (f"{{ rest = 30 }}, {USE}", "stretches#1.rest"),
        (f"{USE}, {{ rest = 30 }}", "stretches#2.rest"),
        ("{ rest = 30 }", "stretches#1.rest"),
        (f"{USE}, {{ rest = 30 }}, {{ rest = 30 }}, {USE}", "stretches#3.rest"),
    ],
)
def test_a_rest_stands_between_two_stretches(library: Library, entries: str, key: str) -> None:
    """Before the first and after the last one there is nothing to rest from."""
    assert faults(library, entries) == {key: "should stand between two stretches, one rest at a time"}


@pytest.mark.parametrize(
    ("entry", "key", "message"),
    [
        ("{ rest = 4 }", "stretches#2.rest", "should be 5 or more"),
        ("{ rest = 601 }", "stretches#2.rest", "should be 600 or less"),
        ('{ rest = "long" }', "stretches#2.rest", "should be a number"),
        ('{ rest = 30, use = "knee-to-chest" }', "stretches#2.use", "is not a key that belongs here"),
        ("{ }", "stretches#2.use", "is missing"),
        ("30", "stretches#2", "should be a table"),
    ],
)
def test_an_entry_is_a_stretch_or_a_rest(library: Library, entry: str, key: str, message: str) -> None:
    """Whatever else it is, is told at its place in the file."""
    assert faults(library, f"{USE}, {entry}, {USE}") == {key: message}


def test_a_file_may_define_stretches_of_its_own(library: Library) -> None:
    """So that one file is all that a friend needs."""
    found = routine(library, f'{{ use = "my-own" }}, {USE}', OWN_STRETCH.replace("Knee to chest", "My own"))
    assert [(part.id, part.stretch.name) for part in found.parts] == [
        ("my-own", "My own"),
        ("knee-to-chest", "Knee to chest"),
    ]


def test_a_stretch_of_the_file_comes_before_one_of_the_library(library: Library) -> None:
    """Its own words for a stretch count in this file, and nowhere else."""
    own = OWN_STRETCH.replace("my-own", "knee-to-chest").replace("Knee to chest", "Hug a knee")
    assert routine(library, USE, own).parts[0].stretch.name == "Hug a knee"
    assert routine(library, USE).parts[0].stretch.name == "Knee to chest"


def test_a_fault_in_a_stretch_of_the_file_is_told_at_its_place(library: Library) -> None:
    """With the whole way there."""
    own = OWN_STRETCH.replace("least = 10", "least = 0").replace('"on-back"', '"upside-down"')
    assert set(faults(library, '{ use = "my-own" }', own)) == {
        "define.my-own.dose.seconds.least",
        "define.my-own.position",
    }
    assert set(faults(library, USE, OWN_STRETCH.replace("my-own", '"My own"'))) == {"define.My own"}


def test_a_key_below_a_table_is_told_where_to_go(library: Library) -> None:
    """In TOML a line belongs to the last line in brackets above it, which surprises people."""
    path = library.builtin.parent / "mine.toml"
    top, entries = ROUTINE.split("stretches =")
    path.write_text(f"{top}{OWN_STRETCH}stretches ={entries}", encoding="utf-8")
    with pytest.raises(RoutineError, match="further up, above the first line") as caught:
        library.routine(str(path))
    assert {fault.key for fault in caught.value.faults} == {"stretches", "define.my-own.dose.stretches"}
