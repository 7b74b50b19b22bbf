"""Contact sheets for those who draw poses: every movement at four moments. Needs Pillow.

python -m voicecoach.figure.sheet [ID ...] --out FOLDER [--left] [--size COLUMNS ROWS] [--figures FOLDER]
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageDraw

from voicecoach.figure.drawing import Picture, frame
from voicecoach.figure.loading import load, load_all
from voicecoach.figure.movement import Movement, Phase
from voicecoach.figure.raster import DARK, QUADRANTS
from voicecoach.figure.skeleton import Side
from voicecoach.figure.table import FigureError

CELL_WIDTH, CELL_HEIGHT = 6, 12
GAP, HEADING = 4, 16
MOVEMENTS_A_SHEET = 10


def paint(picture: Picture) -> Image.Image:
    """A frame as an image, quadrants as rectangles."""
    image = Image.new("RGB", (len(picture[0]) * CELL_WIDTH, len(picture) * CELL_HEIGHT))
    pen = ImageDraw.Draw(image)
    wide, high = CELL_WIDTH // 2, CELL_HEIGHT // 2
    for row, line in enumerate(picture):
        for column, (char, fore, back) in enumerate(line):
            bits = QUADRANTS.index(char)
            for n in range(4):
                x, y = column * CELL_WIDTH + (n % 2) * wide, row * CELL_HEIGHT + (n // 2) * high
                pen.rectangle((x, y, x + wide - 1, y + high - 1), fill=DARK[fore if bits >> n & 1 else back])
    return image


def moments(movement: Movement) -> list[tuple[Phase, float]]:
    """The four key moments of a movement."""
    if movement.loop:
        apart = 6 if len(movement.loop) == 2 else 4
        return [("move", n / apart) for n in range(4)]
    return [("into", 0.0), ("into", 0.4), ("into", 0.7), ("hold", 0.5)]


def strip(movement: Movement, side: Side, columns: int, rows: int) -> Image.Image:
    """A movement's four moments side by side under its name."""
    tiles = [paint(frame(movement, side, *moment, columns, rows)) for moment in moments(movement)]
    wide, high = tiles[0].size
    image = Image.new("RGB", (4 * (wide + GAP), high + HEADING), (70, 70, 70))
    ImageDraw.Draw(image).text((4, 2), f"{movement.id} ({side})", fill=(255, 255, 255))
    for n, tile in enumerate(tiles):
        image.paste(tile, (n * (wide + GAP), HEADING))
    return image


def save(strips: Sequence[Image.Image], out: Path) -> list[Path]:
    """Write the strips to sheet-1.png, sheet-2.png ... in a folder, MOVEMENTS_A_SHEET on each."""
    paths: list[Path] = []
    for start in range(0, len(strips), MOVEMENTS_A_SHEET):
        page = strips[start : start + MOVEMENTS_A_SHEET]
        high = page[0].height
        image = Image.new("RGB", (page[0].width, high * len(page)))
        for n, one in enumerate(page):
            image.paste(one, (0, high * n))
        paths.append(out / f"sheet-{len(paths) + 1}.png")
        image.quantize(64).save(paths[-1], optimize=True)
    return paths


def main() -> None:
    """The command line; ends with status 2 and one line where a file is not right."""
    parser = argparse.ArgumentParser(prog="python -m voicecoach.figure.sheet", description="contact sheets")
    parser.add_argument("ids", nargs="*", metavar="ID")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--left", action="store_true")
    parser.add_argument("--size", nargs=2, type=int, default=(44, 16), metavar=("COLUMNS", "ROWS"))
    parser.add_argument("--figures", type=Path, default=Path("routines/figures"))
    args = parser.parse_args()
    side: Side = "left" if args.left else "right"
    try:
        chosen = [load(args.figures / f"{one}.toml") for one in args.ids] or load_all(args.figures).values()
    except FigureError as error:
        parser.error(str(error))
    for path in save([strip(movement, side, *args.size) for movement in chosen], args.out):
        print(path)


if __name__ == "__main__":
    main()
