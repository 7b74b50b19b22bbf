"""The large clock."""

from __future__ import annotations

from textual.content import Content
from textual.widget import Widget

from voicecoach.tui.digits import digit_rows, rows_that_fit

MOST_ROWS = 24


class Clock(Widget):
    """Block digits as tall as the room allows: heavy while time counts, light while it does not."""

    def __init__(self, id: str) -> None:  # noqa: A002 (Textual's own name for it)
        super().__init__(id=id, classes="empty")
        self._shown = ("", False)

    def show(self, text: str, *, heavy: bool) -> None:
        """Show digits and colons; where there are none, the clock takes no room."""
        if (text, heavy) != self._shown:
            self._shown = text, heavy
            self.set_class(heavy, "heavy")
            self.set_class(not text, "empty")
            self.refresh()

    def render(self) -> Content:
        """The digits for the room at hand, plain where not even small ones fit."""
        text, heavy = self._shown
        width, height = self.content_size
        # As tall as two digits at the least, so that the clock keeps its size when it comes to nine.
        rows = rows_that_fit(text.rjust(2, "0"), width, min(height, MOST_ROWS))
        return Content("\n".join(digit_rows(text, rows, heavy=heavy)) if text and rows else text)
