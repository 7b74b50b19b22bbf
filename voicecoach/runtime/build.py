"""From settings and folders to the crew: whatever can't be had becomes a trouble, and the rest goes on."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from voicecoach import paths
from voicecoach.coaching.phrases import load_phrases
from voicecoach.coaching.preferences import Preferences
from voicecoach.errors import UserError
from voicecoach.journal import Journal
from voicecoach.routine.library import Library
from voicecoach.runtime.crew import Crew
from voicecoach.runtime.snapshot import Trouble
from voicecoach.speech import Speech, VoiceSettings, estimate_seconds

if TYPE_CHECKING:
    from voicecoach.hearing import HearingSettings
    from voicecoach.hearing.vocabulary import Vocabulary
    from voicecoach.runtime.inbox import Inbox
    from voicecoach.runtime.voice import Ear
    from voicecoach.settings import Settings


class Deaf:
    """Ears that hear nothing: where no model can be used, or nobody wants to be heard."""

    def listen_for(self, context: str) -> None:
        """Nothing changes."""

    def know(self, clips: Mapping[str, Path]) -> None:
        """Nothing to know."""

    def sounding(self, text: str, clip: Path | None, at_seconds: float, gain_db: float = 0.0) -> None:
        """Nothing is heard of it."""

    def silent(self, at_seconds: float) -> None:
        """Nothing changes."""

    def close(self) -> None:
        """Nothing to end."""


def library() -> Library:
    """The built-in routines and the user's own."""
    return Library(paths.builtin("routines"), paths.data_dir() / "routines")


def preferences(settings: Settings) -> Preferences:
    """How sessions are paced."""
    return Preferences(**settings.coaching.model_dump())


def estimate_with(settings: Settings, text: str) -> float:
    """How long a sentence is expected to sound, in seconds."""
    return estimate_seconds(text, settings.speech.words_per_minute)


def crew(settings: Settings, inbox: Inbox) -> Crew:
    """Everybody that the conductor works with; voice and ears start at once.

    Raises:
        UserError: the settings ask for what cannot be.
    """
    vocabulary = vocabulary_of(settings)
    troubles: list[Trouble] = []
    voice = VoiceSettings(**settings.speech.model_dump())
    return Crew(
        library=library(),
        phrases=load_phrases(),
        preferences=preferences(settings),
        mouth=Speech(voice, paths.cache_dir() / "speech", inbox.put),
        ear=_ear(settings, inbox, troubles),
        journal=_journal(troubles),
        estimate=partial(estimate_with, settings),
        troubles=tuple(troubles),
        telling_words=vocabulary.telling_words(),
        hearing=_MODES[settings.hearing.mode],
    )


_MODES: Mapping[str, Literal["on", "name", "off"]] = {"always": "on", "by-name": "name", "off": "off"}


def model_folder(settings: Settings) -> Path:
    """The model to listen with: the one in the settings, else the best there is.

    Raises:
        UserError: the one in the settings cannot be used.
    """
    from voicecoach import models

    chosen = models.choose(settings.hearing.model, paths.data_dir(), paths.builtin("models"))
    models.check(chosen)
    return chosen


def hearing_settings(settings: Settings) -> HearingSettings:
    """What to listen with, and for.

    Raises:
        UserError: the model in the settings cannot be used.
    """
    from voicecoach.hearing import HearingSettings

    return HearingSettings(
        model_folder(settings),
        settings.hearing.microphone,
        own_words=tuple(settings.commands.items()),
        by_name=settings.hearing.mode == "by-name",
    )


def vocabulary_of(settings: Settings) -> Vocabulary:
    """What can be said, with the user's own phrases.

    Raises:
        UserError: a phrase of theirs means nothing, or two things.
    """
    from voicecoach.hearing.vocabulary import load

    return load("en", tuple(settings.commands.items()))


def _ear(settings: Settings, inbox: Inbox, troubles: list[Trouble]) -> Ear:
    from voicecoach.hearing import Listener

    if settings.hearing.mode == "off":
        return Deaf()
    try:
        return Listener(hearing_settings(settings), inbox.put)
    except UserError as error:
        troubles.append(Trouble("model", error.args[0], error.mend))
        return Deaf()


def _journal(troubles: list[Trouble]) -> Journal | None:
    try:
        return Journal(paths.data_dir() / "journal.sqlite3")
    except UserError as error:
        troubles.append(Trouble("journal", error.args[0], error.mend))
        return None
