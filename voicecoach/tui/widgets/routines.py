"""The list of routines in the menu."""

from __future__ import annotations

from datetime import date, datetime

from textual.content import Content
from textual.widgets import OptionList

from voicecoach.coaching.menu import MenuEntry
from voicecoach.tui.times import last_done
from voicecoach.tui.words import Words

_ROWS_APART = 3


class RoutineList(OptionList):
    """A line a routine: its number, title, minutes, and when it was done last."""

    def __init__(self, words: Words, id: str) -> None:  # noqa: A002 (Textual's own name for it)
        super().__init__(id=id, markup=False)
        self._words = words
        self._shown: tuple[tuple[MenuEntry, ...], date, bool] | None = None

    def show(self, entries: tuple[MenuEntry, ...], now: datetime, rows: int) -> None:
        """Show the entries.

        Args:
            entries: in the order of their numbers, from 1.
            now: decides what "yesterday" is, in its time zone.
            rows: the room in rows; where there is enough, the entries stand apart.
        """
        apart = len(entries) * _ROWS_APART <= rows
        if (entries, now.date(), apart) == self._shown:
            return
        self._shown = entries, now.date(), apart
        highlighted = self.highlighted or 0
        lines = (self._line(number, entry, now) for number, entry in enumerate(entries, 1))
        self.set_options([Content("\n").join(["", line, ""]) if apart else line for line in lines])
        if entries:
            self.highlighted = min(highlighted, len(entries) - 1)

    def _line(self, number: int, entry: MenuEntry, now: datetime) -> Content:
        assert self._shown is not None, "set just before"
        width = max(len(each.title) for each in self._shown[0])
        minutes = self._words("menu", "minutes", count=entry.minutes)
        done = last_done(entry.last_done, now, self._words)
        if entry.last_done is not None:
            done = self._words("menu", "done", when=done)
        return Content.assemble(
            (f"{number:>2}  ", "bold $accent"),
            (entry.title.ljust(width), "bold"),
            (f"  {minutes:>7}   ", "$foreground"),
            (done, "$quiet"),
            (f"   {entry.origin}" if entry.origin else "", "$quiet"),
        )
