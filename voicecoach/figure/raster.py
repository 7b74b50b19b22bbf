"""Shapes to characters: a grid of half cells, each one of sixteen inks, read out as quadrant characters.

A shape is a capsule with a radius at each end. One row of half cells of a capsule is one slice assignment, so
that a frame of some forty capsules is quick in plain Python.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from enum import IntEnum
from functools import lru_cache
from itertools import pairwise
from math import ceil, floor, sqrt
from typing import NamedTuple


class Ink(IntEnum):
    """What a half cell shows; a theme gives each its colour. Those from EDGE on are the body."""

    GROUND = 0
    MAT = 1
    MAT_EDGE = 2
    TRACE = 3
    PROP_FAR = 4
    PROP = 5
    SOFT = 6
    EDGE = 7
    LEG_FAR = 8
    ARM_FAR = 9
    SHIRT = 10
    LEG = 11
    SKIN = 12
    HAIR = 13
    ACCENT_FAR = 14
    ACCENT = 15
    STRAP = 16
    EYE = 17


Colour = tuple[int, int, int]
Edge = tuple[float, float, float, float]
DARK: Mapping[Ink, Colour] = {
    Ink.GROUND: (16, 20, 27),
    Ink.MAT: (38, 52, 66),
    Ink.MAT_EDGE: (62, 84, 104),
    Ink.TRACE: (170, 184, 198),
    Ink.PROP_FAR: (82, 66, 52),
    Ink.PROP: (138, 110, 84),
    Ink.SOFT: (196, 190, 214),
    Ink.EDGE: (22, 26, 36),
    Ink.LEG_FAR: (62, 82, 128),
    Ink.ARM_FAR: (138, 106, 88),
    Ink.SHIRT: (66, 166, 156),
    Ink.LEG: (116, 148, 222),
    Ink.SKIN: (240, 198, 164),
    Ink.HAIR: (122, 74, 48),
    Ink.ACCENT_FAR: (206, 120, 22),
    Ink.ACCENT: (255, 178, 44),
    Ink.STRAP: (232, 88, 120),
    Ink.EYE: (30, 24, 24),
}
QUADRANTS = " ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█"  # Bits: 1 top left, 2 top right, 4 bottom left, 8 bottom right.
BODY = frozenset(range(Ink.EDGE, Ink.EYE + 1))


class Cell(NamedTuple):
    """A character with the inks of its foreground and background."""

    char: str
    fore: Ink
    back: Ink


class Canvas:
    """A grid of half cells. Its unit is the width of a half cell; a half cell is `tall` units high."""

    def __init__(self, columns: int, rows: int, tall: float = 2.0) -> None:
        self.width, self.height, self.tall = columns * 2, rows * 2, tall
        self.rows = [bytearray(self.width) for _ in range(self.height)]

    def capsule(
        self,
        x0: float,
        y0: float,
        r0: float,
        x1: float,
        y1: float,
        r1: float,
        ink: Ink,
        over: bytes | None = None,
    ) -> None:
        """Fill the hull of two discs; with `over`, a table of 256 inks, what is there decides."""
        least = self.tall * 0.52
        r0, r1 = max(r0, least), max(r1, least)
        edges = _tangents(x0, y0, r0, x1, y1, r1)
        tall, width = self.tall, self.width
        first = max(0, ceil(min(y0 - r0, y1 - r1) / tall - 0.5))
        last = min(self.height - 1, floor(max(y0 + r0, y1 + r1) / tall - 0.5))
        for row in range(first, last + 1):
            y = (row + 0.5) * tall
            low, high = 1e9, -1e9
            for cx, cy, r in ((x0, y0, r0), (x1, y1, r1)):
                square = r * r - (y - cy) * (y - cy)
                if square >= 0:
                    half = sqrt(square)
                    low, high = min(low, cx - half), max(high, cx + half)
            for ax, ay, bx, by in edges:
                if (ay <= y) != (by <= y):
                    x = ax + (bx - ax) * (y - ay) / (by - ay)
                    low, high = min(low, x), max(high, x)
            start, stop = max(0, ceil(low - 0.5)), min(width, floor(high - 0.5) + 1)
            if start < stop:
                line = self.rows[row]
                line[start:stop] = (
                    line[start:stop].translate(over) if over else bytes((ink,)) * (stop - start)
                )

    def polygon(self, points: Sequence[tuple[float, float]], ink: Ink) -> None:
        """Fill a convex polygon."""
        for row in range(self.height):
            y = (row + 0.5) * self.tall
            crossings = [
                ax + (bx - ax) * (y - ay) / (by - ay)
                for (ax, ay), (bx, by) in pairwise((*points, points[0]))
                if (ay <= y) != (by <= y)
            ]
            if crossings:
                start, stop = (
                    max(0, ceil(min(crossings) - 0.5)),
                    min(self.width, floor(max(crossings) - 0.5) + 1),
                )
                if start < stop:
                    self.rows[row][start:stop] = bytes((ink,)) * (stop - start)

    def cells(self) -> tuple[tuple[Cell, ...], ...]:
        """The picture as characters, row by row."""
        lines = []
        for upper, lower in zip(self.rows[::2], self.rows[1::2], strict=True):
            lines.append(tuple(map(cell, upper[::2], upper[1::2], lower[::2], lower[1::2])))
        return tuple(lines)


@lru_cache(maxsize=8192)
def cell(a: int, b: int, c: int, d: int) -> Cell:
    """The character for four half cells: of their inks the two that falsify least; the body counts most."""
    quarters = (a, b, c, d)
    kinds = Counter(quarters)
    if len(kinds) == 1:
        return Cell(" ", Ink(a), Ink(a))

    def falsified(pair: tuple[int, int]) -> float:
        return sum(n * _weight(k) * min(_differs(k, pair[0]), _differs(k, pair[1])) for k, n in kinds.items())

    fore, back = min(((f, g) for f in kinds for g in kinds if f > g), key=falsified)
    bits = sum(1 << n for n, ink in enumerate(quarters) if _differs(ink, fore) < _differs(ink, back))
    return Cell(QUADRANTS[bits], Ink(fore), Ink(back))


def _weight(ink: int) -> float:
    return 1.6 if ink in BODY else 1.0


def _differs(a: int, b: int) -> float:
    return sum(abs(x - y) for x, y in zip(DARK[Ink(a)], DARK[Ink(b)], strict=True))


def _tangents(x0: float, y0: float, r0: float, x1: float, y1: float, r1: float) -> list[Edge]:
    """The two straight sides of a capsule; none where one disc holds the other."""
    dx, dy = x1 - x0, y1 - y0
    far = sqrt(dx * dx + dy * dy)
    if far <= abs(r0 - r1) + 1e-6:
        return []
    ux, uy = dx / far, dy / far
    c = (r0 - r1) / far
    s = sqrt(1 - c * c)
    sides = []
    for sign in (1, -1):
        nx, ny = ux * c - sign * uy * s, uy * c + sign * ux * s
        sides.append((x0 + r0 * nx, y0 + r0 * ny, x1 + r1 * nx, y1 + r1 * ny))
    return sides
