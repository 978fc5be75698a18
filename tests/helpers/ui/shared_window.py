"""One window for tests that follow one another; each finds it as it was when it was opened.

A window takes half a second of the processor to open, more than most tests take themselves.
"""

from __future__ import annotations

import sys
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import keyring
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QStackedWidget,
    QTabWidget,
    QWidget,
)

from app.controller.imports.walk import DraftWalk
from app.controller.outbox.last_company import LastCompany
from app.model.entry import Entry, State
from app.model.outbox_rows import OutboxFilter, Progress
from app.sandbox import PASSWORD
from app.storage.sqlite.drafts import Drafts
from app.storage.sqlite.outbox import Outbox
from app.ui.parts.custom_fields import CustomFieldsEditor
from tests.helpers.ui.beginnings import Beginning, Surroundings
from tests.helpers.ui.window import running, wait_until

_STATES = {
    QLabel: ("text",),
    QLineEdit: ("text", "isReadOnly"),
    QAbstractButton: ("text", "isChecked"),
    QComboBox: ("currentIndex", "currentText"),
    QPlainTextEdit: ("toPlainText",),
    QTabWidget: ("currentIndex",),
}
"""What of a widget is compared, besides whether it is there, in view, and can be used."""

_COMES_AND_GOES = (
    "ScrollLeftButton",
    "ScrollRightButton",
    "qt_scrollarea_hcontainer",
    "qt_scrollarea_vcontainer",
)
"""Qt's own scroll bars and arrows, which depend on what was in view."""
_SEARCHES = ("CustomFields.search", "Interests.search")
_WHOLE = (QLineEdit, QComboBox)
"""What is in these is looked at from outside; the cross of a search fades out after a while."""


class WindowShare:
    """Hands out the one shared window that is open; `is_trusted` until somebody says otherwise."""

    def __init__(self) -> None:
        self._window: SharedWindow | None = None
        self.is_trusted = True

    def window(self, folder: Path, beginning: Beginning) -> SharedWindow:
        """The window as at first: the one that is open if it can be, else a new one over `folder`."""
        window = self._window
        if (
            window is not None
            and self.is_trusted
            and window.beginning == beginning
            and window.is_as_at_first()
        ):
            return window
        with suppress(Exception):  # whatever is wrong with it is no fault of the test that asks
            self.close()
        self._window = SharedWindow(folder, beginning)
        return self._window

    def distrust(self) -> None:
        """Has the next one that asks get a new window."""
        self.is_trusted = False

    def close(self) -> None:
        """Closes the window if one is open."""
        window, self._window, self.is_trusted = self._window, None, True
        if window is not None:
            window.close()


class SharedWindow:
    """A window over data of its own, signed in to a server of its own if its beginning is so.

    What a test changes is put back before the next one. Where that does not lead to what there was at first,
    the next one has a new window.
    """

    def __init__(self, folder: Path, beginning: Beginning) -> None:
        self.beginning = beginning
        self._around = Surroundings(beginning, folder)
        self.server, self.registers = self._around.server, self._around.registers
        self._opened = ExitStack()
        hooks = sys.excepthook, sys.unraisablehook, threading.excepthook
        # A window puts back the hooks that it found, and those of this test are not those of the last one.
        self._opened.callback(_set_hooks, *hooks)
        try:
            self._open()
        except BaseException:
            self._opened.close()
            raise

    def _open(self) -> None:
        self._around.open(self._opened)
        self.typist = self._opened.enter_context(running(self._around.home))
        if self.beginning.is_connected:
            self.typist.wait_until_signed_in()
        if self.beginning.prepared is not None:
            self._opened.enter_context(self.beginning.prepared(self.typist))
        self._size = self.typist.window.size()
        self._lists = set(self.typist.program.lookups.choices)
        self._put_back()
        self._at_first = self._look()

    def close(self) -> None:
        self._opened.close()

    def is_as_at_first(self) -> bool:
        """Puts everything back; whether that has led to what there was at first."""
        if self.beginning.is_connected:
            keyring.set_password("contact-entry", "Practice/password", PASSWORD)
        try:
            self._put_back()
            return self._look() == self._at_first
        except Exception:  # noqa: BLE001  # a window that cannot be put back must not fail the next test
            return False

    def _put_back(self) -> None:
        program, window = self.typist.program, self.typist.window
        QApplication.clipboard().clear()
        window.activateWindow()
        for name in _SEARCHES:
            for search in window.findChildren(QLineEdit, name):
                search.clear()
        for walk in program.imports.findChildren(DraftWalk):
            walk.end()
        program.entry.discard_draft()
        self._empty_the_outbox()
        self._wait()
        drafts = Drafts(self._store)
        for draft in drafts.all():
            drafts.delete(draft.id)
        program.entry._drafts.list_drafts()
        for banner in (window.notice, window.outcome):
            banner.show_message("")  # without the buttons of the last one
            banner.dismiss()
        window.outbox.hide()
        window.problems_panel.hide()
        for tabs in window.findChildren(QTabWidget):
            tabs.setCurrentIndex(0)
        window.form.focus_first()
        self._forget_further_lists()
        # The headings of lists reach the form with the rules that come next, for example after a Save.
        program.lookups.rules_changed.emit(program.lookups.rules)
        program.entry.problems.look()
        editors = window.findChildren(CustomFieldsEditor)
        wait_until(lambda: all(editor.is_built for editor in editors))
        self._wait()
        QApplication.processEvents()  # what was hidden above gives up its room
        window.resize(self._size)
        self._forget_registers()
        self._around.put_back()

    def _forget_further_lists(self) -> None:
        """Lists that no field has, which a test has wanted, are loaded anew when they are wanted again."""
        lookups, form = self.typist.program.lookups, self.typist.window.form
        further = lookups.choices.keys() - self._lists
        if not further:
            return
        for name in further:
            lookups._told.pop(name)
            lookups._fresh.discard(name)
            lookups._fetched.pop(name, None)
        headings = {name: one for name, one in lookups.rules.headings.items() if name not in further}
        lookups.rules = replace(lookups.rules, headings=headings)
        choices = {name: one for name, one in form.context.choices.items() if name not in further}
        form.set_context(replace(form.context, choices=choices))

    def _forget_registers(self) -> None:
        """What registers have answered is asked anew; whom may be asked is as the settings say."""
        registers = self.typist.program.registers
        registers.cancel()
        registers._service = None
        registers._has_hinted = False
        registers.consent._on_opened()

    def _empty_the_outbox(self) -> None:
        """Nothing of a company that was entered is left here; what is on its way arrives."""
        program, window, outbox = self.typist.program, self.typist.window, Outbox(self._store)
        wait_until(lambda: not outbox.summaries([State.QUEUED, State.SENDING]))
        for dialog in window.outbox.findChildren(QDialog):
            dialog.close()
        for search in window.outbox.findChildren(QLineEdit):
            search.clear()
        window.outbox._title.filter._choose(OutboxFilter())
        for entry in outbox.summaries():
            program.outbox.discard(entry.id)
        self._wait()
        # What goes is taken from the list a moment later.
        wait_until(lambda: not window.outbox.model.rowCount())
        program.outbox._discarded.clear()
        window.outbox.notice.dismiss()
        program.sending.counts_changed.emit(outbox.counts(), outbox.count_incomplete())
        program.outbox.progress_changed.emit(Progress(0, 0))
        program.outbox.today._soon.stop()
        program.outbox.today._count()
        program.outcomes._latest, latest = "", window.findChild(LastCompany)
        assert latest is not None
        latest.forget()

    def put_into_the_outbox(self, entries: Sequence[Entry]) -> None:
        """Has these listed as if they had been there when the window was opened."""
        for entry in entries:
            Outbox(self._store).add(entry)
        self.typist.program.outbox._list_anew()

    @property
    def _store(self) -> Any:
        assert self.typist.program.store is not None
        return self.typist.program.store

    def _wait(self) -> None:
        """Until nothing is under way that a test has begun."""
        program = self.typist.program
        wait_until(lambda: not program._disk._jobs and not program._network._jobs)
        wait_until(self.typist.window.isActiveWindow)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def _look(self) -> list[object]:
        """What there is to be seen and what a test may have left behind."""
        program, window = self.typist.program, self.typist.window
        open_now = [type(one) for one in QApplication.topLevelWidgets() if one.isVisible()]
        return [
            Counter(map(_state, _in_use(window))),
            open_now,
            self.typist.place,
            (window.width(), window.height()),
            window.form.value(),
            window.form.context,
            window.form.input_problems(),
            tuple(window.problems),
            window.history.stack.count(),
            program.connections.status,
            Outbox(self._store).summaries(),
            [draft.id for draft in Drafts(self._store).all()],
        ]


def _set_hooks(on_error: Any, on_unraisable: Any, on_error_in_thread: Any) -> None:
    sys.excepthook, sys.unraisablehook, threading.excepthook = on_error, on_unraisable, on_error_in_thread


def _in_use(outermost: QWidget) -> Iterator[QWidget]:
    """The widget and all in it but what is hidden, the pages that are behind others included."""
    waiting = [outermost]
    while waiting:  # a generator in each generator would hand every widget up through all of them
        widget = waiting.pop()
        yield widget
        for child in () if isinstance(widget, _WHOLE) else widget.children():
            if not isinstance(child, QWidget) or child.isWindow() or child.objectName() in _COMES_AND_GOES:
                continue
            if not child.isHidden() or isinstance(widget, QStackedWidget):
                waiting.append(child)


def _state(widget: QWidget) -> tuple[object, ...]:
    told = [
        getattr(widget, name)()
        for kind, names in _STATES.items()
        if isinstance(widget, kind)
        for name in names
    ]
    return (type(widget), widget.objectName(), widget.isEnabled(), *told)
