"""Whatever stands in a file: a stretch, or a RoutineError, and nothing else."""

from __future__ import annotations

import contextlib
import json
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.support.world import world
from voicecoach.routine.check import check
from voicecoach.routine.errors import RoutineError
from voicecoach.routine.load import load_routine_file, load_stretch
from voicecoach.routine.model import BreathDose, HoldDose, RepetitionDose, RoutineFile, Stretch
from voicecoach.routine.resolve import Shelf

_KEYS = sorted(
    {*Stretch.model_fields, *RoutineFile.model_fields, *HoldDose.model_fields}
    | {
        *BreathDose.model_fields,
        *RepetitionDose.model_fields,
        "use",
        "rest",
        "least",
        "start",
        "most",
        "says",
        "\x1b]",
    }
)
_WORDS = ["each", "none", "alternate", "on-back", "hold", "breaths", "repetitions", "{side}", "{", "morning"]
_SCALARS = st.one_of(
    st.sampled_from(_WORDS),
    st.text(st.characters(exclude_categories=["Cs"])),
    st.integers(),
    st.just(10**400),
    st.floats(),
    st.booleans(),
)
_VALUES = st.recursive(
    _SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(_KEYS), inner, max_size=6),
    max_leaves=30,
)
_TABLES = st.dictionaries(st.sampled_from(_KEYS), _VALUES, max_size=15)


def toml(value: Any) -> str:
    """A value as TOML."""
    match value:
        case bool():
            return str(value).lower()
        case str():
            return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
        case list():
            return f"[{', '.join(map(toml, value))}]"
        case dict():
            return f"{{{', '.join(f'{toml(key)} = {toml(one)}' for key, one in value.items())}}}"
    return str(value)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file that is written anew for every example."""
    return tmp_path_factory.mktemp("any") / "mine.toml"


@pytest.mark.parametrize("load", [load_stretch, load_routine_file])
@given(table=_TABLES)
@example(table={"stretches": [{"use": "x", "dose": {"kind": "hold", "seconds": {"least": 10**400}}}]})
@example(table={"dose": {"kind": "repetitions", "sets": 10**30, "calls": "x"}})
def test_any_table(path: Path, load: Callable[[Path], object], table: dict[str, Any]) -> None:
    """A wrong table is refused with one line, at the file's name, that a terminal can show."""
    text = "\n".join(f"{toml(key)} = {toml(value)}" for key, value in table.items())
    assert set(tomllib.loads(text)) == set(table), "the test writes valid TOML"
    path.write_text(text, encoding="utf-8")
    with contextlib.suppress(RoutineError):
        load(path)
        return
    with pytest.raises(RoutineError) as caught:
        load(path)
    assert str(caught.value).startswith(f"{path}: ")
    assert str(caught.value).isprintable()
    assert caught.value.faults


@given(table=_TABLES)
@example(
    table={"stretches": [{"use": "x"}, {"rest": "x"}, 5, {"use": "a"}], "define": {"a": {"figure": "x"}}}
)
@example(table={"title": "x", "define": {"A b": 5, "x": {"dose": {"kind": "hold", "seconds": 3}}}})
def test_any_table_is_checked(path: Path, table: dict[str, Any]) -> None:
    """Every problem has a line of the file, and can be shown in a line of a terminal."""
    text = "\n".join(f"{toml(key)} = {toml(value)}" for key, value in table.items())
    path.write_text(text, encoding="utf-8")
    for problem in check(path, Shelf(), world()):
        assert 1 <= problem.line <= len(table) + 1
        assert (problem.key + problem.message + problem.hint).isprintable()


@given(content=st.binary() | st.text().map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_any_bytes_are_checked(path: Path, content: bytes) -> None:
    """None of them is a routine, and each has its answer."""
    path.write_bytes(content)
    assert any(problem.severity == "error" for problem in check(path, Shelf(), world()))


@given(content=st.binary() | st.text().map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_any_bytes(path: Path, content: bytes) -> None:
    """No bytes whatsoever make a stretch, and none bring the program down."""
    path.write_bytes(content)
    with pytest.raises(RoutineError):
        load_stretch(path)
