"""`voicecoach` as scripts and pipelines call it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path
from queue import Empty, Queue
from typing import IO, Any

import pytest

from tests.support.command_line import call
from tests.support.rig import Rig
from tests.support.room import quiet_room
from tests.support.silence import no_devices
from tests.support.voices import HELD_OUT_VOICES, speak_to_file

HEAVY = {"numpy", "pydantic", "pyttsx3", "sounddevice", "soundfile", "sqlite3", "textual", "vosk"}
LOADED = """
import sys
from voicecoach.cli import main
try:
    main(sys.argv[1:], prog_name="voicecoach")
except SystemExit as end:
    print(*sys.modules, file=sys.stderr)
    sys.exit(end.code)
"""
UTTERANCE: dict[str, tuple[type, ...]] = {
    "at_seconds": (int, float),
    "seconds": (int, float),
    "text": (str,),
    "command": (str, type(None)),
    "accepted": (bool,),
    "reason": (str,),
}


def assert_utterance(one: dict[str, Any]) -> None:
    """It has exactly the fields that were promised."""
    assert list(one) == list(UTTERANCE)
    for key, kind in UTTERANCE.items():
        assert isinstance(one[key], kind), key


@pytest.mark.parametrize(
    ("arguments", "allowed"),
    [(["--help"], set()), (["start", "--help"], set()), (["list"], {"pydantic", "sqlite3"})],
)
def test_what_is_not_needed_is_not_loaded(arguments: list[str], allowed: set[str], tmp_path: Path) -> None:
    """Help is there at once, and a list needs neither sound nor screen."""
    done = subprocess.run(
        [sys.executable, "-c", LOADED, *arguments],
        env=os.environ | {"VOICECOACH_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout
    assert HEAVY & set(done.stderr.split()) <= allowed


@pytest.mark.parametrize(
    "arguments", [["list"], ["show", "three-easy", "--json"], ["start", "one-minute-reset", "--json"]]
)
def test_a_reader_that_has_enough_ends_it_quietly(arguments: list[str], tmp_path: Path) -> None:
    """As in `voicecoach list | head`: no traceback, no complaint."""
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [sys.executable, "-m", "voicecoach", *arguments],
        env=os.environ | {"VOICECOACH_HOME": str(tmp_path)},
        stdin=subprocess.DEVNULL,
        stdout=writer,
        stderr=subprocess.PIPE,
        timeout=30,
        check=False,
    )
    os.close(writer)
    assert (done.returncode, done.stderr) == (1, b"")


def test_the_screen_needs_a_terminal(tmp_path: Path) -> None:
    """In a pipe it says so in one line, and what to do."""
    done = call("start", "three-easy", home=tmp_path)
    assert (done.status, done.out) == (2, "")
    assert done.err.startswith("voicecoach: ")
    assert "--no-screen" in done.err
    assert len(done.err.splitlines()) == 1


def test_the_doctor_as_scripts_read_it(rig: Rig, tmp_path: Path) -> None:
    """An array of findings, and status 0 where all is well and 1 where not."""
    env = rig.env() | {"PYTHONIOENCODING": "utf-8", "COLUMNS": "100", "LINES": "30"}
    with quiet_room(rig, tmp_path):
        well = call("doctor", "--json", home=tmp_path / "home", env=env)
        (tmp_path / "home" / "settings.toml").write_text("[speech]\nvolume = 7\n", encoding="utf-8")
        ill = call("doctor", "--json", home=tmp_path / "home", env=env)
    assert (well.status, well.err) == (0, "")
    assert (ill.status, ill.err) == (1, "")
    for finding in json.loads(well.out):
        assert list(finding) == ["name", "ok", "message", "mend"]
        assert finding["ok"] is True
    assert [finding["name"] for finding in json.loads(ill.out) if not finding["ok"]] == ["settings"]


def test_a_recording_is_listened_to(tmp_path: Path) -> None:
    """A command counts, with its time in the file; a sentence with a command in it does not."""
    voice = HELD_OUT_VOICES[0]
    command = speak_to_file("pause", tmp_path / "pause.wav", voice, silence_seconds=1.0)
    talk = speak_to_file(
        "I would like the next one to be as good as the last one was", tmp_path / "talk.wav", voice
    )
    done = call("listen", "--file", str(command), "--json", home=tmp_path / "home")
    assert (done.status, done.err) == (0, "")
    [heard] = [json.loads(line) for line in done.out.splitlines()]
    assert_utterance(heard)
    assert (heard["text"], heard["command"], heard["accepted"], heard["reason"]) == (
        "pause",
        "pause",
        True,
        "",
    )
    assert heard["at_seconds"] == pytest.approx(1.0, abs=0.2)
    assert 0.1 < heard["seconds"] < 1.0
    done = call("listen", "--file", str(talk), "--json", home=tmp_path / "home")
    assert (done.status, done.err) == (0, "")
    utterances = [json.loads(line) for line in done.out.splitlines()]
    assert utterances
    for one in utterances:
        assert_utterance(one)
        assert not one["accepted"]
        assert one["reason"]


def test_a_microphone_is_tried(rig: Rig, tmp_path: Path) -> None:
    """What is said is printed at once, and Ctrl-C is a good end."""
    spoken = speak_to_file("next", tmp_path / "next.wav", HELD_OUT_VOICES[1])
    lines: Queue[str] = Queue()
    with (
        quiet_room(rig, tmp_path),
        subprocess.Popen(
            [sys.executable, "-m", "voicecoach", "listen", "--json"],
            env=rig.env() | {"VOICECOACH_HOME": str(tmp_path / "home")},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        ) as listening,
    ):
        assert listening.stdout
        assert listening.stderr
        reader = threading.Thread(target=_pass_on, args=(listening.stdout, lines))
        reader.start()
        try:
            heard = _said_until_heard(rig, spoken, lines)
        finally:
            listening.send_signal(signal.SIGINT)
            errors = listening.stderr.read()
            status = listening.wait(10)
            reader.join(10)
    assert_utterance(heard)
    assert (heard["command"], heard["accepted"]) == ("next", True)
    assert (status, errors) == (0, "")


def _pass_on(out: IO[str], lines: Queue[str]) -> None:
    for line in out:
        lines.put(line)


def _said_until_heard(rig: Rig, spoken: Path, lines: Queue[str]) -> dict[str, Any]:
    """Say it, again while the program is still starting; the first utterance that was heard whole."""
    for _ in range(8):
        rig.say(spoken)
        try:
            heard: dict[str, Any] = json.loads(lines.get(timeout=2.0))
        except Empty:
            continue
        if heard["accepted"]:
            return heard
    raise AssertionError("nothing was heard")


def test_people_read_plain_lines(tmp_path: Path) -> None:
    """Without --json the events are lines with minutes and seconds; what is typed early is not lost."""
    done = subprocess.run(
        [sys.executable, "-m", "voicecoach", "start", "one-minute-reset", "--no-screen"],
        env=os.environ | {"VOICECOACH_HOME": str(tmp_path)} | no_devices(tmp_path / "silence"),
        input="stop\nstop\n",
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[-1].endswith("-- the end: stopped")
    assert "{" not in done.stdout
