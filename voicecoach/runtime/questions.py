"""A routine made of answers, step by step. Each answer is checked as it comes."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from pydantic import TypeAdapter, ValidationError

from voicecoach.errors import UserError
from voicecoach.routine.faults import message_of
from voicecoach.routine.model import Dose, Position, Sides, Stretch
from voicecoach.routine.texts import SidedText, Text
from voicecoach.routine.words import nearest, shown
from voicecoach.runtime.own import name_from, title_of, words
from voicecoach.runtime.writing import as_toml

Answer = TypeVar("Answer")
_TEXT: TypeAdapter[str] = TypeAdapter(Text)
_SIDED: TypeAdapter[str] = TypeAdapter(SidedText)
_AMOUNTS = {"hold": "seconds", "breaths": "breaths", "repetitions": "count"}
_USUAL = {"hold": 20, "breaths": 3, "repetitions": 10}


class Ask(Protocol):
    """Puts a question until its answer can be read."""

    def __call__(self, question: str, default: str | None, read: Callable[[str], Answer]) -> Answer:
        """The answer as `read` has it, which raises UserError for what it cannot read."""


@dataclass(frozen=True)
class Interview:
    """Asks for everything that a routine needs.

    Attributes:
        tell: shows a line.
        library: the stretches that can be used, by id.
    """

    ask: Ask
    tell: Callable[[str], object]
    library: Mapping[str, Stretch]

    def routine(self, name: str) -> str:
        """The routine as TOML."""
        table: dict[str, Any] = {"title": self._text("title", title_of(name)), "about": self._text("about")}
        table |= {key: [_question(key)] for key in ("welcome", "farewell")}
        entries: list[dict[str, Any]] = []
        define: dict[str, Any] = {}
        self.tell(_question("how"))
        while (chosen := self._chosen(1 + sum("use" in one for one in entries), define)) != "done":
            rest = self._rest() if entries else 0
            entries += [{"rest": rest}] if rest else []
            entries.append(self._entry(chosen, define))
        return as_toml(table | {"stretches": entries}, define)

    def _chosen(self, number: int, define: Collection[str]) -> str:
        """The id of the next stretch, "own" or "done"."""
        read = _stretch_in({*self.library, *define}, number > 1)
        default = "done" if number > 1 else None
        while (chosen := self.ask(_question("stretch", number=number), default, read)) == "list":
            for name, stretch in sorted(self.library.items()):
                self.tell(f"  {name:28}{stretch.name}")
        return chosen

    def _entry(self, chosen: str, define: dict[str, Any]) -> dict[str, Any]:
        if chosen == "own":
            return {"use": self._own(define)}
        return {"use": chosen} | ({} if chosen in define else self._other_dose(self.library[chosen].dose))

    def _other_dose(self, dose: Dose) -> dict[str, Any]:
        """A dose that starts elsewhere; nothing where the usual one is right."""
        table = dose.model_dump(mode="json", exclude_defaults=True)
        key = _AMOUNTS[dose.kind]
        amount = table[key]
        start = self._number(key, 1, 600, amount["start"])
        if start == amount["start"]:
            return {}
        amount |= {"least": min(amount["least"], start), "start": start, "most": max(amount["most"], start)}
        return {"dose": table}

    def _own(self, define: dict[str, Any]) -> str:
        """A stretch of one's own, put into `define`; its id."""
        name = self._text("name")
        table: dict[str, Any] = {
            "name": name,
            "position": self._choice("position", [one.value for one in Position]),
            "sides": self._choice("sides", [one.value for one in Sides]),
        }
        table["dose"] = self._dose(table["sides"])
        sided = table["sides"] == Sides.EACH
        if sided:
            self.tell(_question("sided"))
        for key in ("setup", "instructions"):
            table[key] = self._sentences(key, None, sided=sided)
        first = " ".join(table["instructions"][:1])
        table["brief"] = self._sentences("brief", first, sided=sided) if sided else [first]
        table["release"] = self._sentences("release", None, sided=sided)
        table["ours"] = self._text("ours", _question("ours_default"))
        taken = {*self.library, *define}
        near = name_from(name) or "stretch"
        chosen = next(one for n in range(1, 1000) if (one := near if n == 1 else f"{near}-{n}") not in taken)
        define[chosen] = table
        return chosen

    def _dose(self, sides: str) -> dict[str, Any]:
        kinds = ["repetitions"] if sides == Sides.ALTERNATE else list(_AMOUNTS)
        kind = self._choice("kind", kinds) if len(kinds) > 1 else kinds[0]
        start = self._number(_AMOUNTS[kind], 1, 600, _USUAL[kind])
        amount = {"least": max(1, start // 2), "start": start, "most": min(600, 2 * start)}
        dose: dict[str, Any] = {"kind": kind, _AMOUNTS[kind]: amount}
        if kind == "repetitions":
            return dose | {"pace_seconds": self._number("pace", 1, 60, 6)}
        times = self._number("times" if sides == Sides.EACH else "times_plain", 1, 50, 1)
        return dose | {"repetitions": times}

    def _text(self, key: str, default: str | None = None) -> str:
        return self.ask(_question(key), default, lambda text: _valid(_TEXT, text))

    def _sentences(self, key: str, default: str | None, *, sided: bool) -> list[str]:
        """An answer of several sentences, each by itself."""
        kind = _SIDED if sided else _TEXT

        def read(text: str) -> list[str]:
            return [_valid(kind, one) for one in re.split(r"(?<=[.?!])\s+", text.strip())]

        return self.ask(_question(key), default, read)

    def _choice(self, key: str, choices: list[str]) -> str:
        told = ", ".join(choices)

        def read(text: str) -> str:
            if text.strip().lower() in choices:
                return text.strip().lower()
            raise UserError(_question("one_of", choices=told), nearest(text, choices))

        return self.ask(_question(key, choices=told), choices[0], read)

    def _number(self, key: str, least: int, most: int, usual: float) -> int:
        return self.ask(_question(key), f"{usual:g}", lambda text: _number_in(text, least, most, "number"))

    def _rest(self) -> int:
        def read(text: str) -> int:
            return 0 if text.strip() == "0" else _number_in(text, 5, 600, "number_or_none")

        return self.ask(_question("rest"), "0", read)


def _question(key: str, **values: object) -> str:
    return words(key, "questions", **values)


def _stretch_in(known: Collection[str], may_end: bool) -> Callable[[str], str]:
    def read(text: str) -> str:
        answer = text.strip().lower()
        if answer == "done" and not may_end:
            raise UserError(_question("first_one"))
        if answer in known or answer in ("list", "own", "done"):
            return answer
        raise UserError(_question("not_known", name=f'"{shown(answer)}"'), nearest(answer, known))

    return read


def _number_in(text: str, least: int, most: int, otherwise: str) -> int:
    value = int(text) if re.fullmatch(r"\s*[0-9]{1,4}\s*", text) else -1
    if least <= value <= most:
        return value
    raise UserError(_question(otherwise, least=least, most=most))


def _valid(kind: TypeAdapter[str], text: str) -> str:
    try:
        return kind.validate_python(text)
    except ValidationError as error:
        raise UserError(message_of(error)) from None
