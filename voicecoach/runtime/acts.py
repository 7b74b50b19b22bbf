"""What the program is doing: showing the menu, getting a session ready, or leading it. One at a time."""

from __future__ import annotations

import math
from dataclasses import dataclass

from voicecoach.coaching.menu import Menu, MenuEntry
from voicecoach.coaching.menu import Unfinished as Offer
from voicecoach.coaching.position import Position
from voicecoach.coaching.session import Session
from voicecoach.journal import Unfinished
from voicecoach.routine.model import Routine
from voicecoach.runtime.crew import Crew
from voicecoach.runtime.recorder import Recorder
from voicecoach.runtime.voice import Voice

PREPARE_SECONDS = 1.5
"""How long a session waits for its first sentences; without a voice it goes on without them."""


@dataclass(frozen=True)
class InMenu:
    """The menu is open."""

    menu: Menu
    unfinished: Unfinished | None


@dataclass(frozen=True)
class Preparing:
    """A session is about to begin.

    Attributes:
        session: as it is planned so far, with lengths of sentences that are partly estimated.
        resumed: the number of the journal's session that goes on; None for a new one.
        by_seconds: when it begins at the latest.
    """

    session: Session
    position: Position | None
    resumed: int | None
    by_seconds: float

    def first_texts(self) -> set[str]:
        """What is said first, and has to be rendered before."""
        return {say.spoken for say in self.session.steps[0].sentences()}


@dataclass(frozen=True)
class Leading:
    """A session runs."""

    session: Session


Act = InMenu | Preparing | Leading


@dataclass(frozen=True)
class Acts:
    """Makes the acts from the library, the journal and what is rendered already."""

    crew: Crew
    voice: Voice
    recorder: Recorder

    def menu(self, *, read_aloud: bool) -> InMenu:
        """The menu with everything that is there at this moment."""
        done = self.recorder.last_done()
        entries = [
            MenuEntry(one.id, one.title, self._minutes(one), one.file.about, done.get(one.id))
            for one in self.crew.library.routines()
        ]
        unfinished = self.recorder.unfinished()
        titles = {entry.routine: entry.title for entry in entries}
        offer = None
        if unfinished and unfinished.routine in titles:
            offer = Offer(unfinished.routine, titles[unfinished.routine])
        menu = Menu(entries, self.crew.phrases, self.crew.estimate, offer, read_aloud=read_aloud)
        return InMenu(menu, unfinished if offer else None)

    def preparing(self, routine: Routine, unfinished: Unfinished | None) -> Preparing:
        """A session that is about to begin: anew, or where it was broken off if that place still exists."""
        by_seconds = self.crew.clock() + PREPARE_SECONDS
        if unfinished:
            try:
                position = Position.from_json(unfinished.position)
                return Preparing(self.session(routine, position), position, unfinished.session, by_seconds)
            except ValueError:
                pass  # the routine was changed since: it begins anew
        return Preparing(self.session(routine, None), None, None, by_seconds)

    def session(self, routine: Routine, position: Position | None) -> Session:
        """A session with all that is known of the lengths of its sentences."""
        crew = self.crew
        return Session(
            routine, crew.phrases, crew.preferences, crew.estimate, self.voice.lengths(), at=position
        )

    def _minutes(self, routine: Routine) -> int:
        return math.ceil(self.session(routine, None).view().total_left_seconds / 60)
