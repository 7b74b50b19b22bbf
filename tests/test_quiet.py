"""What native libraries print stays off the terminal; what the program prints reaches it."""

from __future__ import annotations

import logging
import subprocess
import sys
from pathlib import Path

import pytest

from voicecoach.quiet import MOST_BYTES, log_into

PROGRAM = """
import os, sys
from pathlib import Path
from voicecoach.quiet import native_output_into

os.write(1, b"before out\\n"); os.write(2, b"before err\\n")
try:
    with native_output_into(Path(sys.argv[1])) as own:
        os.write(1, b"native out\\n"); os.write(2, b"native err\\n")
        print("python out"); print("python err", file=sys.stderr)
        print("own out", file=own.out); print("own err", file=own.err)
        if sys.argv[2] == "fail":
            raise RuntimeError
except RuntimeError:
    pass
os.write(1, b"after out\\n"); os.write(2, b"after err\\n")
print("kept", len(os.listdir("/proc/self/fd")) if os.path.isdir("/proc/self/fd") else 0)
"""


def run(log: Path, how: str = "well") -> subprocess.CompletedProcess[str]:
    """A process whose libraries print, past Python too."""
    return subprocess.run(
        [sys.executable, "-c", PROGRAM, str(log), how], capture_output=True, text=True, check=True
    )


@pytest.mark.parametrize("how", ["well", "fail"])
def test_only_the_program_itself_is_read(how: str, tmp_path: Path) -> None:
    """Noise goes into the log, and afterwards all is as before, after a failure too."""
    log = tmp_path / "log" / "voicecoach.log"
    done = run(log, how)
    assert done.stdout.splitlines()[:-1] == ["before out", "own out", "after out"]
    assert done.stderr.splitlines() == ["before err", "own err", "after err"]
    noise = log.read_text(encoding="utf-8")
    assert sorted(noise.splitlines()) == ["native err", "native out", "python err", "python out"]


def test_no_descriptor_is_left_open(tmp_path: Path) -> None:
    """A program that does this often never runs out of them: only the three standard ones and the listing."""
    if not Path("/proc/self/fd").is_dir():
        pytest.skip("this system does not list a process's descriptors")
    assert run(tmp_path / "voicecoach.log").stdout.splitlines()[-1] == "kept 4"


def test_a_log_is_added_to(tmp_path: Path) -> None:
    """What went wrong last time can still be read, by its owner alone."""
    log = tmp_path / "voicecoach.log"
    run(log)
    run(log)
    assert log.read_text(encoding="utf-8").count("native err") == 2
    assert log.stat().st_mode & 0o077 == 0


def test_a_log_does_not_grow_for_ever(tmp_path: Path) -> None:
    """One that has grown large is set aside, and one is kept of those."""
    log = tmp_path / "voicecoach.log"
    for text in ("oldest", "older"):
        log.write_text(text + "x" * MOST_BYTES)
        run(log)
    assert log.stat().st_size < 1000
    assert log.with_suffix(".old").read_text().startswith("older")


def test_a_log_that_cannot_be_written_is_done_without(tmp_path: Path) -> None:
    """The noise is still kept off the terminal."""
    (tmp_path / "file").touch()
    done = run(tmp_path / "file" / "voicecoach.log")
    assert done.stderr.splitlines() == ["before err", "own err", "after err"]


def test_what_the_rooms_log_goes_into_the_log(tmp_path: Path) -> None:
    """With its time and room, and not to the terminal."""
    log = tmp_path / "log" / "voicecoach.log"
    room = logging.getLogger("voicecoach")
    before = list(room.handlers)
    log_into(log)
    [handler] = set(room.handlers) - set(before)
    try:
        logging.getLogger("voicecoach.speech.renderer").warning("the rendering process died")
    finally:
        room.removeHandler(handler)
        assert isinstance(handler, logging.StreamHandler)
        handler.stream.close()
    assert log.read_text(encoding="utf-8").endswith(
        " voicecoach.speech.renderer: the rendering process died\n"
    )
