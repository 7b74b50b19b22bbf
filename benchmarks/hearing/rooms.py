"""How a room answers a voice on the floor and a microphone two metres away. Needs pyroomacoustics."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from benchmarks.hearing.clips import Sound
from tests.support.recordings import RATE_HZ

_MOST_REFLECTIONS = 30


@dataclass(frozen=True, slots=True)
class Room:
    """A box: its size, how long a sound takes to fade by 60 dB, where mouth and microphone are; metres."""

    name: str
    size: tuple[float, float, float]
    fade_seconds: float
    mouth: tuple[float, float, float]
    microphone: tuple[float, float, float]


ROOMS = (
    Room("bedroom", (3.2, 3.8, 2.4), 0.3, (1.0, 2.9, 0.2), (1.9, 1.2, 0.5)),
    Room("living room", (4.6, 5.4, 2.6), 0.5, (1.6, 3.7, 0.2), (2.9, 2.1, 0.7)),
    Room("bare hall", (6.5, 7.2, 3.0), 0.8, (2.2, 4.6, 0.2), (4.1, 3.4, 0.7)),
)


def response(room: Room) -> Sound:
    """The room's impulse response at RATE_HZ, from the direct sound on."""
    import pyroomacoustics

    absorption, reflections = pyroomacoustics.inverse_sabine(room.fade_seconds, room.size)
    box = pyroomacoustics.ShoeBox(
        room.size,
        fs=RATE_HZ,
        materials=pyroomacoustics.Material(absorption),
        max_order=min(reflections, _MOST_REFLECTIONS),
    )
    box.add_source(room.mouth)
    box.add_microphone(room.microphone)
    box.compute_rir()
    whole = np.asarray(box.rir[0][0], np.float32)
    return whole[int(np.argmax(np.abs(whole))) :]


def responses() -> dict[str, Sound]:
    """Each room's response by its name; nothing without pyroomacoustics."""
    try:
        return {room.name: response(room) for room in ROOMS}
    except ModuleNotFoundError:
        return {}
