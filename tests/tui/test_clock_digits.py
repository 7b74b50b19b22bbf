"""The clock's digits come in every size, and stay apart."""

from __future__ import annotations

import pytest

from voicecoach.tui.digits import LEAST_ROWS, digit_rows, rows_that_fit

SIZES = range(LEAST_ROWS, 25)


@pytest.mark.parametrize("heavy", [True, False])
@pytest.mark.parametrize("rows", SIZES)
def test_digits_have_the_height_that_was_asked_for(rows: int, heavy: bool) -> None:
    """A clock is a full rectangle of exactly so many rows, and only of blocks."""
    drawn = digit_rows("0123456789:", rows, heavy=heavy)
    assert len(drawn) == rows
    assert len({len(row) for row in drawn}) == 1
    assert set("".join(drawn)) <= set(" ▀▄█")


@pytest.mark.parametrize("heavy", [True, False])
@pytest.mark.parametrize("rows", SIZES)
def test_no_two_digits_look_alike(rows: int, heavy: bool) -> None:
    """At every size each digit has a shape of its own."""
    shapes = {tuple(digit_rows(digit, rows, heavy=heavy)) for digit in "0123456789"}
    assert len(shapes) == 10


@pytest.mark.parametrize("rows", range(5, 25))
def test_running_and_standing_clocks_differ_without_colour(rows: int) -> None:
    """A clock that counts has clearly more ink than one that does not, in the same room."""
    heavy, light = digit_rows("20", rows, heavy=True), digit_rows("20", rows, heavy=False)
    assert len(heavy[0]) == len(light[0])
    assert _ink(heavy) > 1.5 * _ink(light)


@pytest.mark.parametrize("text", ["08", "20", "1:40", "12:05"])
@pytest.mark.parametrize("columns", [12, 20, 31, 46, 80])
def test_the_tallest_clock_that_fits_is_found(text: str, columns: int) -> None:
    """The height found fits the width, and the next one would not."""
    rows = rows_that_fit(text, columns, 30)
    assert rows == 0 or len(digit_rows(text, rows, heavy=True)[0]) <= columns
    larger = digit_rows(text, max(LEAST_ROWS, rows + 1), heavy=True)
    assert rows == 30 or len(larger[0]) > columns


def test_two_digits_look_like_this() -> None:
    """Five rows, strokes of two blocks."""
    assert digit_rows("12", 5, heavy=True) == [
        "████   ██████",
        "  ██       ██",
        "  ██   ██████",
        "  ██   ██    ",
        "██████ ██████",
    ]


def _ink(rows: list[str]) -> float:
    return sum({"█": 1.0, " ": 0.0}.get(char, 0.5) for row in rows for char in row)
