"""The conductor: takes what happens from the inbox, asks the engine what follows, and has it done.

It runs on one thread. Everybody else may only leave messages for it, and look at its snapshot.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from voicecoach.coaching import events as engine
from voicecoach.coaching.session import Session
from voicecoach.coaching.terms import By, Command, EndReason
from voicecoach.errors import UserError
from voicecoach.hearing import HearingEvent
from voicecoach.journal import Unfinished
from voicecoach.routine.model import Routine
from voicecoach.runtime.acts import Act, Acts, InMenu, Leading, Preparing
from voicecoach.runtime.attention import Attention
from voicecoach.runtime.crew import Crew
from voicecoach.runtime.inbox import Asked, Inbox, Leave, Message, Picked
from voicecoach.runtime.notices import CommandNotice, EndNotice, Notice, PhaseNotice
from voicecoach.runtime.recorder import Recorder
from voicecoach.runtime.senses import Miss, Senses
from voicecoach.runtime.snapshot import Snapshot
from voicecoach.runtime.voice import Voice
from voicecoach.speech import CueSounded, LengthsKnown, Said, Saying, SpeechMended, SpeechTrouble

GOODBYE_SECONDS = 4.0
"""How long the end of the program waits for the last words."""
MENU_SECONDS = 2.0
"""How often an open menu looks for files that have come or gone."""
LEAST_PATIENCE_SECONDS = 0.001
"""What is due in less than this is due now: a clock is no finer."""


@dataclass(frozen=True)
class Options:
    """How the program runs.

    Attributes:
        routine: lead this one and leave; None opens the menu.
        read_aloud: read the menu out, for somebody who sees no screen.
        refresh_seconds: how often the snapshot is renewed at least.
    """

    routine: Routine | None = None
    read_aloud: bool = False
    refresh_seconds: float = 1.0


class Conductor:
    """Leads the program from the menu through sessions to the end."""

    def __init__(
        self, crew: Crew, inbox: Inbox, options: Options, notice: Callable[[Notice], None] = lambda _: None
    ) -> None:
        self._crew = crew
        self._inbox = inbox
        self._options = options
        self._notice = notice
        self._voice = Voice(crew.mouth, crew.ear)
        self._senses = Senses(self._voice, crew.clock, notice, crew.telling_words)
        self._recorder = Recorder(crew.journal, crew.now, self._senses.trouble)
        self._acts = Acts(crew, self._voice, self._recorder)
        self._attention = Attention(self._voice, crew.hearing)
        self._act: Act | None = None
        self._look_by = 0.0
        self._leave_by: float | None = None
        self._leave_afterwards = options.routine is not None
        self._snapshot = Snapshot()

    def command(self, command: Command, by: By) -> None:
        """The user asks for something. Any thread may call this."""
        self._inbox.put(Asked(command, by))

    def choose(self, routine: str) -> None:
        """The user picks a routine by hand. Any thread may call this."""
        self._inbox.put(Picked(routine))

    def leave(self) -> None:
        """End soon; a session that runs can be gone on with later. Any thread may call this."""
        self._inbox.put(Leave())

    def snapshot(self) -> Snapshot:
        """The program at this moment. Any thread may call this."""
        return self._snapshot

    @property
    def finished(self) -> bool:
        """Whether it came to its end by itself, or by the user's wish; False where it was broken off."""
        return self._leave_by is not None

    def run(self) -> None:
        """Lead until the user leaves, or until the one routine that was asked for is over."""
        try:
            for trouble in self._crew.troubles:
                self._senses.trouble(trouble)
            self._open()
            while not self._over():
                self._renew()
                message = self._inbox.get(self._patience_seconds())
                if isinstance(message, Leave):
                    break
                if message is not None:
                    self._take(message)
                self._go_on()
        finally:
            self._snapshot = replace(self._snapshot, left=True)
            self._voice.close()
            self._recorder.close()

    def _open(self) -> None:
        if self._options.routine:
            self._prepare(self._options.routine, None)
        else:
            self._open_menu()

    def _over(self) -> bool:
        """Whether the goodbye has been said."""
        if self._leave_by is None:
            return False
        return not self._voice.busy or self._crew.clock() >= self._leave_by

    def _patience_seconds(self) -> float:
        """How long nothing has to be done."""
        due = self._act.session.due_in_seconds() if isinstance(self._act, Leading) else None
        return min(self._options.refresh_seconds, 1.0 if due is None else max(due, LEAST_PATIENCE_SECONDS))

    def _take(self, message: Message) -> None:
        """Do what a message asks for, or pass it to the senses."""
        match message:
            case Asked(command, by):
                self._obey(command, by)
            case Picked(routine):
                if isinstance(self._act, InMenu):
                    self._apply(self._act.menu.choose(routine))
            case LengthsKnown() as event:
                self._senses.spoke(event)
                if isinstance(self._act, Leading):
                    self._tell(engine.LengthsKnown(self._crew.clock(), event.seconds))
                    self._voice.prepare(self._act.session.texts())
            case Saying() | Said() | CueSounded() | SpeechTrouble() | SpeechMended():
                self._senses.spoke(message)
            case Leave():
                pass
            case _:
                self._listen(message)

    def _listen(self, event: HearingEvent) -> None:
        """Obey what was understood; what was nearly a command is answered with another sound."""
        understood = self._senses.listened(event, self._attention.listening_for)
        if isinstance(understood, Command):
            self._obey(understood, "voice")
        elif understood is Miss.UNCLEAR and self._attention.hearing == "on":
            self._voice.cue("not_heard")
            self._tell(engine.Unclear(self._crew.clock()))

    def _obey(self, command: Command, by: By) -> None:
        """Pass a command to what is going on; one that was understood by ear is answered with a sound."""
        now = self._crew.clock()
        self._notice(CommandNotice(now, command, by))
        effects: tuple[engine.Effect, ...] = ()
        match self._act:
            case _ if self._attention.takes(command):
                pass
            case Leading(session):
                self._leave_afterwards |= command is Command.QUIT
                effects = session.handle(engine.Commanded(now, command, by))
            case InMenu(menu):
                effects = menu.handle(command, by)
            case Preparing() if command in (Command.STOP, Command.QUIT):
                effects = (engine.Ended("stopped"),)
        if by == "voice" and engine.CueNow("not_heard") not in effects:
            self._voice.cue("heard")
        self._apply(effects)

    def _go_on(self) -> None:
        """Let time pass."""
        match self._act:
            case InMenu() as act if self._crew.clock() >= self._look_by:
                self._look_again(act)
            case Preparing() as act:
                self._begin_when_ready(act)
            case Leading(session):
                self._tell(engine.Tick(self._crew.clock()))
                self._keep_place(session)

    def _tell(self, event: engine.Event) -> None:
        if isinstance(self._act, Leading):
            self._apply(self._act.session.handle(event))

    def _apply(self, effects: Iterable[engine.Effect]) -> None:
        for effect in effects:
            match effect:
                case engine.Say():
                    self._voice.say(effect)
                case engine.Hush():
                    self._voice.hush()
                case engine.CueNow(name):
                    self._voice.cue(name)
                case engine.ListenFor(context):
                    self._attention.turn_to(context)
                case engine.PhaseBegan():
                    self._notice(PhaseNotice(self._crew.clock(), effect))
                case engine.PartEnded():
                    self._recorder.part(effect)
                case engine.Ended() | engine.Chosen() | engine.Left():
                    self._turn_to(effect)

    def _turn_to(self, effect: engine.Ended | engine.Chosen | engine.Left) -> None:
        """End one thing and begin another."""
        match effect:
            case engine.Ended(reason):
                self._end(reason)
            case engine.Chosen(routine, resume):
                self._choose(routine, resume=resume)
            case engine.Left():
                self._leave_by = self._crew.clock() + GOODBYE_SECONDS

    def _open_menu(self) -> None:
        act = self._acts.menu(read_aloud=self._options.read_aloud)
        self._act = act
        self._voice.prepare(act.menu.texts())
        self._apply(act.menu.begin())

    def _look_again(self, act: InMenu) -> None:
        """Show what has come, and no longer what has gone, while the menu is open."""
        self._look_by = self._crew.clock() + MENU_SECONDS
        renewed = self._acts.renewed(act)
        if renewed is not act:
            self._act = renewed
            self._voice.prepare(renewed.menu.texts())

    def _choose(self, routine: str, *, resume: bool) -> None:
        unfinished = self._act.unfinished if resume and isinstance(self._act, InMenu) else None
        try:
            found = self._crew.library.routine(routine)
        except UserError:  # its file has gone or was broken a moment ago: the menu says so
            self._open_menu()
            return
        self._prepare(found, unfinished)

    def _prepare(self, routine: Routine, unfinished: Unfinished | None) -> None:
        act = self._acts.preparing(routine, unfinished)
        self._act = act
        self._voice.prepare(act.session.texts())

    def _begin_when_ready(self, act: Preparing) -> None:
        """Begin once the first sentences are rendered, with what is known of the others by then."""
        ready = act.first_texts() <= self._voice.lengths().keys()
        if not ready and self._crew.clock() < act.by_seconds:
            return
        routine = act.session.routine
        session = self._acts.session(routine, act.position)
        self._voice.prepare(session.texts())  # where sentences are shorter than was thought, others fit in
        self._recorder.begin(routine.id, act.resumed)
        self._act = Leading(session)
        self._tell(engine.Tick(self._crew.clock()))

    def _keep_place(self, session: Session) -> None:
        """Write down where the session is, so that it can go on there whatever happens."""
        position = session.position()
        if position:
            self._recorder.checkpoint(position.to_json(), self._crew.clock())

    def _end(self, reason: EndReason) -> None:
        self._recorder.end(reason)
        self._notice(EndNotice(self._crew.clock(), reason))
        if self._leave_afterwards:
            self._act = None
            self._leave_by = self._crew.clock() + GOODBYE_SECONDS
        else:
            self._open_menu()

    def _renew(self) -> None:
        """Draw the snapshot anew."""
        menu = session = None
        match self._act:
            case InMenu(menu=open_menu):
                menu = open_menu.view()
            case Preparing(session=next_session):
                session = next_session.view()
            case Leading(session=running):
                session = running.view()
        senses = self._senses
        self._snapshot = Snapshot(
            menu,
            session,
            self._attention.context,
            senses.level_dbfs,
            senses.speaking,
            senses.heard,
            senses.troubles,
            self._attention.hearing,
        )
