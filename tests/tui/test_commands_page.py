"""The page of voice commands."""

from __future__ import annotations

from pathlib import Path

from voicecoach.coaching.terms import Command
from voicecoach.tui.commands_page import page

PAGE = Path(__file__).parents[2] / "docs" / "voice-commands.md"


def test_the_page_is_up_to_date() -> None:
    """It says what the program does: `python -m voicecoach.tui.commands_page > docs/voice-commands.md`."""
    assert PAGE.read_text(encoding="utf-8") == page()


def test_every_command_is_on_the_page() -> None:
    """With a phrase or a key, or nobody could use it."""
    rows = [line.split(" | ") for line in page().splitlines() if line.startswith("| ")][1:]
    named = {row[0].removeprefix("| ") for row in rows}
    assert named == {command.value for command in Command if not command.choice} | {"choose"}
    assert all(row[1] or row[3] != "-" for row in rows)
