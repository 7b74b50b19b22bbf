"""What the program is doing: showing the menu, getting a session ready, or leading it. One at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial

from voicecoach.coaching.menu import BrokenEntry, Menu, MenuEntry
from voicecoach.coaching.menu import Unfinished as Offer
from voicecoach.coaching.phrases import Phrases
from voicecoach.coaching.position import Position
from voicecoach.coaching.session import Session
from voicecoach.coaching.total import Totals
from voicecoach.journal import Unfinished
from voicecoach.routine.model import Routine
from voicecoach.runtime.crew import Crew
from voicecoach.runtime.recorder import Recorder
from voicecoach.runtime.voice import Voice

PREPARE_SECONDS = 1.5
"""How long a session waits for its first sentences; without a voice it goes on without them."""


@dataclass(frozen=True)
class InMenu:
    """The menu is open. `edition` is that of the library that it shows."""

    menu: Menu
    unfinished: Unfinished | None
    edition: int


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
        crew, edition = self.crew, self.crew.library.edition
        entries = self._entries()
        unfinished = self.recorder.unfinished()
        titles = {entry.routine: entry.title for entry in entries}
        offer = None
        if unfinished and unfinished.routine in titles:
            offer = Offer(unfinished.routine, titles[unfinished.routine])
        menu = Menu(entries, crew.phrases, crew.estimate, offer, read_aloud=read_aloud, broken=self._broken())
        return InMenu(menu, unfinished if offer else None, edition)

    def renewed(self, act: InMenu) -> InMenu:
        """The same menu with what has come or gone meanwhile; the very same act where nothing has."""
        edition = self.crew.library.edition
        if edition == act.edition:
            return act
        act.menu.renew(self._entries(), self._broken())
        return replace(act, edition=edition)

    def _entries(self) -> list[MenuEntry]:
        done = self.recorder.last_done()
        crew, lengths = self.crew, self.voice.lengths()
        totals = Totals(crew.phrases, crew.preferences, partial(_length, lengths, crew.estimate))
        return [
            MenuEntry(
                one.id,
                one.title,
                totals.minutes(one),
                one.file.about,
                done.get(one.id),
                origin_of(one, crew.phrases),
            )
            for one in crew.library.routines()
        ]

    def _broken(self) -> list[BrokenEntry]:
        return [BrokenEntry(one.path.name, one.reason) for one in self.crew.library.broken]

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


def origin_of(routine: Routine, phrases: Phrases) -> str:
    """Whose a routine is, in words; "" for a built-in one."""
    if routine.origin == "built-in":
        return ""
    return phrases.say("own_instead" if routine.shadows else "own", "menu")[0]


def _length(known: Mapping[str, float], estimate: Callable[[str], float], text: str) -> float:
    seconds = known.get(text)
    return estimate(text) if seconds is None else seconds
