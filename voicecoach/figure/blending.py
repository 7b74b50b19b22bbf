"""The pose between two key poses.

What rests on the floor slides, free limbs swing on arcs round shoulder or hip, and hips swing over planted
knees: so limbs do not cut through the body, and few key poses are needed.
"""

from __future__ import annotations

from collections.abc import Mapping

from voicecoach.figure.geometry import Vec, add, distance, lerp, sub, swing, unit
from voicecoach.figure.skeleton import SIDES, Body, Pose, Side, Target

ON_FLOOR_CM = 13.0  # A wrist, a knee or an ankle lower than this slides along the floor instead of swinging.
STAYS_CM = 1.5  # A hand or a foot that moves less than this does not leave its place on the way.
PLANTED_CM = 3.0  # A knee on the floor that moves less than this carries the hips.


def blend(a: Pose, body_a: Body, b: Pose, body_b: Body, t: float) -> Pose:
    """The pose at `t`, 0 to 1, on the way from `a` to `b`; the bodies are those poses solved."""

    def hand(side: Side) -> Target:
        return _target(a.hand[side], b.hand[side], body_a, body_b, f"{side} shoulder", f"{side} wrist", t)

    def foot(side: Side) -> Target:
        return _target(a.foot[side], b.foot[side], body_a, body_b, f"{side} hip", f"{side} ankle", t)

    return Pose(
        pelvis=_pelvis(a, body_a, b, body_b, t),
        spine=lerp(a.spine, b.spine, t),
        heading=_number(a.heading, b.heading, t),
        turn=_number(a.turn, b.turn, t),
        twist=_number(a.twist, b.twist, t),
        nod=_number(a.nod, b.nod, t),
        tilt=_number(a.tilt, b.tilt, t),
        look=_number(a.look, b.look, t),
        belly=_number(a.belly, b.belly, t),
        hand={side: hand(side) for side in SIDES},
        foot={side: foot(side) for side in SIDES},
        elbow={side: _number(a.elbow.get(side, 0.0), b.elbow.get(side, 0.0), t) for side in SIDES},
        knee={side: _number(a.knee.get(side, 0.0), b.knee.get(side, 0.0), t) for side in SIDES},
        fingers=_directions(a.fingers, b.fingers, body_a, body_b, "wrist", "fingers", t),
        toes=_directions(a.toes, b.toes, body_a, body_b, "ankle", "toes", t),
    )


def _number(start: float, end: float, t: float) -> float:
    return start + (end - start) * t


def _pelvis(a: Pose, body_a: Body, b: Pose, body_b: Body, t: float) -> Vec:
    for side in SIDES:
        knee, moved = body_a.joints[f"{side} knee"], body_b.joints[f"{side} knee"]
        if knee[1] < ON_FLOOR_CM and distance(knee, moved) < PLANTED_CM:
            sideways = (0.0, 0.0, a.pelvis[2] - knee[2])
            start, end = add(knee, sideways), add(moved, sideways)
            return add(lerp(start, end, t), swing(sub(a.pelvis, start), sub(b.pelvis, end), t))
    return lerp(a.pelvis, b.pelvis, t)


def _target(a: Target, b: Target, body_a: Body, body_b: Body, root: str, end: str, t: float) -> Target:
    if a.on == b.on and a.on:
        return Target(*lerp((a.x, a.y, a.z or 0.0), (b.x, b.y, b.z or 0.0), t), on=a.on)
    start, stop = body_a.joints[end], body_b.joints[end]
    if distance(start, stop) < STAYS_CM or (start[1] < ON_FLOOR_CM and stop[1] < ON_FLOOR_CM):
        return Target(*lerp(start, stop, t))
    return Target(*swing(sub(start, body_a.joints[root]), sub(stop, body_b.joints[root]), t), on=root)


def _directions(
    a: Mapping[Side, Vec], b: Mapping[Side, Vec], body_a: Body, body_b: Body, base: str, tip: str, t: float
) -> dict[Side, Vec]:
    def solved(body: Body, side: Side) -> Vec:
        return unit(sub(body.joints[f"{side} {tip}"], body.joints[f"{side} {base}"]))

    sides: list[Side] = [side for side in SIDES if side in a or side in b]
    return {s: swing(a.get(s, solved(body_a, s)), b.get(s, solved(body_b, s)), t) for s in sides}
