"""Whatever is pasted into an input of any kind: no exception, the draft is the form, and it comes back."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QLocale, QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QWidget

from app.model.form.choices import UNRESOLVED
from tests.helpers.ui.window import CONTROL, Typist

pytestmark = [pytest.mark.shared_window, pytest.mark.slow]


def text(text: str) -> QMimeData:
    data = QMimeData()
    data.setText(text)
    return data


def html(text: str) -> QMimeData:
    data = QMimeData()
    data.setHtml(text)
    return data


def link(address: str) -> QMimeData:
    data = text(address)
    data.setUrls([QUrl(address)])
    return data


def picture() -> QMimeData:
    data = QMimeData()
    data.setImageData(QImage(10, 10, QImage.Format.Format_RGB32))
    return data


def rich_text() -> QMimeData:
    data = QMimeData()
    data.setData("text/rtf", b"{\\rtf1 Fjell}")
    return data


PASTED: dict[str, Callable[[], QMimeData]] = {
    "several lines": lambda: text("Acme AS\nStorgata 1\r\n0150 Oslo\u2028x"),
    "a page": lambda: html("<p>Acme <b>AS</b></p><script>x</script><img src='file:///etc/passwd'>"),
    "a file": lambda: link("file:///tmp/kort.vcf"),
    "a link": lambda: link("https://fjell.no/?q=1"),
    "megabytes": lambda: text("0123456789" * 500_000),
    "megabytes of a page": lambda: html("<p>" + "word " * 1_000_000),
    "a picture": picture,
    "rich text": rich_text,
    "half a character": lambda: text("a\ud800b"),
    "control characters": lambda: text("a\x00b\x07\x1b[31m"),
    "directions": lambda: text("\u202eabc\u202c \u200f123"),
    "an amount": lambda: text("1.234.567,89\t€\n"),
    "a true minus": lambda: text("\N{MINUS SIGN}1\N{NARROW NO-BREAK SPACE}234,5"),
    "an Arabic date": lambda: text("٣/٤/٢٠٢٦"),
    "a family": lambda: text("👨\u200d👩\u200d👧\u200d👦" * 200),
    "signs on one letter": lambda: text("e" + "\u0301" * 3000),
    "places of a sentence": lambda: text("%s %d {x} {0} %(a)s"),
    "quotes of ours": lambda: text("“5”"),
}
SEARCHES = ("CustomFields.search", "Interests.search")


@pytest.fixture
def arabic() -> Iterator[None]:
    """A desktop whose digits and signs are its own: what is shown there is the hardest to read back."""
    before = QLocale()
    QLocale.setDefault(QLocale("ar_EG"))
    yield
    QLocale.setDefault(before)


def kinds(typist: Typist) -> dict[str, str]:
    """The name of one input of each class that can be typed into, and of the searches."""
    names = {name: name for name in SEARCHES}
    for widget in typist.window.form.findChildren(QWidget):
        is_open = widget.isEnabled() and not (hasattr(widget, "isReadOnly") and widget.isReadOnly())
        if hasattr(widget, "input_problem") and is_open:
            names.setdefault(f"{type(widget).__name__} {getattr(widget, '_kind', '')}", widget.objectName())
    return names


@pytest.mark.long
@pytest.mark.usefixtures("arabic")
def test_what_is_pasted_is_in_the_draft_and_comes_back(typist: Typist) -> None:
    form, entry = typist.window.form, typist.program.entry
    caught: list[str] = []
    typist.program._unexpected_errors.caught.connect(caught.append)
    names = kinds(typist)
    assert len(names) > 12
    for what, made in PASTED.items():  # into one form: all that was pasted has to come back together
        entry.new({})
        for kind, name in names.items():
            where = (kind, name, what)
            form.focus_path(name)
            typist.find(QWidget, name).setFocus()
            QGuiApplication.clipboard().setMimeData(made())
            begun = time.thread_time()
            typist.press(Qt.Key.Key_V, CONTROL)
            assert time.thread_time() - begun < 0.25, where
            check_draft(typist, where)
            typist.press(Qt.Key.Key_Tab)
            check_draft(typist, where)
            assert not caught, where
        shown = as_left(typist)
        form.set_value({})  # what an input shows already it leaves alone
        form.set_value(shown[0])
        assert as_left(typist) == shown, what
        assert not caught, what
    entry.new({})


def check_draft(typist: Typist, where: object) -> None:
    entry = typist.program.entry
    assert entry.is_blank or entry.is_current(typist.window.form.value()), where


def as_left(typist: Typist) -> tuple[Any, list[str]]:
    """What the draft on the disk has of the form, and what is said of its inputs."""
    form = typist.window.form
    unresolved = form.unresolved()
    draft = form.value() | ({UNRESOLVED: unresolved} if unresolved else {})
    return json.loads(json.dumps(draft)), [problem.message for problem in form.input_problems()]
