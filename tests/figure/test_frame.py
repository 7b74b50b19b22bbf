"""Every frame has just the size that was asked for, at every moment."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.figures import library
from voicecoach.figure import DARK, Cell, Ink, Picture, Side, drawing, frame, stage
from voicecoach.figure.raster import QUADRANTS, cell
from voicecoach.figure.skeleton import SIDES

IDS = sorted(library())
VARIED = ("bird-dog", "desk-seated-twist", "hamstring-with-strap", "neck-rotations")  # Views, props, a focus.
SIZES = ((1, 1), (1, 60), (200, 1), (2, 2), (7, 3), (44, 14), (60, 20), (100, 32), (200, 60))


def inks(picture: Picture) -> set[Ink]:
    """All inks of a picture."""
    return {ink for row in picture for one in row for ink in (one.fore, one.back)}


@pytest.mark.parametrize(("columns", "rows"), SIZES)
@pytest.mark.parametrize("name", VARIED)
def test_a_frame_has_exactly_its_size(name: str, columns: int, rows: int) -> None:
    """Whatever room the terminal gives, the picture fills it and no more."""
    movement = library()[name]
    picture = frame(movement, "left", movement.phases[0], 0.5, columns, rows)
    assert [len(row) for row in picture] == [columns] * rows
    assert all(one.char in QUADRANTS and isinstance(one, Cell) for row in picture for one in row)


@pytest.mark.parametrize(("columns", "rows"), [(0, 0), (0, 3), (3, 0)])
def test_no_room_gives_an_empty_frame(columns: int, rows: int) -> None:
    """A widget that has no room yet can be drawn."""
    assert frame(library()["cat-cow"], "right", "move", 0.0, columns, rows) == ((),) * rows


@settings(deadline=None)  # A busy machine is no fault.
@given(st.sampled_from(IDS), st.sampled_from(SIDES), st.integers(0, 2), st.floats(0, 1))
def test_every_moment_can_be_drawn(name: str, side: Side, phase: int, progress: float) -> None:
    """No progress between 0 and 1 raises, in any phase, on either side."""
    movement = library()[name]
    picture = frame(movement, side, movement.phases[phase % len(movement.phases)], progress, 44, 14)
    assert inks(picture) & {Ink.SKIN, Ink.ACCENT}


@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize("name", IDS)
def test_a_movement_can_be_seen_to_move(name: str, side: Side) -> None:
    """Also in the smallest room that a practice screen gives, frames differ."""
    movement = library()[name]
    pictures = {frame(movement, side, movement.phases[0], n / 8, 44, 14) for n in range(9)}
    assert len(pictures) >= 2


@pytest.mark.parametrize("name", IDS)
def test_what_works_is_in_the_accent_colour(name: str) -> None:
    """The eye is led to the part that works, on both sides."""
    movement = library()[name]
    for side in SIDES:
        seen = inks(frame(movement, side, movement.phases[0], 0.9, 60, 20))
        assert bool(seen & {Ink.ACCENT, Ink.ACCENT_FAR}) == bool(movement.accent)


def test_the_sides_look_different() -> None:
    """Left is not drawn as right."""
    movement = library()["knee-to-chest"]
    assert frame(movement, "left", "hold", 0.0, 60, 20) != frame(movement, "right", "hold", 0.0, 60, 20)


def test_a_frame_is_kept_for_the_next_time() -> None:
    """Drawing the same moment again costs nothing."""
    movement = library()["cat-cow"]
    assert frame(movement, "right", "move", 0.25, 60, 20) is frame(movement, "right", "move", 0.25, 60, 20)


def test_caches_are_bounded() -> None:
    """Resizing for hours with every movement does not fill the memory."""
    for columns in range(1, 400):
        movement = library()[IDS[columns % len(IDS)]]
        frame(movement, SIDES[columns % 2], movement.phases[0], 0.5, columns % 90 + 1, columns % 5 + 1)
    for kept in (drawing._frame, drawing._mirrored, stage.stage, cell):
        info = kept.cache_info()
        assert info.maxsize is not None
        assert info.currsize <= info.maxsize <= 8192


def test_every_ink_has_a_colour() -> None:
    """A theme that lacks an ink would fail only when that ink is drawn."""
    assert set(DARK) == set(Ink)
    assert all(0 <= part <= 255 for colour in DARK.values() for part in colour)
