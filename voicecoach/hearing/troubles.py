"""Trouble with listening, in the words of the language file."""

from __future__ import annotations

from voicecoach.hearing.events import HearingTrouble
from voicecoach.hearing.vocabulary import language_file


def trouble(language: str, name: str, **details: str) -> HearingTrouble:
    """The trouble `name` of the language file's `trouble` table, with `details` filled in."""
    words = language_file(language)["trouble"][name]
    return HearingTrouble(words["part"], words["message"].format(**details), words["mend"])
