"""What the worker process and its supervisor say to each other: one JSON object a line."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING

from voicecoach.hearing.events import Heard, HearingMended, HearingTrouble, MicLevel, VoiceEnded, VoiceStarted

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


@dataclass(frozen=True, slots=True)
class Begin:
    """The first message to a worker: what to listen with."""

    model: str
    microphone: str
    language: str
    own_words: Mapping[str, Sequence[str]] = field(default_factory=dict)
    by_name: bool = False


@dataclass(frozen=True, slots=True)
class ListenFor:
    """Use this context from now on."""

    context: str


@dataclass(frozen=True, slots=True)
class Know:
    """The coach may say these texts with these clips (paths)."""

    clips: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Sounding:
    """The coach begins to say a text, or goes on at another gain. `clip` is a path."""

    text: str
    clip: str | None
    at_seconds: float
    gain_db: float


@dataclass(frozen=True, slots=True)
class Silent:
    """The coach ended what it was saying."""

    at_seconds: float


@dataclass(frozen=True, slots=True)
class Alive:
    """The worker's heartbeat."""


@dataclass(frozen=True, slots=True)
class Failed:
    """The worker ends because of this error, for the log."""

    error: str


ToWorker = Begin | ListenFor | Know | Sounding | Silent
FromWorker = VoiceStarted | VoiceEnded | Heard | MicLevel | HearingTrouble | HearingMended | Alive | Failed

_TO_WORKER: dict[str, type[ToWorker]] = {
    kind.__name__: kind for kind in (Begin, ListenFor, Know, Sounding, Silent)
}
_FROM_WORKER: dict[str, type[FromWorker]] = {
    kind.__name__: kind
    for kind in (VoiceStarted, VoiceEnded, Heard, MicLevel, HearingTrouble, HearingMended, Alive, Failed)
}


def to_line(message: ToWorker | FromWorker) -> str:
    """A message as one line, with its end."""
    return json.dumps({"kind": type(message).__name__, **asdict(message)}) + "\n"


def to_worker(line: str) -> ToWorker:
    """The message to a worker that `to_line` wrote."""
    fields = json.loads(line)
    return _TO_WORKER[fields.pop("kind")](**fields)


def from_worker(line: str) -> FromWorker:
    """The message from a worker that `to_line` wrote."""
    fields = json.loads(line)
    return _FROM_WORKER[fields.pop("kind")](**fields)
