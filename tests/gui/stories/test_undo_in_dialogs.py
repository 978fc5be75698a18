"""In every dialog Ctrl+Z and Ctrl+Shift+Z are about the text in it, never about the form behind it."""

from collections.abc import Callable, Iterator
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPlainTextEdit, QWidget

from app.ui.inputs.choice import ChoiceInput
from tests.helpers.ui.tables import Importer, as_rows, copy
from tests.helpers.ui.window import CONTROL, SHIFT, Typist, wait_until

pytestmark = pytest.mark.shared_window

ROWS = as_rows(("Firma", "Sted", "Hva de sa"), ("Solbakken AS", "Oslo", "Ring"), ("Lie AS", "Bergen", ""))
SIGNATURE = "Kari Moe\nDaglig leder\nFjell & Vidde AS\nStorgata 1, 0155 Oslo\nTlf. 22 86 54 00\nkari@fjell.no"


def trigger(name: str, typist: Typist) -> None:
    typist.window.actions_by_name[name].trigger()


def read_signature(typist: Typist) -> None:
    copy(SIGNATURE)
    typist.press(Qt.Key.Key_V, CONTROL | SHIFT)


def read_table(typist: Typist) -> None:
    importer = Importer(typist)
    importer.paste(ROWS)
    importer.wait_until_checked()


FEWEST: dict[str, tuple[Callable[[Typist], None], int]] = {
    "next steps": (partial(trigger, "action.nextSteps"), 4),
    "preferences": (partial(trigger, "action.preferences"), 5),
    "connection": (partial(trigger, "action.connection"), 3),
    "search for a company": (partial(trigger, "action.findCompany"), 1),
    "a field by its name": (partial(trigger, "action.field"), 1),
    "guide": (partial(trigger, "action.guide"), 1),
    "keys": (partial(trigger, "action.keys"), 0),
    "about": (partial(trigger, "action.about"), 0),
    "print": (partial(trigger, "action.print"), 0),
    "templates": (partial(trigger, "action.template"), 0),
    "name of a template": (partial(trigger, "action.makeTemplate"), 1),
    "recognised": (read_signature, 0),
    "import": (read_table, 2),
}
"""Dialogs: how each is opened, and how many inputs for text it has at least."""


@pytest.fixture
def back(typist: Typist) -> Iterator[None]:
    yield
    while isinstance(dialog := QApplication.activeWindow(), QDialog):
        dialog.done(0)
        QApplication.processEvents()
    typist.window.activateWindow()
    wait_until(typist.window.isActiveWindow)


def inputs(dialog: QDialog) -> list[QWidget]:
    """Returns what text can be typed into; the lines inside of lists and numbers are theirs."""
    kinds = (QLineEdit, QPlainTextEdit, ChoiceInput)
    found = [one for one in dialog.findChildren(QWidget) if isinstance(one, kinds)]
    outer = [one for one in found if not isinstance(one.parentWidget(), ChoiceInput)]
    return [one for one in outer if one.isEnabled() and one.isVisible() and not is_read_only(one)]


def is_read_only(widget: QWidget) -> bool:
    return isinstance(widget, QLineEdit | QPlainTextEdit) and widget.isReadOnly()


def text_in(widget: QWidget) -> str:
    if isinstance(widget, ChoiceInput):
        return widget.currentText()
    return widget.toPlainText() if isinstance(widget, QPlainTextEdit) else QLineEdit.text(widget)  # type: ignore[arg-type]


@pytest.mark.usefixtures("back")
@pytest.mark.parametrize("name", FEWEST)
def test_undo_and_redo_stay_in_the_dialog(typist: Typist, name: str) -> None:
    open_dialog, fewest = FEWEST[name]
    typist.type("Bakery")
    typist.fill("Category", "partner")
    typist.press(Qt.Key.Key_Tab)
    history, form = typist.window.history, typist.window.form.value()
    steps = history.stack.count(), history.stack.index()
    open_dialog(typist)
    wait_until(lambda: isinstance(QApplication.activeWindow(), QDialog))
    dialog = QApplication.activeWindow()
    assert isinstance(dialog, QDialog)
    found = inputs(dialog)
    assert len(found) >= fewest, [one.objectName() for one in found]
    undo_and_redo(typist)
    for widget in found:
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        typist.press(Qt.Key.Key_A, CONTROL)
        before = text_in(widget)
        typist.type("xy")
        written = text_in(widget)
        assert written != before, widget.objectName()
        typist.press(Qt.Key.Key_Z, CONTROL)
        if not is_secret(widget):
            assert text_in(widget) == before, widget.objectName()
            typist.press(Qt.Key.Key_Z, CONTROL | SHIFT)
            assert text_in(widget) == written, widget.objectName()
        undo_and_redo(typist)
        typist.press(Qt.Key.Key_Z, CONTROL)
        assert (typist.window.form.value(), history.stack.index()) == (form, steps[1]), widget.objectName()
    assert (history.stack.count(), history.stack.index()) == steps


def undo_and_redo(typist: Typist) -> None:
    """Presses their keys more often than there is anything to be undone in a field of the dialog."""
    stack = typist.window.history.stack
    step = stack.index()
    for key, modifiers in ((Qt.Key.Key_Z, CONTROL), (Qt.Key.Key_Z, CONTROL | SHIFT), (Qt.Key.Key_Y, CONTROL)):
        for _time in range(3):
            typist.press(key, modifiers)
            assert stack.index() == step, (typist.place, key)


def is_secret(widget: QWidget) -> bool:
    """Returns True for what is typed unseen: Qt lets nobody bring such a text back."""
    return isinstance(widget, QLineEdit) and widget.echoMode() is not QLineEdit.EchoMode.Normal
