"""What a text in a file may be, and a name."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints
from pydantic_core import PydanticCustomError

PLACEHOLDERS = ("{side}", "{other_side}", "{Side}", "{Other_side}")
"""What stands in a spoken text for the word of the side at hand, or for that of the other side."""


class Frozen(BaseModel):
    """A table of a file: nothing in it that does not belong there, and nothing changes afterwards."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def wrong(kind: str) -> PydanticCustomError:
    """A fault whose words stand in this room's language file under its kind."""
    return PydanticCustomError(kind, "see the language file")


def speaks_of_sides(texts: Iterable[str]) -> bool:
    """Whether a placeholder stands in any of the texts."""
    return any(placeholder in text for text in texts for placeholder in PLACEHOLDERS)


def _one_line(text: str) -> str:
    if not text.isprintable():
        raise wrong("not_one_line")
    return text


def _no_placeholders(text: str) -> str:
    if "{" in text or "}" in text:
        raise wrong("placeholder_here")
    return text


def _known_placeholders(text: str) -> str:
    rest = text
    for placeholder in PLACEHOLDERS:
        rest = rest.replace(placeholder, "")
    if "{" in rest or "}" in rest:
        raise wrong("unknown_placeholder")
    return text


_Line = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=400), AfterValidator(_one_line)
]
Text = Annotated[_Line, AfterValidator(_no_placeholders)]
SidedText = Annotated[_Line, AfterValidator(_known_placeholders)]
"""A text that may hold the PLACEHOLDERS."""
Name = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
