"""The settings: everything has a default, and every fault is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from voicecoach.coaching.preferences import Preferences
from voicecoach.errors import UserError
from voicecoach.settings import Settings, load_settings
from voicecoach.speech import VoiceSettings


def test_no_file_is_all_defaults(tmp_path: Path) -> None:
    """Nobody has to write one."""
    assert load_settings(tmp_path / "none.toml") == Settings()


def test_the_defaults_are_those_of_the_rooms() -> None:
    """A room used alone and the whole program sound and pace alike."""
    assert VoiceSettings(**Settings().speech.model_dump()) == VoiceSettings()
    assert Preferences(**Settings().coaching.model_dump()) == Preferences()


def test_what_is_set_is_set_and_the_rest_stays(tmp_path: Path) -> None:
    """A file names only what one wants otherwise."""
    file = tmp_path / "settings.toml"
    file.write_text('[hearing]\nmicrophone = "Headset"\n[coaching]\nfirst_side = "left"\n', encoding="utf-8")
    settings = load_settings(file)
    assert (settings.hearing.microphone, settings.hearing.model) == ("Headset", "")
    assert settings.coaching.first_side == "left"
    assert settings.speech == Settings().speech


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("[speech]\nvolume = 1.5\n", ["speech.volume"]),
        ("[speech]\nwords_per_minute = 10\n", ["speech.words_per_minute"]),
        ('[coaching]\nfirst_side = "up"\n', ["coaching.first_side"]),
        (
            "[coaching]\nbreath_seconds = 0\n[speech]\nvoice = 1\n",
            ["coaching.breath_seconds", "speech.voice"],
        ),
        ("[speech]\nloudness = 1\n", ["speech.loudness"]),
        ("[dance]\nstyle = 1\n", ["dance"]),
        ('speech = "loud"\n', ["speech"]),
        ("[speech\n", ["not valid TOML"]),
    ],
)
def test_every_fault_is_named(text: str, parts: list[str], tmp_path: Path) -> None:
    """With the file, every wrong key, and what to do, in one line."""
    file = tmp_path / "settings.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(UserError) as raised:
        load_settings(file)
    message = str(raised.value)
    assert message.startswith(f"{file}: ")
    assert len(message.splitlines()) == 1
    assert raised.value.mend
    for part in parts:
        assert part in message


@pytest.mark.parametrize("make", [lambda file: file.mkdir(), lambda file: file.write_bytes(b"\xff\xfe\x00")])
def test_what_is_no_text_is_told(make: object, tmp_path: Path) -> None:
    """A folder, or bytes that are no text."""
    file = tmp_path / "settings.toml"
    assert callable(make)
    make(file)
    with pytest.raises(UserError, match="cannot be read as text"):
        load_settings(file)
