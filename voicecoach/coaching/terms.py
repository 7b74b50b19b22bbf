"""The words of the trade that every part of the engine shares."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

Side = Literal["right", "left"]
By = Literal["voice", "key", "stdin"]
EndReason = Literal["finished", "stopped", "pain"]
Cue = Literal["start", "switch", "end", "heard", "not_heard"]


class Phase(StrEnum):
    """What a moment of a session is for."""

    WELCOME = "welcome"
    POSITION = "position"
    INSTRUCT = "instruct"
    HOLD = "hold"
    MOVE = "move"
    BREATHE = "breathe"
    SWITCH = "switch"
    REST = "rest"
    CHECK_IN = "check-in"
    PAUSED = "paused"
    FAREWELL = "farewell"


WORKING = frozenset({Phase.HOLD, Phase.MOVE, Phase.BREATHE})
"""The phases whose time is the dose: in these the big clock runs."""


class Context(StrEnum):
    """Where the user is, which decides what can be said."""

    MENU = "menu"
    SESSION = "session"
    PAUSED = "paused"
    CHECK_IN = "check-in"
    CONFIRM = "confirm"
    ASLEEP = "asleep"


class Command(StrEnum):
    """Everything that a user can ask for, by voice, by key or in writing."""

    NEXT = "next"
    PAUSE = "pause"
    RESUME = "resume"
    REPEAT = "repeat"
    GO_BACK = "go-back"
    MORE_TIME = "more-time"
    STOP = "stop"
    SKIP_SIDE = "skip-side"
    READY = "ready"
    THAT_HURTS = "that-hurts"
    HELP = "help"
    START = "start"
    QUIT = "quit"
    YES = "yes"
    NO = "no"
    SLEEP = "sleep"
    WAKE = "wake"
    CHOOSE_1 = "choose-1"
    CHOOSE_2 = "choose-2"
    CHOOSE_3 = "choose-3"
    CHOOSE_4 = "choose-4"
    CHOOSE_5 = "choose-5"
    CHOOSE_6 = "choose-6"
    CHOOSE_7 = "choose-7"
    CHOOSE_8 = "choose-8"
    CHOOSE_9 = "choose-9"

    @property
    def choice(self) -> int | None:
        """The number that is chosen, from 1; None where the command chooses nothing."""
        return int(self.value.removeprefix("choose-")) if self.value.startswith("choose-") else None
