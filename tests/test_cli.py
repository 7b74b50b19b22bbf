"""The command line's contract: what scripts read, and how mistakes are told."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from tests.support.routine_files import ROUTINE, STRETCH
from voicecoach import __version__
from voicecoach.cli import main

Write = Callable[[str, str], Path]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A home of its own; the log handlers that a call adds go with it."""
    monkeypatch.setenv("VOICECOACH_HOME", str(tmp_path / "home"))
    log = logging.getLogger("voicecoach")
    before = list(log.handlers)
    yield tmp_path / "home"
    for handler in set(log.handlers) - set(before):
        assert isinstance(handler, logging.StreamHandler)
        log.removeHandler(handler)
        handler.stream.close()


@pytest.fixture
def write(home: Path) -> Write:
    """Writes a file of the home."""

    def write_file(name: str, text: str) -> Path:
        file = home / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        return file

    return write_file


def call(*arguments: str) -> Result:
    """Call `voicecoach` with these arguments."""
    return CliRunner().invoke(main, arguments, prog_name="voicecoach")


def printed(*arguments: str) -> Any:
    """The JSON that a call prints, which must be all that it prints."""
    done = call(*arguments, "--json")
    assert (done.exit_code, done.stderr) == (0, "")
    return json.loads(done.stdout)


def assert_told(done: Result, *parts: str) -> None:
    """It was a mistake of the user's, told in one line on stderr that names these parts."""
    assert (done.exit_code, done.stdout) == (2, "")
    [line] = done.stderr.splitlines()
    assert line.startswith("voicecoach: ")
    for part in parts:
        assert part in line


def test_list_prints_exactly_what_is_promised() -> None:
    """Every routine has exactly these keys, of these types, in the menu's order."""
    rows = printed("list")
    assert [row["id"] for row in rows][:2] == ["three-easy", "one-minute-reset"]
    for row in rows:
        assert list(row) == ["id", "title", "minutes", "stretches", "sources", "origin"]
        assert type(row["minutes"]) is int
        assert row["minutes"] >= 1
        assert row["stretches"]
        assert all(isinstance(text, str) for text in [row["title"], *row["stretches"], *row["sources"]])
        assert row["origin"] == "built-in"


def test_a_routine_of_ones_own_is_listed_and_shown(write: Write) -> None:
    """It is there at once, marked as one's own, with a stretch of one's own."""
    write("routines/mine.toml", ROUTINE)
    write("routines/stretches/knee-to-chest.toml", STRETCH)
    assert printed("list")[-1] == {
        "id": "mine",
        "title": "Mine",
        "minutes": 2,
        "stretches": ["knee-to-chest"],
        "sources": [],
        "origin": "own",
    }
    assert printed("show", "mine")["stretches"][0]["instructions"] == [
        "Bring your {side} knee to your chest."
    ]


def test_a_list_says_what_is_ones_own(write: Write) -> None:
    """What stands in the place of a built-in routine, and what cannot be used with the reason."""
    write("routines/mine.toml", ROUTINE.replace("knee-to-chest", "open-close"))
    write("routines/three-easy.toml", ROUTINE.replace("knee-to-chest", "open-close"))
    broken = write("routines/bad.toml", "title =")
    lines = {line.split()[0]: line for line in call("list").stdout.splitlines()}
    assert lines["mine"].endswith("  own")
    assert lines["three-easy"].endswith("  own (in place of the built-in one)")
    assert lines["one-minute-reset"].endswith("One-minute reset")
    assert lines["Cannot"].startswith(f"Cannot be used: {broken}: is not valid TOML")
    assert "Own (in place of the built-in one)" in call("show", "three-easy").stdout


def test_show_has_every_stretch_in_full() -> None:
    """Names, sides, doses and texts stand in the routine itself: nobody has to look anything up."""
    shown = printed("show", "three-easy")
    assert (shown["id"], shown["origin"], shown["title"]) == (
        "three-easy",
        "built-in",
        "Three easy stretches",
    )
    assert shown["welcome"]
    assert shown["farewell"]
    assert len(shown["stretches"]) == 3
    for stretch in shown["stretches"]:
        assert {"id", "name", "sides", "dose", "setup", "instructions", "brief", "release"} <= set(stretch)
        assert stretch["sides"] in {"each", "alternate", "none"}
        assert stretch["dose"]["kind"] in {"hold", "breaths", "repetitions"}


def test_show_takes_a_file(write: Write) -> None:
    """A routine that is being written can be looked at before it is installed."""
    file = write("drafts/draft.toml", ROUTINE.replace("knee-to-chest", "open-close"))
    assert printed("show", str(file))["id"] == "draft"


def test_people_can_read_it() -> None:
    """Without --json there is plain text with the names, the doses and no braces."""
    assert "Three easy stretches" in call("list").stdout
    text = call("show", "three-easy").stdout
    assert text.startswith("Three easy stretches\n")
    assert "20 seconds a side" in text
    assert "{" not in text


def test_the_version_is_told() -> None:
    """For whoever reports a fault."""
    assert call("--version").stdout.strip().endswith(__version__)


@pytest.mark.parametrize("command", ["show", "start"])
def test_an_unknown_routine_is_told(command: str) -> None:
    """By its name, with the one that was probably meant."""
    assert_told(call(command, "three-eazy"), '"three-eazy"', "three-easy")


@pytest.mark.parametrize("command", ["show", "start"])
def test_a_missing_file_is_told(command: str, home: Path) -> None:
    """By its path."""
    assert_told(call(command, str(home / "none.toml")), str(home / "none.toml"))


@pytest.mark.parametrize("command", ["show", "start"])
def test_a_broken_routine_is_told(command: str, write: Write) -> None:
    """With the file, and each key that is wrong."""
    file = write("mine.toml", ROUTINE.replace("title =", "tittle =").replace("knee-to-chest", "no-such"))
    assert_told(call(command, str(file)), str(file), "tittle", "title")


@pytest.mark.parametrize(
    ("text", "part"), [("[speech]\nvolume = 7\n", "speech.volume"), ("= nonsense", "not valid TOML")]
)
@pytest.mark.parametrize(
    "arguments", [("list",), ("start", "three-easy", "--no-screen"), ("--no-screen",), ("listen",)]
)
def test_broken_settings_are_told(arguments: tuple[str, ...], text: str, part: str, write: Write) -> None:
    """With the file and the key; nothing begins on settings that were not meant."""
    file = write("settings.toml", text)
    assert_told(call(*arguments), str(file), part)


def test_an_unknown_context_is_told() -> None:
    """With those that there are."""
    assert_told(call("listen", "--context", "kitchen"), "kitchen", "session", "check-in")
    assert_told(call("listen", "--context", "kitchen", "--file", "any.wav"), "kitchen", "menu")


def test_a_sound_file_that_is_none_is_told(write: Write, home: Path) -> None:
    """Missing, or no sound at all."""
    assert_told(call("listen", "--file", str(home / "none.wav")), str(home / "none.wav"))
    garbage = write("garbage.wav", "no sound at all")
    assert_told(call("listen", "--file", str(garbage)), str(garbage))


def test_a_model_that_is_none_is_told(write: Write) -> None:
    """`listen` cannot do anything without one."""
    write("settings.toml", '[hearing]\nmodel = "no-such-model"\n')
    assert_told(call("listen"), "no-such-model")


@pytest.mark.parametrize(
    ("arguments", "parts"),
    [
        (("dance",), ("dance", "voicecoach --help")),
        (("list", "--dance"), ("--dance", "voicecoach list --help")),
        (("--dance",), ("--dance", "voicecoach --help")),
        (("start",), ("ROUTINE", "voicecoach start --help")),
    ],
)
def test_a_wrong_call_is_told(arguments: tuple[str, ...], parts: tuple[str, ...]) -> None:
    """In one line, like every other mistake, with the way to the right call."""
    assert_told(call(*arguments), *parts)
