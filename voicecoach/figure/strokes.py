"""The body as tapered capsules in space, ready to be sorted from far to near."""

from __future__ import annotations

from dataclasses import dataclass

from voicecoach.figure.camera import Camera
from voicecoach.figure.geometry import Vec, add, along, cross, dot, lerp, scale, sub, unit
from voicecoach.figure.raster import Ink
from voicecoach.figure.skeleton import HEAD_RADIUS, SIDES, Body

EYES_ZOOM = 0.7  # With fewer units a centimetre eyes would be a dark band.

# A limb's segments: two joints, the radius at each, and whether it is skin (arms, feet) or trousers.
LEG = (("hip", "knee", 8.5, 6.5), ("knee", "ankle", 6.2, 4.4), ("heel", "toes", 4.2, 3.2))
ARM = (("shoulder", "elbow", 5.4, 4.6), ("elbow", "wrist", 4.6, 3.6), ("wrist", "fingers", 4.0, 3.0))
# Trunk: joint, half width and radius there.
TRUNK = (("pelvis", 7.0, 9.5), ("lumbar", 5.5, 7.6), ("thorax", 8.0, 9.8), ("neck", 5.0, 6.0))

OUTLINED = (
    (0.4, 0.7),
    (0.4, 0.9),
    (0.9, 1.0),
)  # Where a segment has an outline: never at the joint that it hangs on.


@dataclass(frozen=True)
class Stroke:
    """A tapered capsule in space, drawn in order of `depth`."""

    depth: float
    a: Vec
    ra: float
    b: Vec
    rb: float
    ink: Ink
    outline: tuple[float, float] | None = (
        None  # The parts of the way from a to b between which it has an outline.
    )


def body_strokes(body: Body, camera: Camera, accent: frozenset[str], far: frozenset[str]) -> list[Stroke]:
    """The body as capsules."""
    j = body.joints
    strokes = []
    trunk_depth = camera.depth(lerp(j["pelvis"], j["neck"], 0.5))
    shirt = Ink.ACCENT if "trunk" in accent else Ink.SHIRT
    hips = Ink.ACCENT if "hips" in accent else Ink.LEG
    levels = [
        (along(j[name], lerp(body.across_hips, body.across_shoulders, n / 3), wide * s), radius)
        for n, (name, wide, radius) in enumerate(TRUNK)
        for s in (-1, 0, 1)
    ]
    for n in range(9):
        (a, ra), (b, rb) = levels[n], levels[n + 3]
        strokes.append(Stroke(trunk_depth, a, ra, b, rb, shirt))
    strokes.append(Stroke(trunk_depth + 0.1, levels[0][0], 9.8, levels[2][0], 9.8, hips))
    shoulders = [j[f"{side} shoulder"] for side in SIDES]
    strokes.append(Stroke(trunk_depth + 0.1, shoulders[0], 6.0, shoulders[1], 6.0, shirt))
    waist = lerp(j["lumbar"], j["thorax"], 0.2)
    if "belly" in accent or body.belly:
        bulge = along(waist, body.front, 2.0 + body.belly)
        ink = Ink.ACCENT if "belly" in accent else shirt
        for end, radius in (("pelvis", 7.0), ("neck", 5.0)):
            slope = along(waist, unit(sub(j[end], waist)), 16)
            strokes.append(Stroke(trunk_depth + 0.2, bulge, 7.0, slope, radius, ink))
    for side in SIDES:
        for limb, segments, usual, dim in (
            ("leg", LEG, Ink.LEG, Ink.LEG_FAR),
            ("arm", ARM, Ink.SKIN, Ink.ARM_FAR),
        ):
            name = f"{side} {limb}"
            is_far = name in far
            for n, (start, end, ra, rb) in enumerate(segments):
                a, b = j[f"{side} {start}"], j[f"{side} {end}"]
                if name in accent or (start == "heel" and f"{side} foot" in accent):
                    ink = Ink.ACCENT_FAR if is_far else Ink.ACCENT
                elif start == "heel":
                    ink = Ink.ARM_FAR if is_far else Ink.SKIN
                else:
                    ink = dim if is_far else usual
                depth = camera.depth(lerp(a, b, 0.5)) + 0.01 * n
                strokes.append(Stroke(depth, a, ra, b, rb, ink, OUTLINED[n]))
    return strokes + head_strokes(body, camera, "head" in accent)


def head_strokes(body: Body, camera: Camera, accented: bool) -> list[Stroke]:
    """Skull with hair at the back, a face with nose, and eyes where they can be seen."""
    head, face, crown = body.joints["head"], body.face, body.crown
    skin = Ink.ACCENT if accented else Ink.SKIN
    ear = cross(face, crown)
    depth = camera.depth(head) + 24  # In front of an arm beside it: without a head nobody reads the figure.
    seen = dot(face, camera.towards)
    hair = add(head, add(scale(face, -2.2), scale(crown, 1.6)))
    front = add(head, add(scale(face, 2.6), scale(crown, -1.8)))
    strokes = [Stroke(depth - 24.5, body.joints["neck"], 4.8, head, 4.8, skin)]
    skull = Stroke(depth, hair, HEAD_RADIUS - 0.8, hair, HEAD_RADIUS - 0.8, Ink.HAIR, (0.0, 1.0))
    visage = Stroke(
        depth + (0.1 if seen > -0.3 else -0.1), front, HEAD_RADIUS - 2.4, front, HEAD_RADIUS - 2.4, skin
    )
    tip = add(head, add(scale(face, HEAD_RADIUS + 2.0), scale(crown, -2.5)))
    nose = Stroke(depth + (0.2 if seen > -0.3 else -0.2), lerp(head, tip, 0.8), 2.2, tip, 1.6, skin)
    strokes += [skull, visage, nose]
    if seen > 0.25 and camera.zoom > EYES_ZOOM:
        for sign in (-1, 1):
            eye = add(
                head, add(scale(face, HEAD_RADIUS - 1.0), add(scale(ear, 4.2 * sign), scale(crown, 1.0)))
            )
            strokes.append(Stroke(depth + 0.3, eye, 1.2, eye, 1.2, Ink.EYE))
    return strokes
