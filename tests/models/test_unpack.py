"""Unpacking archives that mean ill, and archives that are broken."""

from __future__ import annotations

import io
import random
import stat
import struct
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicecoach.models.errors import ModelError
from voicecoach.models.unpack import unpack

FILES = {"m/am/final.mdl": b"weights" * 1000, "m/conf/model.conf": b"--min-active=200\n", "m/README": b""}
LIMIT_BYTES = 100_000


def _zip(entries: dict[str, bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", how) as content:
        content.mkdir("m")
        for name, data in entries.items():
            content.writestr(zipfile.ZipInfo(name), data, how)
    return packed.getvalue()


def _unpack(packed: bytes, place: Path, limit_bytes: int = LIMIT_BYTES) -> Path:
    """Unpack into a folder two levels down, where "../.." would be seen."""
    inner = place / "a" / "b"
    inner.mkdir(parents=True)
    (inner / "model.zip").write_bytes(packed)
    unpack(inner / "model.zip", inner / "out", limit_bytes)
    return inner / "out"


def _written(place: Path) -> list[str]:
    """Every file below a place but the archive."""
    return sorted(
        path.relative_to(place).as_posix()
        for path in place.rglob("*")
        if not path.is_dir() and path.name != "model.zip"
    )


def test_the_one_folder_is_unpacked(tmp_path: Path) -> None:
    """Its files lie in the new folder, whatever the folder in the archive is called."""
    out = _unpack(_zip(FILES), tmp_path)
    assert {f"m/{path}": (out / path).read_bytes() for path in _written(out)} == FILES


@pytest.mark.parametrize(
    "name",
    [
        "../evil",
        "m/../../evil",
        "m/../evil",
        "/tmp/evil",
        "m//evil",
        "m/./evil",
        "m/..",
        "m/...",
        "..\\evil",
        "m\\..\\..\\evil",
        "C:/evil",
        "C:evil",
        "m/evil:stream",
        "m/evil.",
        "m/evil ",
        "m/\x1b[2Jevil",
        "m/evil\0.txt",
        "",
    ],
)
def test_names_that_lead_elsewhere_are_refused(name: str, tmp_path: Path) -> None:
    """Before anything is written; the message shows no control characters."""
    stand_in = "m/" + "x" * (len(name.encode()) - 2) if len(name) > 2 else "q" * len(name)
    packed = _zip({**FILES, stand_in: b"evil"}).replace(stand_in.encode(), name.encode())
    packed = packed if name else _zip({**FILES, "": b"evil"})
    with pytest.raises(ModelError, match="does not belong") as caught:
        _unpack(packed, tmp_path)
    assert _written(tmp_path) == []
    assert str(caught.value).isprintable()


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR], ids=["link", "pipe", "device"])
def test_whatever_is_no_plain_file_is_refused(kind: int, tmp_path: Path) -> None:
    """A link in an archive is a way out of the folder."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as content:
        info = zipfile.ZipInfo("m/link")
        info.external_attr = (kind | 0o777) << 16
        content.writestr(info, "/etc")
        content.writestr("m/link/passwd", b"evil")
    with pytest.raises(ModelError, match="does not belong"):
        _unpack(packed.getvalue(), tmp_path)
    assert _written(tmp_path) == []


def test_a_bomb_is_defused(tmp_path: Path) -> None:
    """What unpacking writes is counted."""
    with pytest.raises(ModelError, match="takes more than"):
        _unpack(_zip({"m/zeros": bytes(50_000_000)}), tmp_path)
    assert sum(path.stat().st_size for path in (tmp_path / "a" / "b" / "out").rglob("*")) <= LIMIT_BYTES


def test_many_files_count_together(tmp_path: Path) -> None:
    """The limit is one for all files; just the limit is fine."""
    entries = {f"m/{number}": bytes(LIMIT_BYTES // 10) for number in range(10)}
    _unpack(_zip(entries), tmp_path / "fits")
    with pytest.raises(ModelError, match="takes more than"):
        _unpack(_zip(entries | {"m/one": b"1"}), tmp_path / "not")


def test_a_lie_about_sizes_is_found_out(tmp_path: Path) -> None:
    """An archive that says that a large file is small is damaged, and writes no more than it says."""
    packed = bytearray(_zip({"m/zeros": bytes(50_000_000)}))
    at = packed.rindex(b"PK\x01\x02", 0, packed.rindex(b"m/zeros"))
    packed[at + 24 : at + 28] = struct.pack("<I", 10)
    with pytest.raises(ModelError):
        _unpack(bytes(packed), tmp_path)


@pytest.mark.parametrize(
    ("packed", "words"),
    [
        (lambda: _zip(FILES)[:-40], "whole zip file"),
        (lambda: b"<html>Please log in</html>", "whole zip file"),
        (lambda: b"", "whole zip file"),
        (lambda: _zip(FILES, zipfile.ZIP_BZIP2), "whole zip file"),
        (lambda: _zip({"m/A": b"1", "m/A/b": b"2"}), "whole zip file"),
        (lambda: _zip({"m/A/b": b"2", "m/A": b"1"}), "whole zip file"),
        (lambda: _zip({"m/x": b"1", "m/y": b"2"}).replace(b"m/y", b"m/x"), "whole zip file"),
        (lambda: _zip({"other/x": b"1"}), "more than the one folder"),
        (lambda: _zip({f"m/{number}": b"" for number in range(2000)}), "2001 files"),
    ],
    ids=["cut", "page", "empty", "bzip2", "under a file", "over a folder", "twice", "two folders", "many"],
)
def test_what_is_no_model_archive_is_refused(packed: Callable[[], bytes], words: str, tmp_path: Path) -> None:
    """One clear line for each."""
    with pytest.raises(ModelError, match=words) as caught:
        _unpack(packed(), tmp_path)
    assert caught.value.mend


def test_changed_bytes_are_noticed(tmp_path: Path) -> None:
    """Each file's checksum is looked at."""
    packed = _zip({"m/noise": random.Random(1).randbytes(1000)}, zipfile.ZIP_STORED)
    at = packed.index(b"m/noise") + 500
    with pytest.raises(ModelError, match="whole zip file"):
        _unpack(packed[:at] + bytes([packed[at] ^ 1]) + packed[at + 1 :], tmp_path)


@given(
    changes=st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 255)), max_size=8),
    cut=st.integers(0, 50),
)
def test_any_bytes_give_a_model_or_one_message(changes: list[tuple[int, int]], cut: int) -> None:
    """However an archive is changed, nothing is written outside, and nothing but the one error is raised."""
    packed = bytearray(_zip(FILES))
    for place, value in changes:
        packed[place % len(packed)] = value
    with TemporaryDirectory() as folder:
        with suppress(ModelError):
            _unpack(bytes(packed[: len(packed) - cut]), Path(folder))
        assert all(path.startswith("a/b/out/") for path in _written(Path(folder)))
