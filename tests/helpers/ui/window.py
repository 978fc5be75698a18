"""The real window against a real sandbox server, worked with keys."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import TypeVar
from unittest.mock import patch

import keyring
from PySide6.QtCore import QCoreApplication, QElapsedTimer, QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.bootstrap import checks_loading
from app.bootstrap.options import WindowOptions
from app.bootstrap.program import Program
from app.controller.connection.status import ConnectionState
from app.model.entry import EntrySummary, State
from app.model.profile import Profile
from app.sandbox import PASSWORD, USER
from app.storage.files.paths import AppPaths
from app.storage.settings.settings_file import Settings, SettingsFile
from app.storage.sqlite.drafts import Drafts
from app.storage.sqlite.outbox import Outbox
from app.ui.common.theme import Theme
from app.ui.parts.custom_fields import CustomFieldsEditor

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
PATIENCE_MS = 20_000
W = TypeVar("W", bound=QObject)
SECOND_SEARCH_DELAY = timedelta(seconds=0.2)


def connect_to(url: str, home: Path, *, name: str = "Practice", password: str = PASSWORD) -> None:
    """Settings and keyring as after somebody set up that connection."""
    profile = Profile(name=name, url=url, user=USER)
    SettingsFile(AppPaths.of(home).settings).save(Settings().with_profile(profile))
    keyring.set_password("contact-entry", f"{name}/password", password)


def wait_until(condition: Callable[[], bool]) -> None:
    """Lets the program work until `condition` holds; AssertionError where it never does."""
    loop, timer, patience = QEventLoop(), QTimer(), _Patience()
    timer.timeout.connect(lambda: loop.quit() if patience.is_over() or condition() else None)
    timer.start(5)
    try:
        while not condition() and not patience.is_over():
            loop.exec()
    finally:
        timer.stop()  # also where the condition raises: it would go on raising in the next tests
    assert condition(), "it did not come to that in time"


class _Patience:
    """`PATIENCE_MS` of a computer that works: while it stands still the program can do nothing either."""

    def __init__(self) -> None:
        self._since_last_look = QElapsedTimer()
        self._since_last_look.start()
        self._left_ms = PATIENCE_MS

    def is_over(self) -> bool:
        """Looks at the clock; however long ago the last look was, it counts as 100 ms at most."""
        self._left_ms -= min(self._since_last_look.restart(), 100)
        return self._left_ms <= 0


def type_on(text: str) -> None:
    """Types where the cursor is, in a widget that stands alone."""
    focused = QApplication.focusWidget()
    assert focused is not None, "nothing has the focus"
    QTest.keyClicks(focused, text)


def open_draft(typist: Typist) -> None:
    """Opens the latest draft that is not the one in the form, as the menu of drafts does."""
    typist.wait_for_disk()
    menu, entry = typist.window.drafts, typist.program.entry
    wait_until(lambda: any(one.id != entry.draft_id for one in menu._drafts))
    draft = next(one for one in menu._drafts if one.id != entry.draft_id)
    menu.open_draft(draft.id)
    wait_until(lambda: entry.draft_id == draft.id)


class Typist:
    """Somebody at the keyboard of a running program."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.window = program.window

    def wait_until_signed_in(self) -> None:
        """Signed in, and everything that the form is offered has arrived."""
        wait_until(lambda: self.program.connections.status.state is ConnectionState.SIGNED_IN)
        wait_until(
            lambda: self.program.lookups.is_complete
        )  # not if the practice server lacks a list of a field
        wait_until(lambda: self.program.addresses.is_fresh)
        editors = self.window.findChildren(CustomFieldsEditor)
        wait_until(lambda: all(editor.is_built for editor in editors))

    def begin_anew(self) -> None:
        """Empties the form and the list of drafts, for a test that has used this window before."""
        self.window.form.commit_pending_text()
        self.program.entry.discard_draft()
        self.wait_for_disk()
        assert self.program.store is not None
        drafts = Drafts(self.program.store)
        for draft in drafts.all():
            drafts.delete(draft.id)
        self.window.notice.dismiss()
        self.window.activateWindow()
        wait_until(lambda: self.window.isActiveWindow() and self.place == "Name")

    def wait_for_disk(self) -> None:
        """Waits until all that was to be written is; the window has not been told of it yet."""
        assert self.program._disk.wait(PATIENCE_MS)

    def find(self, kind: type[W], name: str) -> W:
        """Returns the widget, action or other object with that objectName; an empty one is any."""
        found = self.window.findChild(kind, name) if name else self.window.findChild(kind)
        assert isinstance(found, kind), f"there is no {name}"
        return found

    @property
    def focused(self) -> QWidget:
        widget = QApplication.focusWidget()
        assert widget is not None, "nothing has the focus"
        return widget

    @property
    def place(self) -> str:
        """The objectName of what has the focus."""
        return self.focused.objectName()

    def wait_until_place(self, path: str) -> None:
        """Waits until the field has the focus."""
        wait_until(lambda: self.place == path)

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(QApplication.focusWidget() or self.window, key, modifiers)
        QApplication.processEvents()

    def type(self, text: str) -> None:
        for letter in text:  # each goes where the cursor is by then
            QTest.keyClicks(self.focused, letter)
        QApplication.processEvents()

    def compose(self, text: str, *, commit: str = "") -> None:
        """Tells the focused input what an input method has open, after it has committed something else.

        What QTest has no keys for, such as emoji, is committed so.
        """
        event = QInputMethodEvent(text, [])
        event.setCommitString(commit)
        QApplication.sendEvent(self.focused, event)
        QApplication.processEvents()

    def tab_to(self, path: str) -> None:
        """Presses Tab until the field has the focus."""
        visited = [self.place]
        while self.place != path:
            self.press(Qt.Key.Key_Tab)
            visited.append(self.place)
            assert len(visited) < 80, f"Tab does not lead to {path}: {visited}, {self.focused}"

    def fill(self, path: str, text: str) -> None:
        """Goes to a field by Tab and types over what is in it."""
        self.tab_to(path)
        self.press(Qt.Key.Key_A, CONTROL)
        self.type(text)

    def go_to_tab(self, number: int) -> None:
        self.press(Qt.Key(Qt.Key.Key_0.value + number), CONTROL)

    def save(self) -> None:
        self.press(Qt.Key.Key_Return, CONTROL)

    def read_refusal(self) -> None:
        """Looks at what Save has said for as long as it takes to read it: what comes then is an answer."""
        wait_until(lambda: not self.program.entry.has_unread_refusal)

    def wait_for_outcome(self, words: str) -> str:
        """Waits until the outcome banner says `words`; returns all that it says."""
        wait_until(lambda: words in self.window.outcome.text)
        return self.window.outcome.text

    def saved_entries(self) -> tuple[EntrySummary, ...]:
        store = self.program.store
        assert store is not None
        return Outbox(store).summaries([State.SAVED])


@contextmanager
def running(
    home: Path | None = None,
    *,
    sandbox: bool = False,
    dark: bool = False,
    files: tuple[Path, ...] = (),
    begins: str = "",
) -> Iterator[Typist]:
    """The program as ``contact-entry`` starts it, in this process."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    # What there is by now stays. Else each window's end would go through all that the tests have loaded.
    gc.collect()
    gc.freeze()
    theme = Theme(app)
    theme.apply_colors(dark=dark)
    options = WindowOptions(
        AppPaths.of(home), sandbox, second_search_delay=SECOND_SEARCH_DELAY, files=files, begins=begins
    )
    program = Program(options)
    theme.apply()
    opened: list[bool] = []
    program.ready.connect(lambda: opened.append(True))
    program.show()
    program.window.activateWindow()
    wait_until(lambda: bool(opened) and (program.window.isActiveWindow() or bool(files or begins)))
    try:
        # Here the libraries are there, and no picture is waited for.
        with patch.object(checks_loading, "_LATER_MS", 0):
            yield Typist(program)
    finally:
        program.window.close()
        ended = program.close()
        program.window.deleteLater()
        program.deleteLater()
        theme.deleteLater()
        # Gone at once: another theme would dress the old window again, which takes its time.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        # Under a style sheet the widgets of the next tests take twice as long to build.
        app.setStyleSheet("")
        gc.collect()
        assert ended, "a call was still under way"
