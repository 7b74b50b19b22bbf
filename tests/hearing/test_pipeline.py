"""Frames in, events out, with the real model and a voice that it has never heard."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import pytest

from tests.support.voices import speak_to_file
from voicecoach import paths
from voicecoach.hearing import Heard, HearingEvent, MicLevel, VoiceEnded, VoiceStarted, vocabulary
from voicecoach.hearing.coach_voice import read_clip
from voicecoach.hearing.frames import FRAME_SAMPLES, FRAME_SECONDS, RATE_HZ, Frame, Framer, levels_dbfs
from voicecoach.hearing.pipeline import Pipeline
from voicecoach.hearing.recognizer import Model

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from numpy.typing import NDArray


@cache
def model() -> Model:
    """The embedded model."""
    return Model(paths.builtin("models") / "starter-en")


@pytest.fixture
def spoken_next(tmp_path: Path) -> list[Frame]:
    """One second of quiet, "next", one second of quiet."""
    word = read_clip(speak_to_file("next", tmp_path / "next.wav", voice="en-us+m5"))
    quiet = np.zeros(RATE_HZ, np.int16)
    return frames(np.concatenate([quiet, word, quiet]))


def frames(samples: NDArray[np.int16]) -> list[Frame]:
    """Whole frames from the time 0 on."""
    starts = range(0, len(samples) - FRAME_SAMPLES + 1, FRAME_SAMPLES)
    return [Frame(samples[start : start + FRAME_SAMPLES], start / RATE_HZ) for start in starts]


def pipeline(own_phrases: frozenset[str] = frozenset()) -> Pipeline:
    """A pipeline in the context "session" whose clock stands still."""
    made = Pipeline(vocabulary.load("en"), model(), lambda _text, _clip: own_phrases, lambda: 100.0)
    made.listen_for("session")
    return made


def heard(events: list[HearingEvent]) -> Heard:
    """The only utterance among the events."""
    (utterance,) = (event for event in events if isinstance(event, Heard))
    return utterance


def test_the_order_of_events(spoken_next: list[Frame]) -> None:
    """The voice is told when it begins, long before the word is known."""
    listener = pipeline()
    events = [event for frame in spoken_next for event in listener.hear(frame)]
    rare = [event for event in events if not isinstance(event, MicLevel)]
    assert [type(event) for event in rare] == [VoiceStarted, VoiceEnded, Heard]
    word = heard(events)
    assert word.command == "next"
    assert rare[0] == VoiceStarted(word.began_seconds)
    assert rare[1] == VoiceEnded(word.ended_seconds)
    assert word.latency_seconds == pytest.approx(100.0 - word.ended_seconds)


def test_the_level_comes_ten_times_a_second(spoken_next: list[Frame]) -> None:
    """The screen's meter moves, but does not flood the pipe."""
    listener = pipeline()
    levels = [event for frame in spoken_next for event in listener.hear(frame) if isinstance(event, MicLevel)]
    assert len(levels) == pytest.approx(len(spoken_next) * FRAME_SECONDS * 10, abs=1)


def test_a_change_of_context_waits_for_the_end_of_the_word(spoken_next: list[Frame]) -> None:
    """What was begun under one vocabulary is judged by it; Vosk would abort otherwise."""
    listener = pipeline()

    def with_a_change() -> Iterator[HearingEvent]:
        for frame in spoken_next:
            for event in listener.hear(frame):
                if isinstance(event, VoiceStarted):
                    listener.listen_for("confirm")
                yield event

    assert heard(list(with_a_change())).context == "session"
    later = [Frame(frame.samples, frame.at_seconds + 10) for frame in spoken_next]
    second = heard([event for frame in later for event in listener.hear(frame)])
    assert (second.context, second.accepted) == ("confirm", False)


def test_a_voice_ends_with_the_microphone(spoken_next: list[Frame]) -> None:
    """A coach that lowered its voice for a user does not stay low when a cable comes loose."""
    listener = pipeline()
    for frame in spoken_next:
        if VoiceStarted in [type(event) for event in listener.hear(frame)]:
            break
    assert list(listener.break_off()) == [VoiceEnded(100.0)]
    assert list(listener.break_off()) == []
    later = [Frame(frame.samples, frame.at_seconds + 10) for frame in spoken_next]
    assert heard([event for frame in later for event in listener.hear(frame)]).text == "next"


@pytest.mark.parametrize(("silent_seconds", "accepted"), [(0.3, True), (0.8, False), (None, False)])
def test_the_coach_s_own_words_are_refused_while_they_sound_and_a_little_longer(
    silent_seconds: float | None, accepted: bool, spoken_next: list[Frame]
) -> None:
    """The word begins at about 1.0 s: what the coach said until 0.5 s before it is masked, not more."""
    listener = pipeline(own_phrases=frozenset({"next"}))
    listener.coach.sounding("Next: bird dog.", None, at_seconds=0.0, gain_db=-40.0)
    if silent_seconds is not None:
        listener.coach.silent(silent_seconds)
    utterance = heard([event for frame in spoken_next for event in listener.hear(frame)])
    assert utterance.command == "next"
    assert (utterance.accepted, utterance.reason) == (accepted, "" if accepted else "coach's own words")


@pytest.mark.parametrize("rate_hz", [8_000, 16_000, 44_100, 48_000])
def test_frames_are_whole_and_follow_each_other(rate_hz: int) -> None:
    """Blocks of any length become frames of 20 ms at the right level, without gap or overlap in time."""
    tone = np.sin(2 * np.pi * 400 * np.arange(2 * rate_hz) / rate_hz) * 32767 * 0.1 * 2**0.5
    samples = tone.astype(np.int16)
    framer = Framer(rate_hz)
    made: list[Frame] = []
    for end in range(rate_hz // 50, len(samples) + 1, rate_hz // 50):
        made += framer.frames(samples[end - rate_hz // 50 : end], end / rate_hz)
    assert all(len(frame.samples) == FRAME_SAMPLES for frame in made)
    times = np.array([frame.at_seconds for frame in made])
    assert times == pytest.approx(np.arange(len(made)) * FRAME_SECONDS, abs=0.001)
    assert times[-1] > 1.9
    assert levels_dbfs(made[50].samples)[0] == pytest.approx(-20, abs=0.5)
