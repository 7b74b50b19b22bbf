"""The kinds of sound files, by their endings."""

from __future__ import annotations

from enum import Enum
from pathlib import Path

from voicecoach.track.whole import part_of
from voicecoach.track.words import reason, trouble


class Format(Enum):
    """A kind of sound file: what libsndfile calls its container and its coding."""

    FLAC = ("FLAC", "PCM_16")
    OGG = ("OGG", "VORBIS")
    MP3 = ("MP3", "MPEG_LAYER_III")
    WAV = ("WAV", "PCM_16")

    @property
    def ending(self) -> str:
        """How the names of such files end."""
        return f".{self.name.lower()}"


def format_of(file: Path) -> Format:
    """The format that the name of a file asks for.

    Raises:
        UserError: none that is known.
    """
    for one in Format:
        if one.ending == file.suffix.lower():
            return one
    raise trouble("unknown-ending", file=file, endings=", ".join(one.ending for one in Format))


def check_place(file: Path) -> None:
    """See whether `file` can be written at all, before anybody takes the time to make it.

    Raises:
        UserError: its ending is not known, or nothing can be written in its folder.
    """
    format_of(file)
    if not file.parent.is_dir():
        raise trouble("no-folder", folder=file.parent)
    try:
        if file.is_dir():
            raise IsADirectoryError("there is a folder of this name")
        part_of(file).touch()
        part_of(file).unlink()
    except OSError as error:
        raise trouble("not-writable", file=file, reason=reason(error)) from error
