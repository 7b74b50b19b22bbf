"""Folders of recordings with a MANIFEST.tsv: which may be trained on, and how new ones are written."""

from __future__ import annotations

import collections
import csv
import os
import re
from dataclasses import astuple, fields
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tests.support.recordings import Recording, read_manifest

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

SYNTHETIC: Final = "synth"  # the source of all speech by machines

_NAME = "MANIFEST.tsv"
_RARE = 700
_NOT_FREE = {"SA", "NC", "unclear"}


def people_folder() -> Path:
    """The folder with recordings of people, which the environment names."""
    named = os.environ.get("VOICECOACH_RECORDINGS")
    if not named:
        raise SystemExit("Name the folder with recordings of people in VOICECOACH_RECORDINGS.")
    return Path(named)


def training_recordings(folders: Sequence[Path]) -> list[Recording]:
    """What may be trained on: no test split, no share-alike, non-commercial or unclear licence."""
    recordings = (recording for folder in folders for recording in read_manifest(folder))
    return [
        recording
        for recording in recordings
        if recording.split == "train" and not _NOT_FREE & set(re.split("[ -]", recording.licence))
    ]


def rare_words_twice(recordings: Sequence[Recording]) -> list[Recording]:
    """The recordings, and once more those of people who say a single word that few others say."""
    single = [it for it in recordings if " " not in it.transcript and "<" not in it.transcript]
    spoken = [it for it in single if it.source != SYNTHETIC]
    times = collections.Counter(it.transcript for it in spoken)
    return [*recordings, *(it for it in spoken if times[it.transcript] < _RARE)]


def write_manifest(folder: Path, recordings: Iterable[Recording]) -> float:
    """Write the manifest of a folder and return how many hours it holds."""
    hours = 0.0
    with (folder / _NAME).open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, delimiter="\t", quoting=csv.QUOTE_NONE, lineterminator="\n")
        rows.writerow(field.name for field in fields(Recording))
        for recording in recordings:
            pack = recording.pack.relative_to(folder).as_posix()
            start, seconds = f"{recording.start_seconds:.4f}", f"{recording.seconds:.4f}"
            rows.writerow((pack, start, seconds, *astuple(recording)[3:]))
            hours += recording.seconds / 3600
    return hours


def made_recording(
    path: Path, seconds: float, transcript: str, speaker: str, source: str, split: str
) -> Recording:
    """The manifest's line for a file that we made ourselves and that holds one clip."""
    return Recording(path, 0.0, seconds, transcript, speaker, source, "own", split, path.name)
