"""A whole program on a clock that the test turns: the real conductor, engine, library and journal, with voice
and ears that report at once what real ones report in time.
"""

from __future__ import annotations

import heapq
import itertools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.support.sessions import estimate
from voicecoach import paths
from voicecoach.coaching.phrases import load_phrases
from voicecoach.coaching.preferences import Preferences
from voicecoach.hearing import Heard
from voicecoach.hearing.vocabulary import load as load_vocabulary
from voicecoach.journal import Journal
from voicecoach.routine.library import Library
from voicecoach.runtime.conductor import Conductor, Options
from voicecoach.runtime.crew import Crew
from voicecoach.runtime.inbox import Inbox, Leave, Message
from voicecoach.runtime.notices import Notice
from voicecoach.speech import CueSounded, LengthsKnown, Said, Saying

EPOCH = datetime(2026, 3, 1, 7, 0, tzinfo=UTC)
LATENCY_SECONDS = 0.03


@dataclass
class Clock:
    """Monotonic seconds, turned by hand."""

    seconds: float = 1000.0

    def __call__(self) -> float:
        """The seconds now."""
        return self.seconds

    def now(self) -> datetime:
        """The time of day now."""
        return EPOCH + timedelta(seconds=self.seconds - 1000.0)


class ScriptedInbox(Inbox):
    """An inbox whose messages come at set times; waiting for one turns the clock.

    Args:
        clock: the clock that waiting turns.
        until_seconds: when the program is told to leave, should it still run.
    """

    def __init__(self, clock: Clock, until_seconds: float) -> None:
        self._clock = clock
        self._until_seconds = until_seconds
        self._order = itertools.count()
        self._waiting: list[tuple[float, int, Message | Callable[[], None]]] = []

    def put(self, message: Message) -> None:
        """It comes at once."""
        self.at(self._clock.seconds, message)

    def at(self, seconds: float, message: Message | Callable[[], None]) -> None:
        """It comes at that time; a function is called then instead."""
        heapq.heappush(self._waiting, (seconds, next(self._order), message))

    def get(self, timeout_seconds: float) -> Message | None:
        """The next message within the time, or None; the clock stands then where it came."""
        end = self._clock.seconds + max(0.0, timeout_seconds)
        while self._waiting and self._waiting[0][0] <= end:
            at, _, message = heapq.heappop(self._waiting)
            self._clock.seconds = max(self._clock.seconds, at)
            if not callable(message):
                return message
            message()
        self._clock.seconds = end
        return Leave() if end >= self._until_seconds else None


class FakeMouth:
    """Says everything, in its estimated time or another, and reports like the real voice."""

    def __init__(self, clock: Clock, inbox: ScriptedInbox) -> None:
        self._clock, self._inbox = clock, inbox
        self._free_at = 0.0
        self._queue: dict[int, tuple[str, float]] = {}
        self._lengths: dict[str, float] = {}
        self.real_seconds: Callable[[str], float] = estimate
        self.unprepared: list[str] = []
        self.ducked: list[bool] = []
        self.hushes = 0
        self.closed = False

    def prepare(self, texts: Sequence[str]) -> None:
        """Everything is rendered a moment later."""
        lengths = {text: self.real_seconds(text) for text in texts}
        self._inbox.at(self._clock.seconds + 0.2, lambda: self._rendered(lengths))

    def _rendered(self, lengths: dict[str, float]) -> None:
        self._lengths.update(lengths)
        self._inbox.put(LengthsKnown(lengths))

    def lengths(self) -> Mapping[str, float]:
        """All that is rendered."""
        return dict(self._lengths)

    def clip(self, text: str) -> Path | None:
        """A name; there is no such file."""
        return Path(f"/nowhere/{abs(hash(text))}.wav") if text in self._lengths else None

    def say(self, utterance: int, text: str) -> None:
        """Behind what is being said."""
        start = max(self._clock.seconds + LATENCY_SECONDS, self._free_at)
        self._free_at = start + self.real_seconds(text)
        if text not in self._lengths:
            self.unprepared.append(text)
        self._queue[utterance] = (text, start)
        self._inbox.at(start, lambda: self._begin(utterance))
        self._inbox.at(self._free_at, lambda: self._end(utterance, finished=True))

    def _begin(self, utterance: int) -> None:
        if utterance in self._queue:
            text, start = self._queue[utterance]
            self._inbox.put(Saying(utterance, text, start, self.clip(text)))

    def _end(self, utterance: int, *, finished: bool) -> None:
        if utterance in self._queue:
            text, start = self._queue.pop(utterance)
            sounded = max(0.0, self._clock.seconds - start)
            self._inbox.put(Said(utterance, text, sounded, finished, self._clock.seconds))

    def cue(self, name: str) -> None:
        """Sounds at once."""
        self._inbox.put(CueSounded(name, self._clock.seconds))

    def hush(self) -> None:
        """Everything ends now."""
        self.hushes += 1
        self._free_at = 0.0
        for utterance in list(self._queue):
            self._end(utterance, finished=False)

    def duck(self, on: bool) -> None:
        """Kept for the test."""
        self.ducked.append(on)

    def close(self) -> None:
        """Kept for the test."""
        self.closed = True


@dataclass
class FakeEar:
    """Hears what the test says."""

    contexts: list[str] = field(default_factory=list)
    known: dict[str, Path] = field(default_factory=dict)
    coach: list[tuple[str, float]] = field(default_factory=list)
    closed: bool = False

    def listen_for(self, context: str) -> None:
        """Kept for the test."""
        self.contexts.append(context)

    def know(self, clips: Mapping[str, Path]) -> None:
        """Kept for the test."""
        self.known.update(clips)

    def sounding(self, text: str, clip: Path | None, at_seconds: float, gain_db: float = 0.0) -> None:
        """Kept for the test."""
        self.coach.append((text, gain_db))

    def silent(self, at_seconds: float) -> None:
        """Kept for the test."""
        self.coach.append(("", 0.0))

    def close(self) -> None:
        """Kept for the test."""
        self.closed = True


@dataclass
class Stage:
    """A program that runs to its end on its own clock.

    Attributes:
        home: the folder of the journal.
        routine: the id of the routine to lead; None opens the menu.
        minutes: how long it may run at the most.
    """

    home: Path
    routine: str | None = None
    minutes: float = 60.0
    notices: list[Notice] = field(default_factory=list)
    clock: Clock = field(default_factory=Clock)

    def __post_init__(self) -> None:
        self.inbox = ScriptedInbox(self.clock, self.clock.seconds + 60 * self.minutes)
        self.mouth = FakeMouth(self.clock, self.inbox)
        self.ear = FakeEar()
        self.journal = Journal(self.home / "journal.sqlite3")
        self.library = Library(paths.builtin("routines"), self.home / "routines")
        found = self.library.routine(self.routine) if self.routine else None
        crew = Crew(
            self.library, load_phrases(), Preferences(), self.mouth, self.ear, self.journal, estimate,
            telling_words=load_vocabulary("en").telling_words(), clock=self.clock, now=self.clock.now,
        )  # fmt: skip
        self.conductor = Conductor(crew, self.inbox, Options(found, read_aloud=True), self.notices.append)

    def says(self, after_seconds: float, text: str, command: str | None, context: str = "session") -> None:
        """Somebody says something so long after the start; None is no command."""
        at = self.clock.seconds + after_seconds
        reason = "" if command else "not a command"
        heard = Heard(text, context, command, command is not None, reason, at - 0.5, at - 0.3, 0.3)
        self.inbox.at(at, heard)

    def run(self) -> None:
        """To the end."""
        self.conductor.run()

    def of(self, kind: type[Notice]) -> list[Notice]:
        """The notices of one kind."""
        return [notice for notice in self.notices if isinstance(notice, kind)]
