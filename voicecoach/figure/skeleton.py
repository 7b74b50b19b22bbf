"""A body of 170 cm and how a pose becomes joint positions.

A `Pose` says where the pelvis, hands and feet are and how the spine runs; `solve` finds everything else. Limb
lengths never change, whatever the pose asks for: what is out of reach stays so, and `Body.gaps` tells.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import acos, cos, degrees, radians, sin, sqrt
from typing import Literal

from voicecoach.figure.geometry import (
    Vec,
    Y,
    Z,
    add,
    along,
    cross,
    distance,
    dot,
    length,
    rotate,
    scale,
    square_to,
    sub,
    unit,
)

Side = Literal["left", "right"]
SIDES: tuple[Side, Side] = ("left", "right")

# Lengths and half widths in centimetres, of an adult of 170 cm.
LUMBAR, MIDDLE, CHEST, NECK = 15.0, 16.0, 17.0, 20.0
HALF_HIPS, HALF_SHOULDERS = 9.0, 17.0
UPPER_ARM, FOREARM, HAND = 29.0, 25.0, 14.0
THIGH, SHIN, FOOT, HEEL = 42.0, 41.0, 17.0, 5.0
ANKLE_HEIGHT = 7.0
HEAD_RADIUS = 11.0
ELBOW_HEIGHT = 3.5  # Of an elbow that rests on the floor.

# What can be named in a file of poses. The trunk's joints are found first, then the legs', then the arms'.
SPINE_JOINTS = ("pelvis", "lumbar", "thorax", "neck", "head", "nose")
TRUNK_JOINTS = (*SPINE_JOINTS, *(f"{side} {joint}" for joint in ("hip", "shoulder") for side in SIDES))
LEG_JOINTS = ("knee", "ankle", "toes", "heel")
ARM_JOINTS = ("elbow", "wrist", "fingers")
JOINTS = frozenset(TRUNK_JOINTS) | {f"{side} {joint}" for joint in LEG_JOINTS + ARM_JOINTS for side in SIDES}


@dataclass(frozen=True, slots=True)
class Target:
    """Where a wrist or an ankle goes, in cm: a point, or with `on` an offset from a joint solved before.

    A depth of None means: straight in front of its own shoulder or hip.
    """

    x: float
    y: float
    z: float | None = None
    on: str = ""


@dataclass(frozen=True, slots=True)
class Pose:
    """One position of the whole body. Angles in degrees, distances in cm.

    Attributes:
        pelvis: the point between the hip joints.
        spine: the direction of lumbar, middle and chest segment in the picture: 0 right, 90 up, 180 left.
        heading: turns that plane about the vertical; positive brings what points right towards the viewer.
        turn: rolls the whole trunk about its own axis; 0 has the right side nearest to the viewer.
        twist: turns the shoulders further than the hips.
        nod, tilt, look: the head against the chest: chin down, ear to the right shoulder, face to the right.
        belly: how far the belly stands out, beyond the usual.
        hand, foot: where wrists and ankles go.
        elbow, knee: swings a joint outwards about the line from its root to its end; 0 bends as in walking.
        fingers, toes: their direction; found from the limb and the floor where absent.
    """

    pelvis: Vec
    spine: Vec
    heading: float = 0.0
    turn: float = 0.0
    twist: float = 0.0
    nod: float = 0.0
    tilt: float = 0.0
    look: float = 0.0
    belly: float = 0.0
    hand: Mapping[Side, Target] = field(default_factory=dict)
    foot: Mapping[Side, Target] = field(default_factory=dict)
    elbow: Mapping[Side, float] = field(default_factory=dict)
    knee: Mapping[Side, float] = field(default_factory=dict)
    fingers: Mapping[Side, Vec] = field(default_factory=dict)
    toes: Mapping[Side, Vec] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Body:
    """A solved pose.

    Attributes:
        joints: where each of JOINTS is, in cm.
        face, crown: where nose and top of the head point.
        front: where the chest points.
        across_hips, across_shoulders: from left to right.
        belly: how far the belly stands out beyond the usual, in cm.
        gaps: by how many cm each of "left hand", "right foot" ... misses its target.
    """

    joints: Mapping[str, Vec]
    face: Vec
    crown: Vec
    front: Vec
    across_hips: Vec
    across_shoulders: Vec
    belly: float
    gaps: Mapping[str, float]


def other(side: Side) -> Side:
    """The opposite side."""
    return "left" if side == "right" else "right"


def two_bones(root: Vec, end: Vec, upper: float, lower: float, bend: Vec) -> tuple[Vec, Vec, float]:
    """Joint and end of a limb that reaches for `end` and bends towards `bend`; and the cm that it misses."""
    line = sub(end, root)
    wanted = length(line)
    reach = min(max(wanted, abs(upper - lower) + 6.0), upper + lower - 0.05)
    direction = unit(line)
    to_joint = (upper * upper - lower * lower + reach * reach) / (2 * reach)
    rise = sqrt(max(0.0, upper * upper - to_joint * to_joint))
    joint = along(along(root, direction, to_joint), square_to(bend, direction, Y), rise)
    return joint, along(root, direction, reach), abs(wanted - reach)


def solve(pose: Pose) -> Body:
    """All joints of a pose."""
    joints: dict[str, Vec] = {"pelvis": pose.pelvis}
    gaps: dict[str, float] = {}
    hips_up = _direction(pose.spine[0], pose.heading / 2)
    chest_up = _direction(pose.spine[2], pose.heading)
    joints["lumbar"] = along(pose.pelvis, hips_up, LUMBAR)
    joints["thorax"] = along(joints["lumbar"], _direction(pose.spine[1], pose.heading), MIDDLE)
    joints["neck"] = along(joints["thorax"], chest_up, CHEST)

    across_hips = square_to(rotate(Z, hips_up, pose.turn), hips_up)
    sideways = (-sin(radians(pose.heading)), 0.0, cos(radians(pose.heading)))
    across_shoulders = square_to(rotate(sideways, chest_up, pose.turn + pose.twist), chest_up)
    front = cross(chest_up, across_shoulders)

    crown = rotate(rotate(chest_up, across_shoulders, -pose.nod), front, pose.tilt)
    face = rotate(rotate(front, across_shoulders, -pose.nod), front, pose.tilt)
    face = rotate(face, crown, -pose.look)
    joints["head"] = along(joints["neck"], crown, NECK)

    for side in SIDES:
        sign = 1 if side == "right" else -1
        joints[f"{side} hip"] = along(pose.pelvis, across_hips, sign * HALF_HIPS)
        shoulder = along(joints["neck"], chest_up, -3.0)
        joints[f"{side} shoulder"] = along(shoulder, across_shoulders, sign * HALF_SHOULDERS)
    joints["nose"] = along(joints["head"], face, HEAD_RADIUS + 3.0)
    legs = sorted(SIDES, key=lambda side: pose.foot[side].on.startswith(other(side)))
    for side in legs:  # A foot that rests on the other leg comes last.
        _solve_leg(pose, side, across_hips, joints, gaps)
    for side in SIDES:
        _solve_arm(pose, side, across_shoulders, chest_up, front, joints, gaps)
    return Body(joints, face, crown, front, across_hips, across_shoulders, pose.belly, gaps)


def _solve_leg(pose: Pose, side: Side, across: Vec, joints: dict[str, Vec], gaps: dict[str, float]) -> None:
    sign = 1 if side == "right" else -1
    hip = joints[f"{side} hip"]
    target = _place(pose.foot[side], hip, joints)
    line = unit(sub(target, hip))
    bend = rotate(unit(cross(across, line), Y), line, sign * pose.knee.get(side, 0.0))
    knee, ankle, gaps[f"{side} foot"] = two_bones(hip, target, THIGH, SHIN, bend)
    shin = unit(sub(ankle, knee))
    toes = pose.toes.get(side)
    if toes is None:
        toes = unit(cross(across, shin))
        if ankle[1] < 10 and shin[1] < -0.4:  # The foot stands on the floor.
            toes = square_to(toes, Y, square_to(shin, Y))
        elif ankle[1] + toes[1] * FOOT < 0:  # The shin lies on the floor, and the foot with it.
            toes = square_to(shin, Y)
    sole = along(ankle, shin, 2.0)
    joints[f"{side} knee"], joints[f"{side} ankle"] = knee, ankle
    joints[f"{side} toes"] = along(sole, unit(toes), FOOT)
    joints[f"{side} heel"] = along(sole, unit(toes), -HEEL * (1 - abs(dot(unit(toes), shin))))


def _solve_arm(
    pose: Pose, side: Side, across: Vec, up: Vec, front: Vec, joints: dict[str, Vec], gaps: dict[str, float]
) -> None:
    sign = 1 if side == "right" else -1
    shoulder = joints[f"{side} shoulder"]
    target = _place(pose.hand[side], shoulder, joints)
    line = unit(sub(target, shoulder))
    behind = add(scale(front, -0.3), scale(up, -0.15))  # For an arm straight out to the side.
    bend = rotate(square_to(add(cross(line, across), behind), line), line, -sign * pose.elbow.get(side, 0.0))
    elbow, wrist, gaps[f"{side} hand"] = two_bones(shoulder, target, UPPER_ARM, FOREARM, bend)
    if elbow[1] < ELBOW_HEIGHT:
        bend = _off_floor(elbow, shoulder, line, bend, -sign)
        elbow, wrist, _ = two_bones(shoulder, target, UPPER_ARM, FOREARM, bend)
    fingers = pose.fingers.get(side)
    if fingers is None:
        fingers = unit(sub(wrist, elbow))
        if (
            wrist[1] + fingers[1] * HAND < 1
        ):  # Flat on the floor, pointing where the arm or else the head points.
            fingers = (
                square_to(fingers, Y) if abs(fingers[1]) < 0.8 else square_to(up, Y, square_to(front, Y))
            )
    joints[f"{side} elbow"], joints[f"{side} wrist"] = elbow, wrist
    joints[f"{side} fingers"] = along(wrist, unit(fingers), HAND)


def _off_floor(elbow: Vec, shoulder: Vec, line: Vec, bend: Vec, sign: int) -> Vec:
    """The bend turned outwards just so far that the elbow lies on the floor and not in it."""
    foot = along(shoulder, line, dot(sub(elbow, shoulder), line))
    arm = sub(elbow, foot)
    low, high = 0.0, 120.0
    for _ in range(9):
        middle = (low + high) / 2
        low, high = (
            (low, middle) if foot[1] + rotate(arm, line, sign * middle)[1] > ELBOW_HEIGHT else (middle, high)
        )
    return rotate(bend, line, sign * high)


def _direction(elevation: float, heading: float) -> Vec:
    e, h = radians(elevation), radians(heading)
    return cos(e) * cos(h), sin(e), cos(e) * sin(h)


def _place(target: Target, root: Vec, joints: Mapping[str, Vec]) -> Vec:
    if target.on:
        return add(joints[target.on], (target.x, target.y, target.z or 0.0))
    return target.x, target.y, root[2] if target.z is None else target.z


def bend_degrees(body: Body, first: str, joint: str, last: str) -> float:
    """How far a joint is bent: 0 for a straight limb."""
    a = unit(sub(body.joints[joint], body.joints[first]))
    b = unit(sub(body.joints[last], body.joints[joint]))
    return degrees(acos(max(-1.0, min(1.0, dot(a, b)))))


def span(a: Body, b: Body) -> float:
    """The farthest that any joint moves between two bodies, in cm."""
    return max(distance(a.joints[name], b.joints[name]) for name in a.joints)
