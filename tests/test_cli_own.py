"""`voicecoach new` and `add`: routines of one's own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.support.routine_files import OWN_STRETCH, ROUTINE, STRETCH
from voicecoach.cli import main
from voicecoach.routine.model import Rest
from voicecoach.runtime.build import library
from voicecoach.runtime.checking import check_all

GOOD = ROUTINE.replace("knee-to-chest", "open-close")
ANSWERS = [
    "My evening",
    "It lets the day go.",
    "open-close",
    "4",
    "own",
    "30",
    "Knee hug",
    "on-back",
    "each",
    "hold",
    "25",
    "2",
    "Lie on your back. Bend your knees.",
    "Bring your {side} knee to your chest. Breathe out.",
    "",
    "Let your {side} foot come back to the floor.",
    "",
    "done",
]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own."""
    monkeypatch.setenv("VOICECOACH_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def write(path: Path, text: str) -> Path:
    """Write a file and its folders."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def call(*arguments: str | Path, answers: Sequence[str] = ()) -> Result:
    """Call `voicecoach`, with lines that are typed."""
    typed = "".join(f"{line}\n" for line in answers)
    return CliRunner().invoke(main, [*map(str, arguments)], input=typed, prog_name="voicecoach")


def assert_mistake(done: Result, *parts: str) -> None:
    """One line on stderr that has these parts."""
    assert (done.exit_code, done.stdout) == (2, "")
    [line] = done.stderr.splitlines()
    assert all(part in line for part in ("voicecoach: ", *parts)), line


def test_the_template_can_be_done_as_it_stands(home: Path) -> None:
    """It passes without a warning, is in the menu at once, and says where it is and what to do next."""
    done = call("new", "my-back")
    path = home / "routines" / "my-back.toml"
    assert (done.exit_code, done.stderr) == (0, "")
    assert str(path) in done.stdout
    assert "voicecoach rehearse my-back" in done.stdout
    assert check_all([path])[1] == []
    routine = library().routine("my-back")
    assert (routine.title, [part.id for part in routine.parts]) == (
        "My back",
        ["my-knee-hug", "leg-rotations"],
    )
    assert "@" not in path.read_text(encoding="utf-8")


def test_nothing_is_overwritten(home: Path) -> None:
    """Whatever stands there already, even a link to nowhere."""
    path = write(home / "routines" / "mine.toml", GOOD)
    assert_mistake(call("new", "mine"), str(path))
    assert_mistake(call("new", "mine", "--questions", answers=ANSWERS), str(path))
    assert path.read_text(encoding="utf-8") == GOOD


@pytest.mark.parametrize(
    ("name", "near"), [("My Back!", "my-back"), ("../x", "x"), ("", "cannot be a name"), ("ärm", "rm")]
)
def test_a_name_has_to_be_one(name: str, near: str, home: Path) -> None:
    """No other folder can be reached by it; the nearest name that works is offered."""
    assert_mistake(call("new", name), near)
    assert not home.exists()


def test_a_new_routine_says_what_it_hides() -> None:
    """Nobody should lose a built-in one without noticing."""
    assert "takes the place of the built-in one called three-easy" in call("new", "three-easy").stdout


def test_questions_make_a_routine(home: Path) -> None:
    """With a library stretch at another dose, a rest, and a stretch of its own, without a warning."""
    done = call("new", "my-evening", "--questions", answers=ANSWERS)
    assert (done.exit_code, done.stderr) == (0, "")
    path = home / "routines" / "my-evening.toml"
    assert check_all([path])[1] == []
    routine = library().routine("my-evening")
    assert (routine.title, routine.file.about) == ("My evening", "It lets the day go.")
    assert routine.file.stretches[1] == Rest(rest=30)
    first, own = routine.parts
    assert (first.id, first.dose.kind, first.stretch.dose.kind) == ("open-close", "breaths", "breaths")
    assert first.dose.kind == "breaths"
    assert (first.dose.breaths.start, first.dose.repetitions) == (4, 5)
    assert (own.id, own.stretch.name, own.rest_before_seconds) == ("knee-hug", "Knee hug", 30)
    assert own.stretch.setup == ("Lie on your back.", "Bend your knees.")
    assert own.stretch.brief == ("Bring your {side} knee to your chest.",)
    assert own.dose.kind == "hold"
    assert (own.dose.seconds.start, own.dose.repetitions) == (25, 2)


@pytest.mark.parametrize(
    ("number", "wrong", "told"),
    [
        (1, "a {brace}", "May hold no braces."),
        (2, "open-clse", 'Did you mean "open-close"?'),
        (2, "done", "one stretch at least"),
        (3, "many", "a whole number from 1 to 600"),
        (5, "3", "0, or with a whole number from 5 to 600"),
        (7, "on-bakc", 'Did you mean "on-back"?'),
        (13, "Lift your {seite} leg.", "{side}"),
    ],
)
def test_every_answer_is_checked_as_it_comes(number: int, wrong: str, told: str) -> None:
    """A wrong one is explained, and the same question comes again."""
    done = call("new", "mine", "--questions", answers=[*ANSWERS[:number], wrong, *ANSWERS[number:]])
    assert done.exit_code == 0
    assert told in done.stdout + done.stderr
    assert library().routine("mine").title == "My evening"


def test_the_library_can_be_listed_between_two_questions() -> None:
    """Nobody knows the ids by heart."""
    done = call("new", "mine", "--questions", answers=[*ANSWERS[:2], "list", *ANSWERS[2:]])
    assert "hip-flexor-90-90" in done.stdout
    assert done.exit_code == 0


@pytest.mark.parametrize("sides", ["none", "alternate"])
def test_a_stretch_without_sides_of_its_own(sides: str) -> None:
    """Asks for nothing that it has not: no brief form, no placeholders, and from side to side no hold."""
    dose = ["hold", "20", "1"] if sides == "none" else ["10", "5"]
    own = ["own", "Sway", "on-back", sides, *dose, "Lie on your back.", "Sway slowly.", "Come to rest.", ""]
    done = call("new", "mine", "--questions", answers=["Mine", "For me.", *own, "sway", "0", "done"])
    assert done.exit_code == 0, done.output
    assert [part.id for part in library().routine("mine").parts] == ["sway", "sway"]


@pytest.mark.parametrize("answers", [ANSWERS[:n] for n in (0, 1, 6, 17)], ids=len)
def test_questions_that_end_early_leave_nothing(answers: list[str], home: Path) -> None:
    """No half a file."""
    done = call("new", "mine", "--questions", answers=answers)
    assert done.exit_code == 1
    assert done.stderr.endswith("voicecoach: Stopped. Nothing was written.\n")
    assert not home.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no interrupts to one process")
def test_an_interrupt_leaves_nothing(home: Path) -> None:
    """Ctrl-C in the middle of the questions."""
    program = subprocess.Popen(
        [sys.executable, "-u", "-m", "voicecoach", "new", "mine", "--questions"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ | {"VOICECOACH_HOME": str(home)},
    )
    with program:
        assert program.stdin is not None
        assert program.stdout is not None
        shown = b""
        while b"menu call it" not in shown:
            shown += os.read(program.stdout.fileno(), 1000)
        program.send_signal(signal.SIGINT)
        _, errors = program.communicate(timeout=30)
    assert program.returncode == 1
    assert errors.decode().endswith("voicecoach: Stopped. Nothing was written.\n")
    assert not home.exists()


def test_add_copies_what_passes(tmp_path: Path, home: Path) -> None:
    """A routine to the routines, a stretch to the stretches; both can be used at once."""
    assert call("add", write(tmp_path / "mine.toml", GOOD)).exit_code == 0
    done = call("add", write(tmp_path / "sway.toml", STRETCH))
    assert done.exit_code == 0
    assert str(home / "routines" / "stretches" / "sway.toml") in done.stdout
    assert library().routine("mine").origin == "own"
    assert "sway" in library().shelf().stretches
    assert [path.name for path in (home / "routines").rglob("*") if path.is_file()] == [
        "mine.toml",
        "sway.toml",
    ]


def test_one_file_is_all_that_a_friend_needs(tmp_path: Path) -> None:
    """With stretches of its own."""
    file = write(tmp_path / "mine.toml", ROUTINE.replace("knee-to-chest", "my-own") + OWN_STRETCH)
    done = call("add", file)
    assert done.exit_code == 0
    assert "warning" in done.stdout
    assert library().routine("mine").parts[0].id == "my-own"


def test_add_refuses_what_has_errors(tmp_path: Path, home: Path) -> None:
    """With all of them."""
    file = write(
        tmp_path / "mine.toml", GOOD.replace("title =", "tittle =").replace("open-close", "opn-close")
    )
    done = call("add", file)
    assert (done.exit_code, done.stderr) == (1, "")
    assert [line.split(":")[1] for line in done.stdout.splitlines()[:-1]] == ["1", "2", "6"]
    assert done.stdout.splitlines()[-1] == "Not added: mend the errors first."
    assert not home.exists()


def test_add_says_what_it_hides(tmp_path: Path) -> None:
    """A built-in routine with the same name."""
    done = call("add", write(tmp_path / "three-easy.toml", GOOD))
    assert "takes the place of the built-in one called three-easy" in done.stdout


def test_add_replaces_nothing_unasked(tmp_path: Path, home: Path) -> None:
    """What was changed at home is not lost; the same file twice is no mistake."""
    there = write(home / "routines" / "mine.toml", GOOD)
    assert call("add", write(tmp_path / "mine.toml", GOOD)).exit_code == 0
    newer = write(tmp_path / "mine.toml", GOOD.replace("Mine", "Newer"))
    assert_mistake(call("add", newer), str(there), "--replace")
    assert library().routine("mine").title == "Mine"
    assert call("add", "--replace", newer).exit_code == 0
    assert library().routine("mine").title == "Newer"


def test_add_tells_mistakes(tmp_path: Path) -> None:
    """A file that is not there, and a folder."""
    assert_mistake(call("add", tmp_path / "nothing.toml"), "nothing.toml")
    assert_mistake(call("add", tmp_path), "is a folder")


def test_a_file_in_the_place_of_the_folder_is_told(home: Path) -> None:
    """In one line, without a trace of a draft."""
    write(home / "routines", "not a folder")
    assert_mistake(call("new", "mine"), "cannot be written")
