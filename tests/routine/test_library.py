"""The library: what is found, in which order, and what is passed over."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tests.support.routine_files import ROUTINE, STRETCH
from voicecoach.routine.errors import RoutineError
from voicecoach.routine.library import Library


@pytest.fixture
def builtin(tmp_path: Path) -> Path:
    """Two built-in routines, b before a, of one stretch."""
    folder = tmp_path / "builtin"
    write(folder / "stretches" / "knee-to-chest.toml", STRETCH)
    write(folder / "routines" / "a.toml", ROUTINE)
    write(folder / "routines" / "b.toml", ROUTINE)
    write(folder / "order.toml", 'order = ["b", "a"]')
    return folder


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """The user's folder, empty."""
    (tmp_path / "own").mkdir()
    return tmp_path / "own"


def write(path: Path, text: str) -> None:
    """Write a file and its folders."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def ids(library: Library) -> list[tuple[str, str]]:
    """What there is, in order."""
    return [(routine.id, routine.origin) for routine in library.routines()]


def test_the_order_is_fixed(builtin: Path, own: Path) -> None:
    """Built-in routines come as order.toml says, the user's own after them by id."""
    write(own / "z.toml", ROUTINE)
    write(own / "aa.toml", ROUTINE)
    library = Library(builtin, own)
    assert ids(library) == [("b", "built-in"), ("a", "built-in"), ("aa", "own"), ("z", "own")]
    assert library.broken == ()


@pytest.mark.parametrize("folder", [None, Path("nowhere")])
def test_without_own_files(builtin: Path, folder: Path | None) -> None:
    """Nobody needs a folder of their own."""
    assert ids(Library(builtin, folder)) == [("b", "built-in"), ("a", "built-in")]


def test_broken_files_hide_nothing(builtin: Path, own: Path) -> None:
    """What cannot be used is listed with its message, and all else is there as before."""
    write(own / "bad.toml", "title =")
    write(own / "a.toml", ROUTINE.replace("knee-to-chest", "knee-to-nose"))
    write(own / "Bad Name.toml", ROUTINE)
    write(own / "stretches" / "knee-to-chest.toml", "name = 3")
    library = Library(builtin, own)
    assert ids(library) == [("b", "built-in"), ("a", "built-in")]
    assert {broken.path.name for broken in library.broken} == {
        "bad.toml", "a.toml", "Bad Name.toml", "knee-to-chest.toml",
    }  # fmt: skip
    assert all(str(broken.path) in broken.message for broken in library.broken)


def test_own_files_take_the_place_of_builtin_ones(builtin: Path, own: Path) -> None:
    """A stretch of one's own is used in every routine, and a routine keeps its place in the menu."""
    write(own / "a.toml", ROUTINE.replace("Mine", "My own way"))
    write(own / "stretches" / "knee-to-chest.toml", STRETCH.replace("Knee to chest", "Hug a knee"))
    library = Library(builtin, own)
    assert ids(library) == [("b", "built-in"), ("a", "own")]
    assert library.routine("a").title == "My own way"
    assert library.routine("b").parts[0].stretch.name == "Hug a knee"


def test_a_routine_may_ask_for_another_dose(builtin: Path, own: Path) -> None:
    """The routine's dose holds where it has one, and the stretch itself stays as it is."""
    dose = 'dose = { kind = "breaths", breaths = { least = 1, start = 2, most = 3 } }'
    two = f'[{{ use = "knee-to-chest", {dose} }}, {{ use = "knee-to-chest" }}]'
    write(own / "mine.toml", ROUTINE.replace('[{ use = "knee-to-chest" }]', two))
    first, second = Library(builtin, own).routine("mine").parts
    assert (first.dose.kind, second.dose.kind) == ("breaths", "hold")
    assert first.stretch == second.stretch
    assert first.figure == "knee-to-chest"


def test_a_dose_must_fit_its_stretch(builtin: Path, own: Path) -> None:
    """A routine cannot hold what goes from side to side; the fault is told at its place in the routine."""
    moving = STRETCH.replace('"each"', '"alternate"').replace("{side} ", "").replace("{Side} ", "")
    moving = moving.replace('"hold"', '"repetitions"\npace_seconds = 4').replace("seconds = {", "count = {")
    write(own / "stretches" / "sway.toml", moving)
    held = '{ use = "sway", dose = { kind = "hold", seconds = { least = 1, start = 2, most = 3 } } }'
    write(own / "mine.toml", ROUTINE.replace('{ use = "knee-to-chest" }', f'{{ use = "sway" }}, {held}'))
    with pytest.raises(RoutineError, match="stretches#2 should be of kind") as caught:
        Library(builtin, own).routine(str(own / "mine.toml"))
    assert len(caught.value.faults) == 1


def test_a_routine_by_its_file(builtin: Path, tmp_path: Path) -> None:
    """A file anywhere can be used without being put anywhere."""
    write(tmp_path / "elsewhere" / "mine.toml", ROUTINE)
    routine = Library(builtin).routine(str(tmp_path / "elsewhere" / "mine.toml"))
    assert (routine.id, routine.origin, [part.id for part in routine.parts]) == (
        "mine",
        "own",
        ["knee-to-chest"],
    )


def test_unknown_stretches_are_told_together(builtin: Path, tmp_path: Path) -> None:
    """Each unknown stretch is named, with the one that was probably meant."""
    write(
        tmp_path / "mine.toml",
        ROUTINE.replace('{ use = "knee-to-chest" }', '{ use = "knee-chest" }, { use = "zzz" }'),
    )
    with pytest.raises(RoutineError) as caught:
        Library(builtin).routine(str(tmp_path / "mine.toml"))
    assert str(caught.value) == (
        f"{tmp_path / 'mine.toml'}: "
        'stretches#1.use names a stretch that is not known, "knee-chest" (Did you mean "knee-to-chest"?); '
        'stretches#2.use names a stretch that is not known, "zzz".'
    )


def test_a_stretch_whose_file_is_broken_is_not_called_unknown(builtin: Path, own: Path) -> None:
    """The message points at the file to mend."""
    write(own / "stretches" / "sway.toml", "name = 3")
    write(own / "mine.toml", ROUTINE.replace("knee-to-chest", "sway"))
    with pytest.raises(RoutineError, match="whose file is broken"):
        Library(builtin, own).routine("mine")


def test_an_unknown_routine(builtin: Path, own: Path) -> None:
    """The nearest name is offered, where one is near."""
    write(own / "my-morning.toml", ROUTINE)
    library = Library(builtin, own)
    with pytest.raises(RoutineError) as caught:
        library.routine("my-mornin")
    assert str(caught.value) == 'There is no routine called "my-mornin". Did you mean "my-morning"?'
    with pytest.raises(RoutineError) as caught:
        library.routine("\x1b[2J")
    assert str(caught.value) == 'There is no routine called "?[2J".'


def test_what_comes_goes_or_changes_is_noticed(builtin: Path, own: Path) -> None:
    """Nobody has to start the program again after putting a file there."""
    library = Library(builtin, own)
    library.routines()
    write(own / "mine.toml", ROUTINE)
    assert ("mine", "own") in ids(library)
    write(own / "mine.toml", ROUTINE.replace("Mine", "Another title"))
    assert library.routine("mine").title == "Another title"
    write(own / "mine.toml", "title =")
    assert ("mine", "own") not in ids(library)
    assert [broken.path.stem for broken in library.broken] == ["mine"]
    (own / "mine.toml").unlink()
    assert library.broken == ()
    write(own / "stretches" / "knee-to-chest.toml", STRETCH.replace("Knee to chest", "Hug a knee"))
    assert library.routine("a").parts[0].stretch.name == "Hug a knee"


def test_what_did_not_change_is_not_read_again(builtin: Path, own: Path) -> None:
    """A large library stays quick: every routine is the very same as before but the one that changed."""
    write(own / "mine.toml", ROUTINE)
    library = Library(builtin, own)
    before = {routine.id: routine for routine in library.routines()}
    write(own / "mine.toml", ROUTINE.replace("Mine", "Another title"))
    after = {routine.id: routine for routine in library.routines()}
    assert [name for name in after if after[name] is not before[name]] == ["mine"]


def test_a_routine_knows_whether_it_hides_a_builtin_one(builtin: Path, own: Path) -> None:
    """Only one's own routine with the same name does."""
    write(own / "a.toml", ROUTINE)
    write(own / "mine.toml", ROUTINE)
    shadows = {routine.id: routine.shadows for routine in Library(builtin, own).routines()}
    assert shadows == {"b": False, "a": True, "mine": False}


def test_hidden_files_are_left_alone(builtin: Path, own: Path) -> None:
    """Editors and copies that are under way leave such files."""
    write(own / ".mine.toml", "title =")
    library = Library(builtin, own)
    assert ids(library) == [("b", "built-in"), ("a", "built-in")]
    assert library.broken == ()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows makes links and pipes for administrators only")
def test_links_pipes_and_folders_hide_nothing(builtin: Path, own: Path) -> None:
    """A link to itself, a link to nowhere, a pipe and a folder with such a name are passed over at once."""
    (own / "loop.toml").symlink_to(own / "loop.toml")
    (own / "nowhere.toml").symlink_to(own / "nothing")
    (own / "folder.toml").mkdir()
    if sys.platform != "win32":
        os.mkfifo(own / "pipe.toml")
    (own / "stretches").symlink_to(own)
    library = Library(builtin, own)
    assert ids(library) == [("b", "built-in"), ("a", "built-in")]
    assert {broken.path.stem for broken in library.broken} == {"loop", "nowhere", "folder", "pipe"}
    edition = library.edition
    assert library.edition == edition, "nothing has changed meanwhile"
