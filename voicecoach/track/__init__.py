"""A sound file with all that belongs to it: tags, chapters, captions, a cue sheet. The room's door."""

from __future__ import annotations

from voicecoach.track.description import Caption, Chapter, Description
from voicecoach.track.formats import check_place
from voicecoach.track.write import RATE_HZ, Beside, write_track

__all__ = ["RATE_HZ", "Beside", "Caption", "Chapter", "Description", "check_place", "write_track"]
