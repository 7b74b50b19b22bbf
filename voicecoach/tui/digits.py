"""The clock's digits, drawn from bars, so that they come in every size.

Heavy digits say that time counts, light ones that it does not: a difference that needs no colour.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import product

from voicecoach.tui.pixels import Pixels, beside, text_rows

LEAST_ROWS = 3
_WIDTH = 0.62  # of the height
_HEAVY, _LIGHT = 0.2, 0.08  # strokes, of the height
_GAP = 0.14  # of the height

_BARS = {
    "0": "top upper-left upper-right lower-left lower-right bottom",
    "2": "top upper-right middle lower-left bottom",
    "3": "top upper-right middle lower-right bottom",
    "4": "upper-left upper-right middle lower-right",
    "5": "top upper-left middle lower-right bottom",
    "6": "top upper-left middle lower-left lower-right bottom",
    "7": "top upper-right lower-right",
    "8": "top upper-left upper-right middle lower-left lower-right bottom",
    "9": "top upper-left upper-right middle lower-right bottom",
}


def digit_rows(text: str, rows: int, *, heavy: bool) -> list[str]:
    """Digits and colons as rows of block characters.

    Args:
        text: digits and colons.
        rows: the height in characters, LEAST_ROWS or more.
        heavy: whether the strokes are thick.
    """
    high = rows * 2
    return text_rows(beside([_glyph(char, high, heavy) for char in text], _gap(high)))


def rows_that_fit(text: str, columns: int, rows: int) -> int:
    """The greatest height in characters at which the text fits; 0 where it does not fit at all."""
    for height in range(rows, LEAST_ROWS - 1, -1):
        high = height * 2
        width = sum(len(_glyph(char, high, True)[0]) for char in text) + _gap(high) * (len(text) - 1)
        if width <= columns:
            return height
    return 0


def _gap(high: int) -> int:
    return max(1, round(high * _GAP))


def _stroke(high: int, heavy: bool) -> int:
    return max(1, round(high * (_HEAVY if heavy else _LIGHT)))


@lru_cache(maxsize=512)
def _glyph(char: str, high: int, heavy: bool) -> Pixels:
    thick = _stroke(high, heavy)
    wide = _stroke(high, True) if char == ":" else round(high * _WIDTH)
    pixels = [[False] * wide for _ in range(high)]
    for left, top, right, bottom in _bars(char, wide, high, thick):
        for x, y in product(range(left, right), range(top, bottom)):
            pixels[y][x] = True
    return pixels


def _bars(char: str, wide: int, high: int, thick: int) -> Iterator[tuple[int, int, int, int]]:
    """The bars of a character as left, top, right, bottom."""
    upper, lower = (high - thick) // 2, (high + thick) // 2
    right = wide - thick
    if char == ":":
        left = (wide - thick) // 2
        for middle in (high // 3, high - high // 3):
            yield left, middle - thick // 2, left + thick, middle - thick // 2 + thick
        return
    if char == "1":
        left = (wide - thick) // 2
        yield left, 0, left + thick, high
        yield max(0, left - thick), 0, left, thick
        yield max(0, left - thick), high - thick, min(wide, left + 2 * thick), high
        return
    places = {
        "top": (0, 0, wide, thick),
        "middle": (0, upper, wide, lower),
        "bottom": (0, high - thick, wide, high),
        "upper-left": (0, 0, thick, lower),
        "upper-right": (right, 0, wide, lower),
        "lower-left": (0, upper, thick, high),
        "lower-right": (right, upper, wide, high),
    }
    yield from (places[name] for name in _BARS[char].split())
