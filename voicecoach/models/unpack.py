"""Unpacking an archive that nobody vouches for: nothing outside its folder, and no more than agreed."""

from __future__ import annotations

import errno
import re
import stat
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from voicecoach.models.errors import megabytes, model_error

_PLAIN_NAME = re.compile(r"(?!\.+$)[\w.][\w.+ -]*(?<![. ])", re.ASCII)
"""A part of a path that means the same on every system: no drive, no backslash, no "..", no stream."""
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,  # a format of a later age
    RuntimeError,  # encrypted
    ValueError,  # a name that is no text
    FileExistsError,  # two entries of one name: the folder was empty
    IsADirectoryError,
    NotADirectoryError,
)
_MOST_FILES = 1_000
_CHUNK_BYTES = 1_000_000


def unpack(archive: Path, folder: Path, most_bytes: int) -> None:
    """Unpack the one folder that a zip archive holds.

    Args:
        archive: the zip file.
        folder: what that folder becomes; it does not exist yet.
        most_bytes: all files together may take so much; what the archive says of their sizes is not
            believed.

    Raises:
        ModelError: it is no whole zip file, or holds anything but one folder of plain files, or more than
            agreed.
        OSError: it cannot be written.
    """
    try:
        with zipfile.ZipFile(archive) as content:
            files = list(_files(content))
            folder.mkdir()
            left_bytes = most_bytes
            for info, path in files:
                left_bytes = _unpack_one(content, info, folder / path, left_bytes, most_bytes)
    except _DAMAGED as error:
        raise model_error("damaged-archive") from error
    except OSError as error:
        if error.errno == errno.EINVAL:  # it names a place before its own beginning
            raise model_error("damaged-archive") from error
        raise


def _files(content: zipfile.ZipFile) -> Iterator[tuple[zipfile.ZipInfo, PurePosixPath]]:
    """The files with their places in the one folder; every name is looked at before anything is written."""
    entries = content.infolist()
    if len(entries) > _MOST_FILES:
        raise model_error("too-many-files", files=len(entries), most=_MOST_FILES)
    top_folder = ""
    for info in entries:
        top, *parts = _safe_parts(info)
        if top_folder and top != top_folder:
            raise model_error("more-than-one-folder")
        top_folder = top
        if not info.is_dir():
            yield info, PurePosixPath(*parts)


def _safe_parts(info: zipfile.ZipInfo) -> list[str]:
    """The parts of an entry's path."""
    kind = stat.S_IFMT(info.external_attr >> 16)
    parts = info.orig_filename.removesuffix("/").split("/")
    plain = all(_PLAIN_NAME.fullmatch(part) for part in parts)
    if not plain or kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        raise model_error("unsafe-archive", entry=ascii(info.orig_filename[:60]))
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise NotImplementedError
    return parts


def _unpack_one(
    content: zipfile.ZipFile, info: zipfile.ZipInfo, file: Path, left_bytes: int, most_bytes: int
) -> int:
    """Write one file, and say how many bytes may still be written."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with content.open(info) as packed, file.open("xb") as unpacked:
        while piece := packed.read(_CHUNK_BYTES):
            left_bytes -= len(piece)
            if left_bytes < 0:
                raise model_error("too-large", most=megabytes(most_bytes))
            unpacked.write(piece)
    return left_bytes
