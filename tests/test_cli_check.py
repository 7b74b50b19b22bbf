"""`voicecoach check`: everything that is to be mended in a file, for people and for scripts."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from tests.support.routine_files import ROUTINE, STRETCH
from voicecoach.cli import main

GOOD = ROUTINE.replace("knee-to-chest", "open-close")
SOURCED = 'ours = "My therapist says so."\n'


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


def call(*arguments: str | Path) -> Result:
    """Call `voicecoach check`."""
    return CliRunner().invoke(main, ["check", *map(str, arguments)], prog_name="voicecoach")


def found(*arguments: str | Path, status: int) -> list[dict[str, Any]]:
    """What a call prints for scripts."""
    done = call("--json", *arguments)
    assert (done.exit_code, done.stderr) == (status, "")
    problems: list[dict[str, Any]] = json.loads(done.stdout)
    assert all(list(one) == ["file", "line", "key", "severity", "message", "hint"] for one in problems)
    return problems


def test_the_builtin_library_passes_without_a_word() -> None:
    """No error and no warning."""
    assert found("--strict", status=0) == []


def test_all_problems_are_printed_with_their_lines(tmp_path: Path) -> None:
    """As editors understand them, and with a line at the end."""
    text = GOOD.replace("open-close", "knee-to-chets").replace("Goodbye.", "Stop.")
    file = write(tmp_path / "mine.toml", text + STRETCH_TABLE)
    done = call(file)
    assert (done.exit_code, done.stderr) == (1, "")
    assert done.stdout.splitlines() == [
        (
            f'{file}:5: warning: farewell#1: says "stop" by itself, and the coach would obey its own word '
            "(Put it into a longer sentence.)"
        ),
        (
            f"{file}:6: error: stretches#1.use: names a stretch that is not known, "
            '"knee-to-chets" (Did you mean "knee-to-chest"?)'
        ),
        (
            f"{file}:7: warning: define.knee-to-chest: is defined, but no entry of stretches uses it "
            '(Did you mean "knee-to-chets"?)'
        ),
        "1 file checked: 1 error and 2 warnings.",
    ]


STRETCH_TABLE = "[define.knee-to-chest]" + STRETCH.replace("[dose]", SOURCED + "[define.knee-to-chest.dose]")


def test_scripts_get_every_field(tmp_path: Path) -> None:
    """Exactly those that are promised."""
    file = write(tmp_path / "mine.toml", GOOD.replace("title =", "tittle ="))
    assert found(file, status=1) == [
        {
            "file": str(file),
            "line": 1,
            "key": "title",
            "severity": "error",
            "message": "is missing",
            "hint": "",
        },
        {
            "file": str(file),
            "line": 2,
            "key": "tittle",
            "severity": "error",
            "message": "is not a key that belongs here",
            "hint": 'Did you mean "title"?',
        },
    ]


def test_warnings_alone_are_no_failure(tmp_path: Path) -> None:
    """Unless they are to count."""
    file = write(tmp_path / "mine.toml", GOOD.replace("Goodbye.", "Stop."))
    assert [one["severity"] for one in found(file, status=0)] == ["warning"]
    assert found("--strict", file, status=1)


def test_without_a_path_ones_own_files_are_checked(home: Path) -> None:
    """Beside the built-in ones."""
    file = write(home / "routines" / "bad.toml", "title =")
    assert [one["file"] for one in found(status=1)] == [str(file)]


def test_a_folder_is_checked_with_all_that_is_in_it(tmp_path: Path) -> None:
    """Its stretches can be used by its routines; somebody's other TOML files are left alone."""
    write(tmp_path / "stretches" / "sway.toml", SOURCED + STRETCH)
    write(tmp_path / "mine.toml", GOOD.replace("open-close", "sway"))
    write(tmp_path / "pyproject.toml", "[project]\nname = 3\n")
    write(tmp_path / "figures" / "sway.toml", "seconds = 3\n")
    write(tmp_path / ".hidden" / "x.toml", "title =")
    bad = write(tmp_path / "deeper" / "bad.toml", "title =")
    assert {one["file"] for one in found(tmp_path, status=1)} == {str(bad)}


def test_a_stretch_that_is_checked_along_can_be_used(tmp_path: Path) -> None:
    """And one that is broken is not called unknown."""
    stretch = write(tmp_path / "sway.toml", STRETCH)
    routine = write(tmp_path / "mine.toml", GOOD.replace("open-close", "sway"))
    assert "error" not in {one["severity"] for one in found(routine, stretch, status=0)}
    write(stretch, STRETCH.replace("least = 10", "least = 0"))
    assert "whose file is broken" in found(routine, stretch, status=1)[0]["message"]


def test_a_path_that_is_not_there_is_the_users_mistake() -> None:
    """In one line."""
    done = call("nowhere.toml")
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr == "voicecoach: There is no file or folder nowhere.toml.\n"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows makes links and pipes for administrators only")
def test_links_and_pipes_are_told(tmp_path: Path) -> None:
    """A link to itself, a pipe, and a folder that holds itself: an answer each, at once."""
    loop = tmp_path / "loop.toml"
    loop.symlink_to(loop)
    if sys.platform != "win32":
        os.mkfifo(tmp_path / "pipe.toml")
    (tmp_path / "inside").symlink_to(tmp_path, target_is_directory=True)
    messages = {Path(one["file"]).name: one["message"] for one in found(tmp_path, status=1)}
    assert set(messages) == {"loop.toml", "pipe.toml"}
    assert messages["loop.toml"].startswith("cannot be read")
    assert messages["pipe.toml"] == "is not a file"
    assert found(loop, status=1)[0]["message"] == messages["loop.toml"]


def test_a_name_that_no_terminal_shows_is_made_fit(tmp_path: Path) -> None:
    """No escape sequence of a file's name reaches the terminal."""
    file = write(tmp_path / "x\x1b[2J.toml", GOOD)
    assert "\x1b" not in call(file).stdout
    assert found(file, status=1)[0]["file"].endswith("x?[2J.toml")
