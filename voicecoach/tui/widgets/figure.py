"""The moving figure."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from itertools import groupby

from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from voicecoach.coaching.view import FigureMoment
from voicecoach.figure import DARK, Cell, Colour, Ink, Movement, Phase, Picture, frame

Movements = Callable[[str], Movement | None]


class FigureView(Widget):
    """A movement at a moment, as large as the widget; where there is none, it takes no room."""

    def __init__(self, movements: Movements, id: str) -> None:  # noqa: A002 (Textual's own name for it)
        super().__init__(id=id, classes="empty")
        self._movements = movements
        self._moment: FigureMoment | None = None
        self._picture: Picture = ()

    def show(self, moment: FigureMoment | None) -> None:
        """Show a movement at a moment; only the rows that differ are painted."""
        if moment == self._moment:
            return
        self._moment = moment
        self.set_class(moment is None, "empty")
        before, self._picture = self._picture, self._drawn()
        if len(before) != len(self._picture):
            self.refresh()
            return
        rows = enumerate(zip(before, self._picture, strict=True))
        changed = [Region(0, y, self.size.width, 1) for y, (old, new) in rows if old != new]
        if changed:
            self.refresh(*changed)

    def on_resize(self) -> None:
        """Draw for the new room."""
        self._picture = self._drawn()
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One row of the picture."""
        if y >= len(self._picture):
            return Strip.blank(self.size.width, self.rich_style)
        ground = self.background_colors[1].rgb
        runs = groupby(self._picture[y], key=lambda cell: (cell.fore, cell.back))
        return Strip([_segment(list(cells), _style(*inks, ground)) for inks, cells in runs], self.size.width)

    def _drawn(self) -> Picture:
        movement = self._movements(self._moment.movement) if self._moment else None
        if movement is None or self._moment is None:
            return ()
        phase, progress = fitting(movement, self._moment.phase, self._moment.progress)
        return frame(movement, self._moment.side, phase, progress, self.size.width, self.size.height)


def fitting(movement: Movement, phase: Phase, progress: float) -> tuple[Phase, float]:
    """The moment in a phase that the movement has: half a round is the way in or out, a round a breath."""
    if phase in movement.phases:
        return phase, progress
    match phase:
        case "move":
            return ("into", progress * 2) if progress < 0.5 else ("out", progress * 2 - 1)
        case "into":
            return "move", progress / 2
        case "hold":
            return "move", progress
        case "out":
            return "move", 0.5 + progress / 2


def _segment(cells: list[Cell], style: Style) -> Segment:
    return Segment("".join(cell.char for cell in cells), style)


@lru_cache(maxsize=1024)
def _style(fore: Ink, back: Ink, ground: Colour) -> Style:
    def colour(ink: Ink) -> Color:
        return Color.from_rgb(*(ground if ink is Ink.GROUND else DARK[ink]))

    return Style(color=colour(fore), bgcolor=colour(back))
