"""The coach without a screen: events go out as lines, typed lines come in as commands."""

from __future__ import annotations

import json
import sys
import threading
from typing import TYPE_CHECKING, TextIO

from voicecoach import paths
from voicecoach.hearing.vocabulary import load as load_vocabulary
from voicecoach.quiet import Own, native_output_into
from voicecoach.runtime.build import crew
from voicecoach.runtime.conductor import Conductor, Options
from voicecoach.runtime.inbox import Inbox
from voicecoach.runtime.report import as_json, as_text
from voicecoach.runtime.signals import leaving_on_signals
from voicecoach.runtime.typed import command_for, phrases_in

if TYPE_CHECKING:
    from voicecoach.hearing.vocabulary import Vocabulary
    from voicecoach.routine.model import Routine
    from voicecoach.runtime.notices import Notice
    from voicecoach.settings import Settings


def run_headless(settings: Settings, routine: Routine | None, *, as_lines_of_json: bool) -> bool:
    """Lead from the menu, or through one routine, to the end; events go to stdout, a line each.

    Args:
        settings: the user's settings.
        routine: lead this one and leave; None opens the menu.
        as_lines_of_json: JSON for scripts instead of text for people.

    Returns:
        Whether it came to its own end; False where it was broken off from outside.
    """
    with native_output_into(paths.log_file()) as own:
        return _lead(settings, routine, own, as_lines_of_json=as_lines_of_json)


def _lead(settings: Settings, routine: Routine | None, own: Own, *, as_lines_of_json: bool) -> bool:
    inbox = Inbox()
    hired = crew(settings, inbox)
    start_seconds = hired.clock()

    def write(notice: Notice) -> None:
        if as_lines_of_json:
            line: str | None = json.dumps(as_json(notice, start_seconds), ensure_ascii=False)
        else:
            line = as_text(notice, start_seconds)
        if line is not None:
            print(line, file=own.out, flush=True)

    conductor = Conductor(hired, inbox, Options(routine, read_aloud=True), write)
    vocabulary = load_vocabulary("en")
    typing = (sys.stdin, own.err, conductor, vocabulary)
    threading.Thread(target=_read, args=typing, name="typed", daemon=True).start()
    with leaving_on_signals(conductor.leave):
        conductor.run()
    return conductor.finished


def _read(lines: TextIO, err: TextIO, conductor: Conductor, vocabulary: Vocabulary) -> None:
    """Turn typed lines into commands until there are no more."""
    for line in lines:
        if not line.strip():
            continue
        context = conductor.snapshot().context
        command = command_for(line, context, vocabulary)
        if command:
            conductor.command(command, "stdin")
        else:
            known = ", ".join(phrases_in(context, vocabulary))
            print(f'I do not know "{line.strip()}". You can type: {known}.', file=err, flush=True)
