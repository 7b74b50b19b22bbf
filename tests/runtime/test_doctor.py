"""The doctor tries each part for real: what works is told as working, and what does not is not."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from tests.support.rig import Rig
from tests.support.room import quiet_room
from tests.support.routine_files import ROUTINE
from tests.support.silence import no_devices
from voicecoach import paths
from voicecoach.runtime import doctor
from voicecoach.runtime.doctor import Finding, examine

PARTS = {"settings", "routines", "model", "microphone", "voice", "loudspeaker", "journal", "terminal"}


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own."""
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("VOICECOACH_HOME", str(home))
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("LINES", "30")
    return home


@pytest.fixture
def silent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without sound."""
    for name, value in no_devices(tmp_path / "silence").items():
        monkeypatch.setenv(name, value)


def found() -> dict[str, Finding]:
    """What the doctor finds, by name."""
    findings = examine(paths.config_file())
    assert len({finding.name for finding in findings}) == len(findings)
    for finding in findings:
        assert finding.message
        assert finding.ok != bool(finding.mend), finding
    return {finding.name: finding for finding in findings}


def test_all_is_well(rig: Rig, tmp_path: Path) -> None:
    """With a sound card in a quiet room, every part works, and none is left out."""
    with quiet_room(rig, tmp_path):
        findings = found()
    assert set(findings) == PARTS
    assert [finding for finding in findings.values() if not finding.ok] == []


def test_a_muted_microphone_is_found(rig: Rig) -> None:
    """It opens and delivers, but only zeros: nothing said would be heard."""
    microphone = found()["microphone"]
    assert not microphone.ok
    assert "silence" in microphone.message


@pytest.mark.usefixtures("silent")
def test_a_machine_without_sound_and_other_troubles(home: Path) -> None:
    """Each part has its own finding, and one that fails does not keep the others from being tried."""
    (home / "journal.sqlite3").write_bytes(b"no database at all" * 100)
    (home / "settings.toml").write_text("[speech]\nvolume = 7\n", encoding="utf-8")
    (home / "routines").mkdir()
    (home / "routines" / "mine.toml").write_text(
        ROUTINE.replace('use = "', 'use = "no-such-'), encoding="utf-8"
    )
    findings = found()
    assert {name for name, finding in findings.items() if not finding.ok} == PARTS - {
        "model",
        "voice",
        "terminal",
    }
    assert "speech.volume" in findings["settings"].message
    assert "mine.toml" in findings["routines"].mend
    assert str(home / "journal.sqlite3") in findings["journal"].message


@pytest.mark.usefixtures("silent")
def test_a_missing_model_is_found(home: Path) -> None:
    """By its name; and the microphone is not called well unheard."""
    (home / "settings.toml").write_text('[hearing]\nmodel = "none"\n[speech]\nvoice = "none"\n', "utf-8")
    findings = found()
    assert "none" in findings["model"].message
    assert not findings["microphone"].ok
    assert not findings["voice"].ok


@pytest.mark.usefixtures("silent")
def test_a_damaged_model_is_found(home: Path) -> None:
    """All its files are there, but it cannot be loaded."""
    model = home / "models" / "damaged"
    shutil.copytree(paths.builtin("models") / "starter-en", model)
    (model / "am" / "final.mdl").write_bytes(b"\0" * 1000)
    model_finding = found()["model"]
    assert not model_finding.ok
    assert str(model) in model_finding.message


def test_a_small_terminal_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """With its size, and the size that is enough."""
    assert doctor._terminal().ok
    monkeypatch.setenv("LINES", "20")
    small = doctor._terminal()
    assert not small.ok
    assert "100x20" in small.message
    assert "80x24" in small.mend


@pytest.mark.skipif(sys.platform == "win32", reason="a Windows console takes any character")
def test_a_terminal_without_utf8_is_found(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The figures need it."""
    with (tmp_path / "out").open("w", encoding="latin-1") as out:
        monkeypatch.setattr(sys, "stdout", out)
        assert not doctor._terminal().ok
