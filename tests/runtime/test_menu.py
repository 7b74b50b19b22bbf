"""The open menu: what comes and goes while somebody looks at it, what is their own, what is broken."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.routine_files import ROUTINE
from tests.support.stage import Stage
from voicecoach.coaching.menu import BrokenEntry, MenuView
from voicecoach.coaching.terms import Phase
from voicecoach.runtime.inbox import Picked
from voicecoach.runtime.notices import PhaseNotice

GOOD = ROUTINE.replace("knee-to-chest", "open-close")


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    """A program in its menu, for one minute."""
    (tmp_path / "routines").mkdir()
    return Stage(tmp_path, minutes=1)


def at(stage: Stage, seconds: float, do: Callable[[], object]) -> None:
    """Do something so long after the start."""
    stage.inbox.at(stage.clock.seconds + seconds, lambda: (do(), None)[1])


def watch(stage: Stage, *moments: float) -> list[MenuView]:
    """What the menu shows at these moments, once the program has run."""
    seen: list[MenuView] = []

    def look() -> None:
        menu = stage.conductor.snapshot().menu
        assert menu is not None
        seen.append(menu)

    for seconds in moments:
        at(stage, seconds, look)
    stage.run()
    return seen


def test_a_file_that_comes_is_shown_without_a_restart(stage: Stage) -> None:
    """And is gone from the menu when it goes; what was said stays where it was."""
    file = stage.home / "routines" / "mine.toml"
    at(stage, 10, lambda: file.write_text(GOOD, encoding="utf-8"))
    at(stage, 20, file.unlink)
    before, there, after = watch(stage, 9, 15, 25)
    assert [entry.routine for entry in there.entries] == [*(one.routine for one in before.entries), "mine"]
    assert (there.entries[-1].title, there.entries[-1].origin) == ("Mine", "own")
    assert there.entries[-1].minutes >= 1
    assert after == before


def test_a_file_that_cannot_be_used_is_named_with_the_reason(stage: Stage) -> None:
    """It hides nothing."""
    at(stage, 10, lambda: (stage.home / "routines" / "bad.toml").write_text("title =", encoding="utf-8"))
    before, after = watch(stage, 9, 15)
    assert (before.broken, after.entries) == ((), before.entries)
    assert after.broken == (BrokenEntry("bad.toml", "is not valid TOML (it ends too early)"),)


def test_a_routine_in_the_place_of_a_builtin_one_says_so(stage: Stage) -> None:
    """At the place of the built-in one."""
    (stage.home / "routines" / "three-easy.toml").write_text(GOOD, encoding="utf-8")
    [menu] = watch(stage, 5)
    entry = menu.entries[0]
    assert (entry.routine, entry.title) == ("three-easy", "Mine")
    assert entry.origin == "own (in place of the built-in one)"
    assert {one.origin for one in menu.entries[1:]} == {""}


def test_a_routine_that_has_just_gone_is_no_disaster(stage: Stage) -> None:
    """Picked in the very moment in which its file went: the menu opens anew, without it."""
    file = stage.home / "routines" / "mine.toml"
    file.write_text(GOOD, encoding="utf-8")

    def go() -> None:
        file.unlink()
        stage.inbox.put(Picked("mine"))

    at(stage, 10.01, go)
    [menu] = watch(stage, 15)
    assert "mine" not in {entry.routine for entry in menu.entries}
    phases = [notice.phase.phase for notice in stage.notices if isinstance(notice, PhaseNotice)]
    assert Phase.WELCOME not in phases
