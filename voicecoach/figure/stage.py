"""What stays the same for a whole movement on a canvas: camera, mat, traced way, and the far limbs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from voicecoach.figure.camera import Camera
from voicecoach.figure.geometry import Vec
from voicecoach.figure.movement import Movement
from voicecoach.figure.props import prop_points
from voicecoach.figure.skeleton import HEAD_RADIUS, Body

SAMPLES = 12  # Of each phase, to find out how far the movement goes.
MAT_HALF_WIDTH = 34.0
APART_CM = 11.0  # With the hips farther apart in depth than this, one leg and one arm are the far ones.

Mat = tuple[Vec, Vec, Vec, Vec]


@dataclass(frozen=True, slots=True)
class Stage:
    """Camera, the mat's corners, the traced way, and the names of the far limbs."""

    camera: Camera
    mat: Mat
    way: tuple[Vec, ...]
    far: frozenset[str]


@lru_cache(maxsize=64)
def stage(movement: Movement, columns: int, rows: int) -> Stage:
    """The stage of a movement on a canvas of so many characters."""
    camera = Camera.looking(*movement.view)
    bodies = [movement.body(phase, n / SAMPLES) for phase in movement.phases for n in range(SAMPLES + 1)]
    mat = _mat(bodies)
    fitted = camera.fitted(_shown(movement, bodies, mat), columns * 2.0, rows * 4.0)
    return Stage(fitted, mat, _way(movement, bodies), _far(camera, bodies[0]))


def _mat(bodies: Sequence[Body]) -> Mat:
    ground = [point for body in bodies for point in body.joints.values()]
    left, right = min(x for x, _, _ in ground) - 14, max(x for x, _, _ in ground) + 14
    near = max(MAT_HALF_WIDTH, max(z for _, _, z in ground) + 6)
    far = min(-MAT_HALF_WIDTH, min(z for _, _, z in ground) - 6)
    return (left, 0.0, far), (right, 0.0, far), (right, 0.0, near), (left, 0.0, near)


def _shown(movement: Movement, bodies: Sequence[Body], mat: Mat) -> Iterator[tuple[Vec, float]]:
    """The points, each with a radius in cm, that the camera must show."""
    for body in bodies:
        for name, point in body.joints.items():
            if not movement.focus or name in movement.focus:
                yield point, HEAD_RADIUS if name == "head" else 5.0
        for prop in movement.props:
            if not movement.focus or prop.kind == "arrow":
                yield from prop_points(prop, body)
    if not movement.focus:
        (left, _, _), _, (right, _, near), _ = mat
        yield from (((x, 0.0, near * 0.6), 0.0) for x in (left + 8, right - 8))


def _way(movement: Movement, bodies: Sequence[Body]) -> tuple[Vec, ...]:
    """Where the traced joint goes: half a round of a loop, or the way in."""
    if not movement.trace:
        return ()
    count = SAMPLES // 2 + 1 if movement.loop else SAMPLES + 1
    return tuple(body.joints[movement.trace] for body in bodies[:count])


def _far(camera: Camera, body: Body) -> frozenset[str]:
    gap = camera.depth(body.joints["right hip"]) - camera.depth(body.joints["left hip"])
    if abs(gap) <= APART_CM:
        return frozenset()
    side = "left" if gap > 0 else "right"
    return frozenset({f"{side} arm", f"{side} leg"})
