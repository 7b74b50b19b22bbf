"""Paints the cells of a screen as a picture, for a human to look at."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw, ImageFont

from tests.support.terminal.boxes import block_parts, line_arms
from tests.support.terminal.cells import DEFAULT_BG, DEFAULT_FG, Cell

if TYPE_CHECKING:
    Font = ImageFont.FreeTypeFont
    Draw = ImageDraw.ImageDraw

Colour = tuple[int, int, int]

_FONT_FOLDER = Path("/usr/share/fonts/truetype/dejavu")
_UNASSIGNED = "\U0010fffe"


class _Fonts:
    """DejaVu Sans Mono, and DejaVu Sans for what it lacks."""

    def __init__(self, size: int) -> None:
        names = ("DejaVuSansMono", "DejaVuSansMono-Bold", "DejaVuSans")
        files = [_FONT_FOLDER / f"{name}.ttf" for name in names]
        if not files[0].is_file():
            raise RuntimeError("no font for pictures: run ./test, which installs it")
        self._regular, self._bold, self._other = (ImageFont.truetype(file, size) for file in files)
        self._chosen: dict[tuple[str, bool], Font] = {}
        self.width = max(1, round(self._regular.getlength("M")))
        self.ascent, descent = self._regular.getmetrics()
        self.height = self.ascent + descent

    def choose(self, char: str, bold: bool) -> Font:
        """The font that holds the character."""
        key = char[0], bold
        if key not in self._chosen:
            own = self._bold if bold else self._regular
            fonts = (own, self._regular, self._other)
            self._chosen[key] = next((font for font in fonts if _has(font, char[0])), own)
        return self._chosen[key]


def _has(font: Font, char: str) -> bool:
    return _shape(font, char) != _shape(font, _UNASSIGNED)


def _shape(font: Font, char: str) -> tuple[bytes, tuple[int, int]]:
    mask = font.getmask(char)
    return bytes(mask), mask.size


@cache
def _fonts(size: int) -> _Fonts:
    return _Fonts(size)


def paint(cells: list[list[Cell]], cursor: tuple[int, int] | None, font_size: int) -> Image.Image:
    """The picture of a screen.

    Args:
        cells: the screen's rows.
        cursor: (column, row) of the cursor; None where it is hidden.
        font_size: in pixels.

    Raises:
        RuntimeError: the font is not installed.
    """
    fonts = _fonts(font_size)
    w, h = fonts.width, fonts.height
    image = Image.new("RGB", (w * len(cells[0]), h * len(cells)), _rgb(DEFAULT_BG))
    draw = ImageDraw.Draw(image)
    placed = [
        (cell, column * w, row * h, *_colours(cell, (column, row) == cursor))
        for row, line in enumerate(cells)
        for column, cell in enumerate(line)
    ]
    for _, x, y, _, bg in placed:
        draw.rectangle((x, y, x + w - 1, y + h - 1), fill=bg)
    for cell, x, y, fg, bg in placed:  # after all backgrounds: a glyph may reach into its neighbour
        _draw_cell(draw, fonts, cell, (x, y), fg, bg)
    return image


def _draw_cell(draw: Draw, fonts: _Fonts, cell: Cell, place: tuple[int, int], fg: Colour, bg: Colour) -> None:
    x, y = place
    w, h = fonts.width, fonts.height
    if cell.data.strip() and not cell.conceal:
        code = ord(cell.data[0])
        if 0x2591 <= code <= 0x2593:
            draw.rectangle((x, y, x + w - 1, y + h - 1), fill=_mix(bg, fg, (code - 0x2590) / 4))
        elif (boxes := _boxes(code, w, h)) is not None:
            for left, top, right, bottom in boxes:
                draw.rectangle((x + left, y + top, x + right - 1, y + bottom - 1), fill=fg)
        else:
            font = fonts.choose(cell.data, cell.bold)
            draw.text((x, y + fonts.ascent), cell.data, font=font, fill=fg, anchor="ls")
    if cell.underscore:
        draw.line((x, y + fonts.ascent + 1, x + w - 1, y + fonts.ascent + 1), fill=fg)
    if cell.strikethrough:
        draw.line((x, y + h // 2, x + w - 1, y + h // 2), fill=fg)


def _boxes(code: int, w: int, h: int) -> list[tuple[int, int, int, int]] | None:
    """The rectangles of a drawn character in pixels of its cell; None for a character that is typeset."""
    if (parts := block_parts(code)) is not None:
        corners = [(round(a * w), round(b * h), round(c * w), round(d * h)) for a, b, c, d in parts]
        return [(a, b, max(c, a + 1), max(d, b + 1)) for a, b, c, d in corners]
    if (arms := line_arms(code)) is not None:
        return list(_arm_boxes(arms, w, h))
    return None


def _arm_boxes(arms: dict[str, int], w: int, h: int) -> Iterator[tuple[int, int, int, int]]:
    """Each arm reaches from its cell's edge to the far side of the centre."""
    thin = max(1, round(h / 18))
    for side, weight in arms.items():
        thick = thin * (2 * weight - 1)
        x, y = (w - thick) // 2, (h - thick) // 2
        match side:
            case "left":
                yield 0, y, x + thick, y + thick
            case "right":
                yield x, y, w, y + thick
            case "up":
                yield x, 0, x + thick, y + thick
            case "down":
                yield x, y, x + thick, h


def _colours(cell: Cell, is_cursor: bool) -> tuple[Colour, Colour]:
    fg = _rgb(DEFAULT_FG if cell.fg == "default" else cell.fg)
    bg = _rgb(DEFAULT_BG if cell.bg == "default" else cell.bg)
    if cell.reverse != is_cursor:
        fg, bg = bg, fg
    return (_mix(fg, bg, 0.4) if cell.dim else fg), bg


def _rgb(colour: str) -> Colour:
    return int(colour[0:2], 16), int(colour[2:4], 16), int(colour[4:6], 16)


def _mix(a: Colour, b: Colour, part: float) -> Colour:
    red, green, blue = (round(p * (1 - part) + q * part) for p, q in zip(a, b, strict=True))
    return red, green, blue
