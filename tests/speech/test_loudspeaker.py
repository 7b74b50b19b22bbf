"""The loudspeaker's supervision, with outputs that come and go on command."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from queue import SimpleQueue

import numpy as np
import pytest

from voicecoach.speech.loudspeaker import Loudspeaker
from voicecoach.speech.messages import Began, Ended, OutputFound, OutputLost, Report
from voicecoach.speech.mixer import Mixer
from voicecoach.speech.output import Fill, Output, OutputError
from voicecoach.speech.sound import Sound

PATIENCE_SECONDS = 10.0
Told = SimpleQueue[Report | OutputFound | OutputLost]


class HandTurnedOutput:
    """An output whose time passes only when the test takes samples."""

    def __init__(self, rate_hz: int = 8000) -> None:
        self.rate_hz = rate_hz
        self.lives = True
        self.closed = threading.Event()
        self._fill: Fill | None = None

    def start(self, fill: Fill) -> None:
        self._fill = fill

    def alive(self) -> bool:
        return self.lives

    def close(self) -> None:
        self.closed.set()

    def take(self, frames: int, at_seconds: float) -> float:
        """Let `frames` samples sound; the loudest of them."""
        assert self._fill
        return float(np.abs(self._fill(frames, at_seconds)).max())


class Devices:
    """What is plugged in, one after the other; None is an opening that fails."""

    def __init__(self) -> None:
        self.next: SimpleQueue[HandTurnedOutput | None] = SimpleQueue()

    def open(self) -> Output:
        output = self.next.get(timeout=PATIENCE_SECONDS)
        if output is None:
            raise OutputError("nothing is plugged in")
        return output


@pytest.fixture
def devices() -> Devices:
    """Nothing plugged in yet."""
    return Devices()


@pytest.fixture
def told() -> Told:
    """What the loudspeaker tells."""
    return SimpleQueue()


@pytest.fixture
def loudspeaker(devices: Devices, told: Told) -> Iterator[Loudspeaker]:
    """A loudspeaker that looks for those devices."""
    made = Loudspeaker(Mixer(8000, 1.0, 1.0), told.put, devices.open)
    yield made
    devices.next.put(None)
    made.close()


def tone(seconds: float) -> Sound:
    """A sound of that length."""
    return Sound(np.full(round(seconds * 8000), 0.5, dtype=np.float32), 8000)


def test_time_is_told_as_it_sounds(loudspeaker: Loudspeaker, devices: Devices, told: Told) -> None:
    """Begin and end are reported at the time when the device lets those samples sound."""
    output = HandTurnedOutput()
    devices.next.put(output)
    assert told.get(timeout=PATIENCE_SECONDS) == OutputFound()
    loudspeaker.play(7, tone(0.1))
    output.take(400, 100.0)
    output.take(800, 100.05)
    assert told.get(timeout=PATIENCE_SECONDS) == Began(7, 100.0)
    end = told.get(timeout=PATIENCE_SECONDS)
    assert isinstance(end, Ended)
    assert end.at_seconds == pytest.approx(100.1)


def test_what_plays_goes_on_without_the_device(
    loudspeaker: Loudspeaker, devices: Devices, told: Told
) -> None:
    """An utterance whose device is lost still ends at its time, and the next device takes over."""
    first, second = HandTurnedOutput(), HandTurnedOutput(16000)
    devices.next.put(first)
    assert told.get(timeout=PATIENCE_SECONDS) == OutputFound()
    loudspeaker.play(1, tone(0.3))
    assert first.take(400, 0.0) > 0.0
    assert told.get(timeout=PATIENCE_SECONDS) == Began(1, 0.0)
    first.lives = False
    assert told.get(timeout=PATIENCE_SECONDS) == OutputLost(library_missing=False)
    assert first.closed.wait(PATIENCE_SECONDS)
    assert first.take(400, 0.0) == 0.0
    end = told.get(timeout=PATIENCE_SECONDS)
    assert isinstance(end, Ended)
    assert (end.utterance, end.finished) == (1, True)
    devices.next.put(second)
    assert told.get(timeout=PATIENCE_SECONDS) == OutputFound()
    loudspeaker.play(2, tone(0.1).at_rate(16000))
    assert second.take(800, 0.0) > 0.0


def test_without_any_device_time_passes_in_silence(
    loudspeaker: Loudspeaker, devices: Devices, told: Told
) -> None:
    """With nothing plugged in, utterances begin and end in their order and take their time."""
    devices.next.put(None)
    assert told.get(timeout=PATIENCE_SECONDS) == OutputLost(library_missing=False)
    loudspeaker.play(1, tone(0.2))
    loudspeaker.play(2, tone(0.1))
    reports = [told.get(timeout=PATIENCE_SECONDS) for _ in range(4)]
    match reports:
        case [Began(1, first), Ended(1, end, seconds, True), Began(2, second), Ended(2, _, _, True)]:
            assert seconds == pytest.approx(0.2)
            assert end - first == pytest.approx(0.2, abs=0.001)
            assert second == pytest.approx(end)
        case _:
            pytest.fail(f"not in order: {reports}")


def test_devices_are_looked_for_only_in_silence(
    loudspeaker: Loudspeaker, devices: Devices, told: Told
) -> None:
    """Looking for devices may end the process, so it waits until nothing plays."""
    devices.next.put(None)
    assert told.get(timeout=PATIENCE_SECONDS) == OutputLost(library_missing=False)
    loudspeaker.play(1, tone(1.5))
    devices.next.put(HandTurnedOutput())
    order = [type(told.get(timeout=PATIENCE_SECONDS)) for _ in range(3)]
    assert order == [Began, Ended, OutputFound]
