"""The program on a turned clock: the real engine, library and journal; only sound and ears are played."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.sessions import estimate
from tests.support.stage import Stage
from voicecoach.coaching.terms import Command, Context, Phase
from voicecoach.hearing import HearingMended, HearingTrouble, MicLevel, VoiceEnded, VoiceStarted
from voicecoach.journal import Journal
from voicecoach.runtime.inbox import Asked, Leave, Picked
from voicecoach.runtime.notices import (
    CommandNotice,
    CueNotice,
    EndNotice,
    HeardNotice,
    MendedNotice,
    PhaseNotice,
    SaidNotice,
    TroubleNotice,
)
from voicecoach.runtime.voice import DUCK_DB


def ends(stage: Stage) -> list[str]:
    """How sessions ended."""
    return [notice.reason for notice in stage.notices if isinstance(notice, EndNotice)]


def phases(stage: Stage) -> list[tuple[str, str | None, str | None]]:
    """The phases that began."""
    found = [notice.phase for notice in stage.notices if isinstance(notice, PhaseNotice)]
    return [(phase.phase.value, phase.stretch, phase.side) for phase in found]


def test_a_routine_is_led_to_its_end(tmp_path: Path) -> None:
    """Left alone, it finishes, every sentence is said in full, and the journal knows."""
    stage = Stage(tmp_path, "one-minute-reset")
    stage.run()
    assert ends(stage) == ["finished"]
    assert stage.conductor.finished
    said = [notice for notice in stage.notices if isinstance(notice, SaidNotice)]
    assert len(said) > 8
    assert all(notice.finished for notice in said)
    assert stage.mouth.closed
    assert stage.ear.closed
    assert "one-minute-reset" in Journal(tmp_path / "journal.sqlite3").last_done()


def test_from_the_menu_by_a_number(tmp_path: Path) -> None:
    """A number begins a routine; after it the menu is there again, and "quit" leaves with a goodbye."""
    stage = Stage(tmp_path, minutes=40)
    stage.says(5.0, "one", "choose-1", "menu")
    stage.inbox.at(stage.clock.seconds + 30, Asked(Command.STOP, "key"))
    stage.inbox.at(stage.clock.seconds + 60, Asked(Command.QUIT, "key"))
    stage.run()
    assert ends(stage) == ["stopped"]
    assert stage.conductor.finished
    assert stage.ear.contexts == ["menu", "session", "menu"]
    assert stage.conductor.snapshot().left


def test_an_entry_that_is_picked_by_hand_begins(tmp_path: Path) -> None:
    """Picking needs no voice."""
    stage = Stage(tmp_path, minutes=1)
    stage.inbox.at(stage.clock.seconds + 3, Picked("one-minute-reset"))
    stage.run()
    assert ("position", "neck-rotations", None) in phases(stage)


def test_what_is_heard_becomes_a_command(tmp_path: Path) -> None:
    """It is noted, acknowledged with a sound, and obeyed."""
    stage = Stage(tmp_path, "three-easy", minutes=3)
    stage.says(20, "pause", "pause")
    stage.says(30, "resume", "resume", "paused")
    stage.run()
    assert [n.name for n in stage.notices if isinstance(n, CommandNotice)] == [Command.PAUSE, Command.RESUME]
    assert ("paused", "hip-flexor-90-90", "right") in phases(stage)
    assert [n.name for n in stage.notices if isinstance(n, CueNotice)].count("heard") == 2


def test_what_is_no_command_changes_nothing(tmp_path: Path) -> None:
    """It is shown as heard, and that is all."""
    stage = Stage(tmp_path, "three-easy", minutes=1)
    stage.says(20, "[unk]", None)
    stage.run()
    assert [(n.text, n.accepted) for n in stage.notices if isinstance(n, HeardNotice)] == [("[unk]", False)]
    assert not [n for n in stage.notices if isinstance(n, CommandNotice)]
    heard = stage.conductor.snapshot().heard
    assert heard is not None
    assert heard.reason == "not a command"


def test_a_sound_without_words_is_not_told(tmp_path: Path) -> None:
    """A cough is no utterance: nothing is shown of it."""
    stage = Stage(tmp_path, "three-easy", minutes=1)
    stage.says(20, "", None)
    stage.run()
    assert stage.conductor.snapshot().heard is None


def test_a_command_for_what_is_over_is_too_late(tmp_path: Path) -> None:
    """A "stop" that was meant for the session must not close the menu that came meanwhile."""
    stage = Stage(tmp_path, minutes=1)
    stage.says(5, "stop", "stop", context="session")
    stage.run()
    assert [n.reason for n in stage.notices if isinstance(n, HeardNotice)] == ["too late"]
    assert not stage.conductor.finished


def test_pause_hushes_the_sentence_that_sounds(tmp_path: Path) -> None:
    """The voice is told to be silent, and the sentence is reported as unfinished."""
    stage = Stage(tmp_path, "three-easy", minutes=1)
    stage.inbox.at(stage.clock.seconds + 1.5, Asked(Command.PAUSE, "key"))
    stage.run()
    said = [n for n in stage.notices if isinstance(n, SaidNotice)]
    assert [n.finished for n in said] == [False]
    assert phases(stage)[-1][0] == "paused"


def test_the_ears_know_what_the_coach_says(tmp_path: Path) -> None:
    """Every sentence is announced to them when it begins, its silence too, and its clip beforehand."""
    stage = Stage(tmp_path, "one-minute-reset")
    stage.run()
    texts = [text for text, _ in stage.ear.coach if text]
    said = [n for n in stage.notices if isinstance(n, SaidNotice)]
    assert len(texts) == len(said)
    assert set(texts) <= set(stage.ear.known)
    assert stage.ear.coach[-1] == ("", 0.0)


def test_the_coach_speaks_lower_while_somebody_speaks(tmp_path: Path) -> None:
    """And the ears are told at which level."""
    stage = Stage(tmp_path, "three-easy", minutes=1)
    start = stage.clock.seconds
    stage.inbox.at(start + 1.0, VoiceStarted(start + 1.0))
    stage.inbox.at(start + 1.2, lambda: speaking.append(stage.conductor.snapshot().voice))
    stage.inbox.at(start + 1.4, VoiceEnded(start + 1.4))
    speaking: list[bool] = []
    stage.run()
    assert stage.mouth.ducked == [True, False]
    assert [gain for text, gain in stage.ear.coach[:3] if text] == [0.0, DUCK_DB, 0.0]
    assert speaking == [True]


def test_troubles_come_and_go(tmp_path: Path) -> None:
    """They are shown while they last, and the session goes on."""
    stage = Stage(tmp_path, "three-easy", minutes=1)
    start = stage.clock.seconds
    shown: list[int] = []
    stage.inbox.at(start + 1, MicLevel(-40.0))
    stage.inbox.at(start + 2, HearingTrouble("microphone", "There is none.", "Plug one in."))
    stage.inbox.at(start + 10, lambda: shown.append(len(stage.conductor.snapshot().troubles)))
    stage.inbox.at(start + 20, HearingMended("microphone"))
    stage.run()
    assert shown == [1]
    assert stage.conductor.snapshot().troubles == ()
    assert [n.part for n in stage.notices if isinstance(n, TroubleNotice)] == ["microphone"]
    assert [n.part for n in stage.notices if isinstance(n, MendedNotice)] == ["microphone"]
    assert ("instruct", "hip-flexor-90-90", "right") in phases(stage)


def test_a_session_that_was_broken_off_goes_on_where_it_was(tmp_path: Path) -> None:
    """The menu offers it; "resume" leads back to the same hold, paused until one is there."""
    first = Stage(tmp_path, "three-easy", minutes=1.2)
    first.run()
    assert not first.conductor.finished
    before = first.conductor.snapshot().session
    assert before is not None
    assert before.phase is Phase.HOLD
    second = Stage(tmp_path, minutes=2)
    titles: list[str] = []
    start = second.clock.seconds

    def look() -> None:
        menu = second.conductor.snapshot().menu
        titles.append(menu.unfinished if menu else "")

    second.inbox.at(start + 4, look)
    second.says(5, "resume", "resume", "menu")
    second.inbox.at(start + 30, Asked(Command.RESUME, "key"))
    second.inbox.at(start + 40, Leave())
    second.run()
    assert titles == ["Three easy stretches"]
    assert phases(second)[0] == ("paused", "hip-flexor-90-90", "right")
    holds = [n.phase for n in second.notices if isinstance(n, PhaseNotice) and n.phase.phase is Phase.HOLD]
    assert holds[0].seconds_left == pytest.approx(before.seconds_left, abs=1.1)
    assert second.ear.contexts == ["menu", "paused", "session"]


def test_another_routine_gives_up_the_one_that_was_broken_off(tmp_path: Path) -> None:
    """It is not offered for ever."""
    Stage(tmp_path, "three-easy", minutes=1.2).run()
    Stage(tmp_path, "one-minute-reset").run()
    third = Stage(tmp_path, minutes=0.5)
    offered: list[str] = []

    def look() -> None:
        menu = third.conductor.snapshot().menu
        offered.append(menu.unfinished if menu else "no menu")

    third.inbox.at(third.clock.seconds + 2, look)
    third.run()
    assert offered == [""]


def test_quit_within_a_session_leaves_after_its_farewell(tmp_path: Path) -> None:
    """The farewell is said, then the program ends instead of opening the menu."""
    stage = Stage(tmp_path, minutes=5)
    stage.inbox.at(stage.clock.seconds + 3, Picked("three-easy"))
    stage.inbox.at(stage.clock.seconds + 30, Asked(Command.QUIT, "key"))
    stage.run()
    assert ends(stage) == ["stopped"]
    assert stage.conductor.finished
    assert stage.ear.contexts[-1] == Context.SESSION


def test_all_that_was_said_in_the_menu_is_read_out(tmp_path: Path) -> None:
    """Who sees no screen hears every routine with its number, and how to choose."""
    stage = Stage(tmp_path, minutes=0.5)
    stage.run()
    said = [n.text for n in stage.notices if isinstance(n, SaidNotice)]
    assert any(text.startswith("One: ") for text in said)
    assert any("number" in text for text in said)


def test_stop_listening_leaves_only_being_woken(tmp_path: Path) -> None:
    """Asleep, the ears wait for one phrase; keys go on, and the screen says so; woken, all is as before."""
    stage = Stage(tmp_path, "three-easy", minutes=1)
    start = stage.clock.seconds
    states: list[str] = []
    stage.says(10, "stop listening", "sleep")
    stage.inbox.at(start + 11, lambda: states.append(stage.conductor.snapshot().hearing))
    stage.says(12, "pause", "pause", "session")
    stage.inbox.at(start + 14, Asked(Command.PAUSE, "key"))
    stage.says(20, "coach wake up", "wake", "asleep")
    stage.inbox.at(start + 21, lambda: states.append(stage.conductor.snapshot().hearing))
    stage.says(25, "resume", "resume", "paused")
    stage.run()
    assert stage.ear.contexts == ["session", "asleep", "asleep", "paused", "session"]
    commands = [(n.name, n.by) for n in stage.notices if isinstance(n, CommandNotice)]
    assert commands == [("sleep", "voice"), ("pause", "key"), ("wake", "voice"), ("resume", "voice")]
    assert states == ["asleep", "on"]


def test_one_key_puts_the_ears_to_sleep_and_wakes_them(tmp_path: Path) -> None:
    """Nobody has to remember two keys."""
    stage = Stage(tmp_path, "three-easy", minutes=1)
    for seconds in (10, 20):
        stage.inbox.at(stage.clock.seconds + seconds, Asked(Command.SLEEP, "key"))
    stage.run()
    assert stage.ear.contexts == ["session", "asleep", "session"]


def test_a_near_miss_is_answered_with_another_sound(tmp_path: Path) -> None:
    """Who says half a command hears that it was not taken; the second time in a row help is offered, once."""
    stage = Stage(tmp_path, "three-easy", minutes=1)
    stage.says(30, "repeat what", None)
    stage.says(33, "skip it", None)
    stage.says(36, "skip it", None)
    stage.says(39, "house", None)
    stage.run()
    assert [n.name for n in stage.notices if isinstance(n, CueNotice)].count("not_heard") == 3
    session = stage.conductor.snapshot().session
    assert session is not None
    shown = [n.text for n in stage.notices if isinstance(n, SaidNotice)] + [session.caption]
    assert sum("did not catch" in text for text in shown) <= 1


def test_leaving_by_voice_needs_a_yes(tmp_path: Path) -> None:
    """To quit asks first; a no leads back to the menu, a yes leaves."""
    stage = Stage(tmp_path, minutes=5)
    stage.says(10, "quit", "quit", "menu")
    stage.says(15, "no", "no", "confirm")
    stage.says(20, "quit", "quit", "menu")
    stage.says(25, "yes", "yes", "confirm")
    stage.run()
    assert stage.conductor.finished
    assert stage.ear.contexts == ["menu", "confirm", "menu", "confirm"]


def test_whatever_is_said_was_rendered_before(tmp_path: Path) -> None:
    """Also what only fits in once the real lengths are known."""
    stage = Stage(tmp_path, "three-easy")
    stage.mouth.real_seconds = lambda text: 0.6 * estimate(text)
    stage.run()
    assert ends(stage) == ["finished"]
    assert stage.mouth.unprepared == []
