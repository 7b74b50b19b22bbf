"""Times and days in words."""

from __future__ import annotations

from datetime import datetime
from math import ceil

from voicecoach.tui.words import Words

PLAIN_SECONDS = 100


def minutes_and_seconds(seconds: float) -> str:
    """As 6:40. A second that has begun counts whole, so that zero means over."""
    whole = max(0, ceil(seconds))
    return f"{whole // 60}:{whole % 60:02}"


def clock_text(seconds: float) -> str:
    """What the large clock shows: plain seconds where two digits are enough, which can be drawn larger."""
    whole = max(0, ceil(seconds))
    return str(whole) if whole < PLAIN_SECONDS else minutes_and_seconds(whole)


def last_done(done: datetime | None, now: datetime, words: Words) -> str:
    """When something was done last, in days of the user's calendar. Both times have a time zone."""
    if done is None:
        return words("menu", "never")
    days = (now.date() - done.astimezone(now.tzinfo).date()).days
    if days <= 0:
        return words("menu", "today")
    return words("menu", "yesterday") if days == 1 else words("menu", "days-ago", count=days)
