"""`voicecoach models ...` as a script or a person calls it, in a process of its own."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.support.command_line import Done, call
from tests.support.model_archive import NAME, model_archive
from tests.support.model_server import ModelServer, answers, stalls_after
from tests.support.terminal import Terminal

PACKED = model_archive()
WITH_CATALOGUE = """
import sys
from pathlib import Path
from voicecoach.cli import main
from voicecoach.models import load_catalogue
from voicecoach.runtime import model_commands
entries = load_catalogue(Path(sys.argv.pop(1)))
model_commands.catalogue = lambda: entries
main(prog_name="voicecoach")
"""


def _argv(server: ModelServer, home: Path, *arguments: str, sha256: str) -> list[str]:
    """A call with a catalogue whose one model is on the server."""
    catalogue = home.parent / "catalogue.toml"
    catalogue.write_text(
        f"""
        [[models]]
        name = "{NAME}"
        about = "Tiny"
        licence = "MIT"
        source = "a test"
        [models.archive]
        url = "{server.url}"
        bytes = {len(PACKED)}
        sha256 = "{sha256}"
        unpacked_bytes_at_most = 20_000_000
        """,
        encoding="utf-8",
    )
    return [sys.executable, "-c", WITH_CATALOGUE, str(catalogue), "models", *arguments]


def _env(home: Path) -> dict[str, str]:
    return {**os.environ, "VOICECOACH_HOME": str(home)}


def _call(argv: list[str], home: Path) -> Done:
    done = subprocess.run(
        argv,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        env=_env(home),
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    return Done(done.returncode, done.stdout, done.stderr)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A user who has nothing yet."""
    return tmp_path / "home"


def test_the_list_names_size_licence_source_and_digest(home: Path) -> None:
    """For scripts as an array with nothing else on stdout, for people as text; no folder is made for it."""
    done = call("models", "list", "--json", home=home)
    assert (done.status, done.err) == (0, "")
    rows = json.loads(done.out)
    assert [row["name"] for row in rows if row["in_use"]] == ["starter-en"]
    for row in rows:
        assert row["licence"]
        assert row["source"]
        assert row["disk_bytes"] or row["download_bytes"]
        assert "sha256" in row
    assert "starter-en" in call("models", "list", home=home).out
    assert not home.exists()


def test_installing_prints_one_object(home: Path) -> None:
    """And nothing else; the exit status is 0."""
    with ModelServer(PACKED) as server:
        wanted = ("install", NAME, "--accept-unknown-digest", "--json")
        done = _call(_argv(server, home, *wanted, sha256=""), home)
    assert (done.status, done.err) == (0, "")
    assert json.loads(done.out)["folder"] == str(home / "models" / NAME)


def test_trouble_of_the_network_is_one_line_with_status_1(home: Path) -> None:
    """It is no mistake of the user."""
    with ModelServer(PACKED, answers(500)) as server:
        done = _call(_argv(server, home, "install", NAME, sha256="0" * 64), home)
    assert (done.status, done.out) == (1, "")
    assert done.err.startswith("voicecoach: 127.0.0.1 has trouble")
    assert len(done.err.splitlines()) == 1


def test_progress_is_shown_and_ctrl_c_keeps_what_has_arrived(home: Path) -> None:
    """How much, how fast and how long; then one line, and nothing but the part file and its note is left."""
    with ModelServer(PACKED, stalls_after(len(PACKED) // 2)) as server:
        argv = _argv(server, home, "install", NAME, sha256="0" * 64)
        with Terminal(argv, _env(home)) as terminal:
            terminal.wait_for(re.compile(rf"{NAME} .* 1\.3/2\.7 MB .* (\d|-):[\d-]{{2}}:[\d-]{{2}}"), 30)
            terminal.press("ctrl+c")
            assert terminal.wait_exit(30) == 1
            assert "Stopped. What has arrived is kept" in "".join(terminal.screen())
    left = sorted(path.name for path in (home / "models").rglob("*") if path.is_file())
    assert left == [f"{NAME}.zip", f"{NAME}.zip.version"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["install", "nothing"], "no model called nothing"),
        (["install", "starter-en"], "comes with the coach"),
        (["install", "vosk-model-small-en-gb-0.15"], "--accept-unknown-digest"),
        (["use", "nothing"], "no speech model called nothing"),
        (["use", "vosk-model-small-en-us-0.15"], "voicecoach models install vosk-model-small-en-us-0.15"),
        (["remove", "nothing"], "No model called nothing"),
        (["remove", "starter-en"], "comes with the coach"),
        (["instal"], "No such command"),
        (["use"], "Missing argument"),
    ],
)
def test_a_mistake_is_one_line_with_status_2(arguments: list[str], words: str, home: Path) -> None:
    """What is wrong and how to mend it, without touching the network or the disk."""
    done = call("models", *arguments, home=home)
    assert (done.status, done.out) == (2, "")
    assert words in done.err
    assert len(done.err.splitlines()) == 1
    assert not home.exists()


def test_using_the_model_that_ships_is_written_down(home: Path) -> None:
    """The setting is there for the next session, and the call says what it did."""
    done = call("models", "use", "starter-en", "--json", home=home)
    assert done.status == 0
    assert json.loads(done.out)["name"] == "starter-en"
    settings = tomllib.loads((home / "settings.toml").read_text(encoding="utf-8"))
    assert settings == {"hearing": {"model": "starter-en"}}
