"""Routines and sessions for tests of logic: small, complete, and on a clock that the test turns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from voicecoach.coaching.events import Commanded, Effect, Event, LengthsKnown, PhaseBegan, Say, Tick, Unclear
from voicecoach.coaching.phrases import load_phrases
from voicecoach.coaching.position import Position
from voicecoach.coaching.preferences import Preferences
from voicecoach.coaching.session import Session
from voicecoach.coaching.terms import Command, Phase
from voicecoach.coaching.view import View
from voicecoach.routine.model import Part, Routine, RoutineFile, Stretch

HOLD = {
    "kind": "hold",
    "seconds": {"least": 10, "start": 20, "most": 30},
    "repetitions": 2,
    "rest_seconds": 4,
}
BREATHS = {"kind": "breaths", "breaths": {"least": 2, "start": 3, "most": 5}, "repetitions": 2}
MOVES = {"kind": "repetitions", "count": {"least": 3, "start": 5, "most": 10}, "pace_seconds": 6}


def stretch(name: str, sides: str, dose: dict[str, Any]) -> Stretch:
    """A stretch with all its texts; only one that has sides names them."""
    own, other = ("{side}", "{other_side}") if sides == "each" else ("same", "whole")
    return Stretch.model_validate(
        {
            "name": name,
            "position": "on-back",
            "sides": sides,
            "dose": dose,
            "setup": [f"Lie down for {name.lower()}.", "Bend both knees."],
            "instructions": [f"Take your {own} knee in both hands.", "Draw it slowly closer."],
            "brief": [f"Your {own} knee, the same way."],
            "release": [f"Lower the {own} leg."],
            "cues": [
                "Breathe out, and let it come.",
                f"Let the {other} hip stay heavy.",
                "Soft shoulders.",
            ],
        }
    )


def routine(*parts: tuple[str, str, dict[str, Any]], rests: Mapping[int, float] | None = None) -> Routine:
    """A routine of stretches given as (name, sides, dose); three kinds of dose where none are given.

    `rests` has the seconds of a rest before a stretch, by the number of the stretch from 0.
    """
    parts = parts or (("Alpha", "each", HOLD), ("Beta", "none", MOVES), ("Gamma", "each", BREATHS))
    stretches = [stretch(*part) for part in parts]
    file = RoutineFile.model_validate(
        {
            "title": "Test routine",
            "about": "For tests.",
            "welcome": ["Welcome.", "Make yourself comfortable."],
            "farewell": ["That was all.", "Well done."],
            "stretches": [{"use": one.name.lower()} for one in stretches],
        }
    )
    before = rests or {}
    found = tuple(
        Part(id=one.name.lower(), stretch=one, dose=one.dose, rest_before_seconds=before.get(n, 0))
        for n, one in enumerate(stretches)
    )
    return Routine(id="test-routine", origin="own", file=file, parts=found)


def estimate(text: str) -> float:
    """A plausible length in seconds."""
    return 0.3 + 0.06 * len(text)


@dataclass
class Player:
    """A session and its clock: `log` holds every effect with its moment; `step_seconds` is its pace."""

    session: Session
    at_seconds: float = 100.0
    step_seconds: float = 0.05
    log: list[tuple[float, Effect]] = field(default_factory=list)

    def command(self, command: Command) -> list[Effect]:
        """Give a command now; its effects."""
        return self._handle(Commanded(self.at_seconds, command, "voice"))

    def unclear(self) -> list[Effect]:
        """Say something that is not understood; its effects."""
        return self._handle(Unclear(self.at_seconds))

    def lengths(self, lengths: dict[str, float]) -> list[Effect]:
        """Tell lengths of sentences now."""
        return self._handle(LengthsKnown(self.at_seconds, lengths))

    def wait(self, seconds: float) -> list[Effect]:
        """Let time pass in small steps; the effects on the way."""
        effects: list[Effect] = []
        until = self.at_seconds + seconds
        while self.at_seconds < until - 1e-9:
            self.at_seconds = min(until, self.at_seconds + self.step_seconds)
            effects += self._handle(Tick(self.at_seconds))
        return effects

    def wait_for(self, phase: Phase, stretch: str | None = None, side: str | None = None) -> PhaseBegan:
        """Let time pass until a phase begins.

        Raises:
            AssertionError: the session ended before.
        """
        while not self.session.ended:
            for effect in self.wait(self.step_seconds):
                match effect:
                    case PhaseBegan() if (
                        effect.phase is phase
                        and stretch in (None, effect.stretch)
                        and side in (None, effect.side)
                    ):
                        return effect
        raise AssertionError(f"the session ended before {phase} of {stretch} began")

    def finish(self) -> None:
        """Let time pass to the end."""
        while not self.session.ended:
            self.wait(1.0)

    @property
    def view(self) -> View:
        """The picture of this moment."""
        return self.session.view()

    def said(self) -> list[str]:
        """Every sentence that was begun so far, as shown."""
        return [effect.text for _, effect in self.log if isinstance(effect, Say)]

    def _handle(self, event: Event) -> list[Effect]:
        effects = list(self.session.handle(event))
        self.log += [(self.at_seconds, effect) for effect in effects]
        return effects


def player(of: Routine | None = None, at: Position | None = None, step_seconds: float = 0.05) -> Player:
    """A session at its first moment, with estimated lengths of sentences."""
    session = Session(of or routine(), load_phrases(), Preferences(), estimate, at=at)
    started = Player(session, step_seconds=step_seconds)
    started.wait(1e-6)
    return started
