"""A text that is laid out anew only when it changes."""

from __future__ import annotations

from textual.widgets import Static


class Line(Static):
    """Plain text, one line or more."""

    def __init__(self, id: str) -> None:  # noqa: A002 (Textual's own name for it)
        super().__init__("", markup=False, id=id, classes="empty")

    def show(self, text: str) -> None:
        """Show a text; an empty one takes no room."""
        if text != self.content:
            self.set_class(not text, "empty")
            self.update(text)
