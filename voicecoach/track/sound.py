"""Samples into a file, in any of the formats."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, ParamSpec

from voicecoach.track.formats import Format

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

P = ParamSpec("P")


def write_sound(file: Path, form: Format, rate_hz: int, blocks: Iterable[npt.NDArray[np.float32]]) -> None:
    """Write mono samples between -1 and 1, block by block.

    Raises:
        OSError: the disk is full, or the file cannot be written for another reason.
    """
    import soundfile

    container, coding = form.value
    with file.open("w+b") as raw:
        guarded = _Guarded(raw)
        try:
            with soundfile.SoundFile(guarded, "w", rate_hz, 1, coding, format=container) as sound:
                for block in blocks:
                    sound.write(block)
                    guarded.check()
        except (soundfile.LibsndfileError, AssertionError) as error:
            guarded.check()
            raise OSError(str(error)) from error
        guarded.check()


class _Guarded:
    """A file that keeps what went wrong: libsndfile calls it from C, where nothing can be raised."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._error: OSError | None = None
        self.read = file.read
        self.tell = file.tell

    def write(self, data: bytes) -> int:
        """How much of `data` was written: nothing from the first failure on."""
        return self._unless_failed(self._file.write, data)

    def seek(self, offset: int, whence: int) -> int:
        """The new place; what was written before may reach the disk only now."""
        return self._unless_failed(self._file.seek, offset, whence)

    def _unless_failed(self, call: Callable[P, int], *args: P.args, **kwargs: P.kwargs) -> int:
        if self._error is None:
            try:
                return call(*args, **kwargs)
            except OSError as error:
                self._error = error
        return 0

    def check(self) -> None:
        """Raise what went wrong, if anything did.

        Raises:
            OSError: as the file raised it.
        """
        if self._error:
            raise self._error
