"""A track is written whole, in every format, or not at all."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import mutagen
import numpy as np
import numpy.typing as npt
import pytest
import soundfile
from mutagen.id3 import ID3
from mutagen.wave import WAVE

from tests.support.limits import largest_file
from voicecoach.errors import UserError
from voicecoach.track import RATE_HZ, Beside, Caption, Chapter, Description, check_place, write_track

ENDINGS = ("flac", "ogg", "mp3", "wav")
SECONDS = 7.3
TONES = ((0.5, 1.0), (3.0, 2.5))
DESCRIPTION = Description(
    title='Easy & "slow"',
    artist="Voicecoach",
    date=date(2026, 3, 1),
    seconds=SECONDS,
    chapters=(Chapter("Knee to chest", 0.5), Chapter("Brücke", 3.0)),
    captions=(Caption(0.5, 1.0, "One < two & three."), Caption(3.0, 2.5, "Zwei.")),
)


def samples() -> npt.NDArray[np.float32]:
    """Tones between silences."""
    whole = np.zeros(round(SECONDS * RATE_HZ), dtype=np.float32)
    for begin, seconds in TONES:
        time = np.arange(round(seconds * RATE_HZ)) / RATE_HZ
        first = round(begin * RATE_HZ)
        whole[first : first + len(time)] = 0.3 * np.sin(2 * np.pi * 440 * time)
    return whole


def blocks() -> Iterator[npt.NDArray[np.float32]]:
    """The same in blocks."""
    yield from np.array_split(samples(), 17)


def files(folder: Path) -> list[str]:
    """The names of all files in a folder, hidden ones too."""
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_sound_is_what_was_given(ending: str, tmp_path: Path) -> None:
    """At the exact length, with each tone in its place and silence around it, also behind the tags."""
    write_track(tmp_path / f"track.{ending}", blocks(), DESCRIPTION, Beside())
    read, rate_hz = soundfile.read(tmp_path / f"track.{ending}", dtype="float32")
    assert rate_hz == RATE_HZ
    assert len(read) == len(samples())
    assert np.abs(read - samples()).max() < (0.001 if ending in ("flac", "wav") else 0.1)
    for begin, seconds in TONES:
        middle = read[round((begin + 0.1) * RATE_HZ) : round((begin + seconds - 0.1) * RATE_HZ)]
        assert np.abs(middle).max() == pytest.approx(0.3, rel=0.1)


@pytest.mark.parametrize("ending", ["flac", "ogg"])
def test_vorbis_comments(ending: str, tmp_path: Path) -> None:
    """Title, artist, date, and each chapter with its time and name."""
    write_track(tmp_path / f"track.{ending}", blocks(), DESCRIPTION, Beside())
    tags = mutagen.File(tmp_path / f"track.{ending}").tags
    found = {key.upper(): value for key, value in tags.items()}
    found.pop("ENCODER", None)  # some encoders name themselves
    assert found == {
        "TITLE": ['Easy & "slow"'],
        "ARTIST": ["Voicecoach"],
        "DATE": ["2026-03-01"],
        "CHAPTER001": ["00:00:00.500"],
        "CHAPTER001NAME": ["Knee to chest"],
        "CHAPTER002": ["00:00:03.000"],
        "CHAPTER002NAME": ["Brücke"],
    }


@pytest.mark.parametrize("ending", ["mp3", "wav"])
def test_id3(ending: str, tmp_path: Path) -> None:
    """Title, artist, date, and chapters that a table of contents lists, each up to the next."""
    file = tmp_path / f"track.{ending}"
    write_track(file, blocks(), DESCRIPTION, Beside())
    tags = ID3(file) if ending == "mp3" else WAVE(file).tags
    assert tags
    assert (str(tags["TIT2"]), str(tags["TPE1"])) == ('Easy & "slow"', "Voicecoach")
    assert str(tags["TDRC"]) == "2026-03-01"
    chapters = [tags[f"CHAP:{name}"] for name in tags["CTOC:chapters"].child_element_ids]
    found = [(str(one.sub_frames["TIT2"]), one.start_time, one.end_time) for one in chapters]
    assert found == [("Knee to chest", 500, 3000), ("Brücke", 3000, 7300)]


@pytest.mark.parametrize(
    ("ending", "beside", "others"),
    [
        ("flac", Beside(), []),
        ("wav", Beside(), ["cue"]),
        ("ogg", Beside("vtt"), ["vtt"]),
        ("mp3", Beside("lrc", cue_sheet=True), ["lrc", "cue"]),
    ],
)
def test_what_lies_beside(ending: str, beside: Beside, others: list[str], tmp_path: Path) -> None:
    """Exactly what was asked for, and a cue sheet beside a WAV file; what was there before is replaced."""
    names = [f"track.{one}" for one in (ending, *others)]
    for name in names:
        (tmp_path / name).write_text("old", encoding="utf-8")
    written = write_track(tmp_path / names[0], blocks(), DESCRIPTION, beside)
    assert written == tuple(tmp_path / name for name in names)
    assert files(tmp_path) == sorted(names)
    assert all((tmp_path / name).read_bytes() != b"old" for name in names)


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_full_disk_leaves_what_was_there(ending: str, tmp_path: Path) -> None:
    """Wherever it fills up, also when only the tags are missing: one message, and no half file."""
    file = tmp_path / f"track.{ending}"
    write_track(file, blocks(), DESCRIPTION, Beside())
    size = file.stat().st_size
    file.write_text("old", encoding="utf-8")
    for limit in (0, 100, size // 2, size - 1):
        with largest_file(limit), pytest.raises(UserError) as told:
            write_track(file, blocks(), DESCRIPTION, Beside("vtt"))
        assert str(file) in str(told.value), limit
        assert files(tmp_path) in ([file.name], sorted([file.name, "track.cue"]))
        assert file.read_text(encoding="utf-8") == "old"


def test_a_mistake_on_the_way_leaves_nothing(tmp_path: Path) -> None:
    """Whatever ends the blocks early ends the files, too."""

    def interrupted() -> Iterator[npt.NDArray[np.float32]]:
        yield samples()
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_track(tmp_path / "track.ogg", interrupted(), DESCRIPTION, Beside("vtt", cue_sheet=True))
    assert files(tmp_path) == []


def test_a_caption_file_that_cannot_be_put_there_leaves_nothing(tmp_path: Path) -> None:
    """Its name is taken by a folder: no track appears without its captions."""
    (tmp_path / "track.vtt").mkdir()
    with pytest.raises(UserError, match="track"):
        write_track(tmp_path / "track.flac", blocks(), DESCRIPTION, Beside("vtt"))
    assert files(tmp_path) == ["track.vtt"]


@pytest.mark.parametrize("name", ["track.aac", "track", "none/track.flac", "file/track.flac", "folder.ogg"])
def test_a_place_that_does_not_work_is_told_before(name: str, tmp_path: Path) -> None:
    """With its path, in one line, and without a trace."""
    (tmp_path / "file").touch()
    (tmp_path / "folder.ogg").mkdir()
    with pytest.raises(UserError) as told:
        check_place(tmp_path / name)
    assert str(tmp_path) in str(told.value)
    assert "\n" not in str(told.value)
    assert files(tmp_path) == ["file", "folder.ogg"]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="/proc is a folder of Linux")
def test_a_folder_without_permission_is_told() -> None:
    """Nobody may write there."""
    with pytest.raises(UserError, match=r"/proc/track\.flac"):
        check_place(Path("/proc/track.flac"))


def test_a_place_that_works(tmp_path: Path) -> None:
    """Trying it leaves no file, and leaves alone what is there."""
    (tmp_path / "track.FLAC").write_text("old", encoding="utf-8")
    check_place(tmp_path / "track.FLAC")
    assert files(tmp_path) == ["track.FLAC"]
    assert (tmp_path / "track.FLAC").read_text(encoding="utf-8") == "old"


HOUR = """
import sys
from datetime import date
from pathlib import Path
from voicecoach.speech import CueAt, mixdown
from voicecoach.track import RATE_HZ, Beside, Description, write_track
seconds = float(sys.argv[2])
cues = [CueAt(at, "start") for at in range(0, int(seconds), 5)]
blocks = mixdown(cues, seconds, RATE_HZ, 1.0, 1.0)
write_track(Path(sys.argv[1]), blocks, Description("", "", date(2026, 1, 1), seconds, (), ()), Beside())
status = Path("/proc/self/status").read_text()
print(status.partition("VmHWM:")[2].split()[0])
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="/proc is a folder of Linux")
@pytest.mark.parametrize(("ending", "longer"), [("flac", 3600), ("ogg", 600)])
def test_an_hour_needs_no_more_memory_than_a_minute(ending: str, longer: int, tmp_path: Path) -> None:
    """Blocks are written as they come: 100 MB are enough, and length makes no difference."""
    used = []
    for seconds in (60, longer):
        call = [sys.executable, "-c", HOUR, str(tmp_path / f"track.{ending}"), str(seconds)]
        used.append(int(subprocess.run(call, capture_output=True, text=True, check=True).stdout) / 1024)
    assert used[1] < 100
    assert used[1] - used[0] < 10
