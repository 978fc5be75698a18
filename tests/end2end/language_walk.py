"""All scenes in one language, for a process that has taken it before anything else was imported.

Prints as JSON how many scenes and texts there were, which of the program's texts were in English all the
same, what was cut off, and how large windows and dialogs were. Leaves a picture of each scene in a folder.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QLocale, QSize, qInstallMessageHandler
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.bootstrap.qt_texts import translate_qt
from app.translation import catalogue
from app.translation.catalogue import used_language
from app.translation.languages import ENGLISH
from tests.end2end import adding_scenes, aside_scenes, further_scenes, scenes, table_scenes, template_scenes
from tests.end2end.demo import LOCALES
from tests.end2end.pseudo_language import Marking, is_unmarked
from tests.helpers.ui.shown_texts import bare, cut_off, english_texts, shown
from tests.helpers.ui.window import Typist

_IN_USE: tuple[Callable[[Typist], Iterator[scenes.Scene]], ...] = (
    *(further_scenes.empty_pages, further_scenes.pages_of_a_person, further_scenes.menus),
    *(further_scenes.warnings, further_scenes.offers, further_scenes.dates),
    *(further_scenes.dropped, further_scenes.pages_of_the_browser, further_scenes.on_paper),
    *(
        scenes.pages,
        scenes.problems,
        scenes.similar,
        scenes.pasted,
        scenes.tables,
        scenes.outbox,
        scenes.dialogs,
    ),
    *(further_scenes.kinds_of_connections, further_scenes.secrets, further_scenes.company_search),
    *(further_scenes.preferences, further_scenes.guide, scenes.paper),
    *(
        adding_scenes.additions,
        adding_scenes.moving,
        adding_scenes.next_steps,
        adding_scenes.consent,
        adding_scenes.filter_of_the_outbox,
        template_scenes.templates,
    ),
    *(table_scenes.kinds_of_lines, table_scenes.mail, table_scenes.what_cannot_be_read),
    *(aside_scenes.menus_of_the_mouse, aside_scenes.questions, aside_scenes.files),
)
_OF_QT = ("menu-of-a-field", "file-choice")
"""Scenes whose texts are Qt's own: they do not come through our catalogue."""
_ROUNDS, _ROUND_MS = 10, 30


def all_scenes(home: Path, most: int) -> Iterator[scenes.Scene]:
    """Yields all scenes, or those of the first `most` parts of the window in use."""
    yield from scenes.first_start(home / "first", dark=False)
    yield from scenes.out_of_reach(home / "away", dark=False)
    (home / "used").mkdir()
    with scenes.in_use(home / "used", dark=False) as typist:
        for scene in _IN_USE[:most]:
            yield from scene(typist)
    if most < len(_IN_USE):
        return
    for folder in ("asking", "told", "damaged"):
        (home / folder).mkdir()
    yield from scenes.registers(home / "asking", dark=False)
    yield from adding_scenes.told_of_steps(home / "told")
    yield from adding_scenes.damaged_drafts(home / "damaged")


def _lastingly_cut_off(widget: QWidget) -> set[str]:
    """What is cut off, but not by a layout that is under way: a message that came moves what is around it."""
    found = set(cut_off(widget))
    for _round in range(_ROUNDS):
        if not found:
            break
        QTest.qWait(_ROUND_MS)
        found &= set(cut_off(widget))
    return found


def main(folder: str = "", most: int = len(_IN_USE)) -> None:
    """Goes through the scenes; pictures are left where a folder is named."""
    language, is_pseudo = used_language(), isinstance(catalogue._catalogue, Marking)
    QLocale.setDefault(QLocale(LOCALES[language]))
    qInstallMessageHandler(lambda *_: None)
    app = QApplication(sys.argv[:1])
    assert language == ENGLISH or translate_qt(app, language)
    english = english_texts(language) if language != ENGLISH else frozenset()
    found: dict[str, str] = {}
    cut: dict[str, str] = {}
    texts: set[str] = set()
    largest = QSize()
    count = 0
    with tempfile.TemporaryDirectory() as home:
        for name, widget in all_scenes(Path(home), most):
            QApplication.processEvents()
            count += 1
            largest = largest.expandedTo(widget.window().size())
            seen = set(shown(widget))
            texts |= seen
            for text in seen:
                if bare(text) in english or (is_pseudo and name not in _OF_QT and is_unmarked(text)):
                    found.setdefault(text, name)
            # With its marks, the pseudo-language is longer than any other.
            for sentence in () if is_pseudo else _lastingly_cut_off(widget):
                cut.setdefault(sentence, name)
            if folder:
                widget.grab().save(str(Path(folder) / f"{count:02}-{name}.png"))
    # Qt crashes at the end of the process where Python still owns what is on the clipboard.
    QGuiApplication.clipboard().clear()
    told = {
        "scenes": count,
        "texts": len(texts),
        "english": found,
        "cut": cut,
        "largest": largest.toTuple(),
    }
    sys.stdout.write(json.dumps(told, ensure_ascii=False) + "\n")
