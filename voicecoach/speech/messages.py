"""What passes between the program and its speech processes: one JSON list a line, `["Name", field, ...]`."""

from __future__ import annotations

import json
from dataclasses import astuple, dataclass


@dataclass(frozen=True, slots=True)
class Render:
    """To the renderer: write the sound of `text` to the file `path`."""

    text: str
    path: str


@dataclass(frozen=True, slots=True)
class VoiceReady:
    """From the renderer, first of all: its voice, which is all that changes how a text sounds.

    Not `found` if it is another voice than the one asked for.
    """

    engine: str
    version: str
    voice: str
    words_per_minute: int
    found: bool


@dataclass(frozen=True, slots=True)
class VoiceMissing:
    """From the renderer, instead: there is no engine, and why."""

    reason: str


@dataclass(frozen=True, slots=True)
class Rendered:
    """From the renderer: the file is complete and lasts `seconds`."""

    seconds: float


@dataclass(frozen=True, slots=True)
class NotRendered:
    """From the renderer: there is no file, and why."""

    reason: str


@dataclass(frozen=True, slots=True)
class Play:
    """To the player: play the file `path` behind what sounds; without one, let `seconds` pass."""

    utterance: int
    path: str | None
    seconds: float


@dataclass(frozen=True, slots=True)
class PlayCue:
    """To the player: play this cue now."""

    name: str


@dataclass(frozen=True, slots=True)
class Hush:
    """To the player: silence the voice, and forget what is queued."""


@dataclass(frozen=True, slots=True)
class Duck:
    """To the player: lower the voice, or bring it back."""

    on: bool


@dataclass(frozen=True, slots=True)
class Began:
    """From the player: an utterance's first sample sounds at `at_seconds` (monotonic)."""

    utterance: int
    at_seconds: float


@dataclass(frozen=True, slots=True)
class Ended:
    """From the player: an utterance is over after `seconds`; not `finished` when it was hushed."""

    utterance: int
    at_seconds: float
    seconds: float
    finished: bool


@dataclass(frozen=True, slots=True)
class CueBegan:
    """From the player: a cue's first sample sounds at `at_seconds` (monotonic)."""

    name: str
    at_seconds: float


@dataclass(frozen=True, slots=True)
class OutputFound:
    """From the player: what plays is heard."""


@dataclass(frozen=True, slots=True)
class OutputLost:
    """From the player: there is no loudspeaker, or not even PortAudio. Time passes in silence."""

    library_missing: bool


@dataclass(frozen=True, slots=True)
class Alive:
    """From the player, when it has said nothing for a while."""


Report = Began | Ended | CueBegan
Message = (
    Render
    | VoiceReady
    | VoiceMissing
    | Rendered
    | NotRendered
    | Play
    | PlayCue
    | Hush
    | Duck
    | Report
    | OutputFound
    | OutputLost
    | Alive
)
_TYPES: dict[str, type[Message]] = {kind.__name__: kind for kind in Message.__args__}


def encode(message: Message) -> str:
    """`message` as one line, without its end."""
    return json.dumps([type(message).__name__, *astuple(message)])


def decode(line: str) -> Message:
    """The message that `encode` made into `line`."""
    name, *fields = json.loads(line)
    return _TYPES[name](*fields)
