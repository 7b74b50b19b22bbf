"""Pictures of square pixels as text: two pixels a character, one above the other."""

from __future__ import annotations

from collections.abc import Sequence

Pixels = Sequence[Sequence[bool]]

_BLOCKS = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}


def text_rows(pixels: Pixels) -> list[str]:
    """The picture as rows of characters; an odd number of pixel rows leaves the last half empty."""
    uppers = pixels[::2]
    lowers = list(pixels[1::2])
    if len(lowers) < len(uppers):
        lowers.append([False] * len(uppers[-1]))
    return [
        "".join(_BLOCKS[pair] for pair in zip(upper, lower, strict=True))
        for upper, lower in zip(uppers, lowers, strict=True)
    ]


def beside(pictures: Sequence[Pixels], gap: int) -> Pixels:
    """Pictures of the same height in a line, `gap` pixels apart."""
    space = [False] * gap
    rows = []
    for parts in zip(*pictures, strict=True):
        row = list(parts[0])
        for part in parts[1:]:
            row += [*space, *part]
        rows.append(row)
    return rows


def enlarged(pixels: Pixels, factor: int) -> Pixels:
    """The picture with each pixel `factor` times as wide and as high."""
    return [[on for on in row for _ in range(factor)] for row in pixels for _ in range(factor)]
