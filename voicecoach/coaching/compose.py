"""From what a step is for to what happens when: the one place where talk and clock are laid out together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from voicecoach.coaching.events import CueNow, PhaseBegan, Say
from voicecoach.coaching.preferences import Preferences
from voicecoach.coaching.step import Due, Spec, Step
from voicecoach.coaching.terms import Phase
from voicecoach.coaching.timing import HoldTalk, Placed, end_of, hold_talk, in_turn
from voicecoach.coaching.wording import MORE_TIME_ANSWER, Wording
from voicecoach.routine.model import Amount, BreathDose, Dose, HoldDose, RepetitionDose

SENTENCE_GAP_SECONDS = 0.7
INSTRUCTION_GAP_SECONDS = 1.2
AFTER_WORDS_SECONDS = 1.5
MORE_REST_SECONDS = 10.0
MORE_HOLD_SECONDS = 10.0
MORE_REPETITIONS = 2
ANSWER_AFTER_SECONDS = 0.05
"""Later than everything that was due when the question came."""
LONGEST_HOLD_SECONDS = 120.0
"""No hold grows beyond this: the guidance builds up to two minutes."""
MOST_EXTRA = 6
"""How often a step without a dose gives more time; longer waits are what pausing is for."""


@dataclass(frozen=True)
class Composer:
    """Makes steps for one routine."""

    wording: Wording
    preferences: Preferences

    def step(self, spec: Spec) -> Step:
        """The step with its length and its agenda."""
        match spec.phase:
            case Phase.HOLD:
                return self._hold(spec)
            case Phase.BREATHE:
                return self._breathe(spec)
            case Phase.MOVE:
                return self._move(spec)
            case Phase.REST if spec.talk == "break":
                return self._break(spec)
            case _:
                return self._talk(spec)

    def seconds(self, spec: Spec) -> float:
        """The length of the step; for a dose without laying out what is said in it."""
        match spec.phase:
            case Phase.HOLD:
                return self._hold_seconds(spec)
            case Phase.BREATHE:
                return self.preferences.breath_seconds * self._count(spec)
            case Phase.MOVE:
                return self._movement(spec).pace_seconds * self._count(spec)
            case _:
                return self.step(spec).seconds

    def may_grow(self, spec: Spec) -> bool:
        """Whether there is still more time to give."""
        if not spec.working:
            return spec.extra < MOST_EXTRA
        amount = _amount(self.wording.part(spec).dose)
        if spec.phase is Phase.HOLD:
            return self._hold_seconds(spec) + MORE_HOLD_SECONDS <= max(LONGEST_HOLD_SECONDS, amount.most)
        return self._count(spec) + MORE_REPETITIONS <= 2 * amount.most

    def _hold_seconds(self, spec: Spec) -> float:
        return _amount(self.wording.part(spec).dose).start + spec.extra * MORE_HOLD_SECONDS

    def _count(self, spec: Spec) -> int:
        return round(_amount(self.wording.part(spec).dose).start) + spec.extra * MORE_REPETITIONS

    def _movement(self, spec: Spec) -> RepetitionDose:
        dose = self.wording.part(spec).dose
        assert isinstance(dose, RepetitionDose), "only repetitions are moved through"
        return dose

    def _hold(self, spec: Spec) -> Step:
        say = self.wording.coach
        cues = self.wording.own(spec, self.wording.part(spec).stretch.cues)
        turn = (spec.repetition - 1) % len(cues) if cues else 0
        talk = HoldTalk(
            say("count", spec),
            say("halfway", spec)[0],
            say("ten_seconds", spec)[0],
            (*cues[turn:], *cues[:turn]),
        )
        seconds = self._hold_seconds(spec)
        placed = hold_talk(talk, seconds, self._answer(spec))
        agenda = self._agenda(spec, seconds, placed, [Due(0.0, CueNow("start"))])
        return Step(spec, seconds, agenda, self.preferences.breath_seconds)

    def _breathe(self, spec: Spec) -> Step:
        breath, count = self.preferences.breath_seconds, self._count(spec)
        outward = 0.4 * breath
        say = self.wording.coach
        placed = [Placed(0.3, say("breathe_in", spec)[0]), Placed(outward, say("breathe_out", spec)[0])]
        cues = self.wording.own(spec, self.wording.part(spec).stretch.cues)
        turn = spec.repetition - 1
        middle = range(1, count - 1) if cues else ()
        placed += [Placed(n * breath + outward, cues[(turn + n - 1) % len(cues)]) for n in middle]
        if count > 1:
            placed.append(Placed((count - 1) * breath + 0.3, say("last_breath", spec)[0]))
        return self._paced(spec, placed, breath, count)

    def _move(self, spec: Spec) -> Step:
        dose, count = self._movement(spec), self._count(spec)
        pace = dose.pace_seconds
        calls = self.wording.own(spec, dose.calls)
        cues = () if calls else self.wording.own(spec, self.wording.part(spec).stretch.cues)
        placed: list[Placed] = []
        for n in range(count):
            start = n * pace + 0.2
            if n == count - 1 and n:
                placed.append(Placed(start, self.wording.coach("last_movement", spec)[0]))
            elif calls:
                placed.append(Placed(start, calls[0]))
            elif n and cues:
                placed.append(Placed(start, cues[(n - 1) % len(cues)]))
            placed += [Placed(start + k * pace / len(calls), call) for k, call in enumerate(calls) if k]
        return self._paced(spec, placed, pace, count)

    def _paced(self, spec: Spec, placed: Sequence[Placed], cycle: float, count: int) -> Step:
        """A step of equal cycles, whose sentences keep to their cycle or are left out."""
        answer = self._answer(spec)
        kept = [answer] if answer else []
        for one in sorted(placed, key=lambda each: each.at_seconds):
            before = kept[-1].end_seconds if kept else 0.0
            if one.at_seconds >= before and one.end_seconds <= cycle * count:
                kept.append(one)
        part = self.wording.part(spec)
        turns = [
            Due(n * cycle, PhaseBegan(spec.phase, part.id, spec.side, spec.set, n + 1, (count - n) * cycle))
            for n in range(1, count if spec.phase is Phase.MOVE else 1)
        ]
        agenda = self._agenda(spec, cycle * count, kept, [Due(0.0, CueNow("start")), *turns])
        return Step(spec, cycle * count, agenda, cycle)

    def _answer(self, spec: Spec) -> Placed | None:
        """What is said to "more time", where it was asked for in this step."""
        if spec.asked_seconds is None:
            return None
        key = MORE_TIME_ANSWER.get(spec.phase, "more_time_rest")
        return Placed(spec.asked_seconds + ANSWER_AFTER_SECONDS, self.wording.coach(key, spec)[0])

    def _talk(self, spec: Spec) -> Step:
        """A step whose length is that of its words and the silence after them."""
        match spec.phase:
            case Phase.WELCOME:
                file = self.wording.routine.file
                said, tail = self.wording.says(file.welcome, pronounce=file.pronounce), AFTER_WORDS_SECONDS
            case Phase.FAREWELL:
                said, tail = self.wording.farewell(spec), AFTER_WORDS_SECONDS
            case Phase.POSITION if spec.talk == "re-entry":
                return self._re_entry(spec)
            case Phase.POSITION:
                said, tail = self.wording.position(spec), self.preferences.position_seconds
            case Phase.SWITCH:
                said, tail = self.wording.coach("other_side", spec), self.preferences.switch_seconds
            case Phase.INSTRUCT:
                said, tail = self.wording.instruct(spec), self.preferences.settle_seconds
            case _:
                said, tail = self._way_out(spec)
        gap = INSTRUCTION_GAP_SECONDS if spec.phase is Phase.INSTRUCT else SENTENCE_GAP_SECONDS
        placed = in_turn(said, 0.0 if spec.phase is Phase.REST else 0.3, gap)
        seconds = end_of(placed) + tail + spec.extra * MORE_REST_SECONDS
        cues = {Phase.SWITCH: [Due(0.0, CueNow("switch"))], Phase.FAREWELL: [Due(0.0, CueNow("end"))]}
        answer = self._answer(spec)
        if answer:
            placed += (Placed(max(answer.at_seconds, end_of(placed) + SENTENCE_GAP_SECONDS), answer.say),)
        return Step(spec, seconds, self._agenda(spec, seconds, placed, cues.get(spec.phase, [])))

    def _break(self, spec: Spec) -> Step:
        """The routine's own rest before a stretch: a word, then silence until its time is over."""
        placed = list(in_turn(self.wording.coach("break", spec), 0.3, SENTENCE_GAP_SECONDS))
        seconds = max(self.wording.part(spec).rest_before_seconds, end_of(placed) + AFTER_WORDS_SECONDS)
        answer = self._answer(spec)
        if answer:
            placed.append(Placed(max(answer.at_seconds, end_of(placed) + SENTENCE_GAP_SECONDS), answer.say))
        seconds += spec.extra * MORE_REST_SECONDS
        return Step(spec, seconds, self._agenda(spec, seconds, placed, []))

    def _way_out(self, spec: Spec) -> tuple[tuple[Say, ...], float]:
        part = self.wording.part(spec)
        dose = part.dose
        last = isinstance(dose, RepetitionDose) or spec.repetition == dose.repetitions
        more_sets = last and spec.set < dose.sets
        tail = AFTER_WORDS_SECONDS if last and not more_sets else dose.rest_seconds
        return self.wording.rest(spec, last), tail

    def _re_entry(self, spec: Spec) -> Step:
        """The way back into a stretch after a pause: a count, one number a second."""
        lead, *count = self.wording.coach("back_into_it", spec)
        first = max(1.5, lead.seconds + 0.6)
        placed = [Placed(0.1, lead), *(Placed(first + n, say) for n, say in enumerate(count))]
        seconds = first + len(count)
        return Step(spec, seconds, self._agenda(spec, seconds, placed, []))

    def _agenda(
        self, spec: Spec, seconds: float, placed: Sequence[Placed], others: Sequence[Due]
    ) -> tuple[Due, ...]:
        """Everything in the order of time; the phase itself comes first."""
        part = None if spec.part is None else self.wording.part(spec).id
        began = PhaseBegan(spec.phase, part, spec.side, spec.set, spec.repetition, seconds)
        due = [*others, *(Due(one.at_seconds, one.say) for one in placed)]
        return (Due(0.0, began), *sorted(due, key=lambda each: each.at_seconds))


def working_phase(dose: Dose) -> Phase:
    """The phase in which a dose is done."""
    match dose:
        case HoldDose():
            return Phase.HOLD
        case BreathDose():
            return Phase.BREATHE
        case RepetitionDose():
            return Phase.MOVE


def _amount(dose: Dose) -> Amount:
    match dose:
        case HoldDose():
            return dose.seconds
        case BreathDose():
            return dose.breaths
        case RepetitionDose():
            return dose.count
