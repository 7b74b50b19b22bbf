"""Lines: whatever stands in a file is found where it stands."""

from __future__ import annotations

import json
import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicecoach import paths
from voicecoach.routine.errors import Place
from voicecoach.routine.places import line_of, lines_of

TEXT = '''# a comment with [brackets] and a = sign

title = "A \\"title\\" = [not a list] # no comment"
"quoted.key" = 'it\\'
dotted . key = 1979-05-27 07:32:00
welcome = [
    "One",  # a comment, with a comma
    'Two',

    "Three",
]
notes = """
Several lines, with ""two quotes"" and a \\""" in them,
x = 3
"""""
inline = { a = [ { b = 1 }, { b = "}" } ], c = true }

[define.one]
name = "One"
dose.seconds = { least = 1 }

[define.one.more] # with a comment
x = 1

[[sources]]
title = "First"
[sources.inner]
y = 1
[[sources]]
title = "Second"
'''


@pytest.mark.parametrize(
    ("place", "line"),
    [
        (("title",), 3),
        (("quoted.key",), 4),
        (("dotted", "key"), 5),
        (("welcome",), 6),
        (("welcome", 0), 7),
        (("welcome", 1), 8),
        (("welcome", 2), 10),
        (("notes",), 12),
        (("inline", "a", 1, "b"), 16),
        (("inline", "c"), 16),
        (("define",), 18),
        (("define", "one"), 18),
        (("define", "one", "name"), 19),
        (("define", "one", "dose", "seconds", "least"), 20),
        (("define", "one", "more", "x"), 23),
        (("sources", 0, "title"), 26),
        (("sources", 0, "inner", "y"), 28),
        (("sources", 1), 29),
        (("sources", 1, "title"), 30),
    ],
)
def test_everything_is_found(place: Place, line: int) -> None:
    """Through every kind of string, comment, list and table."""
    assert lines_of(TEXT)[place] == line


def test_what_is_not_there_is_looked_for_around_it() -> None:
    """A key that is missing belongs to its table, and a whole file begins in its first line."""
    lines = lines_of(TEXT)
    assert line_of(("define", "one", "position"), lines) == 18
    assert line_of(("sources", 1, "says"), lines) == 29
    assert line_of(("nowhere",), lines) == 1
    assert line_of((), lines) == 1


def places(value: Any, here: Place = ()) -> set[Place]:
    """Every place in a value, with the place itself."""
    found = {here}
    if isinstance(value, dict):
        for key, one in value.items():
            found |= places(one, (*here, key))
    if isinstance(value, list):
        for number, one in enumerate(value):
            found |= places(one, (*here, number))
    return found


@pytest.mark.parametrize(
    "path", sorted(paths.builtin("routines").glob("**/*.toml")), ids=lambda path: path.stem
)
def test_every_place_of_the_library_is_found(path: Any) -> None:
    """Exactly what the parser finds in a file has a line."""
    text = path.read_text(encoding="utf-8")
    assert {(), *lines_of(text)} == places(tomllib.loads(text))


_SIGNS = st.characters(exclude_categories=["Cs"])
_KEYS = st.text(_SIGNS, max_size=6) | st.sampled_from(["a", "b", "x-y"])
_SCALARS = st.text(_SIGNS, max_size=8) | st.integers(-9, 9) | st.booleans()
_VALUES = st.recursive(
    _SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_KEYS, inner, max_size=3),
    max_leaves=8,
)


def toml(value: Any) -> str:
    """A value as TOML, with lists over several lines."""
    match value:
        case bool():
            return str(value).lower()
        case str():
            return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
        case list():
            return f"[\n{''.join(f'{toml(one)}, # ]' + chr(10) for one in value)}]"
        case dict():
            return f"{{{', '.join(f'{toml(key)} = {toml(one)}' for key, one in value.items())}}}"
    return str(value)


@given(st.dictionaries(_KEYS, _VALUES, max_size=4))
def test_any_table(table: dict[str, Any]) -> None:
    """Whatever the parser can read, its places are found in the order of their lines."""
    text = "\n".join(f"{toml(key)} = {toml(value)}" for key, value in table.items())
    lines = lines_of(text)
    assert {(), *lines} == {place[:12] for place in places(tomllib.loads(text))}
    tops = [lines[(key,)] for key in table]
    assert tops == sorted(tops)
