"""The other side: poses and movements as a mirror shows them, left and right exchanged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from voicecoach.figure.geometry import Vec
from voicecoach.figure.movement import Axis, Movement
from voicecoach.figure.skeleton import Pose, Side, Target, other

T = TypeVar("T")


def mirrored(movement: Movement) -> Movement:
    """The same movement for the other side."""
    axis = movement.mirror
    yaw, pitch, slant = movement.view

    def flipped(place: Vec | str) -> Vec | str:
        return swapped(place) if isinstance(place, str) else _flip(place, axis)

    return replace(
        movement,
        view=(-yaw, pitch, -slant) if axis == "x" else movement.view,
        poses={name: reflected(pose, axis) for name, pose in movement.poses.items()},
        accent=frozenset(map(swapped, movement.accent)),
        focus=tuple(map(swapped, movement.focus)),
        trace=swapped(movement.trace),
        floor=tuple(map(swapped, movement.floor)),
        props=tuple(replace(prop, at=tuple(map(flipped, prop.at))) for prop in movement.props),
    )


def reflected(pose: Pose, axis: Axis) -> Pose:
    """The pose in a mirror: "z" swaps near and far, "x" faces the other way."""

    def flip_target(t: Target) -> Target:
        x, y, z = _flip((t.x, t.y, t.z or 0.0), axis)
        return Target(x, y, None if t.z is None else z, swapped(t.on))

    lumbar, middle, chest = pose.spine
    return replace(
        pose,
        pelvis=_flip(pose.pelvis, axis),
        spine=(180 - lumbar, 180 - middle, 180 - chest) if axis == "x" else pose.spine,
        heading=-pose.heading,
        turn=(180 if axis == "x" else 0) - pose.turn,
        twist=-pose.twist,
        tilt=-pose.tilt,
        look=-pose.look,
        hand={side: flip_target(target) for side, target in _exchanged(pose.hand).items()},
        foot={side: flip_target(target) for side, target in _exchanged(pose.foot).items()},
        elbow=_exchanged(pose.elbow),
        knee=_exchanged(pose.knee),
        fingers={side: _flip(way, axis) for side, way in _exchanged(pose.fingers).items()},
        toes={side: _flip(way, axis) for side, way in _exchanged(pose.toes).items()},
    )


def swapped(name: str) -> str:
    """The name of a joint or a part with left and right exchanged."""
    if "left" in name:
        return name.replace("left", "right")
    return name.replace("right", "left")


def _exchanged(values: Mapping[Side, T]) -> dict[Side, T]:
    return {other(side): value for side, value in values.items()}


def _flip(v: Vec, axis: Axis) -> Vec:
    return (-v[0], v[1], v[2]) if axis == "x" else (v[0], v[1], -v[2])
