"""A coach for tests of the screen: the real engine on a clock of the test's own, without voice and ears.

As a program (`python -m tests.support.engine_coach MOMENT`) it shows a moment in this terminal and stays.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache
from threading import Lock

from voicecoach.coaching.events import Chosen, Commanded, Effect, Ended, Left, ListenFor, Tick
from voicecoach.coaching.menu import Menu, MenuEntry, Unfinished
from voicecoach.coaching.phrases import load_phrases
from voicecoach.coaching.preferences import Preferences
from voicecoach.coaching.session import Session
from voicecoach.coaching.terms import By, Command, Context, Phase
from voicecoach.errors import UserError
from voicecoach.figure import Movement, load
from voicecoach.paths import builtin
from voicecoach.routine.model import Part, Routine, RoutineFile, Stretch
from voicecoach.runtime.snapshot import HeardNow, Snapshot, Trouble
from voicecoach.tui.run import run_app

TICK_SECONDS = 0.25


class EngineCoach:
    """The engine with a menu and one routine; it notes what was asked of it.

    Attributes:
        asked: the commands, in order.
        chosen: the routines that were picked by hand.
        obeys: whether commands are done, or only noted.
        extra: a function that adds to each snapshot what the engine knows nothing of.
    """

    def __init__(self, unfinished: bool = False) -> None:
        self.asked: list[tuple[Command, By]] = []
        self.chosen: list[str] = []
        self.obeys = True
        self.extra: Callable[[Snapshot], Snapshot] = lambda snapshot: snapshot
        self._lock = Lock()
        self._seconds = 0.0
        self._session: Session | None = None
        self._context = Context.MENU
        self._left = False
        title = Unfinished("easy-back", "Easy on the back") if unfinished else None
        self._menu = Menu(ENTRIES, load_phrases(), _length, title, read_aloud=False)
        self._apply(self._menu.begin())

    def snapshot(self) -> Snapshot:
        """The picture of this moment."""
        with self._lock:
            session = self._session.view() if self._session else None
            menu = None if self._session else self._menu.view()
            return self.extra(Snapshot(menu, session, self._context, level_dbfs=-42.0, left=self._left))

    def command(self, command: Command, by: By) -> None:
        """Do what was asked for."""
        with self._lock:
            self.asked.append((command, by))
            if not self.obeys:
                return
            if self._session:
                self._apply(self._session.handle(Commanded(self._seconds, command, by)))
            else:
                self._apply(self._menu.handle(command, by))

    def choose(self, routine: str) -> None:
        """Begin a routine."""
        with self._lock:
            self.chosen.append(routine)
            self._apply(self._menu.choose(routine))

    def pass_time(self, seconds: float) -> None:
        """Let time pass, in small steps."""
        with self._lock:
            end = self._seconds + seconds
            while self._session and self._seconds < end:
                self._seconds = min(end, self._seconds + TICK_SECONDS)
                self._apply(self._session.handle(Tick(self._seconds)))

    def run_until(self, phase: Phase, side: str | None = None, part: int = 1) -> None:
        """Let time pass until a phase has come; the end of the session is a mistake."""
        for _ in range(10_000):
            view = self.snapshot().session
            if view and view.phase is phase and view.part == part and side in (None, view.side):
                return
            self.pass_time(TICK_SECONDS)
        raise AssertionError(f"there is no {phase} in part {part}")

    def _apply(self, effects: tuple[Effect, ...]) -> None:
        for effect in effects:
            match effect:
                case Chosen():
                    self._session = Session(easy_back(), load_phrases(), Preferences(), _length)
                    self._apply(self._session.handle(Tick(self._seconds)))
                case ListenFor(context=context):
                    self._context = context
                case Ended() | Left():
                    self._left = True
                case _:
                    pass


def _length(text: str) -> float:
    return 0.06 * len(text)


def _entries() -> tuple[MenuEntry, ...]:
    now = datetime.now().astimezone()
    about = "Hips and lower back, first thing in the morning. Lying down and kneeling; you need a mat."
    return (
        MenuEntry("easy-back", "Easy on the back", 7, about, now),
        MenuEntry("one-minute", "One-minute reset", 1, "Neck only, at the desk.", now - timedelta(days=1)),
        MenuEntry("wind-down", "Wind down before sleep", 12, "Lying down only.", now - timedelta(days=9)),
        MenuEntry("desk", "Desk break", 4, "Seated and standing only.", origin="own"),
    )


ENTRIES = _entries()


@cache
def easy_back() -> Routine:
    """A routine with a hold on each side, a movement, and a hold by breaths."""
    parts = tuple(
        Part(id=name, stretch=stretch, dose=stretch.dose)
        for name, stretch in (
            ("knee-to-chest", _knee_to_chest()),
            ("cat-cow", _cat_cow()),
            ("glute-bridge", _bridge()),
        )
    )
    file = RoutineFile.model_validate(
        {
            "title": "Easy on the back",
            "about": "Three stretches.",
            "welcome": ["Let us begin."],
            "farewell": ["That was it.", "Come up slowly, in your own time."],
            "stretches": [{"use": part.id} for part in parts],
        }
    )
    return Routine(id="easy-back", origin="built-in", file=file, parts=parts)


def _knee_to_chest() -> Stretch:
    return Stretch.model_validate(
        {
            "name": "Knee to chest",
            "position": "on-back",
            "sides": "each",
            "dose": {
                "kind": "hold",
                "seconds": {"least": 10, "start": 20, "most": 60},
                "repetitions": 2,
            },
            "setup": ["Lie on your back, with your knees bent and your feet flat."],
            "instructions": ["Bring your {side} knee towards your chest, and hold it with both hands."],
            "brief": ["{side} knee towards your chest."],
            "release": ["Lower your foot to the mat."],
            "cues": ["Breathe out, and let it come a little closer.", "Let the other hip stay heavy."],
        }
    )


def _cat_cow() -> Stretch:
    return Stretch.model_validate(
        {
            "name": "Cat-cow",
            "position": "hands-and-knees",
            "sides": "none",
            "dose": {
                "kind": "repetitions",
                "count": {"least": 4, "start": 6, "most": 12},
                "pace_seconds": 8,
                "sets": 2,
            },
            "setup": ["Come onto your hands and knees."],
            "instructions": ["Round your back as you breathe out, and let it sink as you breathe in."],
            "brief": ["Round, and let it sink."],
            "release": ["Come back to the middle."],
        }
    )


def _bridge() -> Stretch:
    return Stretch.model_validate(
        {
            "name": "Glute bridge",
            "position": "on-back",
            "sides": "none",
            "dose": {"kind": "breaths", "breaths": {"least": 2, "start": 3, "most": 6}},
            "setup": ["Lie on your back, with your knees bent."],
            "instructions": ["Lift your hips until your body is one line from knees to shoulders."],
            "brief": ["Lift your hips."],
            "release": ["Lower your back to the mat, slowly."],
        }
    )


@cache
def movement(name: str) -> Movement | None:
    """A built-in movement; None where there is none of that name."""
    path = builtin("routines") / "figures" / f"{name}.toml"
    return load(path) if path.is_file() else None


@dataclass(frozen=True)
class Moment:
    """A place in the routine, and what is asked for there."""

    phase: Phase
    side: str | None = None
    part: int = 1
    later_seconds: float = 0.0
    commands: tuple[Command, ...] = ()


MOMENTS = {
    "welcome": Moment(Phase.WELCOME, part=0),
    "position": Moment(Phase.POSITION, "right"),
    "instruct": Moment(Phase.INSTRUCT, "right", later_seconds=2),
    "hold": Moment(Phase.HOLD, "right", later_seconds=5),
    "switch": Moment(Phase.SWITCH, "left"),
    "rest": Moment(Phase.REST, "right"),
    "move": Moment(Phase.MOVE, part=2, later_seconds=20),
    "breathe": Moment(Phase.BREATHE, part=3, later_seconds=3),
    "pause": Moment(Phase.HOLD, "right", later_seconds=5, commands=(Command.PAUSE,)),
    "re-entry": Moment(Phase.HOLD, "right", later_seconds=5, commands=(Command.PAUSE, Command.RESUME)),
    "check-in": Moment(Phase.HOLD, "right", later_seconds=5, commands=(Command.THAT_HURTS,)),
    "farewell": Moment(Phase.FAREWELL, part=3),
}
"""Every phase, by a name."""


def coach_at(name: str) -> EngineCoach:
    """A coach at one of MOMENTS, or in the "menu"."""
    coach = EngineCoach(unfinished=name == "menu")
    if name != "menu":
        moment = MOMENTS[name]
        coach.choose("easy-back")
        coach.run_until(moment.phase, moment.side, moment.part)
        coach.pass_time(moment.later_seconds)
        for command in moment.commands:
            coach.command(command, "key")
    coach.asked.clear()
    coach.chosen.clear()
    return coach


def with_trouble(snapshot: Snapshot) -> Snapshot:
    """The same, without a microphone."""
    message = "There is no microphone, so I cannot hear you. The keys still work."
    trouble = Trouble("hearing", message, "Plug one in and start again.")
    return replace(snapshot, troubles=(trouble,), level_dbfs=None)


def heard(text: str, at_seconds: float, *, accepted: bool) -> HeardNow:
    """Something that was heard: a command that counts, or talk."""
    command = Command.NEXT if accepted else None
    return HeardNow(text, command, accepted, "" if accepted else "not a command", at_seconds)


def run(coach: EngineCoach) -> None:
    """Show a coach on this terminal until the user leaves; mistakes are told as the command line does."""
    try:
        run_app(coach, movement)
    except UserError as error:
        sys.exit(_told(error))
    print("left the screen")


def _told(error: UserError) -> int:
    print(error, file=sys.stderr)
    return 2


def main() -> None:
    """Show a moment, and whatever follows from the keys."""
    name, *options = sys.argv[1:]
    coach = coach_at(name)
    said = heard("next", time.monotonic() + 1000, accepted=True) if "heard" in options else None
    trouble = with_trouble if "trouble" in options else replace
    coach.extra = lambda snapshot: replace(trouble(snapshot), heard=said)
    run(coach)


if __name__ == "__main__":
    main()
