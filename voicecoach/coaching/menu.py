"""The menu, pure: routines by number, and an unfinished session to go on with."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from voicecoach.coaching.events import Chosen, CueNow, Effect, Hush, Left, ListenFor, Say
from voicecoach.coaching.phrases import Phrases
from voicecoach.coaching.terms import By, Command, Context


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """A routine in the menu. `minutes` is at least 1; `last_done` has a time zone, None for never.

    `origin` says whose it is, in words; "" for a built-in one.
    """

    routine: str
    title: str
    minutes: int
    about: str = ""
    last_done: datetime | None = None
    origin: str = ""


@dataclass(frozen=True, slots=True)
class BrokenEntry:
    """A file of the user's that cannot be used: its name, and what is wrong with it."""

    title: str
    message: str


@dataclass(frozen=True, slots=True)
class MenuView:
    """What a screen shows of the menu.

    Attributes:
        entries: in the order of their numbers, from 1.
        unfinished: the title of the routine that can be gone on with; "" where there is none.
        caption: the sentence that was said last.
        broken: files that cannot be used; they hide nothing.
    """

    entries: tuple[MenuEntry, ...]
    unfinished: str
    caption: str
    broken: tuple[BrokenEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A session that can be gone on with: its routine's id and title."""

    routine: str
    title: str


class Menu:
    """Answers to commands with a choice, a sentence or a cue."""

    def __init__(
        self,
        entries: Sequence[MenuEntry],
        phrases: Phrases,
        length: Callable[[str], float],
        unfinished: Unfinished | None = None,
        *,
        read_aloud: bool,
        broken: Sequence[BrokenEntry] = (),
    ) -> None:
        """`read_aloud`: whether the entries are read out, for somebody who sees no screen."""
        self._broken = tuple(broken)
        self._entries = tuple(entries)
        self._phrases = phrases
        self._length = length
        self._unfinished = unfinished
        self._read_aloud = read_aloud
        self._caption = ""
        self._leaving = False

    def begin(self) -> tuple[Effect, ...]:
        """Say what there is, and listen."""
        return (ListenFor(Context.MENU), *self._say(self._introduction()))

    def renew(self, entries: Sequence[MenuEntry], broken: Sequence[BrokenEntry]) -> None:
        """Other routines are there now; what was said and asked stands."""
        self._entries, self._broken = tuple(entries), tuple(broken)

    def view(self) -> MenuView:
        """The picture of this moment."""
        unfinished = self._unfinished.title if self._unfinished else ""
        return MenuView(self._entries, unfinished, self._caption, self._broken)

    def texts(self) -> tuple[str, ...]:
        """Everything that may be said here."""
        menu = self._phrases
        others = [menu.say(key, "menu") for key in ("none", "leave", "goodbye")]
        return (
            *self._introduction(),
            *(text for texts in others for text in texts),
            *menu.say("menu", "help"),
        )

    def choose(self, routine: str) -> tuple[Effect, ...]:
        """The entry was picked by hand."""
        return (Hush(), Chosen(routine))

    def handle(self, command: Command, by: By) -> tuple[Effect, ...]:
        """What follows from a command. To leave by voice needs a yes: words are misheard."""
        if self._leaving:
            return self._confirmed(command)
        match command:
            case Command.START:
                return self._pick(1)
            case Command.RESUME if self._unfinished:
                return (Hush(), Chosen(self._unfinished.routine, resume=True))
            case Command.REPEAT:
                return (Hush(), *self._say(self._introduction()))
            case Command.HELP:
                return (Hush(), *self._say(self._phrases.say("menu", "help")))
            case Command.QUIT | Command.STOP if by == "voice":
                self._leaving = True
                return (Hush(), ListenFor(Context.CONFIRM), *self._say(self._phrases.say("leave", "menu")))
            case Command.QUIT | Command.STOP:
                return self._leave()
            case _ if command.choice is not None:
                return self._pick(command.choice)
            case _:
                return (CueNow("not_heard"),)

    def _confirmed(self, command: Command) -> tuple[Effect, ...]:
        """The answer to whether the user wants to leave."""
        if command in (Command.YES, Command.QUIT, Command.STOP):
            return self._leave()
        self._leaving = False
        return (Hush(), *self.begin())

    def _leave(self) -> tuple[Effect, ...]:
        return (Hush(), *self._say(self._phrases.say("goodbye", "menu")), Left())

    def _pick(self, number: int) -> tuple[Effect, ...]:
        if number > len(self._entries):
            return (Hush(), *self._say(self._phrases.say("none", "menu")))
        return self.choose(self._entries[number - 1].routine)

    def _introduction(self) -> tuple[str, ...]:
        said: list[str] = []
        if self._unfinished:
            said += self._phrases.say("unfinished", "menu", title=self._unfinished.title)
        if self._read_aloud:
            numbers = self._phrases.say("numbers", "menu")
            for number, entry in zip(numbers, self._entries, strict=False):
                minutes = self._phrases.say(
                    "minute" if entry.minutes == 1 else "minutes", "menu", count=str(entry.minutes)
                )
                said += self._phrases.say(
                    "entry", "menu", number=number, title=entry.title, minutes=minutes[0]
                )
        return (*said, *self._phrases.say("prompt", "menu"))

    def _say(self, texts: Sequence[str]) -> list[Effect]:
        self._caption = texts[-1] if texts else self._caption
        return [Say(text, text, self._length(text)) for text in texts]
