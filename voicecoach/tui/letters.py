"""Large letters for the few words that are read from two metres."""

from __future__ import annotations

from collections.abc import Iterator

from voicecoach.tui.pixels import Pixels, beside, enlarged, text_rows

_HIGH = 5
_FACTORS = (4, 3, 2, 1)
_DRAWN = {
    "A": " ## |#  #|####|#  #|#  #",
    "B": "### |#  #|### |#  #|### ",
    "C": " ###|#   |#   |#   | ###",
    "D": "### |#  #|#  #|#  #|### ",
    "E": "###|#  |## |#  |###",
    "F": "###|#  |## |#  |#  ",
    "G": " ###|#   |# ##|#  #| ###",
    "H": "#  #|#  #|####|#  #|#  #",
    "I": "#|#|#|#|#",
    "J": "  #|  #|  #|# #| # ",
    "K": "#  #|# # |##  |# # |#  #",
    "L": "#  |#  |#  |#  |###",
    "M": "#   #|## ##|# # #|#   #|#   #",
    "N": "#   #|##  #|# # #|#  ##|#   #",
    "O": " ## |#  #|#  #|#  #| ## ",
    "P": "### |#  #|### |#   |#   ",
    "Q": " ## |#  #|#  #|# ##| ###",
    "R": "### |#  #|### |# # |#  #",
    "S": " ###|#   | ## |   #|### ",
    "T": "###| # | # | # | # ",
    "U": "#  #|#  #|#  #|#  #| ## ",
    "V": "#   #|#   #| # # | # # |  #  ",
    "W": "#   #|#   #|# # #|## ##|#   #",
    "X": "#   #| # # |  #  | # # |#   #",
    "Y": "# #|# #| # | # | # ",
    "Z": "####|  # | #  |#   |####",
    " ": " | | | | ",
}
_GLYPHS: dict[str, Pixels] = {
    char: [[dot == "#" for dot in row] for row in drawn.split("|")] for char, drawn in _DRAWN.items()
}


def large(text: str, columns: int, rows: int) -> list[str]:
    """The text in the largest letters that fit, over two lines where that helps; else one plain line.

    Args:
        text: a word or two.
        columns: the room's width in characters.
        rows: the room's height in characters.
    """
    shown = text.upper()
    if shown and all(char in _GLYPHS for char in shown):
        for factor in _FACTORS:
            for lines in _broken(shown):
                drawn = _drawn(lines, factor)
                if len(drawn) <= rows and max(map(len, drawn)) <= columns:
                    return drawn
    return [shown]


def _broken(text: str) -> Iterator[list[str]]:
    yield [text]
    if " " in text:
        yield text.split(" ", 1)


def _drawn(lines: list[str], factor: int) -> list[str]:
    rows: list[str] = []
    for line in lines:
        picture = enlarged(beside([_GLYPHS[char] for char in line], 1), factor)
        rows += text_rows(picture)
    width = max(map(len, rows))
    return [row.ljust(width) for row in rows]
