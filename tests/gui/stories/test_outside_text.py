"""Nothing that a server says is taken for HTML in the real window, and no file that it names is opened."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QEvent, QMimeData, QModelIndex, QPoint, Qt
from PySide6.QtGui import QAction, QGuiApplication, QHelpEvent
from PySide6.QtGui import Qt as GuiQt
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLabel, QTabWidget, QToolTip, QWidget

from app.controller.connection.status import ConnectionState, ConnectionStatus
from app.model.checks.problem import Problem
from app.model.checks.record_comparison import ComparedProperty, RecordComparison
from app.model.company_search.similar_companies import SimilarCompany
from app.model.entry import State, StepKind
from app.model.profile import Profile
from app.recognition import ReviewLine
from app.sandbox import Options, SandboxServer
from app.storage.files.paths import AppPaths
from app.storage.sqlite.outbox import Outbox
from app.storage.sqlite.store import Store
from app.ui.common.plain_text import PlainLabel, PlainMessageBox
from app.ui.connection.password_dialog import PasswordDialog
from app.ui.outbox.compare_dialog import CompareDialog
from app.ui.recognition.review_dialog import RecognitionDialog
from app.ui.window.saved_facts_dialog import SavedFactsDialog
from tests.helpers.faults.faulty_server import FaultyServer, Request, Response, forward_to
from tests.helpers.secrets.memory_keyring import MemoryKeyring
from tests.helpers.ui.outbox_desk import an_entry
from tests.helpers.ui.window import CONTROL, Typist, connect_to, running, wait_until

# What people read; what the program goes by (types, keys, names of lists) stays as it is.
_READ = {
    "ToolTip",
    "Tooltip",
    "FieldLabel",
    "DisplayName",
    "Description",
    "FullName",
    "Reason",
    "OrgNrText",
    "Label",
}
_LISTS = ("MDOList", "List/")
MARKS = "\u202eON\u2066\x1b[31m"
"""What turns the direction of what follows, and what a terminal obeys."""
_SEEN_ROLES = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.AccessibleDescriptionRole,
)
_SEEN_PROPERTIES = (
    *("windowTitle", "accessibleName", "accessibleDescription", "text", "placeholderText", "plainText"),
    *("title", "currentText", "toolTip", "statusTip"),
)


class Canary:
    """A fifo that notices whoever opens it for reading, and lets go of him at once.

    It is a process of its own: Qt keeps Python's lock while it waits for a file.
    """

    _SCRIPT = 'while :; do : >"$0"; : >"$0.opened"; done'

    def __init__(self, path: Path) -> None:
        self.path = path
        os.mkfifo(path)
        self._process = subprocess.Popen(["/bin/sh", "-c", self._SCRIPT, str(path)])

    @property
    def was_opened(self) -> bool:
        return self.path.with_name(f"{self.path.name}.opened").exists()

    def stop(self) -> None:
        self._process.kill()
        self._process.wait()


@pytest.fixture(scope="module")
def canary(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Canary]:
    canary = Canary(tmp_path_factory.mktemp("canary") / "pipe")
    yield canary
    canary.stop()


@pytest.fixture(scope="module")
def evil(canary: Canary) -> str:
    return f'<img src="{canary.path}"><img src="//host/share/x.png"><b>R&D</b>{MARKS}'


@pytest.fixture(scope="module")
def window(qapp: QApplication, evil: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Typist]:
    """The window, signed in to a server whose every text for people is `evil`."""
    assert qapp is not None
    home = tmp_path_factory.mktemp("home")

    with (
        pytest.MonkeyPatch.context() as patch,
        SandboxServer(home / "sandbox.sqlite3", Options(companies=True)) as real,
        FaultyServer(handle=lambda request: _worded(evil, request, forward_to(real.url)(request))) as server,
    ):
        patch.setattr("keyring.core._keyring_backend", MemoryKeyring())
        connect_to(server.url, home)
        with Store.open(AppPaths.of(home).store) as store:
            Outbox(store).add(an_entry(evil, State.REJECTED, message=evil))
        with running(home) as typist:
            typist.wait_until_signed_in()
            yield typist


def _worded(evil: str, request: Request, answer: Response) -> Response:
    if answer.status != 200 or "json" not in answer.headers.get(
        "content-type", answer.headers.get("Content-Type", "")
    ):
        return answer
    read = _READ | (
        {"Name", "EntryName", "EntryIdentifier"} if any(one in request.path for one in _LISTS) else set()
    )

    if request.path.endswith("/default"):
        # What the fields begin with: of references their names, and a note.
        read |= {"Value", "Name", "EnglishName"}

    def worded(value: Any, key: str = "") -> Any:
        if isinstance(value, dict):
            return {name: worded(one, name) for name, one in value.items()}
        if isinstance(value, list):
            return [worded(one) for one in value]
        return evil if key in read and isinstance(value, str) else value

    return Response(200, worded(json.loads(answer.raw)))


def _items(model: QAbstractItemModel, above: QModelIndex) -> Iterator[QModelIndex]:
    for row in range(min(model.rowCount(above), 50)):
        for column in range(1 if isinstance(model, QAbstractListModel) else model.columnCount(above)):
            index = model.index(row, column, above)
            yield index
            yield from _items(model, index) if not column else ()


def _tips(top: QWidget) -> Iterator[str]:
    for widget in (top, *top.findChildren(QWidget)):
        yield widget.toolTip()
        if isinstance(widget, QAbstractItemView) and widget.model() is not None:
            for index in _items(widget.model(), QModelIndex()):
                yield index.data(Qt.ItemDataRole.ToolTipRole) or ""
    yield from (action.toolTip() for action in top.findChildren(QAction))


def seen(top: QWidget) -> Iterator[tuple[str, str]]:
    """Yields where a window has a text that is seen or read aloud, and the text."""
    for one in (top, *top.findChildren(QWidget), *top.findChildren(QAction)):
        for name in _SEEN_PROPERTIES:
            text = one.property(name)
            if isinstance(text, str):
                yield f"{type(one).__name__} {one.objectName()} {name}", text
        if isinstance(one, QTabWidget):
            yield from ((f"tab of {one.objectName()}", one.tabText(index)) for index in range(one.count()))
        if isinstance(one, QAbstractItemView) and one.model() is not None:
            for index in _items(one.model(), QModelIndex()):
                for role in _SEEN_ROLES:
                    yield f"{type(one.model()).__name__} {role.name}", str(index.data(role) or "")


def look_at(top: QWidget) -> int:
    """Paints a window, shows its tooltips, and says how many texts were looked at. None may be HTML.

    Nor may any have what turns directions or cannot be seen.
    """
    raw = {where for where, text in seen(top) if any(mark in text for mark in "\u202e\u2066\x1b")}
    assert not raw, raw
    top.grab()
    QApplication.processEvents()
    texts = 0
    for label in top.findChildren(QLabel):
        if label.objectName().startswith("qt_") or not label.text():
            continue  # those of Qt's own message box are looked at where the box is tested
        assert isinstance(label, PlainLabel) or not label.text().count("<"), label.text()
        texts += 1
    for tip in filter(None, set(_tips(top))):
        assert "<img" not in tip or not GuiQt.mightBeRichText(tip), tip
        QToolTip.showText(QPoint(1, 1), tip, top)
        QToolTip.hideText()
        texts += 1
    for widget in top.findChildren(QWidget):
        where = QPoint(2, 2)
        QApplication.sendEvent(widget, QHelpEvent(QEvent.Type.ToolTip, where, widget.mapToGlobal(where)))
    QToolTip.hideText()
    return texts


def _start_over(typist: Typist) -> None:
    """Empties the form and puts the cursor into it."""
    typist.program.entry.discard_draft()
    typist.window.activateWindow()
    wait_until(lambda: typist.window.isActiveWindow() and typist.place == "Name")


def test_the_canary_sings(tmp_path: Path, qapp: QApplication) -> None:
    """Qt's own label does open what a text names: so a silent canary means something."""
    assert qapp is not None
    canary = Canary(tmp_path / "pipe")
    label = QLabel(f'<img src="{canary.path}">')
    label.grab()
    wait_until(lambda: canary.was_opened)
    label.deleteLater()
    canary.stop()


@pytest.mark.long
def test_the_whole_window_shows_what_a_server_says_as_text(window: Typist, evil: str, canary: Canary) -> None:
    typist = window
    _start_over(typist)
    typist.window.duplicates._on_similar_changed([SimilarCompany(0, evil, evil, evil)])
    typist.press(Qt.Key.Key_J, CONTROL)
    typist.program.connections.status_changed.emit(ConnectionStatus(ConnectionState.OUT_OF_REACH, evil, evil))
    for banner in (typist.window.notice, typist.window.connection_strip, typist.window.outcome):
        banner.show_message(evil)
    typist.window.problems_panel.show_problems([Problem("Name", evil)])
    typist.window.form.set_label("OrgNr", evil)
    typist.window.statusBar().showMessage(evil)
    seen = 0
    for number in range(1, 7):
        typist.go_to_tab(number)
        seen += look_at(typist.window)
    worded = evil.removesuffix(MARKS).replace("&", "&&")
    assert any(worded in label.text() for label in typist.window.findChildren(PlainLabel))
    assert seen > 300
    assert not canary.was_opened


def test_the_outbox_and_drafts_show_it_as_text(window: Typist, evil: str, canary: Canary) -> None:
    typist = window
    _start_over(typist)
    typist.type(evil.removesuffix(MARKS))  # no key types those
    typist.press(Qt.Key.Key_O, CONTROL)
    wait_until(lambda: typist.window.outbox.model.rowCount() == 1)
    typist.window.outbox.table.selectRow(0)
    assert look_at(typist.window.outbox) > 5
    typist.press(Qt.Key.Key_O, CONTROL)
    assert not canary.was_opened


def _dialogs(evil: str, typist: Typist) -> Iterator[QWidget]:
    parent = typist.window
    yield RecognitionDialog([ReviewLine("Name", evil, evil, evil, evil, reason=evil)], evil)
    yield PasswordDialog(Profile(name=evil, url="https://crm.example.com"), evil, parent)
    line = ComparedProperty(evil, evil, (evil,), (True,))
    comparison = RecordComparison(
        an_entry(evil, State.UNKNOWN, 1), evil, StepKind.COMPANY, (1,), (1,), (line,)
    )
    yield CompareDialog(comparison, typist.program.outbox, parent)
    yield SavedFactsDialog(evil, [(evil, evil)], parent)
    yield PlainMessageBox(parent, "a.box", evil, evil, evil)


def test_dialogs_show_it_as_text(window: Typist, evil: str, canary: Canary) -> None:
    for dialog in _dialogs(evil, window):
        dialog.show()
        look_at(dialog)
        dialog.close()
        dialog.deleteLater()
    assert not canary.was_opened


def test_pasted_html_opens_nothing(window: Typist, canary: Canary) -> None:
    _start_over(window)
    sheet = f'<link rel="stylesheet" href="{canary.path}"><style>@import url({canary.path});</style>'
    back = f'<p style="background-image:url({canary.path})">Mvh<br>Kari Nordmann<br>kari@fjellvidde.no</p>'
    data = QMimeData()
    data.setHtml(f'{sheet}{back}<img src="{canary.path}">')
    QGuiApplication.clipboard().setMimeData(data)
    window.press(Qt.Key.Key_V, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    wait_until(lambda: window.window.findChild(RecognitionDialog) is not None)
    dialog = window.window.findChild(RecognitionDialog)
    assert dialog is not None
    look_at(dialog)
    dialog.reject()
    assert not canary.was_opened
