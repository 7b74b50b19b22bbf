"""The playing process and its supervisor, over the virtual sound card."""

from __future__ import annotations

import os
import signal
import statistics
import threading
import time
from pathlib import Path
from queue import SimpleQueue

import numpy as np
import pytest

from tests.support.ear import RATE_HZ, Ear
from tests.support.rig import Rig
from voicecoach.speech.messages import Began, CueBegan, Ended, OutputFound, OutputLost, Play
from voicecoach.speech.playback import Playback

PATIENCE_SECONDS = 20.0
Told = SimpleQueue[Began | Ended | CueBegan | OutputFound | OutputLost]


def process_of(playback: Playback) -> int:
    """The process that plays now."""
    process_id = playback.process_id
    assert process_id
    return process_id


def test_a_file_is_heard_when_it_is_said_to_sound(rig: Rig, tone: Path) -> None:
    """The loudspeaker gives exactly the file, and the report of its begin is right within 30 ms."""
    told: Told = SimpleQueue()
    playback = Playback(1.0, 1.0, told.put)
    assert told.get(timeout=PATIENCE_SECONDS) == OutputFound()
    with Ear(rig) as ear:
        playback.play(Play(1, str(tone), 3.0))
        begin, end = told.get(timeout=PATIENCE_SECONDS), told.get(timeout=PATIENCE_SECONDS)
    playback.close()
    assert isinstance(begin, Began)
    assert isinstance(end, Ended)
    assert end.finished
    assert end.seconds == pytest.approx(3.0, abs=0.001)
    first, last = ear.sounding()
    assert first == pytest.approx(begin.at_seconds, abs=0.03)
    assert last - first == pytest.approx(3.0, abs=0.05)
    spectrum = np.abs(np.fft.rfft(ear.samples))
    assert np.argmax(spectrum) * RATE_HZ / len(ear.samples) == pytest.approx(400.0, abs=2.0)


def test_hush_is_heard_within_fifty_milliseconds(rig: Rig, tone: Path) -> None:
    """From the call to silence at the loudspeaker takes less than 50 ms, whenever it comes."""
    told: Told = SimpleQueue()
    playback = Playback(1.0, 1.0, told.put)
    assert told.get(timeout=PATIENCE_SECONDS) == OutputFound()
    delays_seconds = []
    for number in range(7):
        with Ear(rig) as ear:
            playback.play(Play(number, str(tone), 3.0))
            assert isinstance(told.get(timeout=PATIENCE_SECONDS), Began)
            threading.Event().wait(0.2 + 0.007 * number)  # somewhere in the tone
            hushed_seconds = time.monotonic()
            playback.hush()
            end = told.get(timeout=PATIENCE_SECONDS)
            threading.Event().wait(0.3)  # what would still sound is heard
        assert isinstance(end, Ended)
        assert not end.finished
        delays_seconds.append(ear.sounding()[1] - hushed_seconds)
    playback.close()
    assert statistics.median(delays_seconds) < 0.05, delays_seconds


def test_a_killed_process_ends_what_it_played_and_the_rest_is_played(rig: Rig, tone: Path) -> None:
    """When the player dies, what sounded ends unfinished, and what was queued is heard."""
    told: Told = SimpleQueue()
    playback = Playback(1.0, 1.0, told.put)
    assert told.get(timeout=PATIENCE_SECONDS) == OutputFound()
    first = process_of(playback)
    playback.play(Play(1, str(tone), 3.0))
    playback.play(Play(2, str(tone), 3.0))
    assert isinstance(told.get(timeout=PATIENCE_SECONDS), Began)
    os.kill(first, signal.SIGKILL)
    end = told.get(timeout=PATIENCE_SECONDS)
    assert isinstance(end, Ended)
    assert (end.utterance, end.finished) == (1, False)
    with Ear(rig) as ear:
        rest = [told.get(timeout=PATIENCE_SECONDS) for _ in range(3)]
    playback.close()
    assert {type(report) for report in rest} == {OutputFound, Began, Ended}
    assert any(isinstance(report, Ended) and report.utterance == 2 and report.finished for report in rest)
    assert ear.sounding()


def test_a_hanging_process_is_replaced(no_sound_card: None) -> None:
    """A player that says nothing any more is given up, so that no utterance waits for ever."""
    told: Told = SimpleQueue()
    playback = Playback(1.0, 1.0, told.put)
    assert told.get(timeout=PATIENCE_SECONDS) == OutputLost(library_missing=False)
    first = process_of(playback)
    os.kill(first, signal.SIGSTOP)
    playback.play(Play(1, None, 0.2))
    kinds = [type(told.get(timeout=PATIENCE_SECONDS)) for _ in range(3)]
    assert sorted(kind.__name__ for kind in kinds) == ["Began", "Ended", "OutputLost"]
    assert process_of(playback) != first
    playback.close()


def test_hushed_while_the_process_is_gone(no_sound_card: None) -> None:
    """A hush also reaches what a dead player can no longer end."""
    told: Told = SimpleQueue()
    playback = Playback(1.0, 1.0, told.put)
    assert told.get(timeout=PATIENCE_SECONDS) == OutputLost(library_missing=False)
    os.kill(process_of(playback), signal.SIGKILL)
    playback.play(Play(1, None, 60.0))
    playback.hush()
    ended = told.get(timeout=PATIENCE_SECONDS)
    while not isinstance(ended, Ended):
        ended = told.get(timeout=PATIENCE_SECONDS)
    assert (ended.utterance, ended.finished) == (1, False)
    playback.close()


def test_closing_ends_a_hanging_process(no_sound_card: None) -> None:
    """Closing does not wait for a player that does not answer, and does not leave it behind."""
    told: Told = SimpleQueue()
    playback = Playback(1.0, 1.0, told.put)
    told.get(timeout=PATIENCE_SECONDS)
    process_id = process_of(playback)
    os.kill(process_id, signal.SIGSTOP)
    playback.close()
    with pytest.raises(ProcessLookupError):
        os.kill(process_id, 0)


def test_closing_leaves_no_process(no_sound_card: None) -> None:
    """After closing, the player is gone, also when it had just been started."""
    told: Told = SimpleQueue()
    playback = Playback(1.0, 1.0, told.put)
    told.get(timeout=PATIENCE_SECONDS)
    process_id = process_of(playback)
    playback.close()
    with pytest.raises(ProcessLookupError):
        os.kill(process_id, 0)
    threads = {thread.name for thread in threading.enumerate()}
    Playback(1.0, 1.0, told.put).close()
    assert {thread.name for thread in threading.enumerate()} == threads
