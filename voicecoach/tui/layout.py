"""How a screen is arranged, by the size of the terminal."""

from __future__ import annotations

from enum import StrEnum

LEAST_COLUMNS, LEAST_ROWS = 60, 20
_PORTRAIT_ROWS, _PORTRAIT_SHAPE = 36, 1.5


class Layout(StrEnum):
    """An arrangement; the value is its class in the style sheets."""

    TOO_SMALL = "too-small"
    SMALL = "small"
    COMPACT = "compact"
    NORMAL = "normal"
    LARGE = "large"
    PORTRAIT = "portrait"


_SIZES = {Layout.LARGE: (160, 48), Layout.NORMAL: (110, 32), Layout.COMPACT: (78, 24)}


def layout_for(columns: int, rows: int) -> Layout:
    """The arrangement for a terminal of this size in cells."""
    if columns < LEAST_COLUMNS or rows < LEAST_ROWS:
        return Layout.TOO_SMALL
    if rows >= _PORTRAIT_ROWS and columns < rows * _PORTRAIT_SHAPE:
        return Layout.PORTRAIT
    for layout, (least_columns, least_rows) in _SIZES.items():
        if columns >= least_columns and rows >= least_rows:
            return layout
    return Layout.SMALL
