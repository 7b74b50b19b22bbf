"""What does not work, what still does, and how to mend it."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.widgets import Static

from voicecoach.runtime.snapshot import Trouble
from voicecoach.tui.words import Words

MOST_SHOWN = 2


class TroubleList(Static):
    """The newest troubles, a line each where it fits; hidden while all is well."""

    def __init__(self, words: Words, id: str) -> None:  # noqa: A002 (Textual's own name for it)
        super().__init__("", markup=False, id=id, classes="empty")
        self._words = words
        self._shown: tuple[Trouble, ...] = ()

    def show(self, troubles: Sequence[Trouble]) -> None:
        """Show troubles, the newest last."""
        if tuple(troubles) == self._shown:
            return
        self._shown = tuple(troubles)
        self.set_class(not troubles, "empty")
        lines = [
            Content.assemble((trouble.message, "bold $warning"), " ", trouble.mend)
            for trouble in self._shown[-MOST_SHOWN:]
        ]
        hidden = len(self._shown) - MOST_SHOWN
        if hidden > 0:
            lines.append(Content(self._words("troubles", "more", count=hidden)))
        self.update(Content("\n").join(lines))
