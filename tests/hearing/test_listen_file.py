"""Real speech from files through the whole pipeline."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
import soundfile

from tests.support.recordings import RATE_HZ, Recording, load, read_manifest
from tests.support.voices import HELD_OUT_VOICES, speak_to_file
from voicecoach import paths
from voicecoach.errors import UserError
from voicecoach.hearing import Heard, HearingSettings, listen_file

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

SETTINGS = HearingSettings(model=paths.builtin("models") / "starter-en")
CLIPS = 40
SENTENCE_SOURCES = {"librispeech-train-clean-5", "commonvoice1", "commonvoice6", "picovoice-coffee"}
SENTENCES = 60
FALSE_ALARMS_AT_MOST = 2


def joined(path: Path, clips: list[NDArray[np.float32]]) -> Path:
    """One file of all clips, with a second of faint noise before, between and after them."""
    random = np.random.default_rng(0)
    quiet = [random.standard_normal(RATE_HZ) * 1e-4 for _ in range(len(clips) + 1)]
    parts = [
        quiet[0],
        *(part for clip, after in zip(clips, quiet[1:], strict=True) for part in (clip, after)),
    ]
    soundfile.write(path, np.concatenate(parts), RATE_HZ)
    return path


def accepted(events: list[Heard]) -> list[str]:
    """The commands that counted."""
    return [event.command for event in events if event.accepted and event.command]


@pytest.mark.parametrize(
    ("phrase", "command", "voice"),
    [
        ("next", "next", HELD_OUT_VOICES[0]),
        ("pause", "pause", HELD_OUT_VOICES[1]),
        ("resume", "resume", HELD_OUT_VOICES[2]),
        ("repeat", "repeat", HELD_OUT_VOICES[3]),
        ("go back", "go-back", HELD_OUT_VOICES[4]),
        ("more time", "more-time", HELD_OUT_VOICES[5]),
        ("stop", "stop", HELD_OUT_VOICES[0]),
        ("skip this side", "skip-side", HELD_OUT_VOICES[1]),
        ("that hurts", "that-hurts", HELD_OUT_VOICES[2]),
        ("I'm ready", "ready", HELD_OUT_VOICES[3]),
    ],
)
def test_a_spoken_command_is_heard(phrase: str, command: str, voice: str, tmp_path: Path) -> None:
    """Each command of a session, in a voice that the model has never heard, with its times in the file."""
    file = speak_to_file(phrase, tmp_path / "command.wav", voice=voice, silence_seconds=1.0)
    (heard,) = listen_file(file, "session", SETTINGS)
    assert (heard.command, heard.accepted, heard.reason) == (command, True, "")
    assert (heard.text, heard.context) == (phrase.lower(), "session")
    assert 0.9 < heard.began_seconds < heard.ended_seconds < soundfile.info(file).duration - 0.7
    assert 0.15 < heard.latency_seconds < 0.4


def test_a_sentence_with_a_command_in_it_is_no_command(tmp_path: Path) -> None:
    """Talk about the next stretch does not skip this one."""
    file = speak_to_file("I will do the next one tomorrow", tmp_path / "talk.wav", silence_seconds=0.5)
    events = list(listen_file(file, "session", SETTINGS))
    assert events
    assert accepted(events) == []
    assert {event.reason for event in events} == {"not a command"}


def test_a_word_of_another_context_is_not_heard(tmp_path: Path) -> None:
    """A word counts only where it was offered."""
    file = speak_to_file("yes", tmp_path / "yes.wav", voice="en-us", silence_seconds=0.5)
    assert accepted(list(listen_file(file, "confirm", SETTINGS))) == ["yes"]
    assert accepted(list(listen_file(file, "session", SETTINGS))) == []


@pytest.mark.parametrize("rate_hz", [8_000, 44_100, 48_000])
def test_any_rate_and_a_word_at_the_very_end(rate_hz: int, tmp_path: Path) -> None:
    """Files are what people have; a word that ends with the file is finished all the same."""
    import soxr

    spoken, own_rate_hz = soundfile.read(speak_to_file("next", tmp_path / "next.wav", voice="en-us"))
    samples = np.concatenate([np.zeros(rate_hz), soxr.resample(spoken, own_rate_hz, rate_hz)])
    file = tmp_path / "stereo.flac"
    soundfile.write(file, np.stack([samples, samples], axis=1), rate_hz)
    assert accepted(list(listen_file(file, "session", SETTINGS))) == ["next"]


@pytest.mark.parametrize("context", ["session", "nowhere"])
def test_what_cannot_be_read_is_one_clear_message(context: str, tmp_path: Path) -> None:
    """No traceback for a file that is no sound, or a context that does not exist."""
    broken = tmp_path / "notes.txt"
    broken.write_text("no sound")
    with pytest.raises(UserError, match="notes.txt" if context == "session" else "nowhere"):
        list(listen_file(broken, context, SETTINGS))


def test_a_folder_without_a_model_is_one_clear_message(tmp_path: Path) -> None:
    """The path is named, so that the setting can be mended."""
    with pytest.raises(UserError, match="empty"):
        list(listen_file(tmp_path / "any.wav", "session", HearingSettings(model=tmp_path / "empty")))


@pytest.mark.parametrize(
    ("word", "context", "floor"),
    [("stop", "session", 0.9), ("yes", "confirm", 0.88), ("no", "confirm", 0.84)],
)
def test_people_are_understood(
    word: str, context: str, floor: float, recordings: Path, tmp_path: Path
) -> None:
    """Recall over people whom the model has never heard does not fall below the floor."""
    chosen = [it for it in read_manifest(recordings) if it.split == "test" and it.transcript == word][:CLIPS]
    file = joined(tmp_path / "people.wav", [sound for _, sound in load(chosen)])
    assert accepted(list(listen_file(file, context, SETTINGS))).count(word) >= floor * len(chosen)


def test_sentences_of_people_are_not_commands(recordings: Path, tmp_path: Path) -> None:
    """False alarms over minutes of talk stay under the bound."""

    def is_talk(it: Recording) -> bool:
        return it.split == "test" and it.source in SENTENCE_SOURCES and len(it.transcript.split()) != 2

    chosen = [it for it in read_manifest(recordings) if is_talk(it)]
    chosen = chosen[:: len(chosen) // SENTENCES][:SENTENCES]
    file = joined(tmp_path / "talk.wav", [sound for _, sound in load(chosen)])
    events = list(listen_file(file, "session", SETTINGS))
    assert len(events) > SENTENCES / 2
    assert len(accepted(events)) <= FALSE_ALARMS_AT_MOST
