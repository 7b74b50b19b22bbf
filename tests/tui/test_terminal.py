"""On a real terminal: the screen is drawn, nothing spoils it, and the terminal is clean afterwards."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.terminal import Terminal

if not sys.platform.startswith("linux"):
    pytest.skip("the terminal of the tests needs Linux", allow_module_level=True)

ROOT = Path(__file__).parents[2]
START_SECONDS = 30.0
CLEAN_MODES = frozenset({7, 25})
DEMO = [sys.executable, "-m", "tests.support.engine_coach"]
NOISE = "noise from a native library"
NOISY_DEMO = f"""
import os, sys
from tests.support import engine_coach
coach = engine_coach.coach_at("hold")
def noisy(snapshot):
    for number in (1, 2):
        os.write(number, b"{NOISE}\\n")
    return snapshot
coach.extra = noisy
from voicecoach.tui.run import run_app
run_app(coach, engine_coach.movement)
os.write(1, b"left the screen\\n")
"""
BROKEN_DEMO = """
from tests.support.engine_coach import coach_at, run
coach = coach_at("hold")
coach.snapshot = None
run(coach)
"""


def _environment(home: Path) -> dict[str, str]:
    return {**os.environ, "VOICECOACH_HOME": str(home)}


def _start(argv: list[str], home: Path, **env: str) -> Terminal:
    return Terminal(argv, _environment(home) | env, columns=80, rows=24, cwd=ROOT)


def test_a_session_runs_and_leaves_a_clean_terminal(tmp_path: Path) -> None:
    """Drawn with all its colours, worked by keys, left by a key: the shell is as it was before."""
    with _start([*DEMO, "hold"], tmp_path) as terminal:
        terminal.wait_for("Knee to chest", START_SECONDS)
        assert terminal.is_alternate
        terminal.wait_for(lambda _: len({cell.bg for row in terminal.cells() for cell in row}) > 5)
        terminal.press("space")
        terminal.wait_for('say "resume"')
        terminal.resize(120, 36)
        terminal.wait_for(lambda lines: "quit" in lines[-2])
        terminal.wait_for('say "resume"')
        terminal.press("q")
        terminal.wait_gone("next: ")
        terminal.press("q")
        assert terminal.wait_exit() == 0
        assert not terminal.is_alternate
        assert terminal.modes == CLEAN_MODES
        assert "left the screen" in "\n".join(terminal.screen())


def test_native_libraries_cannot_spoil_the_screen(tmp_path: Path) -> None:
    """What goes to descriptors 1 and 2 past Python is in the log and never on the screen."""
    with _start([sys.executable, "-c", NOISY_DEMO], tmp_path) as terminal:
        terminal.wait_for("Knee to chest", START_SECONDS)
        terminal.press("space")
        terminal.wait_for('say "resume"')
        terminal.press("ctrl+c", "ctrl+c")
        assert terminal.wait_exit() == 0
        assert NOISE.encode() not in terminal.log
        assert "left the screen" in "\n".join(terminal.screen()), "standard output is back"
    assert NOISE in (tmp_path / "log" / "voicecoach.log").read_text(encoding="utf-8")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_leaves_a_clean_terminal(number: signal.Signals, tmp_path: Path) -> None:
    """Ended from outside, it leaves the terminal as it was, and tells the signal in its exit status."""
    with _start([*DEMO, "hold"], tmp_path) as terminal:
        terminal.wait_for("Knee to chest", START_SECONDS)
        os.kill(terminal.pid, number)
        assert terminal.wait_exit() == 128 + number
        assert not terminal.is_alternate
        assert terminal.modes == CLEAN_MODES


def test_closing_the_window_ends_the_program(tmp_path: Path) -> None:
    """When the terminal itself is gone, the program goes too instead of waiting for it."""
    outer, inner = os.openpty()
    program = subprocess.Popen(
        [sys.executable, "-c", _AS_SESSION_LEADER, "hold"],
        stdin=inner,
        stdout=inner,
        stderr=inner,
        cwd=ROOT,
        env={**_environment(tmp_path), "TERM": "xterm-256color", "COLUMNS": "80", "LINES": "24"},
        start_new_session=True,
    )
    try:
        os.close(inner)
        _read_until(outer, b"Knee")
        os.close(outer)
        assert program.wait(timeout=START_SECONDS) == 128 + signal.SIGHUP
    finally:
        program.kill()
        program.wait()


def _read_until(descriptor: int, sought: bytes) -> None:
    seen = b""
    while sought not in seen:
        ready, _, _ = select.select([descriptor], [], [], START_SECONDS)
        assert ready, f"nothing but {seen!r}"
        seen += os.read(descriptor, 65536)


_AS_SESSION_LEADER = """
import fcntl, sys, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
from tests.support.engine_coach import main
main()
"""


def test_without_a_terminal_one_line_says_what_to_do(tmp_path: Path) -> None:
    """A pipe is no screen: the mistake is the user's, and its mend is named."""
    done = subprocess.run(
        [*DEMO, "hold"],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=_environment(tmp_path),
        timeout=START_SECONDS,
        check=False,
    )
    assert done.stdout == ""
    assert done.stderr == (
        "The screen needs a terminal, and this is none. "
        "Add --no-screen to be coached by voice and typed words.\n"
    )
    assert done.returncode == 2


def test_a_fault_in_the_screen_is_told_in_one_line(tmp_path: Path) -> None:
    """The details are in the log, and the terminal is clean."""
    with _start([sys.executable, "-c", BROKEN_DEMO], tmp_path) as terminal:
        assert terminal.wait_exit(START_SECONDS) == 2
        assert not terminal.is_alternate
        assert terminal.modes == CLEAN_MODES
        shown = " ".join("".join(terminal.screen()).split())
        assert "Start again with --no-screen" in shown
        assert "Traceback" not in shown
    assert "Traceback" in (tmp_path / "log" / "voicecoach.log").read_text(encoding="utf-8")


def test_a_shell_that_exports_its_size_does_not_hold_the_screen(tmp_path: Path) -> None:
    """The window decides how large the screen is, also after it was resized."""
    with _start([*DEMO, "hold"], tmp_path, COLUMNS="80", LINES="24") as terminal:
        terminal.wait_for("Knee to chest", START_SECONDS)
        terminal.resize(120, 36)
        terminal.wait_for(lambda lines: "quit" in lines[-2])
