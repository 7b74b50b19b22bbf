"""What each command does to a session. Pure: a state goes in, a state and effects come out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from voicecoach.coaching.compose import Composer
from voicecoach.coaching.events import CueNow, Effect, Ended, Hush, ListenFor, PhaseBegan, Say
from voicecoach.coaching.plan import block as block_specs
from voicecoach.coaching.state import Place, State, here_again, leave, part_ended, said
from voicecoach.coaching.step import Block, Spec
from voicecoach.coaching.terms import Command, Context, Phase

Moved = tuple[State, list[Effect]]


@dataclass(frozen=True)
class Moves:
    """The commands of a session, with what they need to make new steps."""

    composer: Composer
    names: tuple[str, ...]

    def begin(self, state: State) -> Moved:
        """The very first moment: of a new session, or of one that goes on after a break."""
        if not state.halted:
            return state, [ListenFor(Context.SESSION)]
        state, (_, *effects) = self._halt(state, Phase.PAUSED, Context.PAUSED)
        name = self.composer.wording.part(state.base.spec).stretch.name
        return _say(
            state, effects, self.composer.wording.coach("welcome_back", state.base.spec, name=name)[0]
        )

    def obey(self, state: State, command: Command) -> Moved:
        """Do what was asked for; what makes no sense here is answered with a cue and changes nothing."""
        if state.ended:
            return state, []
        move = self._table().get(command)
        if move is None or (state.halted and command in _NOT_WHILE_HALTED):
            return _refused(state)
        return move(state)

    def _table(self) -> dict[Command, Callable[[State], Moved]]:
        return {
            Command.NEXT: self.next,
            Command.SKIP_SIDE: self.skip_side,
            Command.GO_BACK: self.go_back,
            Command.REPEAT: self.repeat,
            Command.READY: self.ready,
            Command.MORE_TIME: self.more_time,
            Command.PAUSE: self.pause,
            Command.RESUME: self.resume,
            Command.THAT_HURTS: self.that_hurts,
            Command.HELP: self.help,
            Command.STOP: self.stop,
            Command.QUIT: self.stop,
        }

    def next(self, state: State) -> Moved:
        """The next stretch; what is left of this one is skipped. After the last one: the farewell.

        In a break nothing is skipped: the stretch that it leads to is the next one.
        """
        spec = state.base.spec
        if spec.phase is Phase.FAREWELL:
            return self._end_now(state)
        if spec.block is None or spec.talk == "break":
            return self._jump(state, state.index + 1)
        left = [b for b in state.blocks() if b.part == spec.part and b not in state.outcomes]
        state, skipped = self._skipped(state, left)
        following = next(n for n, s in enumerate(state.steps) if n > state.index and s.spec.part != spec.part)
        state, effects = self._jump(state, following)
        return state, [*skipped, *effects]

    def skip_side(self, state: State) -> Moved:
        """The other side, or the next stretch where no side is left."""
        spec, own = state.base.spec, state.base.spec.block
        if spec.talk == "break":
            return self.next(state)
        following = next(
            (n for n, s in enumerate(state.steps) if n > state.index and s.spec.block != own), None
        )
        if own is None or following is None or state.steps[following].spec.part != spec.part or not own.side:
            return self.next(state)
        state, skipped = self._skipped(state, [own])
        if spec.phase is Phase.POSITION or (spec.phase is Phase.INSTRUCT and spec.talk == "full"):
            state = self._in_full(state, following)
        state, effects = self._jump(state, following)
        return state, [*skipped, *effects]

    def go_back(self, state: State) -> Moved:
        """From a second side to the start of the stretch, from a first side to the stretch before."""
        blocks = state.blocks()
        own = state.base.spec.block
        if state.ending != "finished":
            return _refused(state)
        if state.base.spec.phase is Phase.WELCOME:
            return self._jump(state, 0)
        at = len(blocks) if own is None else blocks.index(own)
        target = blocks[max(0, at - 1)]
        target = next(b for b in blocks if b.part == target.part)
        kept = {b: outcome for b, outcome in state.outcomes.items() if blocks.index(b) < blocks.index(target)}
        first = next(
            n for n, s in enumerate(state.steps) if s.spec.block == target and s.spec.talk != "break"
        )
        return self._jump(replace(state, outcomes=kept), first)

    def repeat(self, state: State) -> Moved:
        """Say it again and do it again: the instruction, or this repetition from its start."""
        spec = state.base.spec
        if spec.phase is Phase.REST and spec.talk != "break":
            state, effects = self._jump(state, state.index - 1)
            return replace(state, aside=self.composer.step(replace(_instruct(spec), talk="again"))), effects
        if spec.phase is Phase.INSTRUCT and spec.talk != "full":
            state = self._recomposed(state, replace(spec, talk="full", asked_seconds=None))
        state, effects = self._jump(state, state.index)
        if spec.working:
            state = replace(state, aside=self.composer.step(_instruct(spec)))
        return state, effects

    def ready(self, state: State) -> Moved:
        """Enough said or waited: on to what comes next. The dose itself is not cut short."""
        if not state.aside and (state.base.spec.working or state.base.spec.phase is Phase.FAREWELL):
            return _refused(state)
        state, effects = leave(state, self.names)
        return state, [Hush(), *effects]

    def more_time(self, state: State) -> Moved:
        """Ten more seconds, two more movements or breaths; around the dose, more time to get there."""
        spec, offset = state.base.spec, state.place.offset_seconds
        if spec.phase is Phase.FAREWELL:
            return _refused(state)
        if not self.composer.may_grow(spec):
            answer = self.composer.wording.coach("most", spec)[0]
            return said(state, [answer]), [Hush(), answer]
        state = self._recomposed(state, replace(spec, extra=spec.extra + 1, asked_seconds=offset))
        began = state.place.due > 0
        state = replace(state, place=Place(offset, state.base.due_after(offset) if began else 0))
        hush: list[Effect] = [Hush()] if spec.working and began else []
        return state, [*hush, *(here_again(state, self.names)[-1:] if not state.aside else [])]

    def pause(self, state: State) -> Moved:
        """Clock and voice stop at once."""
        if state.halted:
            return state, []
        return self._halt(state, Phase.PAUSED, Context.PAUSED)

    def resume(self, state: State) -> Moved:
        """Go on where it was: a stretch with a count back into it, a sentence from its start."""
        if not state.halted:
            return _refused(state)
        if (
            state.base.spec.working
            and state.place.due
            and (state.aside is None or _is_re_entry(state.aside.spec))
        ):
            re_entry = replace(
                state.base.spec, phase=Phase.POSITION, talk="re-entry", asked_seconds=None, extra=0
            )
            state = replace(state, aside=self.composer.step(re_entry), aside_place=Place())
        state, effects = self._running(state)
        return state, [*effects, *here_again(state, self.names)]

    def that_hurts(self, state: State) -> Moved:
        """Clock and voice stop at once, and the coach asks what to do."""
        state, effects = self._halt(state, Phase.CHECK_IN, Context.CHECK_IN)
        return _say(state, effects, self.composer.wording.coach("hurts")[0])

    def help(self, state: State) -> Moved:
        """Time stands still while the coach says what can be said."""
        if state.halted is Phase.CHECK_IN:
            return _say(state, [Hush()], self.composer.wording.help("check-in"))
        state, effects = self._halt(state, Phase.PAUSED, Context.PAUSED)
        return _say(state, effects, self.composer.wording.help("session"))

    def unclear(self, state: State) -> Moved:
        """The second time in a row the coach offers help, once; aloud where there is room."""
        state = replace(state, misses=state.misses + 1)
        if state.misses < MISSES_BEFORE_HELP or state.helped:
            return state, []
        offer = self.composer.wording.coach("offer_help")[0]
        effects: list[Effect] = [offer] if _has_room_for(state, offer.seconds) else []
        return said(replace(state, helped=True), [offer]), effects

    def stop(self, state: State) -> Moved:
        """A short farewell, then the end; at once where a farewell is being said already."""
        if state.base.spec.phase is Phase.FAREWELL:
            return self._end_now(state)
        pain = state.halted is Phase.CHECK_IN
        state, skipped = self._skipped(state, [b for b in state.blocks() if b not in state.outcomes])
        farewell = self.composer.step(Spec(Phase.FAREWELL, talk="pain" if pain else "stopped"))
        steps = (*state.steps[: state.index + 1], farewell)
        state, effects = self._jump(
            replace(state, steps=steps, ending="pain" if pain else "stopped"), len(steps) - 1
        )
        return state, [*skipped, *effects]

    def _end_now(self, state: State) -> Moved:
        state = replace(state, ended=True, halted=None, aside=None)
        return state, [Hush(), Ended(state.ending)]

    def _jump(self, state: State, index: int) -> Moved:
        """Be at the start of a step, with time running. What was being said is over."""
        return self._running(replace(state, index=index, place=Place(), aside=None, aside_place=Place()))

    def _running(self, state: State) -> Moved:
        listen: list[Effect] = [ListenFor(Context.SESSION)] if state.halted else []
        return replace(state, halted=None), [Hush(), *listen]

    def _halt(self, state: State, phase: Phase, context: Context) -> Moved:
        """Stop time. A sentence that is cut short will be said again, unless it was a cue in a stretch."""
        assert phase in (Phase.PAUSED, Phase.CHECK_IN), "only these two halt a session"
        step, place = state.current, state.current_place
        cut = None if step.spec.working else step.sentence_at(place.offset_seconds)
        if cut is not None:
            state = state.at(Place(step.agenda[cut].at_seconds, cut))
        spec, left = state.base.spec, state.base.seconds - state.place.offset_seconds
        name = None if spec.part is None else self.names[spec.part]
        began = PhaseBegan(phase, name, spec.side, spec.set, spec.repetition, left)
        return replace(state, halted=phase), [Hush(), ListenFor(context), began]

    def _skipped(self, state: State, blocks: list[Block]) -> Moved:
        """Mark sides that are left out, with what was done of the one at hand."""
        own, worked = state.base.spec.block, state.worked_seconds()
        effects: list[Effect] = [
            part_ended(state, b, worked if b == own else 0.0, self.names, skipped=True) for b in blocks
        ]
        return replace(state, outcomes={**state.outcomes, **dict.fromkeys(blocks, "skipped")}), effects

    def _recomposed(self, state: State, spec: Spec) -> State:
        """The step at hand made anew from another spec."""
        steps = (*state.steps[: state.index], self.composer.step(spec), *state.steps[state.index + 1 :])
        return replace(state, steps=steps)

    def _in_full(self, state: State, index: int) -> State:
        """The side that begins at `index` led up to in full, because nothing was explained yet."""
        spec = state.steps[index].spec
        assert spec.part is not None, "a side belongs to a stretch"
        part = self.composer.wording.routine.parts[spec.part]
        specs = block_specs(spec.part, part, spec.set, spec.side, "new")
        steps = tuple(self.composer.step(each) for each in specs)
        after = tuple(step for step in state.steps[index:] if step.spec.block != spec.block)
        return replace(state, steps=(*state.steps[:index], *steps, *after))


MISSES_BEFORE_HELP = 2
_GAP_SECONDS = 0.5
_NOT_WHILE_HALTED = frozenset({Command.MORE_TIME, Command.READY})


def _is_re_entry(spec: Spec) -> bool:
    return spec.talk == "re-entry"


def _instruct(spec: Spec) -> Spec:
    """The instruction of the side at hand, in full."""
    return Spec(Phase.INSTRUCT, spec.part, spec.side, spec.set, spec.repetition, "full")


def _has_room_for(state: State, seconds: float) -> bool:
    """Whether a sentence of this length meets no other one, now and until it has sounded."""
    step, at = state.current, state.current_place.offset_seconds
    if state.halted:
        return True
    following = [
        due.at_seconds for due in step.agenda[state.current_place.due :] if isinstance(due.effect, Say)
    ]
    until = min([*following, step.seconds])
    return step.sentence_at(at) is None and at + seconds + _GAP_SECONDS <= until


def _refused(state: State) -> Moved:
    return state, [CueNow("not_heard")]


def _say(state: State, effects: list[Effect], say: Say) -> Moved:
    return said(state, [say]), [*effects, say]
