"""Changing one setting leaves everything else as the user wrote it."""

from __future__ import annotations

from pathlib import Path

import pytest

from voicecoach.errors import UserError
from voicecoach.settings import load_settings
from voicecoach.settings_edit import change_setting

WRITTEN = """# mine
[speech]
volume = 0.5   # not so loud

[hearing] # the ears
microphone = "Headset"
model = "old" # for now

[coaching]
first_side = "left"
"""


def test_only_the_one_value_changes(tmp_path: Path) -> None:
    """Comments, order and blank lines stay."""
    file = tmp_path / "settings.toml"
    file.write_text(WRITTEN, encoding="utf-8")
    change_setting(file, "hearing", "model", "new")
    assert file.read_text(encoding="utf-8") == WRITTEN.replace('"old"', '"new"')
    assert [path.name for path in tmp_path.iterdir()] == ["settings.toml"]


@pytest.mark.parametrize(
    "text", ["", "[hearing]\n", '[speech]\nvolume = 1.0\n\n[hearing]\nmicrophone = "M"\n']
)
def test_what_was_not_there_is_added(text: str, tmp_path: Path) -> None:
    """A section, or a key in a section; the rest is read as before."""
    file = tmp_path / "settings.toml"
    file.write_text(text, encoding="utf-8")
    before = load_settings(file)
    change_setting(file, "hearing", "model", 'C:\\models\\a "good" one')
    after = load_settings(file)
    assert after.hearing.model == 'C:\\models\\a "good" one'
    assert (after.speech, after.hearing.microphone) == (before.speech, before.hearing.microphone)


def test_without_a_file_one_is_made(tmp_path: Path) -> None:
    """With its folders."""
    file = tmp_path / "config" / "voicecoach" / "settings.toml"
    change_setting(file, "speech", "volume", 0.25)
    assert load_settings(file).speech.volume == 0.25


def test_line_ends_stay(tmp_path: Path) -> None:
    """A file from Windows stays one."""
    file = tmp_path / "settings.toml"
    file.write_bytes(WRITTEN.replace("\n", "\r\n").encode())
    change_setting(file, "hearing", "model", "new")
    assert file.read_bytes() == WRITTEN.replace("\n", "\r\n").replace('"old"', '"new"').encode()


def test_a_linked_file_stays_linked(tmp_path: Path) -> None:
    """Who keeps settings elsewhere keeps them there."""
    real = tmp_path / "elsewhere.toml"
    real.write_text(WRITTEN, encoding="utf-8")
    link = tmp_path / "settings.toml"
    link.symlink_to(real)
    change_setting(link, "hearing", "model", "new")
    assert link.is_symlink()
    assert load_settings(real).hearing.model == "new"


@pytest.mark.parametrize("text", ["[speech\n", "[speech]\nvolume = 7\n", 'hearing = "no table"\n'])
def test_a_file_that_is_wrong_is_told_and_left_alone(text: str, tmp_path: Path) -> None:
    """Nothing is guessed: the user mends it first."""
    file = tmp_path / "settings.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(UserError, match=r"settings\.toml"):
        change_setting(file, "hearing", "model", "new")
    assert file.read_text(encoding="utf-8") == text


def test_a_folder_that_cannot_be_written_is_one_clear_line(tmp_path: Path) -> None:
    """With the file and what to do."""
    (tmp_path / "taken").write_text("a file stands where the folder should be")
    with pytest.raises(UserError) as caught:
        change_setting(tmp_path / "taken" / "settings.toml", "hearing", "model", "new")
    assert caught.value.mend
