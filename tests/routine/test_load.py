"""Files: what is right is loaded, and all that is wrong is told at once."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tests.support.routine_files import ROUTINE, STRETCH
from voicecoach.errors import UserError
from voicecoach.routine.errors import RoutineError
from voicecoach.routine.load import load_routine_file, load_stretch
from voicecoach.routine.model import HoldDose, Item, Position, Sides


def stretch_faults(folder: Path, text: str) -> dict[str, str]:
    """What is said about a stretch file with this text: messages by key."""
    path = folder / "mine.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(RoutineError) as caught:
        load_stretch(path)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)
    return {fault.key: str(fault).removeprefix(fault.key).strip() for fault in caught.value.faults}


def test_a_stretch(tmp_path: Path) -> None:
    """What is written is what is loaded; what is left out has its usual value."""
    path = tmp_path / "knee-to-chest.toml"
    path.write_text(STRETCH, encoding="utf-8")
    stretch = load_stretch(path)
    assert (stretch.position, stretch.sides) == (Position.ON_BACK, Sides.EACH)
    assert isinstance(stretch.dose, HoldDose)
    assert (stretch.dose.seconds.start, stretch.dose.repetitions) == (20, 1)
    assert stretch.instructions == ("Bring your {side} knee to your chest.",)


def test_a_routine(tmp_path: Path) -> None:
    """A mark that Windows editors write, and their line ends, are no fault."""
    path = tmp_path / "mine.toml"
    path.write_bytes(b"\xef\xbb\xbf" + ROUTINE.replace("\n", "\r\n").encode())
    assert load_routine_file(path).stretches == (Item(use="knee-to-chest"),)


def test_every_fault_is_told_at_once(tmp_path: Path) -> None:
    """Nobody has to mend a file one message at a time."""
    broken = (
        STRETCH.replace('name = "Knee to chest"\n', "").replace("on-back", "onback").replace("60 }", '"x" }')
    )
    assert stretch_faults(tmp_path, broken) == {
        "name": "is missing",
        "position": (
            "should be 'on-back', 'on-side', 'on-front', 'hands-and-knees', 'kneeling', 'half-kneeling', "
            "'seated' or 'standing' (Did you mean \"on-back\"?)"
        ),
        "dose.seconds.most": "should be a number",
    }


@pytest.mark.parametrize(
    ("old", "new", "key", "message"),
    [
        ("name =", "nam =", "nam", 'is not a key that belongs here (Did you mean "name"?)'),
        ('"hold"', '"holds"', "dose", "Did you mean"),
        ('kind = "hold"', "", "dose", "needs a kind"),
        ("least = 10", "least = 0", "dose.seconds.least", "should be more than 0"),
        ("least = 10", "least = 30", "dose.seconds", "least, start and most"),
        ("most = 60", "most = 6000", "dose.seconds.most", "should be 600 or less"),
        ("most = 60", "most = nan", "dose.seconds.most", "should be"),
        ('["Let it go."]', '"Let it go."', "release", "should be a list"),
        ('["Let it go."]', '["Let it go.", 5]', "release#2", "should be a text in quotes"),
        ('["Let it go."]', "[]", "release", "should not be empty"),
        ('["Let it go."]', '[" "]', "release#1", "should not be empty"),
        ('"Let it go."', '"Let\\u001b[2J go."', "release#1", "control characters"),
        ("{side}", "{seite}", "instructions#1", "may hold no braces but {side}"),
        ('"each"', '"none"', "", 'only where sides is "each"'),
        ('"each"', '"alternate"', "", 'of kind "repetitions"'),
        ("Knee to chest", "Knee {side}", "name", "may hold no braces"),
        (
            'kind = "hold"\nseconds =',
            'kind = "breaths"\nbreaths =',
            "dose.breaths",
            "should hold whole numbers",
        ),
    ],
)
def test_each_fault_in_plain_words(tmp_path: Path, old: str, new: str, key: str, message: str) -> None:
    """A fault is told with its place and what was expected, and brings no other faults with it."""
    text = STRETCH.replace(old, new)
    assert text != STRETCH
    faults = stretch_faults(
        tmp_path, text.replace("least = 10", "least = 10.5") if "breaths" in key else text
    )
    assert message in faults[key]
    assert set(faults) <= {key, "name"}, "a misspelt name is also missing"


def test_no_fault_is_told_that_follows_from_another(tmp_path: Path) -> None:
    """A list whose entries are all wrong is not called empty besides."""
    assert set(stretch_faults(tmp_path, STRETCH.replace('"Let it go."', "5"))) == {"release#1"}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b'name = "x"\nposition = = 3\n', "is not valid TOML (line 2, column 12)"),
        (b'name = "x', "is not valid TOML (it ends too early)"),
        (b"a = " + b"[" * 5_000, "is not valid TOML"),
        (b"a = " + b"[" * 100_000, "holds far more than any routine"),
        (b"a = " + b"[" * 20 + b"]" * 20, "holds far more than any routine"),
        (b"a." * 400_000 + b"a = 1", "holds far more than any routine"),
        (b"cues = [" + b"1," * 300_000 + b"]", "holds far more than any routine"),
        (b"".join(b"k%d=1\n" % n for n in range(60_000)), "holds far more than any routine"),
        (b'name = "x"\nabout = "\xff"\n', "is not UTF-8 text (line 2)"),
        (b"#" * (1024 * 1024 + 1), "is larger than 1 MB"),
    ],
    ids=[
        "syntax",
        "end",
        "brackets",
        "more-brackets",
        "lists-in-lists",
        "dots",
        "values",
        "keys",
        "not-utf8",
        "large",
    ],
)
def test_a_file_that_is_no_toml(tmp_path: Path, content: bytes, message: str) -> None:
    """Whatever is in a file, the answer is one message that says where to look."""
    path = tmp_path / "mine.toml"
    path.write_bytes(content)
    with pytest.raises(RoutineError) as caught:
        load_routine_file(path)
    assert f"{path}: {message}" in str(caught.value)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    """A missing file is the user's mistake, in one line."""
    with pytest.raises(UserError, match=r"cannot be read \(No such file"):
        load_stretch(tmp_path / "nothing.toml")


def test_a_folder_in_the_place_of_a_file(tmp_path: Path) -> None:
    """A folder is not read."""
    with pytest.raises(RoutineError, match="is not a file"):
        load_stretch(tmp_path)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no named pipes in folders")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    """A pipe that nobody writes to does not hold the program up."""
    if sys.platform != "win32":
        os.mkfifo(tmp_path / "mine.toml")
    with pytest.raises(RoutineError, match="is not a file"):
        load_stretch(tmp_path / "mine.toml")
