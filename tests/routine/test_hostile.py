"""Files that were made to bring a program down: an answer each, and never much memory."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.routine_files import ROUTINE

MEGABYTE = 1024 * 1024
MOST_MEGABYTES = 200
CALL = """
import sys
from voicecoach.runtime.checking import check_all
for name in sys.argv[1:]:
    from pathlib import Path
    problems = check_all([Path(name)])[1]
    print(Path(name).stem, len(problems))
if Path("/proc/self/status").exists():
    print("peak", Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0])
"""
FILES = {
    "fifty-megabytes": "#" * (50 * MEGABYTE),
    "zeros": "\0" * (50 * MEGABYTE),
    "no-utf8": "\udcff" * MEGABYTE,
    "brackets": "a = " + "[" * MEGABYTE,
    "deep-lists": "a = " + "[" * 450 + "]" * 450,
    "deep-tables": "a = " + "{ a = " * 3000 + "1" + " }" * 3000,
    "dots": "a." * 500_000 + "a = 1",
    "many-dots": "".join(f"a{n}.a.a.a.a.a.a.a = 1\n" for n in range(40_000)),
    "tables": "".join(f"[a{n}]\n" for n in range(100_000)),
    "keys": ROUTINE + "".join(f"k{n} = 1\n" for n in range(90_000)),
    "values": ROUTINE.replace('["Welcome."]', "[" + "1," * 500_000 + "]"),
    "entries": ROUTINE.replace('{ use = "knee-to-chest" }', '{ use = "opn-close" },' * 40_000),
    "stretches": ROUTINE + "".join(f"[define.a{n}]\nname = {n}\n" for n in range(4_000)),
    "lines": "#\n" * 500_000,
    "escapes": 'title = "' + "\\n" * 500_000 + '"',
    "quotes": 'title = """' + '"" ' * 300_000,
    "sentences": ROUTINE.replace('["Welcome."]', '["' + "Stop. " * 170_000 + '"]'),
    "digits": "title = " + "9" * 4_299,
    "more-digits": "title = " + "9" * MEGABYTE,
    "hexadecimal": ROUTINE.replace('["Welcome."]', "0x" + "f" * 900_000),
    "long-key": ROUTINE + "a" * 900_000 + " = 1",
    "long-name": ROUTINE.replace("knee-to-chest", "a" * 900_000),
}


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """A file each."""
    for name, text in FILES.items():
        (tmp_path / f"{name}.toml").write_bytes(text.encode("utf-8", "surrogateescape"))
    return sorted(tmp_path.iterdir())


def test_none_of_them_does_any_harm(files: list[Path]) -> None:
    """Each is told to be wrong, no more than a screenful or two is said of it, and memory stays small."""
    done = subprocess.run(
        [sys.executable, "-c", CALL, *map(str, files)],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    found = {name: int(number) for name, number in (line.split() for line in done.stdout.splitlines())}
    kilobytes = found.pop("peak", 0)
    assert found.keys() == FILES.keys()
    assert all(1 <= number <= 250 for number in found.values()), found
    assert kilobytes <= MOST_MEGABYTES * 1024
