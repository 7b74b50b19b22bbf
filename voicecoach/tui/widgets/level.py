"""The microphone's level."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

from voicecoach.runtime.snapshot import Hearing
from voicecoach.tui.words import Words

_BARS = "▁▂▃▅▆█"
_QUIETEST_DBFS, _LOUDEST_DBFS = -60.0, -12.0


class LevelMeter(Static):
    """Whether the coach listens, and bars that rise with the level: a dead microphone shows."""

    def __init__(self, words: Words, id: str) -> None:  # noqa: A002 (Textual's own name for it)
        super().__init__("", markup=False, id=id)
        self._words = words
        self._shown: tuple[int | None, bool, Hearing] = (-1, False, "on")

    def show(self, level_dbfs: float | None, hearing: Hearing, *, voice: bool) -> None:
        """Show the level; None means that nothing is listened to. `voice`: somebody is speaking."""
        shown = None if level_dbfs is None else bars_lit(level_dbfs), voice, hearing
        if shown == self._shown:
            return
        self._shown = shown
        lit, *_ = shown
        if hearing == "asleep" or lit is None:
            state = "asleep" if hearing == "asleep" else "off"
            self.update(Content.styled(self._words("hearing", state), "$warning"), layout=False)
            return
        quiet = "name" if hearing == "name" else "listening"
        word = self._words("hearing", "voice" if voice else quiet)
        bars = (_BARS[:lit], "$success"), (_BARS[lit:], "$line")
        self.update(Content.assemble((word, "$success" if voice else "$quiet"), " ", *bars), layout=False)


def bars_lit(level_dbfs: float) -> int:
    """How many of the bars are lit."""
    share = (level_dbfs - _QUIETEST_DBFS) / (_LOUDEST_DBFS - _QUIETEST_DBFS)
    return min(len(_BARS), max(0, round(share * len(_BARS))))
