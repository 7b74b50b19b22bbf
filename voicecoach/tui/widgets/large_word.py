"""A word in letters as large as the room allows."""

from __future__ import annotations

from textual.content import Content
from textual.widget import Widget

from voicecoach.tui.letters import large


class LargeWord(Widget):
    """A word that is read from two metres; it takes no room while it is empty."""

    def __init__(self, id: str) -> None:  # noqa: A002 (Textual's own name for it)
        super().__init__(id=id, classes="empty")
        self._word = ""

    def show(self, word: str) -> None:
        """Show a word."""
        if word != self._word:
            self._word = word
            self.set_class(not word, "empty")
            self.refresh()

    def render(self) -> Content:
        """The word for the room at hand."""
        return Content("\n".join(large(self._word, *self.content_size)))
