"""Shapes become the characters that look like them."""

from __future__ import annotations

import pytest

from voicecoach.figure.raster import Canvas, Cell, Ink, cell

G, S = Ink.GROUND, Ink.SHIRT


@pytest.mark.parametrize(
    ("quarters", "char"),
    [((S, G, G, G), "▘"), ((G, S, G, G), "▝"), ((G, G, S, S), "▄"), ((S, G, S, G), "▌"), ((S, G, G, S), "▚")],
)
def test_a_cell_shows_which_quarters_are_filled(quarters: tuple[int, int, int, int], char: str) -> None:
    """The character's ink is in the corners where the shape is."""
    assert cell(*quarters) == Cell(char, S, G)


def test_a_cell_of_one_ink_is_blank() -> None:
    """A plain area is background alone."""
    assert cell(S, S, S, S) == Cell(" ", S, S)


def test_a_cell_of_three_inks_keeps_the_body() -> None:
    """Where a cell has room for two inks, ground and mat give way to the figure."""
    assert cell(Ink.GROUND, Ink.MAT, Ink.SKIN, Ink.SKIN) == Cell("▄", Ink.SKIN, Ink.GROUND)
    assert cell(Ink.GROUND, Ink.MAT, Ink.GROUND, Ink.SKIN) == Cell("▗", Ink.SKIN, Ink.GROUND)


def test_a_capsule_is_filled_from_end_to_end() -> None:
    """A level capsule is one bar of its own thickness."""
    canvas = Canvas(10, 5)
    canvas.capsule(4, 10, 2, 16, 10, 2, Ink.LEG)
    filled = [(x, y) for y, row in enumerate(canvas.rows) for x, ink in enumerate(row) if ink == Ink.LEG]
    assert {y for _, y in filled} == {4, 5}
    assert {x for x, _ in filled} == set(range(2, 18))


def test_shapes_outside_the_canvas_leave_it_alone() -> None:
    """Nothing wraps round an edge."""
    canvas = Canvas(4, 4)
    canvas.capsule(-50, -50, 3, -40, -50, 3, Ink.LEG)
    canvas.capsule(100, 4, 3, 120, 4, 3, Ink.LEG)
    canvas.polygon(((50, 2), (60, 2), (55, 9)), Ink.MAT)
    assert all(ink == Ink.GROUND for row in canvas.rows for ink in row)


def test_an_outline_changes_only_what_its_table_says() -> None:
    """A limb's outline darkens the body below it and not the ground."""
    canvas = Canvas(4, 2)
    canvas.rows[0][:4] = bytes((Ink.SHIRT,)) * 4
    table = bytes(Ink.EDGE if ink == Ink.SHIRT else ink for ink in range(256))
    canvas.capsule(4, 1, 20, 4, 1, 20, Ink.EDGE, over=table)
    assert bytes(canvas.rows[0]) == bytes((Ink.EDGE,)) * 4 + bytes((Ink.GROUND,)) * 4
