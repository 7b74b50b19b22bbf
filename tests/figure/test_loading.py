"""A file of poses that is not right gives one line that names the file and the key."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.figures import FIGURES, HELD, KNEELING, library, movement_of
from voicecoach.figure import FigureError, load, load_all

HEAD = 'name = "Kneeling"\ninto = ["tall", "low"]\n'
TALL = KNEELING.split("[pose.low]")[0]


def test_the_library_loads() -> None:
    """Every file that is shipped is right, and its id is the file's name."""
    assert set(library()) == {path.stem for path in FIGURES.glob("*.toml")}
    assert len(library()) >= 30
    assert all(movement.name and movement.id == name for name, movement in library().items())


def test_a_pose_says_only_what_differs_from_the_one_it_is_like(tmp_path: Path) -> None:
    """`like` merges limb by limb."""
    text = HELD + '\n[pose.wave]\nlike = "tall"\nhand = { right = [40, 90, 5] }\n'
    poses = movement_of(tmp_path, text).poses
    assert poses["wave"].hand["left"] == poses["tall"].hand["left"]
    assert poses["wave"].hand["right"].z == 5
    assert poses["wave"].pelvis == poses["tall"].pelvis


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (KNEELING, "name is missing"),
        ("name = 3\n" + KNEELING, "into or loop must be given"),
        ('name = "K"\ninto = ["tall"]\n' + KNEELING, "into must name two poses or more"),
        ('name = "K"\nloop = ["tall"]\n' + KNEELING, "loop must name two poses or more"),
        ('name = "K"\ninto = ["tall", "up"]\n' + KNEELING, "into has 'up'"),
        ('name = "K"\ninto = "tall"\n' + KNEELING, "into must be a list"),
        ('loop = ["tall", "low"]\n' + HELD, "into or loop must be given, and not both"),
        ("speed = 3\n" + HELD, "speed is unknown"),
        ("seconds = 0\n" + HELD, "seconds must be more than 0"),
        ('seconds = "3"\n' + HELD, "seconds must be a number"),
        ("seconds = true\n" + HELD, "seconds must be a number"),
        ("seconds = nan\n" + HELD, "seconds must be a number"),
        ('view = "below"\n' + HELD, "view is 'below', it must be one of front, side"),
        ("view = [1]\n" + HELD, "view must be a list of 2 or 3 numbers"),
        ('mirror = "y"\n' + HELD, "mirror is 'y'"),
        ('mirror = ""\n' + HELD, "mirror is ''"),
        ('deeper = "deep"\n' + HELD, "deeper is 'deep'"),
        ('accent = ["tail"]\n' + HELD, "accent has 'tail'"),
        ('trace = "right thumb"\n' + HELD, "trace is 'right thumb'"),
        ('floor = ["knee"]\n' + HELD, "floor has 'knee'"),
        ("pose = 3\n" + HEAD, "pose must be a table"),
        (HEAD + TALL + '[pose.low]\nlike = "small"\n', "pose.low.like is 'small'"),
        (HEAD + TALL + '[pose.low]\nmirror_of = "small"\n', "pose.low.mirror_of is 'small'"),
        (HEAD + TALL + '[pose.low]\nmirror_of = "tall"\nnod = 3\n', "pose.low.nod is unknown"),
        (HEAD + TALL + "[pose.low]\npelvis = [0, 48]\n", "pose.low.spine is missing"),
        (HELD + "pelvis2 = [1, 2]\n", "pose.low.pelvis2 is unknown"),
        (HELD + "nod = [1]\n", "pose.low.nod must be a number"),
        (HELD + "spine = [90, 90]\n", "pose.low.spine must be a list of 3 numbers"),
        (HELD + "hand = { right = [1] }\n", "pose.low.hand.right must be a list of 2 or 3 numbers"),
        (HELD + "hand = { middle = [1, 2] }\n", "pose.low.hand.middle is unknown"),
        (HELD + 'hand = { right = { on = "right wrist" } }\n', "pose.low.hand.right.on is 'right wrist'"),
        (HELD + "hand = { right = { at = [1, 2] } }\n", "pose.low.hand.right.on is missing"),
        (HELD + 'foot = { right = { on = "right knee" } }\n', "pose.low.foot.right.on is 'right knee'"),
        (
            HELD + 'foot = { right = { on = "left knee" }, left = { on = "right knee" } }\n',
            "pose.low.foot has each foot resting on the other leg",
        ),
        (HELD + 'toes = { right = "up" }\n', "pose.low.toes.right must be a list"),
        ("prop = 3\n" + HELD, "prop must be a list of tables"),
        (HELD + '[[prop]]\nkind = "ball"\nat = [[0, 0]]\n', "prop 1: kind is 'ball'"),
        (HELD + '[[prop]]\nkind = "strap"\nat = [[0, 0]]\n', "prop 1: at must be a list of 2 points or more"),
        (
            HELD + '[[prop]]\nkind = "pillow"\nat = [[0], [1, 2]]\n',
            "prop 1: at must be a list of 2 or 3 numbers",
        ),
        (HELD + '[[prop]]\nkind = "pillow"\nat = ["door", [1, 2]]\n', "prop 1: at is 'door'"),
        (
            HELD + '[[prop]]\nkind = "pillow"\nat = [[0, 0], [1, 2]]\nsize = 0\n',
            "prop 1: size must be more than 0",
        ),
        ("name = \n", "(at line 1, column 8)"),
    ],
)
def test_a_mistake_is_named_with_its_file_and_key(tmp_path: Path, text: str, message: str) -> None:
    """Whoever writes poses sees at once where to mend them."""
    with pytest.raises(FigureError) as caught:
        movement_of(tmp_path, text)
    line = str(caught.value)
    assert line.startswith("kneeling.toml: ")
    assert message in line
    assert "\n" not in line


def test_a_name_that_is_no_text_is_refused(tmp_path: Path) -> None:
    """The name is shown and spoken."""
    with pytest.raises(FigureError, match=r"kneeling\.toml: name must be a text"):
        movement_of(tmp_path, HELD.replace('"Kneeling"', "3"))


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    """A missing figure is one clear line, not a traceback of the reader."""
    with pytest.raises(FigureError, match=r"gone\.toml: cannot be read"):
        load(tmp_path / "gone.toml")


def test_a_file_that_is_no_text_is_named(tmp_path: Path) -> None:
    """Bytes that are not UTF-8 are the file's fault, and say so."""
    (tmp_path / "noise.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(FigureError, match=r"noise\.toml: "):
        load_all(tmp_path)


def test_a_folder_gives_its_movements_by_id(tmp_path: Path) -> None:
    """The id is the file's name; other files are left alone."""
    (tmp_path / "kneel.toml").write_text(HELD, encoding="utf-8")
    (tmp_path / "notes.txt").write_text("nothing", encoding="utf-8")
    assert {name: movement.name for name, movement in load_all(tmp_path).items()} == {"kneel": "Kneeling"}
