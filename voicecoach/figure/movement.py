"""A stretch as a movement: named key poses, and where the body is at every moment between them.

Phases: "into" leads from the first key pose to the last, "hold" breathes there, "out" leads back. A dynamic
movement has one phase, "move", that runs round its poses and ends where it began. Progress runs from 0 to 1
in every phase.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from math import pi, sin
from typing import Literal

from voicecoach.figure.blending import blend
from voicecoach.figure.geometry import Vec
from voicecoach.figure.skeleton import Body, Pose, solve, span

Phase = Literal["into", "hold", "out", "move"]
PropKind = Literal["strap", "pillow", "chair", "arrow"]
Axis = Literal["x", "z"]
View = tuple[float, float, float]

BREATH_SECONDS = 6.0
BREATH_IN, BREATH_CM = 0.4, 2.5  # So much of a breath goes in, and brings the belly out by so much.


@dataclass(frozen=True, slots=True)
class Prop:
    """A thing beside the body. Points are cm, or the name of a joint that it follows."""

    kind: PropKind
    at: tuple[Vec | str, ...]
    size: float = 8.0


@dataclass(frozen=True, eq=False)  # Equal only to itself, so that it can be the key of a cache.
class Movement:
    """A movement with everything that drawing it needs.

    Attributes:
        id: the name of its file.
        name: what people call it.
        view: the camera's yaw and pitch in degrees, and its slant.
        poses: the key poses by name.
        into: the key poses on the way in, the last one is held; empty for a dynamic movement.
        loop: the key poses of a dynamic movement; empty for a held one.
        seconds: the length of the way in (and out), or of one round of a loop.
        deeper: the key pose that a hold sways towards with each breath out; "" for none.
        accent: the parts in the accent colour ("right leg", "left arm", "trunk", "head", "belly", "hips").
        focus: the joints that the camera frames; all of them if empty.
        trace: the joint whose way is shown by dots and an arrow; "" for none.
        floor: the joints that must rest on the floor all the time, for the checker.
        props: what is there beside the body.
        mirror: the axis in which the other side is the mirror image.
    """

    id: str
    name: str
    view: View
    poses: Mapping[str, Pose]
    into: tuple[str, ...]
    loop: tuple[str, ...]
    seconds: float
    deeper: str
    accent: frozenset[str]
    focus: tuple[str, ...]
    trace: str
    floor: tuple[str, ...]
    props: tuple[Prop, ...]
    mirror: Axis

    @property
    def phases(self) -> tuple[Phase, ...]:
        """The phases that it has, in their order."""
        return ("move",) if self.loop else ("into", "hold", "out")

    def phase_seconds(self, phase: Phase) -> float:
        """The usual length of a phase in seconds: the way, one round of a loop, or one breath of a hold."""
        return BREATH_SECONDS if phase == "hold" else self.seconds

    def body(self, phase: Phase, progress: float) -> Body:
        """The solved body at a moment; see `pose`."""
        return solve(self.pose(phase, progress))

    def pose(self, phase: Phase, progress: float) -> Pose:
        """The pose at a moment.

        Args:
            phase: one of `phases`.
            progress: how far the phase has come, 0 to 1; a hold's progress is one breath.

        Raises:
            ValueError: this movement has no such phase.
        """
        if phase not in self.phases:
            raise ValueError(f"{self.id} has no phase {phase!r}, it has {', '.join(self.phases)}")
        progress = min(1.0, max(0.0, progress))
        match phase:
            case "move":
                return self._on_the_round(progress)
            case "hold":
                return self._held(progress)
            case "into":
                return self._on_the_way(ease(progress))
            case "out":
                return self._on_the_way(ease(1 - progress))

    @cached_property
    def _solved(self) -> Mapping[str, Body]:
        return {name: solve(pose) for name, pose in self.poses.items()}

    @cached_property
    def _ends(self) -> tuple[float, ...]:
        """Where in the way in each leg ends, 0 to 1: long legs get more time."""
        spans = [span(self._solved[a], self._solved[b]) + 1 for a, b in pairwise(self.into)]
        return tuple(sum(spans[: n + 1]) / sum(spans) for n in range(len(spans)))

    def _on_the_round(self, progress: float) -> Pose:
        way = (*self.loop, self.loop[0])
        leg = min(int(progress * len(self.loop)), len(self.loop) - 1)
        return self._between(way[leg], way[leg + 1], ease(progress * len(self.loop) - leg))

    def _held(self, progress: float) -> Pose:
        sway = sin(pi * (progress - BREATH_IN) / (1 - BREATH_IN)) ** 2 if progress > BREATH_IN else 0.0
        pose = self._between(self.into[-1], self.deeper or self.into[-1], sway)
        return replace(pose, belly=pose.belly + BREATH_CM * _fullness(progress))

    def _on_the_way(self, eased: float) -> Pose:
        leg = next((n for n, end in enumerate(self._ends) if eased <= end), len(self._ends) - 1)
        start = self._ends[leg - 1] if leg else 0.0
        return self._between(self.into[leg], self.into[leg + 1], (eased - start) / (self._ends[leg] - start))

    def _between(self, a: str, b: str, t: float) -> Pose:
        return (
            self.poses[a]
            if a == b
            else blend(self.poses[a], self._solved[a], self.poses[b], self._solved[b], t)
        )


def ease(t: float) -> float:
    """Slow at both ends."""
    return t * t * (3 - 2 * t)


def _fullness(progress: float) -> float:
    """How full the lungs are, 0 to 1, in one breath."""
    return ease(progress / BREATH_IN if progress < BREATH_IN else (1 - progress) / (1 - BREATH_IN))
