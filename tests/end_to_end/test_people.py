"""People whom the model has never heard, recorded, in front of the microphone of the whole program."""

from __future__ import annotations

from pathlib import Path

import soundfile

from tests.support.program import Program
from tests.support.recordings import RATE_HZ, load, read_manifest
from tests.support.rig import Rig

PATIENCE_SECONDS = 40.0
PEOPLE = 4


def test_people_are_obeyed_when_they_say_stop(room: Rig, recordings: Path, tmp_path: Path) -> None:
    """One of the first few people who say "stop" ends the session; another word does not."""
    room.echo(-12.0)
    with Program("start", "three-easy", env=room.env(), home=tmp_path / "home") as program:
        program.wait_for("phase", PATIENCE_SECONDS, phase="position")
        program.type("ready")
        program.wait_for("phase", PATIENCE_SECONDS, phase="instruct")
        program.type("ready")
        program.wait_for("phase", PATIENCE_SECONDS, phase="hold")
        for wav in said_by_people(recordings, "happy", tmp_path)[:2]:
            room.say(wav)
        assert not [event for event in program.of("command") if event["by"] == "voice"]
        for wav in said_by_people(recordings, "stop", tmp_path):
            since = program.count()
            room.say(wav)
            try:
                program.wait_for("command", 4.0, since=since, name="stop", by="voice")
                break
            except AssertionError:
                continue
        program.wait_for("end", PATIENCE_SECONDS, reason="stopped")
        assert program.wait_exit() == 0


def said_by_people(folder: Path, word: str, to: Path) -> list[Path]:
    """The word as said by a few people of the test split, each in a file of its own."""
    found = [one for one in read_manifest(folder) if one.split == "test" and one.transcript == word]
    people = list({one.speaker: one for one in found}.values())[:PEOPLE]
    assert len(people) == PEOPLE, f"too few people say {word!r}"
    files = []
    for number, (_, samples) in enumerate(load(people)):
        file = to / f"{word}-{number}.wav"
        soundfile.write(file, samples, RATE_HZ)
        files.append(file)
    return files
