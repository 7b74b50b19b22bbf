"""Which key gives which command, by what can be said at the moment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from voicecoach.coaching.terms import Command, Context


@dataclass(frozen=True, slots=True)
class Key:
    """A key, by the name that Textual gives it, and its command. `hint`: whether the screen shows it."""

    name: str
    command: Command
    hint: bool = True


_SLEEPING = Key("l", Command.SLEEP, hint=False)
_LEAVING = (Key("question_mark", Command.HELP), Key("q", Command.QUIT), _SLEEPING)
_MOVING = (Key("n", Command.NEXT), Key("r", Command.REPEAT), Key("b", Command.GO_BACK))
_SKIPPING = Key("k", Command.SKIP_SIDE)
_ENDING = (Key("h", Command.THAT_HURTS), Key("s", Command.STOP), *_LEAVING)

KEYS: Mapping[Context, tuple[Key, ...]] = {
    Context.MENU: (
        *(Key(str(command.choice), command, hint=False) for command in Command if command.choice),
        Key("s", Command.START),
        Key("g", Command.RESUME, hint=False),
        Key("r", Command.RESUME, hint=False),
        *_LEAVING,
    ),
    Context.SESSION: (
        Key("space", Command.PAUSE),
        *_MOVING,
        Key("m", Command.MORE_TIME),
        _SKIPPING,
        Key("y", Command.READY),
        Key("enter", Command.READY, hint=False),
        *_ENDING,
    ),
    Context.PAUSED: (Key("space", Command.RESUME), *_MOVING, _SKIPPING, *_ENDING),
    Context.CHECK_IN: (
        Key("space", Command.RESUME),
        Key("n", Command.NEXT),
        Key("s", Command.STOP),
        Key("h", Command.THAT_HURTS, hint=False),
        *_LEAVING,
    ),
    Context.CONFIRM: (
        Key("y", Command.YES),
        Key("n", Command.NO),
        Key("enter", Command.YES, hint=False),
        Key("q", Command.QUIT, hint=False),
    ),
}
"""The keys of each context, in the order in which the screen shows them."""

_COMMANDS = {context: {key.name: key.command for key in keys} for context, keys in KEYS.items()}


def command_for(context: Context, name: str) -> Command | None:
    """The command that a key gives; None where it gives none."""
    return _COMMANDS.get(context, {}).get(name)
