"""Typed words as commands: what can be said can be typed, and numbers too."""

from __future__ import annotations

from voicecoach.coaching.terms import Command, Context
from voicecoach.hearing.vocabulary import Vocabulary


def command_for(line: str, context: Context, vocabulary: Vocabulary) -> Command | None:
    """The command that a line asks for; None where it asks for none.

    Args:
        line: what was typed: a phrase that can be said, a command's own name, or a number.
        context: a phrase that means several things means what it means here.
        vocabulary: what can be said.
    """
    words = " ".join(line.lower().split())
    if words.isdecimal():
        words = f"choose-{words.lstrip('0')}"
    names = {command.value: command.value for command in Command}
    here = vocabulary.contexts[context].commands
    everywhere = {p: c for other in vocabulary.contexts.values() for p, c in other.commands.items()}
    name = here.get(words) or names.get(words) or everywhere.get(words)
    return Command(name) if name else None


def phrases_in(context: Context, vocabulary: Vocabulary) -> tuple[str, ...]:
    """One phrase for each command that makes sense in a context."""
    first: dict[str, str] = {}
    for phrase, name in vocabulary.contexts[context].commands.items():
        first.setdefault(name, phrase)
    return tuple(first.values())
