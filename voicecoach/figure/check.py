"""Finds what is wrong with a movement.

Every phase is sampled as it plays. Reported with the place where it is worst:
- a hand or a foot that cannot reach its target, a limb whose length changes;
- an elbow, knee, hip, spine or neck bent beyond what people can do;
- a joint under the floor; a joint named in `floor` that is not on it, or that slides where it should stay;
- a hand, elbow, knee or foot inside the trunk; a jump between two frames.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from math import acos, degrees

from voicecoach.figure.drawing import FRAMES_A_SECOND
from voicecoach.figure.geometry import Vec, cross, distance, dot, scale, sub, unit
from voicecoach.figure.movement import Movement, Phase
from voicecoach.figure.skeleton import (
    CHEST,
    FOREARM,
    HAND,
    HEAD_RADIUS,
    LUMBAR,
    MIDDLE,
    NECK,
    SHIN,
    SIDES,
    SPINE_JOINTS,
    THIGH,
    UPPER_ARM,
    Body,
    Pose,
    bend_degrees,
    solve,
    span,
)

REACH_CM, LENGTH_CM, UNDER_CM, FLOAT_CM, SLIDE_CM, JUMP_CM = 1.5, 0.1, 2.0, 4.0, 4.0, 14.0
# How far from the joint's centre the skin is, in cm: where a joint that rests on the floor may be.
SKIN = {
    "wrist": 3.5,
    "elbow": 4.5,
    "fingers": 3.0,
    "knee": 6.5,
    "ankle": 5.0,
    "toes": 3.0,
    "heel": 4.0,
    "pelvis": 9.5,
    "lumbar": 7.6,
    "thorax": 9.0,
    "neck": 6.0,
    "head": HEAD_RADIUS,
    "shoulder": 6.0,
    "hip": 8.5,
    "nose": 0.0,
}
Finding = tuple[str, float]  # What is wrong, and by how much; nothing is wrong where that is not above 0.

TRUNK_CORE_CM = 7.0
ELBOW_MOST, KNEE_MOST = 152.0, 162.0
HIP_RANGE = (-32.0, 148.0)  # Extension to flexion; the model's lumbar segment moves with the pelvis.
SPINE_RANGE = (-42.0, 45.0)  # Between neighbouring segments, back to front.
NECK_RANGE, LOOK_MOST, TILT_MOST, TWIST_MOST = (-60.0, 60.0), 80.0, 45.0, 75.0
BONES = (
    ("hip", "knee", THIGH),
    ("knee", "ankle", SHIN),
    ("shoulder", "elbow", UPPER_ARM),
    ("elbow", "wrist", FOREARM),
    ("wrist", "fingers", HAND),
)
TRUNK_BONES = (
    ("pelvis", "lumbar", LUMBAR),
    ("lumbar", "thorax", MIDDLE),
    ("thorax", "neck", CHEST),
    ("neck", "head", NECK),
)


@dataclass(frozen=True, slots=True)
class _Fault:
    """One thing that is wrong: how far beyond its limit (cm or degrees), and when it is worst."""

    what: str
    amount: float
    phase: Phase
    progress: float

    def __str__(self) -> str:
        return f"{self.what} (by {self.amount:.1f}) at {self.phase} {self.progress:.2f}"


def faults(movement: Movement) -> list[str]:
    """What is wrong with a movement as it is, each with its worst moment; check its mirror image too."""
    worst: dict[str, _Fault] = {}
    for fault in _all_faults(movement):
        if fault.what not in worst or fault.amount > worst[fault.what].amount:
            worst[fault.what] = fault
    return [str(fault) for fault in worst.values()]


def _all_faults(movement: Movement) -> Iterator[_Fault]:
    first = before = movement.body(movement.phases[0], 0.0)
    for phase in movement.phases:
        frames = max(1, int(movement.phase_seconds(phase) * FRAMES_A_SECOND))
        for n in range(frames + 1):
            progress = n / frames
            pose = movement.pose(phase, progress)
            body = solve(pose)
            found = chain(
                _reach(body),
                _lengths(body),
                _floor(movement, body, first),
                _limbs(body),
                _spine(body),
                _turns(pose),
                _inside(body),
                [("jump between frames", span(before, body) - JUMP_CM)],
            )
            yield from (_Fault(what, amount, phase, progress) for what, amount in found if amount > 0)
            before = body


def _reach(body: Body) -> Iterator[Finding]:
    for limb, gap in body.gaps.items():
        yield f"{limb} cannot reach", gap - REACH_CM


def _lengths(body: Body) -> Iterator[Finding]:
    j = body.joints
    pairs = [(f"{s} {a}", f"{s} {b}", size) for s in SIDES for a, b, size in BONES]
    for a, b, size in (*pairs, *TRUNK_BONES):
        yield f"{a} to {b} changes length", abs(distance(j[a], j[b]) - size) - LENGTH_CM


def _floor(movement: Movement, body: Body, first: Body) -> Iterator[Finding]:
    for name, point in body.joints.items():
        skin = SKIN[name.split()[-1]]
        yield f"{name} under the floor", min(skin, 3.5) - point[1] - UNDER_CM
        if name in movement.floor:
            yield f"{name} floats", point[1] - skin - FLOAT_CM
            if name.split()[-1] in ("wrist", "knee"):
                yield (
                    f"{name} slides",
                    distance(point, first.joints[name]) - (SLIDE_CM if "knee" in name else 15.0),
                )


def _limbs(body: Body) -> Iterator[Finding]:
    j = body.joints
    for side in SIDES:
        elbow = bend_degrees(body, f"{side} shoulder", f"{side} elbow", f"{side} wrist")
        knee = bend_degrees(body, f"{side} hip", f"{side} knee", f"{side} ankle")
        thigh = unit(sub(j[f"{side} knee"], j[f"{side} hip"]))
        hip = _flexion(unit(sub(j["pelvis"], j["lumbar"])), thigh, body.across_hips)
        yield f"{side} elbow bends too far", elbow - ELBOW_MOST
        yield f"{side} knee bends too far", knee - KNEE_MOST
        yield f"{side} hip bends too far", hip - HIP_RANGE[1]
        yield f"{side} hip stretches too far", HIP_RANGE[0] - hip


def _spine(body: Body) -> Iterator[Finding]:
    j = body.joints
    for a, b, c in zip(SPINE_JOINTS, SPINE_JOINTS[1:], SPINE_JOINTS[2:-1], strict=False):
        bend = -_flexion(unit(sub(j[b], j[a])), unit(sub(j[c], j[b])), body.across_shoulders)
        low, high = NECK_RANGE if c == "head" else SPINE_RANGE
        yield f"{b} bends too far forward", bend - high
        yield f"{b} bends too far back", low - bend


def _turns(pose: Pose) -> Iterator[Finding]:
    yield "head turned too far", abs(pose.look) - LOOK_MOST
    yield "head tilted too far", abs(pose.tilt) - TILT_MOST
    yield "shoulders twisted too far", abs(pose.twist) - TWIST_MOST


def _inside(body: Body) -> Iterator[Finding]:
    """Ends and middles of limbs within the trunk, whose inner part is taken as a pipe of TRUNK_CORE_CM."""
    j = body.joints
    for side in SIDES:
        for name in (f"{side} wrist", f"{side} elbow", f"{side} knee", f"{side} ankle"):
            gap = min(_off_line(j[name], j[a], j[b]) for a, b, _ in TRUNK_BONES[:3])
            yield f"{name} in the trunk", TRUNK_CORE_CM - gap


def _off_line(point: Vec, a: Vec, b: Vec) -> float:
    """The distance of a point from the line between two others."""
    line, way = sub(b, a), sub(point, a)
    t = max(0.0, min(1.0, dot(way, line) / dot(line, line)))
    return distance(way, scale(line, t))


def _flexion(rest: Vec, limb: Vec, across: Vec) -> float:
    """The angle from `rest` to `limb`, positive to the front for a leg that hangs down."""
    angle = degrees(acos(max(-1.0, min(1.0, dot(rest, limb)))))
    return angle if dot(cross(rest, limb), across) >= 0 else -angle
