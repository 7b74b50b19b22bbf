"""What was heard last."""

from __future__ import annotations

from textual.widgets import Static

from voicecoach.runtime.snapshot import HeardNow, Hearing
from voicecoach.tui.words import Words

SHOWN_SECONDS = 4.0
_NO_COMMAND = "not a command"
_UNKNOWN_WORD = "[unk]"


class HeardLine(Static):
    """One line that is gone after SHOWN_SECONDS: what was obeyed stands out, everything else is quiet."""

    def __init__(self, words: Words, id: str) -> None:  # noqa: A002 (Textual's own name for it)
        super().__init__("", markup=False, id=id)
        self._words = words
        self._shown = ""

    def show(self, heard: HeardNow | None, hearing: Hearing, now_seconds: float) -> None:
        """Show what was heard, if it is new enough, or how to wake the coach. `now_seconds` is monotonic."""
        recent = heard if heard and now_seconds - heard.at_seconds < SHOWN_SECONDS else None
        quiet = self._words("hearing", "wake") if hearing == "asleep" else ""
        text = heard_text(recent, self._words) if recent else quiet
        if text != self._shown:
            self._shown = text
            self.set_class(recent is not None and recent.accepted, "accepted")
            self.update(text, layout=False)


def heard_text(heard: HeardNow, words: Words) -> str:
    """What was heard, in words that say whether it counts."""
    if heard.accepted:
        return words("hearing", "accepted", text=heard.text)
    known = heard.reason and heard.reason != _NO_COMMAND
    reason = heard.reason if known else words("hearing", "not-here")
    return words("hearing", "refused", text=heard.text.replace(_UNKNOWN_WORD, "..."), reason=reason)
