"""The keys, each with its command."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.content import Content
from textual.widget import Widget

from voicecoach.coaching.terms import Context
from voicecoach.tui.keys import KEYS
from voicecoach.tui.words import Words

if TYPE_CHECKING:
    from textual.geometry import Size

Hint = tuple[str, str]
"""A key's cap and what it does."""

_GAP = 2


class KeyHints(Widget):
    """As many lines as it takes: every command that makes sense at the moment, with its key."""

    def __init__(self, words: Words, id: str) -> None:  # noqa: A002 (Textual's own name for it)
        super().__init__(id=id)
        self._words = words
        self._shown: tuple[Hint, ...] = ()

    def show(self, context: Context, before: Sequence[Hint] = ()) -> None:
        """Show the keys of a context. `before`: further hints, shown first."""
        hints = (*before, *key_hints(context, self._words))
        if hints != self._shown:
            self._shown = hints
            self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """So many lines are needed in a room of this width."""
        return len(broken(self._shown, width))

    def render(self) -> Content:
        """The lines for the room at hand."""
        lines = broken(self._shown, self.content_size.width)
        return Content("\n").join(Content(" " * _GAP).join(map(_hint, line)) for line in lines)


def key_hints(context: Context, words: Words) -> list[Hint]:
    """The keys of a context."""
    return [(cap(key.name, words), words("commands", key.command.value)) for key in KEYS[context] if key.hint]


def cap(name: str, words: Words) -> str:
    """What is printed on a key."""
    return words("caps", name) if words.has("caps", name) else name


def broken(hints: Sequence[Hint], columns: int) -> list[list[Hint]]:
    """The hints on lines, none of which is wider than the room; a key stays with its meaning."""
    lines: list[list[Hint]] = [[]]
    used = -_GAP
    for hint in hints:
        width = _GAP + len(hint[0]) + 1 + len(hint[1])
        if lines[-1] and used + width > columns:
            lines.append([])
            used = -_GAP
        lines[-1].append(hint)
        used += width
    return lines


def _hint(hint: Hint) -> Content:
    return Content.assemble((hint[0], "bold $foreground"), " ", (hint[1], "$quiet"))
