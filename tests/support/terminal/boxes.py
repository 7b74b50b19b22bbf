"""Characters that are drawn, not typeset, so that they join without seams: blocks, braille and box lines."""

from __future__ import annotations

import unicodedata
from functools import cache

Part = tuple[float, float, float, float]
"""A rectangle of the cell: left, top, right, bottom from 0 to 1."""

_HALVES = {0x2580: (0, 0, 1, 0.5), 0x2590: (0.5, 0, 1, 1), 0x2594: (0, 0, 1, 1 / 8), 0x2595: (7 / 8, 0, 1, 1)}
_QUADRANTS = ("c", "d", "a", "acd", "ad", "abc", "abd", "b", "bc", "bcd")  # from U+2596
_CORNERS = {"a": (0.0, 0.0), "b": (0.5, 0.0), "c": (0.0, 0.5), "d": (0.5, 0.5)}
_DOTS = ((0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2), (0, 3), (1, 3))
_UPPER_PARTS = (2, 3, 5, 6, 7)  # eighths, from U+1FB82
_WEIGHTS = {"LIGHT", "HEAVY", "DOUBLE"}
_SIDES = {
    "LEFT": ("left",),
    "RIGHT": ("right",),
    "UP": ("up",),
    "DOWN": ("down",),
    "HORIZONTAL": ("left", "right"),
    "VERTICAL": ("up", "down"),
}


def block_parts(code: int) -> list[Part] | None:
    """The rectangles of a block element, sextant or braille character; None for every other."""
    if code in _HALVES:
        return [_HALVES[code]]
    if 0x2581 <= code <= 0x2588:
        return [(0, 1 - (code - 0x2580) / 8, 1, 1)]
    if 0x2589 <= code <= 0x258F:
        return [(0, 0, (0x2590 - code) / 8, 1)]
    if 0x2596 <= code <= 0x259F:
        corners = [_CORNERS[name] for name in _QUADRANTS[code - 0x2596]]
        return [(x, y, x + 0.5, y + 0.5) for x, y in corners]
    if 0x1FB00 <= code <= 0x1FB3B:
        return _sextant(code)
    if 0x1FB82 <= code <= 0x1FB86:
        return [(0, 0, 1, _UPPER_PARTS[code - 0x1FB82] / 8)]
    if 0x1FB87 <= code <= 0x1FB8B:
        return [(1 - _UPPER_PARTS[code - 0x1FB87] / 8, 0, 1, 1)]
    if 0x2800 <= code <= 0x28FF:
        dots = [dot for bit, dot in enumerate(_DOTS) if (code - 0x2800) >> bit & 1]
        return [(x / 2 + 0.14, y / 4 + 0.06, x / 2 + 0.36, y / 4 + 0.19) for x, y in dots]
    return None


def _sextant(code: int) -> list[Part]:
    """Unicode lists all patterns of six but four that other characters have: none, both halves, all."""
    bits = code - 0x1FB00 + 1
    bits += bits >= 0x15
    bits += bits >= 0x2A
    places = [(i % 2 / 2, i // 2 / 3) for i in range(6) if bits >> i & 1]
    return [(x, y, x + 0.5, y + 1 / 3) for x, y in places]


@cache
def line_arms(code: int) -> dict[str, int] | None:
    """The arms of a box line (U+2500 to U+257F) from its Unicode name.

    Returns:
        Each side ("left", "right", "up", "down") with its weight: 1 light or double, 2 heavy. None for other
        characters, dashes and diagonals.
    """
    if not 0x2500 <= code <= 0x257F:
        return None
    words = unicodedata.name(chr(code)).removeprefix("BOX DRAWINGS ").replace("SINGLE", "LIGHT").split()
    if "DIAGONAL" in words or "DASH" in words:
        return None
    common = next(word for word in words if word in _WEIGHTS)
    arms: dict[str, int] = {}
    for part in " ".join(words).split(" AND "):
        weight = next((word for word in part.split() if word in _WEIGHTS), common)
        for word in part.split():
            for side in _SIDES.get(word, ()):
                arms[side] = 2 if weight == "HEAVY" else 1
    return arms
