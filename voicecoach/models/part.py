"""What has arrived of a download: it stays until the file is whole, so that nothing is fetched twice."""

from __future__ import annotations

import json
from pathlib import Path
from typing import BinaryIO


class Part:
    """The beginning of a file.

    Beside it lies a note of where it came from and which version it is of, so that a later attempt can ask
    the server for the rest of the very same file.

    Args:
        file: where the bytes go; it need not exist.
        url: where they come from.
    """

    def __init__(self, file: Path, url: str) -> None:
        self.file = file
        self._url = url
        self._note = file.with_name(f"{file.name}.version")

    @property
    def size_bytes(self) -> int:
        """How much is there."""
        return self.file.stat().st_size if self.file.exists() else 0

    @property
    def version(self) -> str:
        """The server's name for the version that this is the beginning of; "" where it is not known."""
        try:
            note = json.loads(self._note.read_text(encoding="utf-8"))
            return str(note["version"]) if note["url"] == self._url else ""
        except (OSError, ValueError, KeyError, TypeError):
            return ""

    def begin(self, version: str) -> BinaryIO:
        """Open it for writing from the first byte of a version on."""
        self.file.unlink(missing_ok=True)
        self._note.write_text(json.dumps({"url": self._url, "version": version}), encoding="utf-8")
        return self.file.open("wb")

    def go_on(self) -> BinaryIO:
        """Open it for writing behind what is there."""
        return self.file.open("ab")

    def discard(self) -> None:
        """Remove it."""
        self.file.unlink(missing_ok=True)
        self._note.unlink(missing_ok=True)
