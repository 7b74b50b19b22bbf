"""What is said for a step: the stretch's own sentences and the coach's, as shown and as spoken."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from voicecoach.coaching.events import Say
from voicecoach.coaching.phrases import Phrases
from voicecoach.coaching.step import Spec
from voicecoach.coaching.terms import Phase, Side
from voicecoach.routine.model import Part, Routine, Sides


@dataclass(frozen=True)
class Wording:
    """Turns text into sentences with a length.

    Attributes:
        length: how long a spoken text sounds, in seconds, known or estimated.
    """

    routine: Routine
    phrases: Phrases
    length: Callable[[str], float]

    def part(self, spec: Spec) -> Part:
        """The stretch that a step belongs to."""
        assert spec.part is not None, f"{spec.phase} belongs to no stretch"
        return self.routine.parts[spec.part]

    def says(
        self, texts: Iterable[str], side: Side | None = None, pronounce: Mapping[str, str] | None = None
    ) -> tuple[Say, ...]:
        """Sentences with the words of the side filled in, and spelled so that a voice says them right."""
        words = self.phrases.side_words(side)
        return tuple(self._sentence(_filled(text, words), pronounce or {}) for text in texts)

    def own(self, spec: Spec, texts: Iterable[str]) -> tuple[Say, ...]:
        """Sentences of the step's stretch."""
        return self.says(texts, spec.side, self.part(spec).stretch.pronounce)

    def coach(
        self, key: str, spec: Spec | None = None, section: str = "coach", **words: str
    ) -> tuple[Say, ...]:
        """Sentences of the coach."""
        side = spec.side if spec else None
        pronounce = self.part(spec).stretch.pronounce if spec and spec.part is not None else {}
        return self.says(
            self.phrases.say(key, section, **words, **self.phrases.side_words(side)), pronounce=pronounce
        )

    def _sentence(self, text: str, pronounce: Mapping[str, str]) -> Say:
        spoken = text
        for spelling, sound in pronounce.items():
            spoken = spoken.replace(spelling, sound)
        return Say(text, spoken, self.length(spoken))

    def position(self, spec: Spec) -> tuple[Say, ...]:
        """The name of the stretch, the side, what is needed, and how to get into the starting position."""
        part = self.part(spec)
        lead = "first" if spec.part == 0 else "coming"
        if spec.part == len(self.routine.parts) - 1 and spec.part:
            lead = "last"
        said = [*self.coach(lead, spec, name=part.stretch.name)]
        if part.stretch.sides is Sides.EACH:
            said += self.coach("side_first", spec)
        if part.stretch.equipment:
            said += self.coach("equipment", spec, equipment=" and ".join(part.stretch.equipment))
        return (*said, *self.own(spec, part.stretch.setup))

    def instruct(self, spec: Spec) -> tuple[Say, ...]:
        """The way into the stretch: in full, briefly for the other side, or just that it comes once more."""
        stretch = self.part(spec).stretch
        match spec.talk:
            case "again":
                return self.again(spec)
            case "brief":
                return self.own(spec, stretch.brief)
            case _:
                return self.own(spec, stretch.instructions)

    def again(self, spec: Spec) -> tuple[Say, ...]:
        """That the same comes once more, and whether it is the last time."""
        dose = self.part(spec).dose
        repetitions = 1 if dose.kind == "repetitions" else dose.repetitions
        if spec.repetition < repetitions:
            return self.coach("once_more", spec)
        return self.coach("last_one_plain" if spec.side is None else "last_one", spec)

    def rest(self, spec: Spec, last: bool) -> tuple[Say, ...]:
        """The way out; in the stretch's own words after the last repetition."""
        part = self.part(spec)
        said = self.coach("rest" if part.dose.kind == "repetitions" else "release", spec)
        return (*said, *self.own(spec, part.stretch.release)) if last else said

    def farewell(self, spec: Spec) -> tuple[Say, ...]:
        """The end: of a finished routine, of one that the user ended, or of one that hurt."""
        if spec.talk in ("stopped", "pain"):
            return self.coach(spec.talk)
        return self.says(self.routine.file.farewell, pronounce=self.routine.file.pronounce)

    def help(self, section_key: str) -> Say:
        """What can be said in a context."""
        return self.coach(section_key, section="help")[0]

    def answers(self) -> tuple[Say, ...]:
        """Everything that may have to be said at any moment, to be rendered ahead."""
        answers = [say for key in _ANSWERS for say in self.coach(key)]
        return (*answers, self.help("session"), self.help("check-in"))


def _filled(text: str, words: Mapping[str, str]) -> str:
    for name, word in words.items():
        text = text.replace("{" + name + "}", word)
    return text


MORE_TIME_ANSWER = {
    Phase.HOLD: "more_time_hold",
    Phase.MOVE: "more_time_moves",
    Phase.BREATHE: "more_time_breaths",
}
"""What is said when more time was given, by phase; elsewhere "more_time_rest"."""

_ANSWERS = (
    *MORE_TIME_ANSWER.values(),
    "more_time_rest",
    "most",
    "back_into_it",
    "hurts",
    "stopped",
    "pain",
    "offer_help",
)
