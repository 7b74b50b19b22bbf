"""A model as its makers would publish it: a zip archive, and the entry of a catalogue that describes it."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Mapping

from voicecoach import paths
from voicecoach.models import Archive, Entry, embedded

NAME = "vosk-model-tiny-en-1.0"


def model_archive(changed: Mapping[str, bytes | None] | None = None, *, name: str = NAME) -> bytes:
    """The model that ships, packed in a folder of another name.

    Args:
        changed: contents for files of it; None for a file that is left out.
        name: that of the folder.
    """
    changed = changed or {}
    shipped = embedded(paths.builtin("models"))
    files = {path.relative_to(shipped).as_posix(): path.read_bytes() for path in shipped.rglob("*.*")}
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as content:
        for path, data in {**files, **changed}.items():
            if data is not None:
                content.writestr(f"{name}/{path}", data)
    return packed.getvalue()


def entry_for(packed: bytes, url: str, *, name: str = NAME, sha256: str | None = None) -> Entry:
    """What a catalogue says of an archive at a URL; with its true digest unless another is given."""
    digest = hashlib.sha256(packed).hexdigest() if sha256 is None else sha256
    return Entry(name, "Tiny", "MIT", "a test", Archive(url, len(packed), digest, 20_000_000))
