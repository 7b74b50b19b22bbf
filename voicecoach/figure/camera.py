"""From centimetres in space to units on a canvas: a parallel projection, fixed for a whole movement."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import cos, radians, sin

from voicecoach.figure.geometry import Vec, dot

MARGIN_UNITS = 1.5  # Left free on every side, or a quarter of a canvas that is smaller than that.


@dataclass(frozen=True, slots=True)
class Camera:
    """Looks along `-towards`; shows `centre` (right and up, cm) in the middle, `zoom` units to a cm."""

    right: Vec
    up: Vec
    towards: Vec
    centre: tuple[float, float] = (0.0, 0.0)
    zoom: float = 1.0
    middle: tuple[float, float] = (0.0, 0.0)

    @classmethod
    def looking(cls, yaw: float, pitch: float, slant: float = 0.0) -> Camera:
        """From the viewer's side, moved `yaw` degrees to the right and `pitch` degrees up.

        A slant shifts what is far to the right, by that many cm a cm: it keeps near and far limbs apart
        without turning the floor's edge, which would be a flight of stairs in characters.
        """
        a, p = radians(yaw), radians(pitch)
        towards = (sin(a) * cos(p), sin(p), cos(a) * cos(p))
        return cls((cos(a), 0.0, -sin(a) - slant), (-sin(a) * sin(p), cos(p), -cos(a) * sin(p)), towards)

    def flat(self, point: Vec) -> tuple[float, float]:
        """Right and up, in cm."""
        return dot(point, self.right), dot(point, self.up)

    def place(self, point: Vec) -> tuple[float, float]:
        """Canvas units, down from the top left corner."""
        x, y = self.flat(point)
        return self.middle[0] + (x - self.centre[0]) * self.zoom, self.middle[1] - (
            y - self.centre[1]
        ) * self.zoom

    def depth(self, point: Vec) -> float:
        """How near the viewer, in cm."""
        return dot(point, self.towards)

    def fitted(self, points: Iterable[tuple[Vec, float]], width: float, height: float) -> Camera:
        """The camera that shows all points, each with a radius in cm, as large as the units allow."""
        spots = [(*self.flat(point), radius) for point, radius in points]
        left, right = min(x - r for x, _, r in spots), max(x + r for x, _, r in spots)
        low, high = min(y - r for _, y, r in spots), max(y + r for _, y, r in spots)
        margin = min(MARGIN_UNITS, width / 4, height / 4)
        zoom = min((width - 2 * margin) / (right - left), (height - 2 * margin) / (high - low))
        centre = (left + right) / 2, (low + high) / 2
        return Camera(self.right, self.up, self.towards, centre, zoom, (width / 2, height / 2))
