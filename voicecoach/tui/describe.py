"""A session's picture in words: what each line of the practice screen says."""

from __future__ import annotations

from voicecoach.coaching.terms import Phase
from voicecoach.coaching.view import View
from voicecoach.tui.times import clock_text
from voicecoach.tui.words import Words

_WITHOUT_CLOCK = frozenset({Phase.WELCOME, Phase.FAREWELL})


def clock(view: View) -> str:
    """What the large clock shows; "" where there is nothing to count."""
    return "" if view.working in _WITHOUT_CLOCK else clock_text(view.seconds_left)


def side(view: View, words: Words) -> str:
    """The word for the side, as large as it gets; "" where a stretch has none."""
    return words("sides", view.side) if view.side else ""


def phase(view: View, words: Words) -> str:
    """The word for what happens now."""
    return words("phases", _now(view))


def detail(view: View, words: Words) -> str:
    """What that means, in small."""
    return words("details", _now(view)) if words.has("details", _now(view)) else ""


def part(view: View, words: Words) -> str:
    """Which stretch of how many; "" in the welcome."""
    return words("practice", "part", n=view.part, total=view.parts) if view.part else ""


def count(view: View, words: Words) -> str:
    """Which repetition, and which round, where there are several."""
    counted = [
        words("practice", "repetition", n=view.repetition, total=view.repetitions)
        if view.repetitions > 1
        else "",
        words("practice", "round", n=view.set, total=view.sets) if view.sets > 1 else "",
    ]
    return "   ".join(text for text in counted if text)


def following(view: View, words: Words) -> str:
    """What comes next; "" in the farewell."""
    if view.working is Phase.FAREWELL:
        return ""
    if view.next_side is not None and view.next_side != view.side:
        what = words("sides", f"{view.next_side}-side")
    elif view.next_stretch and view.next_stretch == view.stretch:
        what = words("practice", "another-round")
    else:
        what = view.next_stretch or words("practice", "end")
    return words("practice", "next", what=what)


def _now(view: View) -> str:
    halted = view.phase is not view.working
    return "re-entry" if view.re_entry and not halted else view.phase.value
