"""The user's settings: a TOML file, validated; everything has a default."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from voicecoach.errors import UserError

Share = Annotated[float, Field(ge=0, le=1)]
Pause = Annotated[float, Field(ge=0, le=60)]
Phrase = Annotated[str, StringConstraints(pattern=r"^[a-z']+( [a-z']+)*$", max_length=60)]


class _Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Speaking(_Section):
    """How the coach sounds; `voice` is the engine's name of a voice, "" for the system's usual one."""

    voice: str = ""
    words_per_minute: Annotated[int, Field(ge=60, le=300)] = 130
    volume: Share = 0.8
    cue_volume: Share = 0.8


class Listening(_Section):
    """What the coach hears with.

    Attributes:
        model: the folder of a Vosk model, or the name of an installed one; "" for the best there is.
        microphone: its name; "" for the system's usual one.
        mode: always; only what begins with the coach's name; or not at all.
    """

    model: str = ""
    microphone: str = ""
    mode: Literal["always", "by-name", "off"] = "always"


class Coaching(_Section):
    """How a session is paced; seconds of silence, except for the breath."""

    position_seconds: Pause = 8.0
    switch_seconds: Pause = 6.0
    settle_seconds: Pause = 3.0
    breath_seconds: Annotated[float, Field(ge=3, le=30)] = 8.0
    first_side: Literal["right", "left"] = "right"


class Settings(_Section):
    """Everything that a user can set."""

    speech: Speaking = Speaking()
    hearing: Listening = Listening()
    coaching: Coaching = Coaching()
    commands: dict[str, Annotated[tuple[Phrase, ...], Field(min_length=1)]] = Field(default_factory=dict)
    """Phrases of the user's own for some commands, in place of the usual ones."""


def load_settings(file: Path) -> Settings:
    """The settings in a file; the defaults where there is no file.

    Raises:
        UserError: the file is not right; the message names it, every wrong key and what was expected.
    """
    try:
        text = file.read_text(encoding="utf-8")
    except FileNotFoundError:
        return Settings()
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(f"{file}: cannot be read as text ({error}).", "Mend or remove the file.") from error
    try:
        return Settings.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise UserError(f"{file}: not valid TOML: {error}.", "Mend or remove the file.") from error
    except ValidationError as error:
        faults = [f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors()]
        raise UserError(f"{file}: {'; '.join(faults)}.", "Mend these lines or remove them.") from error
