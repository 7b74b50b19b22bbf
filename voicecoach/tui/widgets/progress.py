"""How far the session has come."""

from __future__ import annotations

from textual.content import Content
from textual.widget import Widget

STEPS = 400
"""The bar is drawn anew when the share has grown by one of so many steps: finer than any terminal is wide."""


class SessionProgress(Widget):
    """A bar as wide as the room."""

    def __init__(self, id: str) -> None:  # noqa: A002 (Textual's own name for it)
        super().__init__(id=id)
        self._steps = 0

    def show(self, share: float) -> None:
        """Show a share, 0 to 1."""
        steps = round(min(1.0, max(0.0, share)) * STEPS)
        if steps != self._steps:
            self._steps = steps
            self.refresh()

    def render(self) -> Content:
        """The bar for the room at hand."""
        width = self.content_size.width
        done = round(self._steps / STEPS * width)
        return Content.assemble(("━" * done, "$primary"), ("─" * (width - done), "$line"))
