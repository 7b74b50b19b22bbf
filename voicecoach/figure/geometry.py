"""Three-dimensional vectors as plain tuples, in centimetres.

The axes are the screen's when nobody has moved the camera: x to the right, y up from the floor, z towards the
viewer.
"""

from __future__ import annotations

from math import acos, cos, radians, sin, sqrt

Vec = tuple[float, float, float]

X: Vec = (1.0, 0.0, 0.0)
Y: Vec = (0.0, 1.0, 0.0)
Z: Vec = (0.0, 0.0, 1.0)


def add(a: Vec, b: Vec) -> Vec:
    """The sum."""
    return a[0] + b[0], a[1] + b[1], a[2] + b[2]


def sub(a: Vec, b: Vec) -> Vec:
    """The way from `b` to `a`."""
    return a[0] - b[0], a[1] - b[1], a[2] - b[2]


def scale(a: Vec, k: float) -> Vec:
    """`a` made `k` times as long."""
    return a[0] * k, a[1] * k, a[2] * k


def along(a: Vec, direction: Vec, distance: float) -> Vec:
    """The point `distance` cm from `a` in a direction of length one."""
    return a[0] + direction[0] * distance, a[1] + direction[1] * distance, a[2] + direction[2] * distance


def dot(a: Vec, b: Vec) -> float:
    """The scalar product."""
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def cross(a: Vec, b: Vec) -> Vec:
    """The vector product."""
    return a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]


def length(a: Vec) -> float:
    """How long `a` is, in cm."""
    return sqrt(dot(a, a))


def distance(a: Vec, b: Vec) -> float:
    """How far apart two points are, in cm."""
    return length(sub(a, b))


def unit(a: Vec, fallback: Vec = X) -> Vec:
    """`a` made one long, or `fallback` where it is too short to have a direction."""
    size = length(a)
    return scale(a, 1 / size) if size > 1e-6 else fallback


def lerp(a: Vec, b: Vec, t: float) -> Vec:
    """The point at `t`, 0 to 1, on the straight way from `a` to `b`."""
    return a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t, a[2] + (b[2] - a[2]) * t


def rotate(v: Vec, axis: Vec, degrees: float) -> Vec:
    """`v` turned about a unit axis, right-handed (Rodrigues)."""
    if not degrees:
        return v
    c, s = cos(radians(degrees)), sin(radians(degrees))
    return add(add(scale(v, c), scale(cross(axis, v), s)), scale(axis, dot(axis, v) * (1 - c)))


def square_to(v: Vec, axis: Vec, fallback: Vec = X) -> Vec:
    """The part of `v` at right angles to a unit axis, made one long."""
    return unit(sub(v, scale(axis, dot(v, axis))), fallback)


def swing(a: Vec, b: Vec, t: float) -> Vec:
    """From `a` to `b` on an arc round the origin: as a limb's end goes (`lerp` cuts through the joint)."""
    size_a, size_b = length(a), length(b)
    u, v = unit(a), unit(b)
    angle = acos(max(-1.0, min(1.0, dot(u, v))))
    size = size_a + (size_b - size_a) * t
    if angle < 1e-3:
        return scale(unit(lerp(u, v, t)), size)
    return scale(add(scale(u, sin((1 - t) * angle)), scale(v, sin(t * angle))), size / sin(angle))
