"""A power cut, as near as a test can come to it: the process is killed while it writes."""

from __future__ import annotations

import random
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from voicecoach.journal import Journal

_WRITER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from voicecoach.journal import Journal

journal = Journal(Path(sys.argv[1]))
session = journal.begin("three-easy", datetime.now(UTC))
number = 0
while True:
    journal.checkpoint(session, str(number), datetime.now(UTC))
    print(number, flush=True)
    number += 1
"""


@pytest.mark.parametrize("seed", range(20))
def test_a_killed_program_leaves_its_last_place(tmp_path: Path, seed: int) -> None:
    """Whenever the program dies, the file is whole and holds the last checkpoint that was told as kept."""
    file = tmp_path / "journal.sqlite3"
    command = [sys.executable, "-c", _WRITER, str(file)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        last = -1
        for _ in range(random.Random(seed).randint(1, 2000)):
            last = int(writer.stdout.readline())
        writer.kill()
        *told, _broken_off = writer.stdout.read().split("\n")
    last = int(told[-1]) if told else last
    journal = Journal(file)
    found = journal.unfinished(datetime.now(UTC), timedelta(hours=1))
    journal.close()
    assert found is not None
    assert int(found.position) in (last, last + 1), "one more may have been kept than was told"
