"""Compute room responses for augmentation: a mouth 0.7 to 3.5 m away, reverberation 0.15 to 0.7 s.

python -m models.training.make_rooms FOLDER --count 80
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pyroomacoustics
import soundfile

from models.training.features import RATE_HZ
from models.training.manifest import made_recording, write_manifest

if TYPE_CHECKING:
    from numpy.random import Generator
    from numpy.typing import NDArray

    from models.training.sounds import Sound

_LONGEST = int(0.8 * RATE_HZ)
_NEAREST_METRES, _FARTHEST_METRES = 0.7, 3.5
_MOST_REFLECTIONS = 25


def computed_room(random: Generator) -> Sound:
    """The response of one shoebox room: peak 1, the direct sound first, at most 0.8 s."""
    size_metres = np.array([random.uniform(2.5, 7), random.uniform(2.5, 6), random.uniform(2.3, 3)])
    absorption, reflections = pyroomacoustics.inverse_sabine(random.uniform(0.15, 0.7), size_metres)
    material = pyroomacoustics.Material(absorption)
    order = min(reflections, _MOST_REFLECTIONS)
    room = pyroomacoustics.ShoeBox(size_metres, fs=RATE_HZ, materials=material, max_order=order)
    mouth, microphone = _places(random, size_metres)
    room.add_source(mouth)
    room.add_microphone(microphone)
    room.compute_rir()
    response = room.rir[0][0]
    direct = int(np.argmax(np.abs(response) > 0.3 * np.abs(response).max()))
    kept = response[max(direct - 8, 0) :][:_LONGEST]
    scaled: Sound = (kept / np.abs(kept).max()).astype(np.float32)
    return scaled


def _places(random: Generator, size: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Where the mouth and the microphone are, in metres."""

    def place(lowest: float, highest: float) -> NDArray[np.float64]:
        walls = [random.uniform(0.3, length - 0.3) for length in size[:2]]
        return np.array([*walls, random.uniform(lowest, highest)])

    while True:
        mouth, microphone = place(0.1, 1.6), place(0.3, 1.2)
        if _NEAREST_METRES < np.linalg.norm(mouth - microphone) < _FARTHEST_METRES:
            return mouth, microphone


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description="Compute room responses.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=80)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    chosen.folder.mkdir(parents=True, exist_ok=True)
    random = np.random.default_rng(chosen.seed)
    recordings = []
    for number in range(chosen.count):
        response = computed_room(random)
        path = chosen.folder / f"room{number:03d}.wav"
        soundfile.write(path, response, RATE_HZ, subtype="FLOAT")
        seconds = len(response) / RATE_HZ
        recordings.append(made_recording(path, seconds, "<rir>", "-", "computed-rooms", "train"))
    write_manifest(chosen.folder, recordings)


if __name__ == "__main__":
    main()
