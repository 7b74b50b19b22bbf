"""The room as a whole, through its door: real voice, real player."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from tests.support.ear import Ear
from tests.support.rig import Rig
from tests.support.speech_events import EventLog
from voicecoach.speech import (
    CueSounded,
    LengthsKnown,
    Said,
    Saying,
    Speech,
    SpeechMended,
    SpeechTrouble,
    VoiceSettings,
    estimate_seconds,
)

SENTENCE = "Bring your right knee towards your chest."


@pytest.fixture
def log() -> EventLog:
    """What the room reports."""
    return EventLog()


@pytest.fixture
def silent_speech(no_sound_card: None, tmp_path: Path, log: EventLog) -> Iterator[Speech]:
    """The room on a computer without a loudspeaker."""
    speech = Speech(VoiceSettings(), tmp_path / "clips", log)
    yield speech
    speech.close()


def test_what_is_said_is_heard(rig: Rig, tmp_path: Path, log: EventLog) -> None:
    """A sentence that was prepared sounds at the loudspeaker as its clip is, at the time that is reported."""
    speech = Speech(VoiceSettings(volume=1.0), tmp_path / "clips", log)
    speech.prepare([SENTENCE])
    assert SENTENCE in log.wait(LengthsKnown)[0].seconds
    with Ear(rig) as ear:
        speech.say(1, SENTENCE)
        said = log.wait(Said)[0]
        speech.cue("end")
        log.wait(CueSounded)
        threading.Event().wait(0.3)  # let some of the cue be heard
    saying = log.of(Saying)[0]
    speech.close()
    assert saying.clip == speech.clip(SENTENCE)
    assert said.finished
    assert said.seconds == pytest.approx(speech.lengths()[SENTENCE], abs=0.01)
    first, last = ear.sounding()
    assert first == pytest.approx(saying.at_seconds, abs=0.1)  # the clip's own margin of silence is in it
    assert last > said.at_seconds
    assert np.abs(ear.samples).max() > 0.2
    assert not log.of(SpeechTrouble)


def test_ducking_is_heard(rig: Rig, tmp_path: Path, log: EventLog) -> None:
    """While ducked, the same sentence is about 15 dB quieter."""
    speech = Speech(VoiceSettings(volume=1.0), tmp_path / "clips", log)
    levels = []
    for number, ducked in enumerate((False, True)):
        speech.duck(ducked)
        with Ear(rig) as ear:
            speech.say(number, SENTENCE)
            log.wait(Said, number + 1)
        heard = ear.samples
        levels.append(float(np.abs(heard).max()))
    speech.close()
    assert 20 * np.log10(levels[0] / levels[1]) == pytest.approx(15.0, abs=1.5)


def test_without_a_loudspeaker_captions_go_on(silent_speech: Speech, log: EventLog) -> None:
    """With no sound card there is one line about it, and each sentence begins and ends as if it sounded."""
    log.wait(SpeechTrouble)
    silent_speech.say(1, SENTENCE)
    silent_speech.say(2, "And release.")
    silent_speech.cue("switch")
    said = log.wait(Said, 2)
    saying = log.of(Saying)
    assert [event.utterance for event in saying] == [event.utterance for event in said] == [1, 2]
    assert all(event.finished for event in said)
    assert said[0].seconds == pytest.approx(silent_speech.lengths()[SENTENCE], abs=0.01)
    assert said[0].at_seconds - saying[0].at_seconds == pytest.approx(said[0].seconds, abs=0.01)
    assert saying[1].at_seconds >= said[0].at_seconds
    assert [trouble.part for trouble in log.of(SpeechTrouble)] == ["loudspeaker"]
    assert log.of(CueSounded)


def test_without_a_voice_captions_go_on(
    no_sound_card: None, tmp_path: Path, log: EventLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With no speech engine there is one line about it, and a sentence takes its estimated time."""
    (tmp_path / "pyttsx3.py").write_text("raise ImportError('there is no engine')")
    monkeypatch.setattr("voicecoach.speech.child._import_path", lambda: f"{tmp_path}:{Path.cwd()}")
    speech = Speech(VoiceSettings(), tmp_path / "clips", log)
    speech.say(1, "And release.")
    said = log.wait(Said)[0]
    speech.close()
    assert said.seconds == pytest.approx(estimate_seconds("And release.", 130), abs=0.01)
    assert log.of(Saying)[0].clip is None
    assert [trouble.part for trouble in log.of(SpeechTrouble) if trouble.part == "voice"] == ["voice"]


def test_a_voice_that_comes_back_is_told(
    no_sound_card: None, tmp_path: Path, log: EventLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the engine is there again, what was to be prepared is rendered, and the trouble ends."""
    broken = tmp_path / "pyttsx3.py"
    broken.write_text("raise ImportError('there is no engine')")
    monkeypatch.setattr("voicecoach.speech.child._import_path", lambda: f"{tmp_path}:{Path.cwd()}")
    speech = Speech(VoiceSettings(), tmp_path / "clips", log)
    speech.prepare(["And release."])
    while "voice" not in [trouble.part for trouble in log.wait(SpeechTrouble)]:
        log.wait(SpeechTrouble, len(log.of(SpeechTrouble)) + 1)
    broken.unlink()
    log.wait(LengthsKnown)
    speech.close()
    assert SpeechMended("voice") in log.events


def test_hush_forgets_everything(silent_speech: Speech, log: EventLog) -> None:
    """A hush ends what sounds, what is queued and what is still being rendered; what comes after is said."""
    for number in range(5):
        silent_speech.say(number, f"{SENTENCE} Number {number}.")
    log.wait(Saying)
    silent_speech.hush()
    silent_speech.say(9, "And release.")
    said = log.wait(Said, 6)
    assert {event.utterance: event.finished for event in said} == {
        0: False,
        1: False,
        2: False,
        3: False,
        4: False,
        9: True,
    }
    assert [event.utterance for event in log.of(Saying)] == [0, 9]


def test_lengths_come_for_all_prepared_texts(silent_speech: Speech, log: EventLog) -> None:
    """All prepared texts become clips, and their lengths are told in batches."""
    texts = [f"Breath number {number}." for number in range(40)]
    silent_speech.prepare(texts)
    known: dict[str, float] = {}
    batches = 0
    while known.keys() != set(texts):
        batches += 1
        known.update(log.wait(LengthsKnown, batches)[batches - 1].seconds)
    assert batches < len(texts)
    assert silent_speech.lengths() == known
    for text in texts:
        clip = silent_speech.clip(text)
        assert clip
        assert clip.is_file()


def test_what_is_said_comes_before_what_is_prepared(silent_speech: Speech, log: EventLog) -> None:
    """A sentence to be said now does not wait for the ones that are rendered ahead."""
    texts = [f"Breath number {number}." for number in range(100)]
    silent_speech.prepare(texts)
    silent_speech.say(1, SENTENCE)
    known: list[str] = []
    batches = 0
    while not {SENTENCE, texts[-1]} <= set(known):
        batches += 1
        known += log.wait(LengthsKnown, batches)[batches - 1].seconds
    assert known.index(SENTENCE) < known.index(texts[-1])


def test_without_room_for_clips_captions_go_on(no_sound_card: None, tmp_path: Path, log: EventLog) -> None:
    """Where no clip can be stored there is one line about it, and sentences take their time."""
    (tmp_path / "file").touch()
    speech = Speech(VoiceSettings(), tmp_path / "file" / "clips", log)
    speech.say(1, "And release.")
    speech.say(2, "Halfway.")
    log.wait(Said, 2)
    speech.close()
    troubles = [trouble.message for trouble in log.of(SpeechTrouble) if trouble.part == "voice"]
    assert len(troubles) == 1
    assert "no room" in troubles[0]


def test_a_clip_that_vanished_is_made_again(silent_speech: Speech, log: EventLog) -> None:
    """A clip that was removed or cut off in the cache is rendered again when it is to be said."""
    silent_speech.prepare([SENTENCE])
    log.wait(LengthsKnown)
    clip = silent_speech.clip(SENTENCE)
    assert clip
    clip.write_bytes(clip.read_bytes()[:300])
    silent_speech.say(1, SENTENCE)
    log.wait(Said)
    assert log.of(Saying)[0].clip == clip
    assert clip.stat().st_size > 300


def test_the_next_start_finds_the_clips(no_sound_card: None, tmp_path: Path, log: EventLog) -> None:
    """What was rendered once is not rendered again by the next start, and its length is told again."""
    numbers = []
    for start in (1, 2):
        speech = Speech(VoiceSettings(), tmp_path / "clips", log)
        speech.prepare([SENTENCE])
        log.wait(LengthsKnown, start)
        clip = speech.clip(SENTENCE)
        speech.close()
        assert clip
        numbers.append(clip.stat().st_ino)
    assert numbers[0] == numbers[1]
    first, second = log.of(LengthsKnown)
    assert first.seconds == second.seconds


def test_nothing_is_told_after_closing(no_sound_card: None, tmp_path: Path, log: EventLog) -> None:
    """Closing in the middle of a sentence ends every thread of the room and all its reports."""
    before = {thread.name for thread in threading.enumerate()}
    speech = Speech(VoiceSettings(), tmp_path / "clips", log)
    speech.prepare([f"Breath number {number}." for number in range(200)])
    speech.say(1, SENTENCE)
    log.wait(Saying)
    speech.close()
    told = len(log.events)
    assert {thread.name for thread in threading.enumerate()} == before
    assert len(log.events) == told


def test_an_unknown_cue_is_refused(silent_speech: Speech) -> None:
    """A misspelt cue is found at once, not by its silence."""
    with pytest.raises(KeyError, match="bang"):
        silent_speech.cue("bang")


def test_an_unknown_voice_is_told(no_sound_card: None, tmp_path: Path, log: EventLog) -> None:
    """A voice that is not on this computer is told once, and the usual voice speaks."""
    speech = Speech(VoiceSettings(voice="nobody at all"), tmp_path / "clips", log)
    speech.say(1, "And release.")
    log.wait(Said)
    speech.close()
    assert log.of(Saying)[0].clip
    assert [trouble.part for trouble in log.of(SpeechTrouble) if trouble.part == "voice"] == ["voice"]
    assert SpeechMended("voice") not in log.events
