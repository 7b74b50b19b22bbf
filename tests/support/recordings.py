"""Recordings of people: long Opus files and a manifest that says which clip stands where."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

RATE_HZ = 16_000


@dataclass(frozen=True, slots=True)
class Recording:
    """One line of the manifest. `transcript` is lower-case words; `<...>` stands for sounds without words."""

    pack: Path
    start_seconds: float
    seconds: float
    transcript: str
    speaker: str
    source: str
    licence: str
    split: str
    clip: str


def read_manifest(folder: Path) -> list[Recording]:
    """Every recording that the folder's MANIFEST.tsv names, in its order."""
    with (folder / "MANIFEST.tsv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [
            Recording(
                pack=folder / row["pack"],
                start_seconds=float(row["start_seconds"]),
                seconds=float(row["seconds"]),
                transcript=row["transcript"],
                speaker=row["speaker"],
                source=row["source"],
                licence=row["licence"],
                split=row["split"],
                clip=row["clip"],
            )
            for row in rows
        ]


def load(recordings: Sequence[Recording]) -> Iterator[tuple[Recording, NDArray[np.float32]]]:
    """Each recording with its sound: mono, 16 kHz, from -1 to 1.

    They come sorted by pack and time. A pack is read whole: seeking in Opus is slow and inexact.
    """
    import numpy as np
    import soundfile

    pack: Path | None = None
    for recording in sorted(recordings, key=lambda it: (it.pack, it.start_seconds)):
        if recording.pack != pack:
            pack = recording.pack
            samples, rate_hz = soundfile.read(pack, dtype="float32")
            if rate_hz != RATE_HZ or samples.ndim != 1:
                raise ValueError(f"{pack}: expected mono at {RATE_HZ} Hz")
        start = round(recording.start_seconds * RATE_HZ)
        clip = np.array(samples[start : start + round(recording.seconds * RATE_HZ)])
        yield recording, clip
