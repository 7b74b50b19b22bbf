"""The house is in order: what is locked, shipped and promised fits together."""

from __future__ import annotations

import re
import shutil
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest

from voicecoach.tui.keys import KEYS

ROOT = Path(__file__).parents[1]
LOCKS = ("run", "test")


def _pyproject() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def _lock_text(lock: str) -> str:
    return (ROOT / "requirements" / f"{lock}.txt").read_text(encoding="utf-8")


def _entries(lock: str) -> list[str]:
    """Every requirement of a lock with its hashes, joined to one line each."""
    joined = _lock_text(lock).replace("\\\n", " ")
    return [line for line in joined.splitlines() if line.strip() and not line.lstrip().startswith("#")]


def _name(requirement: str) -> str:
    match = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert match, requirement
    return re.sub(r"[-_.]+", "-", match[0]).lower()


@pytest.mark.parametrize("lock", LOCKS)
def test_locks_name_no_place(lock: str) -> None:
    """A lock works with every package index: it names no host, no option and no folder."""
    assert "://" not in _lock_text(lock)
    assert [entry for entry in _entries(lock) if entry.startswith("-") or "@" in entry] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_package_has_one_version_and_hashes(lock: str) -> None:
    """Whatever is fetched is exactly what was locked."""
    for entry in _entries(lock):
        assert re.match(r"[a-z0-9-]+==[^ ]+ (;|  ).*--hash=sha256:[0-9a-f]{64}", entry), entry[:100]


@pytest.mark.parametrize(
    ("lock", "groups"), [("run", ["build"]), ("test", ["build", "test"])], ids=["run", "test"]
)
def test_every_dependency_is_locked(lock: str, groups: list[str]) -> None:
    """A dependency added to pyproject.toml is added to the locks, too."""
    pyproject = _pyproject()
    wanted = [*pyproject["project"]["dependencies"]]
    for group in groups:
        wanted += pyproject["dependency-groups"][group]
    locked = {_name(entry) for entry in _entries(lock)}
    assert {_name(requirement) for requirement in wanted} <= locked


def test_the_locks_agree() -> None:
    """What runs is what was tested: both locks hold the same versions."""
    run, test = ({entry.split(" --hash")[0].strip() for entry in _entries(lock)} for lock in LOCKS)
    assert run <= test


@pytest.mark.parametrize("system", ["linux", "darwin", "win32"])
def test_each_system_gets_one_speech_recognizer(system: str) -> None:
    """No system is left without Vosk, and none gets two versions of it."""
    markers = [entry for entry in _entries("run") if _name(entry) == "vosk"]
    fits = [
        entry
        for entry in markers
        if f"sys_platform == '{system}'" in entry
        or ("sys_platform != '" in entry and f"!= '{system}'" not in entry)
    ]
    assert len(fits) == 1


@pytest.mark.parametrize("script", ["run", "test", "setup.sh", ".ci/run"])
def test_scripts_are_plain_shell(script: str) -> None:
    """The commands of the README run under any POSIX shell, not only bash."""
    done = subprocess.run(["sh", "-n", str(ROOT / script)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_run_says_what_is_missing(tmp_path: Path) -> None:
    """Without a Python that is new enough, ./run stops with one clear line."""
    checkout = tmp_path / "a folder"
    (checkout / "requirements").mkdir(parents=True)
    (checkout / "requirements" / "run.txt").touch()
    (checkout / "pyproject.toml").touch()
    for script in ("run", "setup.sh"):
        (checkout / script).write_bytes((ROOT / script).read_bytes())
    done = subprocess.run(
        ["sh", str(checkout / "run")],
        env={"PATH": str(_commands_without_python(tmp_path))},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr == "Voicecoach needs Python 3.11 or newer; this machine has Python 3.8.10.\n"
    assert done.stdout == ""


def _commands_without_python(folder: Path) -> Path:
    """A PATH with what the scripts need, and a python3 that is too old."""
    commands = folder / "bin"
    commands.mkdir(exist_ok=True)
    for name in ("sh", "cat", "cksum", "dirname", "grep", "id", "uname"):
        found = shutil.which(name)
        assert found, name
        (commands / name).symlink_to(found)
    old = commands / "python3"
    old.write_text('#!/bin/sh\n[ "$1" = --version ] && echo Python 3.8.10\n')
    old.chmod(0o755)
    return commands


def test_the_readme_names_the_keys_that_work() -> None:
    """In every row of the README's table, each phrase and one of the keys give the same command."""
    said = _commands_by_phrase()
    pressed = _commands_by_key()
    rows = re.findall(
        r'^\| ("[^|]+) \| ([^|]+) \|', (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert len(rows) >= 10
    for phrases, keys in rows:
        by_key = set[str]().union(*(pressed[key] for key in re.findall(r"`([^`]+)`", keys)))
        for phrase in re.findall(r'"([^"]+)"', phrases):
            assert said[phrase] & by_key, (phrase, keys)


def _commands_by_phrase() -> dict[str, set[str]]:
    texts = tomllib.loads((ROOT / "voicecoach" / "hearing" / "en.toml").read_text(encoding="utf-8"))
    found: dict[str, set[str]] = {}
    for commands in texts["contexts"].values():
        for command, phrases in commands.items():
            for phrase in phrases:
                found.setdefault(phrase, set()).add(command)
    return found


def _commands_by_key() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for keys in KEYS.values():
        for key in keys:
            found.setdefault({"question_mark": "?"}.get(key.name, key.name), set()).add(key.command.value)
    return found
