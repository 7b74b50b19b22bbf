"""The terminal of the tests shows what a person would see."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from tests.support.terminal import Cell, ScreenTimeoutError, Terminal
from tests.support.terminal.emulator import Emulator
from tests.support.terminal.keys import encode_key


def _screen(printed: str, columns: int = 20, rows: int = 4) -> Emulator:
    emulator = Emulator(columns, rows, lambda _answer: None)
    emulator.feed(printed)
    return emulator


def _python(script: str, columns: int = 40, rows: int = 8) -> Terminal:
    return Terminal([sys.executable, "-u", "-c", script], columns=columns, rows=rows)


def test_text_lands_where_the_program_puts_it() -> None:
    """Cursor movement, colours and dim text end in the right cells."""
    rows = _screen("\x1b[2;3H\x1b[38;2;1;2;3;48;5;196;2mhi\x1b[0m!").grid.rows()
    assert rows[1][2] == Cell("h", fg="010203", bg="ff0000", dim=True)
    assert rows[1][4] == Cell("!")


@pytest.mark.parametrize("cut", range(1, 14))
def test_a_sequence_may_come_in_pieces(cut: int) -> None:
    """A screen never depends on how the output was cut into reads."""
    emulator, printed = _screen(""), "\x1b[1;31mred\x1b]0;x\x07"
    emulator.feed(printed[:cut])
    emulator.feed(printed[cut:])
    assert emulator.grid.rows()[0][2] == Cell("d", fg="cd0000", bold=True)


def test_unknown_sequences_leave_no_text() -> None:
    """What the emulator does not know never shows as letters."""
    emulator = _screen("\x1b[>1u\x1b[=5;1u\x1bP+q544e\x1b\\\x1b[?2048hok")
    assert "".join(cell.data for cell in emulator.grid.rows()[0]).rstrip() == "ok"


def test_wide_characters_take_two_cells() -> None:
    """Overwriting half of a wide character removes all of it."""
    assert [cell.data for cell in _screen("a漢b\x1b[1;3Hx").grid.rows()[0][:4]] == ["a", " ", "x", "b"]


def test_the_main_screen_comes_back() -> None:
    """Leaving the alternate screen shows again what stood before."""
    emulator = _screen("before\x1b[?1049h\x1b[Hinside")
    assert emulator.grid.is_alternate
    emulator.feed("\x1b[?1049l")
    assert "".join(cell.data for cell in emulator.grid.rows()[0]).rstrip() == "before"
    assert not emulator.modes


def test_questions_are_answered() -> None:
    """A program learns that synchronized updates are known, and where the cursor is."""
    answers: list[str] = []
    emulator = Emulator(20, 4, answers.append)
    emulator.feed("\x1b[?2026$p\x1b[3;5H\x1b[6n")
    assert answers == ["\x1b[?2026;2$y", "\x1b[3;5R"]


@pytest.mark.parametrize(
    ("key", "code"),
    [
        ("x", "x"),
        ("enter", "\r"),
        ("up", "\x1b[A"),
        ("shift+up", "\x1b[1;2A"),
        ("f1", "\x1bOP"),
        ("shift+tab", "\x1b[Z"),
        ("ctrl+c", "\x03"),
        ("alt+x", "\x1bx"),
        ("pageup", "\x1b[5~"),
        ("+", "+"),
        ("no such key", None),
        ("hyper+x", None),
    ],
)
def test_keys_are_sent_as_a_terminal_does(key: str, code: str | None) -> None:
    """Each name has its code, and a misspelt name has none."""
    assert encode_key(key) == code


def test_a_program_is_driven_to_its_end() -> None:
    """Keys reach the program, its screen and its exit code reach the test."""
    script = "name = input('name? '); print('hello', name); raise SystemExit(3)"
    with _python(script) as terminal:
        terminal.wait_for("name?")
        terminal.type("anna")
        terminal.press("enter")
        assert terminal.wait_exit() == 3
        assert "hello anna" in terminal.screen()
        assert terminal.find("anna") == (6, 0)


def test_a_vain_wait_shows_the_screen() -> None:
    """A failed wait tells what was there instead, and that the program has ended."""
    with _python("print('something else')") as terminal:
        with pytest.raises(ScreenTimeoutError, match=r"ended \(exit code 0\)(?s:.*)something else"):
            terminal.wait_for("what we want")
        terminal.wait_for(re.compile("some.*else"))


def test_the_program_hears_of_a_new_size() -> None:
    """Resizing reaches the program and the screen."""
    script = "import os\nwhile input() != 'q': print(os.get_terminal_size().columns, 'wide')"
    with _python(script) as terminal:
        terminal.resize(60, 10)
        terminal.press("enter")
        terminal.wait_for("60 wide")
        assert len(terminal.cells()[0]) == 60


def test_nothing_survives_closing() -> None:
    """A program that ignores SIGTERM ends all the same."""
    script = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('deaf'); signal.pause()"
    with _python(script) as terminal:
        terminal.wait_for("deaf")
        assert terminal.cpu_seconds() > 0
        assert terminal.resident_mb() > 1
        terminal.close(grace_seconds=0.2)
        assert terminal.exit_code == -9


def test_the_picture_shows_the_colours(tmp_path: Path) -> None:
    """A full block is painted in its own colour, without seams; lines meet at the cell's edge."""
    from PIL import Image

    script = (
        r"print('\x1b[38;2;255;0;0m\u2588\u2588\x1b[0m\u2500\u28ff\U0001fb00a', end='', flush=True); input()"
    )
    with _python(script) as terminal:
        terminal.wait_for("a")
        terminal.png(tmp_path / "screen.png")
    with Image.open(tmp_path / "screen.png") as picture:
        width, height = picture.width // 40, picture.height // 8
        blocks = picture.crop((0, 0, 2 * width, height))
        assert blocks.getcolors() == [(2 * width * height, (255, 0, 0))]
        line = [picture.getpixel((x, (height - 1) // 2)) for x in range(2 * width, 3 * width)]
        assert set(line) == {(0xD8, 0xD8, 0xD8)}
