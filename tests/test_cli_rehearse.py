"""`rehearse` and `render` as scripts and people call them."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
import soundfile

from tests.support.command_line import Done, call
from tests.support.limits import largest_file
from tests.support.silence import no_voice
from tests.support.terminal import Terminal

WITHIN_SECONDS = 60.0


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home that these tests share, so that sentences are rendered once."""
    return tmp_path_factory.mktemp("home")


def printed(*arguments: str, home: Path) -> Any:
    """The JSON that a call prints, which must be all that it prints."""
    done = call(*arguments, "--json", home=home)
    assert (done.status, done.err) == (0, "")
    return json.loads(done.out)


def assert_told(done: Done, status: int, *parts: str) -> None:
    """Nothing was printed, and one line on stderr names these parts."""
    assert (done.status, done.out) == (status, "")
    [line] = done.err.splitlines()
    assert line.startswith("voicecoach: ")
    for part in parts:
        assert part in line


def test_rehearse_prints_what_is_promised(home: Path) -> None:
    """Exactly these keys, of these types, in the order of time."""
    found = printed("rehearse", "one-minute-reset", home=home)
    assert list(found) == ["routine", "seconds", "lines"]
    assert found["routine"] == "one-minute-reset"
    assert {line["kind"] for line in found["lines"]} == {"say", "cue", "clock"}
    for line in found["lines"]:
        assert list(line) == ["at_seconds", "seconds", "kind", "text", "stretch", "side", "repetition"]
        assert 0 <= line["at_seconds"] <= line["at_seconds"] + line["seconds"] <= found["seconds"]
        assert line["side"] in {"right", "left", None}
    times = [line["at_seconds"] for line in found["lines"]]
    assert times == sorted(times)


def test_people_can_read_a_rehearsal(home: Path) -> None:
    """In columns: when, how long, what kind, what."""
    done = call("rehearse", "one-minute-reset", home=home)
    assert (done.status, done.err) == (0, "")
    first, second, *_, last = done.out.splitlines()
    assert first.split() == ["0:00", first.split()[1], "s", "clock", "welcome"]
    assert second.split()[3] == "say"
    assert first.index("clock") == second.index("say")
    assert last.endswith("the end")


def test_a_file_can_be_rehearsed_and_rendered(home: Path, tmp_path: Path) -> None:
    """Before it is among one's own."""
    file = tmp_path / "draft.toml"
    file.write_text(
        'title = "Draft"\nabout = "Short."\nwelcome = ["Hello."]\nfarewell = ["Goodbye."]\n'
        'stretches = [{ use = "neck-rotations" }]\n',
        encoding="utf-8",
    )
    assert printed("rehearse", str(file), home=home)["routine"] == "draft"
    assert printed("render", str(file), str(tmp_path / "draft.ogg"), home=home)["chapters"]


def test_render_prints_what_is_promised(home: Path, tmp_path: Path) -> None:
    """The file is there, as long as it says and as the rehearsal says, with a chapter a stretch."""
    out = tmp_path / "session.flac"
    rehearsed = printed("rehearse", "one-minute-reset", home=home)
    found = printed("render", "one-minute-reset", str(out), "--captions", "lrc", home=home)
    assert list(found) == ["file", "seconds", "chapters"]
    assert found["file"] == str(out)
    assert found["seconds"] == rehearsed["seconds"]
    assert soundfile.info(out).duration == pytest.approx(found["seconds"], abs=0.01)
    [chapter] = found["chapters"]
    assert list(chapter) == ["title", "at_seconds"]
    position = next(one for one in rehearsed["lines"] if one["text"] == "position")
    assert chapter["at_seconds"] == position["at_seconds"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["session.flac", "session.lrc"]


def test_people_can_read_what_was_rendered(home: Path, tmp_path: Path) -> None:
    """The chapters, and every file."""
    out = tmp_path / "session.wav"
    done = call("render", "one-minute-reset", str(out), "--captions", "vtt", home=home)
    assert (done.status, done.err) == (0, "")
    chapter, _, *files = done.out.splitlines()
    assert "Neck rotations" in chapter
    assert files == [str(out), str(tmp_path / "session.vtt"), str(tmp_path / "session.cue")]


def test_an_unknown_routine_is_told(home: Path, tmp_path: Path) -> None:
    """By its name, with the one that was probably meant."""
    assert_told(call("rehearse", "three-eazy", home=home), 2, "three-eazy", "three-easy")
    out = tmp_path / "out.ogg"
    assert_told(call("render", "three-eazy", str(out), home=home), 2, "three-eazy", "three-easy")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("name", "part"), [("out.aac", ".flac"), ("none/out.mp3", "no such folder")])
def test_a_place_that_does_not_work_is_told(name: str, part: str, tmp_path: Path) -> None:
    """At once: no sentence is rendered for it."""
    done = call("render", "three-easy", str(tmp_path / name), home=tmp_path / "home")
    assert_told(done, 2, str(tmp_path), part)
    assert not (tmp_path / "home" / "cache").exists()


@pytest.mark.parametrize("ending", ["flac", "ogg", "mp3", "wav"])
def test_a_full_disk_is_told(ending: str, home: Path, tmp_path: Path) -> None:
    """In one line; nothing half-written is left."""
    printed("rehearse", "one-minute-reset", home=home)
    with largest_file(250_000):
        done = call("render", "one-minute-reset", str(tmp_path / f"out.{ending}"), home=home)
    assert_told(done, 2, f"out.{ending}", "Nothing of it is left")
    assert list(tmp_path.iterdir()) == []


def test_without_a_voice(tmp_path: Path) -> None:
    """A rehearsal estimates and says so; there is nothing to render."""
    env = {**os.environ, **no_voice(tmp_path / "modules")}
    home, out = tmp_path / "home", tmp_path / "out.flac"
    done = call("rehearse", "one-minute-reset", "--json", home=home, env=env)
    assert done.status == 0
    assert json.loads(done.out)["seconds"] > 60
    [line] = done.err.splitlines()
    assert "estimates" in line
    assert_told(call("render", "one-minute-reset", str(out), home=home, env=env), 1, "no voice")
    assert not out.exists()


def test_ctrl_c_leaves_nothing(home: Path, tmp_path: Path) -> None:
    """While the file is being written; it is told that nothing was."""
    printed("rehearse", "three-easy", home=home)
    folder = tmp_path / "out"
    folder.mkdir()
    program = subprocess.Popen(
        [sys.executable, "-m", "voicecoach", "render", "three-easy", str(folder / "session.mp3")],
        env={**os.environ, "VOICECOACH_HOME": str(home)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    by_seconds = time.monotonic() + WITHIN_SECONDS
    while not any(path.stat().st_size for path in folder.iterdir()):
        assert program.poll() is None
        assert time.monotonic() < by_seconds, "nothing was written"
        time.sleep(0.01)
    program.send_signal(signal.SIGINT)
    out, err = program.communicate(timeout=WITHIN_SECONDS)
    assert (program.returncode, out) == (1, "")
    assert err == "voicecoach: Stopped. Nothing was written.\n"
    assert list(folder.iterdir()) == []


def test_a_terminal_shows_how_far_it_is(home: Path, tmp_path: Path) -> None:
    """A bar while the file is being written, which is gone when it is done."""
    call_it = [sys.executable, "-m", "voicecoach", "render", "three-easy", str(tmp_path / "[b].flac")]
    with Terminal(call_it, env={**os.environ, "VOICECOACH_HOME": str(home)}) as terminal:
        assert terminal.wait_exit(WITHIN_SECONDS) == 0
        assert b"Writing [b].flac" in terminal.log
        shown = "".join(terminal.screen())
        assert "Writing" not in shown
        assert str(tmp_path / "[b].flac") in shown
