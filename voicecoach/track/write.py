"""The whole track, with what lies beside it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from voicecoach.track.beside import CAPTIONS, cue_sheet
from voicecoach.track.description import Description
from voicecoach.track.formats import Format, format_of
from voicecoach.track.sound import write_sound
from voicecoach.track.tags import write_tags
from voicecoach.track.whole import whole
from voicecoach.track.words import reason, trouble

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

RATE_HZ = 44100
"""The rate that all formats and all players know."""


@dataclass(frozen=True, slots=True)
class Beside:
    """What lies beside the track, under its name: captions, and a cue sheet (always beside a WAV file)."""

    captions: Literal["vtt", "lrc"] | None = None
    cue_sheet: bool = False


def write_track(
    file: Path, blocks: Iterable[npt.NDArray[np.float32]], description: Description, beside: Beside
) -> tuple[Path, ...]:
    """Write a track in the format that its ending names, in the place of whatever has these names.

    All files appear when all of them are done. When anything goes wrong, or `blocks` raises, none does.

    Args:
        file: the track, in a folder that exists.
        blocks: mono samples between -1 and 1 at `RATE_HZ`, as long as the description says.
        description: what to tell those who play it.
        beside: what else is wanted.

    Returns:
        The files, the track first.

    Raises:
        UserError: the ending is not known, the disk is full, or something cannot be written.
    """
    form = format_of(file)
    texts = _texts(file, form, description, beside)
    try:
        with whole() as parts:
            part = parts.file_for(file)
            write_sound(part, form, RATE_HZ, blocks)
            write_tags(part, form, description)
            for place, text in texts.items():
                parts.file_for(place).write_text(text, encoding="utf-8")
    except OSError as error:
        raise trouble("failed", file=file, reason=reason(error)) from error
    return (file, *texts)


def _texts(file: Path, form: Format, description: Description, beside: Beside) -> dict[Path, str]:
    """The texts to write, by their places."""
    texts = {}
    if beside.captions:
        texts[file.with_suffix(f".{beside.captions}")] = CAPTIONS[beside.captions](description)
    if beside.cue_sheet or form is Format.WAV:
        texts[file.with_suffix(".cue")] = cue_sheet(description, file)
    return texts
