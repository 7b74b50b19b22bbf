"""Changing one setting in the user's file: every other line and comment of it stays."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from voicecoach.errors import UserError
from voicecoach.settings import Settings, load_settings

if TYPE_CHECKING:
    from tomlkit import TOMLDocument


def change_setting(file: Path, section: str, key: str, value: str | float) -> None:
    """Set `key` of `section`; the file is made where there is none, and is never half written.

    Raises:
        UserError: the file is not right as it is, or cannot be written.
    """
    import tomlkit

    load_settings(file)  # tells what is wrong with it
    document = tomlkit.parse(file.read_bytes().decode() if file.exists() else "")
    if section not in document:
        document.add(section, tomlkit.table())
    document[section][key] = value
    Settings.model_validate(document.unwrap())
    _write(file.resolve(), document)


def _write(file: Path, document: TOMLDocument) -> None:
    beside = file.with_name(f".{file.name}.new")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        beside.write_text(document.as_string(), encoding="utf-8", newline="")
        beside.replace(file)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise UserError(
            f"{file}: cannot be written ({error.strerror}).", "See that you may write there."
        ) from error
