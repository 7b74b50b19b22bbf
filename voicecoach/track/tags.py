"""Title, artist, date and chapters, in the way of each format."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

from voicecoach.track.description import Description
from voicecoach.track.formats import Format

if TYPE_CHECKING:
    from mutagen.id3 import ID3


def write_tags(file: Path, form: Format, description: Description) -> None:
    """Add the tags to a sound file that has none yet.

    FLAC and OGG take Vorbis comments, MP3 and WAV take ID3.

    Raises:
        OSError: the disk is full, or the file cannot be written for another reason.
    """
    import mutagen

    try:
        match form:
            case Format.FLAC | Format.OGG:
                _write_comments(file, form, description)
            case Format.MP3:
                _id3(description).save(file)
            case Format.WAV:
                _write_id3_chunk(file, description)
    except mutagen.MutagenError as error:
        raise OSError(str(error)) from error


def _write_comments(file: Path, form: Format, description: Description) -> None:
    from mutagen.flac import FLAC
    from mutagen.oggvorbis import OggVorbis

    tagged = FLAC(file) if form is Format.FLAC else OggVorbis(file)
    tagged["TITLE"] = description.title
    tagged["ARTIST"] = description.artist
    tagged["DATE"] = description.date.isoformat()
    for number, chapter in enumerate(description.chapters, start=1):
        tagged[f"CHAPTER{number:03}"] = _clock(chapter.at_seconds)
        tagged[f"CHAPTER{number:03}NAME"] = chapter.title
    tagged.save()


def _clock(seconds: float) -> str:
    """As the chapters of Vorbis comments have it: hh:mm:ss.mmm."""
    minutes, milliseconds = divmod(round(seconds * 1000), 60_000)
    return f"{minutes // 60:02}:{minutes % 60:02}:{milliseconds // 1000:02}.{milliseconds % 1000:03}"


def _write_id3_chunk(file: Path, description: Description) -> None:
    from mutagen.wave import WAVE

    tagged = WAVE(file)
    tagged.add_tags()
    cast("ID3", tagged.tags).update(_id3(description))
    tagged.save()


def _id3(description: Description) -> ID3:
    from mutagen.id3 import CHAP, CTOC, ID3, TDRC, TIT2, TPE1, CTOCFlags

    tags = ID3()
    tags.add(TIT2(text=description.title))
    tags.add(TPE1(text=description.artist))
    tags.add(TDRC(text=description.date.isoformat()))
    names = [f"chapter{number}" for number in range(1, len(description.chapters) + 1)]
    flags = CTOCFlags.TOP_LEVEL | CTOCFlags.ORDERED
    tags.add(CTOC(element_id="chapters", flags=flags, child_element_ids=names))
    begins = [round(chapter.at_seconds * 1000) for chapter in description.chapters]
    ends = [*begins[1:], round(description.seconds * 1000)]
    for name, begin, end, chapter in zip(names, begins, ends, description.chapters, strict=True):
        tags.add(CHAP(element_id=name, start_time=begin, end_time=end, sub_frames=[TIT2(text=chapter.title)]))
    return tags
