"""Which utterances count as commands, and why the others do not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_SHORTEST_SECONDS = 0.1
_LONGEST_SECONDS = 2.5
_FAINTEST_DB = 12.0


@dataclass(frozen=True, slots=True)
class Utterance:
    """What is known about something that was said.

    Attributes:
        text: its words.
        command: the command that these words are in the context, or None.
        seconds: its length.
        over_floor_db: how far its loudest 20 ms were over the noise.
        own_words: command phrases that the coach's own voice may just have put into the microphone.
    """

    text: str
    command: str | None
    seconds: float
    over_floor_db: float
    own_words: frozenset[str]


def not_a_command(utterance: Utterance) -> str:
    """Only the whole text counts: a command within a sentence is talk."""
    return "not a command" if utterance.command is None else ""


def too_long(utterance: Utterance) -> str:
    """Refuse what goes on longer than any command."""
    return "too long" if utterance.seconds > _LONGEST_SECONDS else ""


def too_short(utterance: Utterance) -> str:
    """Refuse what is over before a word could be said."""
    return "too short" if utterance.seconds < _SHORTEST_SECONDS else ""


def too_quiet(utterance: Utterance) -> str:
    """Refuse what hardly rises above the noise: people in the next room, a television."""
    return "too quiet" if utterance.over_floor_db < _FAINTEST_DB else ""


def own_words(utterance: Utterance) -> str:
    """Refuse what the coach may have said itself."""
    return "coach's own words" if utterance.text in utterance.own_words else ""


_RULES: tuple[Callable[[Utterance], str], ...] = (too_long, not_a_command, too_short, too_quiet, own_words)


def refusal(utterance: Utterance) -> str:
    """The reason why an utterance does not count; "" when it does."""
    return next((reason for rule in _RULES if (reason := rule(utterance))), "")
