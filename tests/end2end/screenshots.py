"""``make screenshots``: every page and dialog on three screens, light and dark, in ``screenshots``.

The pictures of the user's guide are made, too, small ones into ``docs/guide/pictures``.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap, qRgb
from PySide6.QtWidgets import QApplication, QWidget

from tests.end2end import adding_scenes, further_scenes, scenes, template_scenes
from tests.end2end.demo import SCREENSHOTS, prepare

SCREENS = {"1280x800": (1280, 800, 1.0), "1024x600": (1024, 600, 1.0), "1280x800-150": (1280, 800, 1.5)}
"""Width and height in pixels, and the scale."""

GUIDE = Path("docs/guide/pictures")
GUIDE_SCREEN = (960, 740, 1.0)
PICTURES = {
    "first-start": (0.0, 0.35),
    "company": (0.0, 1.0),
    "people": (0.0, 1.0),
    "phones": (0.25, 0.6),
    "custom-fields": (0.25, 1.0),
    "checks": (0.0, 0.75),
    "similar": (0.0, 0.45),
    "adding": (0.0, 1.0),
    "moving": (0.25, 0.75),
    "company-search-found": (0.0, 0.6),
    "next-step": (0.0, 1.0),
    "recognition": (0.0, 1.0),
    "outbox": (0.5, 1.0),
    "connection": (0.0, 1.0),
    "preferences": (0.0, 1.0),
    "import": (0.0, 1.0),
}
"""Those of the guide, and what of each is shown: from where to where in its height."""

_COLOURS = 64
_FEW = 0.005
"""Of all bytes of a picture."""


def shots(home: Path, *, dark: bool) -> Iterator[scenes.Scene]:
    """Yields all scenes, each as it is to be seen."""
    yield from scenes.first_start(home / "first", dark=dark)
    yield from scenes.out_of_reach(home / "away", dark=dark)
    for folder in ("used", "asking"):
        (home / folder).mkdir()
    yield from scenes.registers(home / "asking", dark=dark)
    with scenes.in_use(home / "used", dark=dark) as typist:
        for scene in (
            scenes.pages,
            scenes.problems,
            scenes.similar,
            scenes.next_steps,
            scenes.adding,
            adding_scenes.moving,
            further_scenes.company_search,
            scenes.pasted,
            scenes.outbox,
            scenes.paper,
            template_scenes.templates,
            scenes.dialogs,
            scenes.tables,
        ):
            yield from scene(typist)


def take(screen: str) -> None:
    """Takes the pictures of this process's screen."""
    for dark in (False,) if screen == "guide" else (False, True):
        with tempfile.TemporaryDirectory() as home:
            for name, widget in shots(Path(home), dark=dark):
                # What has just been shown is laid out by what it posts.
                for _pass in range(3):
                    QApplication.processEvents()
                picture = _picture_of(widget)
                if screen == "guide" and name in PICTURES:
                    _save_small(picture, GUIDE / f"{name}.png", PICTURES[name])
                elif screen != "guide":
                    picture.save(str(SCREENSHOTS / f"{screen}-{'dark' if dark else 'light'}-{name}.png"))


def _picture_of(widget: QWidget) -> QPixmap:
    """Returns what is seen of a window, with the list that lies over it."""
    picture = widget.grab()
    painter = QPainter(picture)
    for one in QApplication.topLevelWidgets():
        if one.isVisible() and one.windowType() is Qt.WindowType.ToolTip and one.parentWidget() is widget:
            painter.drawPixmap(widget.mapFromGlobal(one.pos()), one.grab())
    painter.end()
    return picture


def _save_small(picture: QPixmap, file: Path, part: tuple[float, float]) -> None:
    """Saves a part of a picture with few colours."""
    whole = picture.toImage().convertToFormat(QImage.Format.Format_RGB32)
    top, bottom = (round(whole.height() * place) for place in part)
    image = whole.copy(QRect(0, top, whole.width(), bottom - top))
    counted = Counter(image.pixel(x, y) for y in range(image.height()) for x in range(0, image.width(), 2))
    used = [QColor(colour) for colour, _count in counted.most_common(_COLOURS)]
    table = [qRgb(one.red(), one.green(), one.blue()) for one in used]
    small = image.convertToFormat(QImage.Format.Format_Indexed8, table)
    if not _is_much_the_same(QImage(str(file)), small):
        small.save(str(file))


def _is_much_the_same(before: QImage, now: QImage) -> bool:
    """Returns whether only a few pixels differ: times of day, and the port of a server."""
    if before.size() != now.size():
        return False
    pixels = [bytes(one.convertToFormat(QImage.Format.Format_RGB32).constBits()) for one in (before, now)]
    differing = sum(one != other for one, other in zip(*pixels, strict=True))
    return bool(differing < _FEW * len(pixels[0]))


def _on_screen(folder: Path, name: str, width: int, height: int, scale: float) -> int:
    """Takes the pictures in a process of its own: screen and scale are fixed for the life of one."""
    print(f"  {name} …", flush=True)
    file = folder / "screen.json"
    screen = {"name": name, "x": 0, "y": 0, "width": width, "height": height}
    file.write_text(json.dumps({"screens": [{**screen, "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}]}))
    command = [sys.executable, "-m", "tests.end2end.screenshots", name]
    of_screen = {"QT_QPA_PLATFORM": f"offscreen:configfile={file}", "QT_SCALE_FACTOR": str(scale)}
    return subprocess.run(command, env=os.environ | of_screen, check=False).returncode


def main(arguments: list[str]) -> int:
    if arguments:
        prepare()
        QApplication(sys.argv[:1])
        take(arguments[0])
        # What a scene has copied is of Python's making, and must not outlive it.
        QApplication.clipboard().clear()
        return 0
    for folder in (SCREENSHOTS, GUIDE):
        folder.mkdir(parents=True, exist_ok=True)
    screens = {"guide": GUIDE_SCREEN, **SCREENS}
    with tempfile.TemporaryDirectory() as made:
        codes = [_on_screen(Path(made), name, *screen) for name, screen in screens.items()]
    return max(codes)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
