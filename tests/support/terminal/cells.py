"""One cell of the screen, and how a program's SGR codes style it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class Cell(NamedTuple):
    """One cell. `fg` and `bg` are "default" or "rrggbb"; `data` is "" in a wide character's right half."""

    data: str
    fg: str = "default"
    bg: str = "default"
    bold: bool = False
    italics: bool = False
    underscore: bool = False
    strikethrough: bool = False
    reverse: bool = False
    blink: bool = False
    dim: bool = False
    conceal: bool = False


DEFAULT_FG, DEFAULT_BG = "d8d8d8", "101010"

_BASE16 = [
    *("000000", "cd0000", "00cd00", "cdcd00", "2f6fe4", "cd00cd", "00cdcd", "e5e5e5"),
    *("7f7f7f", "ff5f5f", "5fff5f", "ffff5f", "5c8cff", "ff5fff", "5fffff", "ffffff"),
]
_CUBE_STEPS = (0, 95, 135, 175, 215, 255)
_CUBE = [f"{r:02x}{g:02x}{b:02x}" for r in _CUBE_STEPS for g in _CUBE_STEPS for b in _CUBE_STEPS]
_GREYS = [f"{8 + 10 * i:02x}" * 3 for i in range(24)]
_PALETTE = _BASE16 + _CUBE + _GREYS

_FLAGS: dict[int, tuple[str, bool]] = {
    1: ("bold", True),
    2: ("dim", True),
    3: ("italics", True),
    4: ("underscore", True),
    5: ("blink", True),
    6: ("blink", True),
    7: ("reverse", True),
    8: ("conceal", True),
    9: ("strikethrough", True),
    21: ("underscore", True),
    23: ("italics", False),
    24: ("underscore", False),
    25: ("blink", False),
    27: ("reverse", False),
    28: ("conceal", False),
    29: ("strikethrough", False),
}
_INDEXED, _DIRECT = 5, 2


def restyle(cell: Cell, groups: Sequence[Sequence[int]]) -> Cell:
    """The cell after SGR. Every group is a parameter's number and its colon-separated sub-parameters."""
    rest = list(groups)
    while rest:
        code, *sub = rest.pop(0)
        if code in (38, 48, 58):
            colour = _colour([_DIRECT, *sub[2:5]] if len(sub) >= 5 else sub) if sub else _take_colour(rest)
            if colour and code != 58:  # the colour of underlines is not kept
                cell = cell._replace(fg=colour) if code == 38 else cell._replace(bg=colour)
        else:
            cell = _restyle_simply(cell, code, sub)
    return cell


def _restyle_simply(cell: Cell, code: int, sub: Sequence[int]) -> Cell:
    if code == 0:
        return Cell(" ")
    if code == 4 and list(sub) == [0]:
        return cell._replace(underscore=False)
    if code == 22:
        return cell._replace(bold=False, dim=False)
    if code in _FLAGS:
        name, on = _FLAGS[code]
        return cell._replace(**{name: on})  # type: ignore[arg-type]
    if code in (39, 49):
        return cell._replace(fg="default") if code == 39 else cell._replace(bg="default")
    for first, index in ((30, 0), (90, 8)):
        if first <= code < first + 8:
            return cell._replace(fg=_BASE16[code - first + index])
        if first + 10 <= code < first + 18:
            return cell._replace(bg=_BASE16[code - first - 10 + index])
    return cell


def _take_colour(rest: list[Sequence[int]]) -> str | None:
    """The colour in the parameters that follow a 38 or 48; they are taken off `rest`."""
    length = {_INDEXED: 2, _DIRECT: 4}.get(rest[0][0], 0) if rest else 0
    codes = [group[0] for group in rest[:length]]
    del rest[:length]
    return _colour(codes)


def _colour(codes: Sequence[int]) -> str | None:
    """[5, index] or [2, red, green, blue] as "rrggbb"; None if it is malformed."""
    match codes:
        case [5, index] if 0 <= index < 256:
            return _PALETTE[index]
        case [2, red, green, blue] if max(red, green, blue) < 256:
            return f"{red:02x}{green:02x}{blue:02x}"
    return None
