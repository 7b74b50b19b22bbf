"""From a catalogue entry to a model that can be used, all or nothing; and the way back."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from voicecoach.models.catalogue import Archive, Entry
from voicecoach.models.choice import models_folder
from voicecoach.models.download import Patience, Progress, download
from voicecoach.models.errors import ModelError, install_error, megabytes, model_error
from voicecoach.models.folder import check, is_usable
from voicecoach.models.part import Part
from voicecoach.models.unpack import unpack

_INCOMING = ".incoming"
_SPARE_BYTES = 50_000_000
"""Left free, so that nothing else on the machine runs out of room."""


@dataclass(frozen=True, slots=True)
class Installed:
    """A model that was put in place.

    Attributes:
        folder: where it is.
        sha256: the digest of what was fetched; "" where it was there already.
    """

    folder: Path
    sha256: str


def install(
    entry: Entry,
    data_folder: Path,
    examine: Callable[[Path], None],
    progress: Progress,
    *,
    accept_unknown_digest: bool = False,
    patience: Patience | None = None,
) -> Installed:
    """Fetch, check, unpack and put in place; where it is in place already, nothing happens.

    When it fails or is interrupted, only what was downloaded is left behind, and that only as long as it may
    be the right file.

    Args:
        entry: which model.
        data_folder: the user's data.
        examine: looks at the unpacked folder and raises a ModelError if it is of no use.
        progress: told how many bytes have arrived.
        accept_unknown_digest: whether to take a file that cannot be compared with anything.
        patience: with the server.

    Raises:
        InstallError: it cannot be fetched or written.
        ModelError: it is not what the catalogue describes, or of no use.
    """
    archive, folder = entry.archive, models_folder(data_folder) / entry.name
    if is_usable(folder):
        return Installed(folder, "")
    if archive is None:
        raise model_error("embedded", name=entry.name)
    if not archive.sha256 and not accept_unknown_digest:
        raise model_error("digest-unknown", name=entry.name)
    with _writing_to(folder.parent):
        incoming = folder.parent / _INCOMING
        incoming.mkdir(parents=True, exist_ok=True)
        part = Part(incoming / f"{entry.name}.zip", archive.url)
        if part.size_bytes > archive.bytes:
            part.discard()
        try:
            _check_room(incoming, archive, part)
            download(archive, part, progress, patience or Patience())
            sha256 = _put_in_place(part, archive, folder, examine)
        finally:
            _remove_if_empty(incoming)
    return Installed(folder, sha256)


def remove(name: str, data_folder: Path) -> None:
    """Remove an installed model, or what has been downloaded of one.

    Raises:
        ModelError: there is none of that name.
        InstallError: it cannot be removed.
    """
    parent = models_folder(data_folder)
    incoming = parent / _INCOMING
    wanted = [path for path in _children(parent) if path.name == name and path != incoming]
    wanted += [path for path in _children(incoming) if path.name.startswith(f"{name}.zip")]
    if not wanted:
        raise model_error("not-installed", name=name)
    with _writing_to(parent):
        for path in wanted:
            _remove(path)
        _remove_if_empty(incoming)


def _put_in_place(part: Part, archive: Archive, folder: Path, examine: Callable[[Path], None]) -> str:
    unpacked = part.file.with_suffix(".unpacked")
    _remove(unpacked)
    try:
        sha256 = _digest(part.file)
        if archive.sha256 and sha256 != archive.sha256:
            raise install_error("other-digest")
        unpack(part.file, unpacked, archive.unpacked_bytes_at_most)
        check(unpacked)
        examine(unpacked)
        _remove(folder)  # whatever is there cannot be used
        unpacked.rename(folder)
    except ModelError:
        part.discard()
        raise
    finally:
        _remove(unpacked)
    part.discard()
    return sha256


def _check_room(incoming: Path, archive: Archive, part: Part) -> None:
    """See that everything will fit, before anything is fetched."""
    needed = archive.bytes - part.size_bytes + archive.unpacked_bytes_at_most + _SPARE_BYTES
    free = shutil.disk_usage(incoming).free
    if free < needed:
        raise install_error("no-room", folder=incoming.parent, needed=megabytes(needed), free=megabytes(free))


def _digest(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _children(folder: Path) -> list[Path]:
    return sorted(folder.iterdir()) if folder.is_dir() else []


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _remove_if_empty(folder: Path) -> None:
    if folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()


@contextmanager
def _writing_to(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise install_error("cannot-write", folder=folder, reason=error.strerror or error) from error
