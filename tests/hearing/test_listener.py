"""The whole room, live: a virtual sound card, the real worker process, the real model."""

from __future__ import annotations

import os
import queue
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import numpy as np
import pytest
import soundfile

from tests.support.voices import HELD_OUT_VOICES, speak_to_file
from voicecoach import paths
from voicecoach.hearing import (
    Heard,
    HearingEvent,
    HearingMended,
    HearingSettings,
    HearingTrouble,
    Listener,
    MicLevel,
    VoiceEnded,
    VoiceStarted,
)

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.rig import Rig

MODEL = paths.builtin("models") / "starter-en"
PATIENCE_SECONDS = 20.0
INSTRUCTION = "Repeat that on the other side, and stop when you have had enough."


class Ear:
    """A listener whose events can be waited for."""

    def __init__(self, settings: HearingSettings) -> None:
        self._events: queue.SimpleQueue[HearingEvent] = queue.SimpleQueue()
        self.listener = Listener(settings, self._events.put)

    def until(self, wanted: Callable[[HearingEvent], bool]) -> list[HearingEvent]:
        """All events up to the first one that is wanted."""
        events: list[HearingEvent] = []
        by_seconds = time.monotonic() + PATIENCE_SECONDS
        while not events or not wanted(events[-1]):
            events.append(self._events.get(timeout=max(by_seconds - time.monotonic(), 0.01)))
        return events

    def utterance(self) -> Heard:
        """The next utterance."""
        event = self.until(lambda event: isinstance(event, Heard))[-1]
        assert isinstance(event, Heard)
        return event

    def listens(self) -> None:
        """Wait until the microphone delivers."""
        self.until(lambda event: isinstance(event, MicLevel))

    def trouble(self) -> HearingTrouble:
        """The next trouble but for silence: a virtual microphone is silent when nobody speaks."""
        event = self.until(
            lambda event: isinstance(event, HearingTrouble) and "silence" not in event.message
        )[-1]
        assert isinstance(event, HearingTrouble)
        return event


@contextmanager
def listening(context: str = "session", model: Path = MODEL) -> Iterator[Ear]:
    """An ear for one context."""
    ear = Ear(HearingSettings(model=model))
    try:
        ear.listener.listen_for(context)
        yield ear
    finally:
        ear.listener.close()


@pytest.fixture
def next_wav(tmp_path: Path) -> Path:
    """Somebody says "next"."""
    return speak_to_file("next", tmp_path / "next.wav", voice=HELD_OUT_VOICES[0])


def worker(ear: Ear) -> int:
    """The id of the worker process."""
    process = ear.listener._process
    assert process is not None
    return process.pid


def test_a_spoken_command_is_heard_at_once(rig: Rig, next_wav: Path) -> None:
    """The way from a mouth to an event, with times on this process's clock."""
    with listening() as ear:
        ear.listens()
        before_seconds = time.monotonic()
        rig.say(next_wav)
        events = ear.until(lambda event: isinstance(event, Heard))
        heard = events[-1]
    assert isinstance(heard, Heard)
    assert (heard.command, heard.context, heard.accepted) == ("next", "session", True)
    assert before_seconds < heard.began_seconds < heard.ended_seconds < time.monotonic()
    assert any(
        isinstance(event, VoiceStarted) and event.at_seconds == heard.began_seconds for event in events
    )


def test_the_context_decides_what_counts(rig: Rig, next_wav: Path) -> None:
    """After a change of context the old words are talk."""
    with listening("confirm") as ear:
        ear.listens()
        rig.say(next_wav)
        assert ear.utterance().accepted is False
        ear.listener.listen_for("session")
        rig.say(next_wav)
        assert ear.utterance().accepted is True


@pytest.mark.parametrize("how", ["SIGKILL", "SIGSTOP"])
def test_a_worker_that_dies_or_hangs_is_replaced(rig: Rig, next_wav: Path, how: str) -> None:
    """The user hears of it, and the new worker knows the context of the old one."""
    with listening() as ear:
        ear.listens()
        first = worker(ear)
        os.kill(first, getattr(signal, how))
        assert ear.trouble().part == "recognizer"
        ear.until(lambda event: event == HearingMended("recognizer"))
        ear.listens()
        assert worker(ear) != first
        rig.say(next_wav)
        assert ear.utterance().command == "next"


def test_a_voice_ends_with_its_worker(rig: Rig, tmp_path: Path) -> None:
    """Every VoiceStarted has its VoiceEnded, also when the worker dies in between."""
    sentence = speak_to_file("this is a long sentence that goes on and on", tmp_path / "long.wav")
    with listening() as ear:
        ear.listens()
        speaker = threading.Thread(target=rig.say, args=(sentence,))
        speaker.start()
        ear.until(lambda event: isinstance(event, VoiceStarted))
        os.kill(worker(ear), signal.SIGKILL)
        events = ear.until(lambda event: isinstance(event, HearingTrouble))
        speaker.join()
    assert any(isinstance(event, VoiceEnded) for event in events)


@pytest.mark.parametrize("fault", ["vanish", "stall"])
def test_a_lost_microphone_is_told_and_comes_back_by_itself(rig: Rig, next_wav: Path, fault: str) -> None:
    """Nobody has to start the program again after a cable came loose."""
    with listening() as ear:
        ear.listens()
        rig.unplug("stall" if fault == "stall" else "vanish")
        assert ear.trouble().part == "microphone"
        rig.plug()
        ear.until(lambda event: event == HearingMended("microphone"))
        rig.say(next_wav)
        assert ear.utterance().command == "next"


def test_a_muted_microphone_is_told(rig: Rig, next_wav: Path) -> None:
    """A silence deeper than any room is a switch, and the user is told before wondering."""
    with listening() as ear:
        silent = ear.until(lambda event: isinstance(event, HearingTrouble))[-1]
        assert isinstance(silent, HearingTrouble)
        assert (silent.part, "muted" in silent.message) == ("microphone", True)
        rig.say(next_wav)
        ear.until(lambda event: event == HearingMended("microphone"))


def test_the_coach_does_not_obey_itself(rig: Rig, tmp_path: Path, next_wav: Path) -> None:
    """A loudspeaker that the microphone hears 12 dB weaker, a sentence full of commands: nothing happens."""
    clip = speak_to_file(INSTRUCTION, tmp_path / "coach.wav", voice="en-us")
    rig.echo(-12.0)
    with listening() as ear:
        ear.listener.know({INSTRUCTION: clip})
        ear.listens()
        for _ in range(2):
            play(clip, lambda at_seconds: ear.listener.sounding(INSTRUCTION, clip, at_seconds))
            ear.listener.silent(time.monotonic())
        rig.say(next_wav)
        events = ear.until(lambda event: isinstance(event, Heard) and event.command == "next")
    commands = [event.command for event in events if isinstance(event, Heard) and event.accepted]
    assert commands == ["next"]
    levels = [event.level_dbfs for event in events if isinstance(event, MicLevel)]
    assert sum(level > -45 for level in levels) > 20, "the microphone did not hear the coach"


def test_a_folder_without_a_model_is_told(rig: Rig, tmp_path: Path) -> None:
    """Without understanding the coach still runs by key, and says so."""
    with listening(model=tmp_path / "nothing") as ear:
        trouble = ear.trouble()
    assert trouble.part == "model"
    assert "nothing" in trouble.message


def test_a_worker_that_hangs_does_not_keep_the_listener_open(rig: Rig) -> None:
    """Leaving the program never waits for a worker that does not answer."""
    with listening() as ear:
        ear.listens()
        stopped = worker(ear)
        os.kill(stopped, signal.SIGSTOP)
    with pytest.raises(ProcessLookupError):
        os.kill(stopped, 0)


def test_nothing_comes_after_closing_and_the_worker_ends(rig: Rig) -> None:
    """A closed screen gets no more events, and no process is left behind."""
    events: list[HearingEvent] = []
    first = threading.Event()

    def notify(event: HearingEvent) -> None:
        events.append(event)
        first.set()

    listener = Listener(HearingSettings(model=MODEL), notify)
    assert first.wait(PATIENCE_SECONDS)
    process = listener._process
    assert process is not None
    listener.close()
    count = len(events)
    with pytest.raises(ProcessLookupError):
        os.kill(process.pid, 0)
    assert len(events) == count
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("hearing-")]


def play(clip: Path, on_start: Callable[[float], None]) -> None:
    """Play a clip through the loudspeaker; `on_start` gets the time of its first sample."""
    import sounddevice

    samples, rate_hz = soundfile.read(clip, dtype="float32", always_2d=True)
    rest = np.concatenate([samples, np.zeros((rate_hz // 5, 1), np.float32)])
    ended = threading.Event()
    position = 0

    def fill(block: np.ndarray, count: int, times: object, _flags: object) -> None:
        nonlocal position
        if position == 0:
            ahead_seconds = times.outputBufferDacTime - times.currentTime  # type: ignore[attr-defined]
            on_start(time.monotonic() + ahead_seconds)
        part = rest[position : position + count]
        block[: len(part)] = part
        block[len(part) :] = 0
        position += count
        if position >= len(rest):
            ended.set()

    with sounddevice.OutputStream(samplerate=rate_hz, channels=1, callback=fill, latency=0.05):
        assert ended.wait(PATIENCE_SECONDS)
