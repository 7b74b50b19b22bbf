"""What tests of several rooms share."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.support.rig import Rig

# A busy machine is no failure: Hypothesis does not time what it tries.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever uses the virtual sound card runs in real time, where a busy machine may disturb it once."""
    for item in items:
        if "rig" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.realtime)
            item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.fixture
def rig(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Rig]:
    """A fresh virtual sound card: the default of this process and of its children while the test runs."""
    if not sys.platform.startswith("linux"):
        pytest.skip("the virtual sound card needs Linux")
    if shutil.which("pulseaudio") is None:
        pytest.fail("pulseaudio is missing: run ./test, which installs it", pytrace=False)
    card = Rig(tmp_path / "sound-card")
    card.start()
    for name, value in card.settings.items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("PULSE_LATENCY_MSEC", raising=False)
    _look_for_devices_again()
    yield card
    _look_for_devices_again()
    card.stop()


@pytest.fixture(scope="session")
def recordings() -> Path:
    """The folder with recordings of people; tests that need it are skipped without it."""
    named = os.environ.get("VOICECOACH_RECORDINGS")
    if not named:
        pytest.skip("VOICECOACH_RECORDINGS names no folder with recordings of people")
    folder = Path(named)
    if not (folder / "MANIFEST.tsv").is_file():
        pytest.fail(f"VOICECOACH_RECORDINGS: there is no MANIFEST.tsv in {folder}", pytrace=False)
    return folder


def _look_for_devices_again() -> None:
    """PortAudio lists devices when it is loaded: where it is loaded already, start it anew."""
    portaudio = sys.modules.get("sounddevice")
    if portaudio is not None:
        portaudio._terminate()
        portaudio._initialize()
