"""Where things live."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from voicecoach import paths

ROOT = Path(__file__).parents[1]


def test_one_folder_holds_everything(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """VOICECOACH_HOME moves all of it, so that nothing of a trial is left elsewhere."""
    monkeypatch.setenv("VOICECOACH_HOME", str(tmp_path))
    assert paths.data_dir() == tmp_path
    assert paths.config_file() == tmp_path / "settings.toml"
    assert paths.cache_dir() == tmp_path / "cache"
    assert paths.log_file() == tmp_path / "log" / "voicecoach.log"


def test_a_relative_home_is_made_absolute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It means the same folder in every process, whatever folder that works in."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("VOICECOACH_HOME", "here")
    assert paths.home() == tmp_path / "here"
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("VOICECOACH_HOME", "~/there")
    assert paths.home() == tmp_path / "there"


@pytest.mark.parametrize("value", ["", None])
def test_without_it_the_platform_decides(value: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each kind has a folder of the program's own name, never the working folder."""
    if value is None:
        monkeypatch.delenv("VOICECOACH_HOME", raising=False)
    else:
        monkeypatch.setenv("VOICECOACH_HOME", value)
    assert paths.home() is None
    for place in (paths.data_dir(), paths.config_file(), paths.cache_dir(), paths.log_file()):
        assert place.is_absolute()
        assert "voicecoach" in place.parts


@pytest.mark.parametrize("kind", ["routines", "models"])
def test_a_checkout_has_its_library_beside_the_package(kind: str) -> None:
    """So that a change to a routine needs no installing."""
    assert paths.builtin(kind) == ROOT / kind
    assert any(paths.builtin(kind).iterdir())


@pytest.mark.parametrize("kind", ["routines", "models"])
def test_a_wheel_has_its_library_within_the_package(kind: str, tmp_path: Path) -> None:
    """What was installed is found wherever the program is started."""
    package = tmp_path / "site" / "voicecoach"
    shipped = package / "_library" / kind
    shipped.mkdir(parents=True)
    for module in ("__init__", "paths"):
        (package / f"{module}.py").write_bytes((ROOT / "voicecoach" / f"{module}.py").read_bytes())
    done = subprocess.run(
        [sys.executable, "-c", f"from voicecoach import paths; print(paths.builtin({kind!r}))"],
        cwd=tmp_path / "site",
        capture_output=True,
        text=True,
        check=True,
    )
    assert Path(done.stdout.strip()).resolve() == shipped.resolve()
