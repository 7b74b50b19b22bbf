"""Things beside the body: a strap, a pillow, a chair, an arrow."""

from __future__ import annotations

from itertools import pairwise

from voicecoach.figure.camera import Camera
from voicecoach.figure.geometry import Vec, add, lerp, sub
from voicecoach.figure.movement import Prop
from voicecoach.figure.raster import Ink
from voicecoach.figure.skeleton import Body
from voicecoach.figure.strokes import Stroke


def prop_points(prop: Prop, body: Body) -> list[tuple[Vec, float]]:
    """What the camera must show of a prop."""
    room = {"pillow": prop.size, "chair": prop.size, "arrow": 12.0}.get(prop.kind)
    return [(point, room) for point in places_of(prop, body)] if room else []


def places_of(prop: Prop, body: Body) -> list[Vec]:
    """Where the prop's points are, in cm, on this body."""
    return [body.joints[at] if isinstance(at, str) else at for at in prop.at]


def prop_strokes(prop: Prop, body: Body, camera: Camera) -> list[Stroke]:
    """A prop as capsules."""
    places = places_of(prop, body)
    if prop.kind == "strap":
        pairs = list(pairwise(places))
        return [
            Stroke(max(camera.depth(a), camera.depth(b)) + 6, a, 1.5, b, 1.5, Ink.STRAP) for a, b in pairs
        ]
    if prop.kind == "pillow":
        a, b = places[0], places[-1]
        return [Stroke(camera.depth(lerp(a, b, 0.5)), a, prop.size, b, prop.size, Ink.SOFT)]
    if prop.kind == "arrow":
        return []  # On top of everything else.
    return _chair(places[0], places[1], prop.size, camera)


def _chair(seat: Vec, front: Vec, half: float, camera: Camera) -> list[Stroke]:
    """A chair from the middle of its seat and of its seat's front edge; `half` is half its width."""
    ahead, behind = sub(front, seat), camera.depth(seat) - 30  # Drawn under whoever sits on it.
    rear = sub(seat, ahead)

    def bar(depth: float, a: Vec, b: Vec, side: float, other_side: float, ink: Ink = Ink.PROP) -> Stroke:
        return Stroke(depth, add(a, (0, 0, side)), 2.3, add(b, (0, 0, other_side)), 2.3, ink)

    def down(point: Vec, lean: float) -> Vec:
        return point[0] + ahead[0] * lean, 2.0, point[2]

    def top(height: float) -> Vec:
        return rear[0] - ahead[0] * 0.005 * height, rear[1] + height, rear[2]

    strokes = [bar(behind, rear, front, side, side) for side in (-half, -half / 2, 0.0, half / 2, half)]
    strokes += [bar(behind, top(height), top(height), -half, half) for height in (28.0, 44.0)]
    for side, ink in ((-half, Ink.PROP_FAR), (half, Ink.PROP)):
        depth = camera.depth(add(seat, (0, 0, side))) - 12
        strokes.append(bar(depth, rear, down(rear, -0.1), side, side, ink))
        strokes.append(bar(depth, front, down(front, 0.05), side, side, ink))
        strokes.append(bar(depth, rear, top(46.0), side, side, ink))
    return strokes
