"""Fills the form from a register: what is typed into the name or the number field is looked up there."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QMainWindow, QWidget

from app.controller.registers.lookup import RegisterController
from app.controller.registers.questions import Hits, Proposal
from app.translation import _
from app.ui.common.banner import Banner
from app.ui.common.plain_text import PlainMessageBox
from app.ui.form.form import ContactForm
from app.ui.recognition.sheet import ProposalSheet, Proposed, told_count
from app.ui.registers.hit_list import HitList
from app.ui.registers.origins import Origins

_TOPIC = "registers"
_FIELDS: Final = ("Name", "OrgNr")


class FieldLookup(QObject):
    """Asks about what is typed, shows hits beneath the field, and puts in what is accepted as one step."""

    def __init__(
        self,
        window: QMainWindow,
        form: ContactForm,
        notice: Banner,
        registers: RegisterController,
        sheet: ProposalSheet,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._form = form
        self._sheet = sheet
        self._notice = notice
        self._registers = registers
        self._hits: Hits | None = None
        self._late: Hits | None = None  # came while another window was in front
        self._path = _FIELDS[0]  # where was typed, or asked, last
        self.hit_list = HitList(self)
        self.origins = Origins(form, sheet.history)
        self.hit_list.chosen.connect(self._on_chosen)
        registers.found.connect(self._on_found)
        registers.proposed.connect(self._on_proposed)
        registers.consent_asked.connect(self._on_consent_asked)
        for path in _FIELDS:
            if (field := form.findChild(QLineEdit, path)) is not None:
                field.textEdited.connect(partial(self._on_typed, path))
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus_changed)

    def begin(self, _form: object = None) -> None:
        """Forgets what was looked up: another entry is in the form."""
        self._registers.cancel()
        self._late = None
        self.hit_list.close()
        self._notice.dismiss(_TOPIC)
        self._sheet.leave()
        self.origins.begin()

    def look_up(self) -> None:
        """Looks up what is in the number field if the cursor is there, else the name."""
        focused = QApplication.focusWidget()
        path = focused.objectName() if focused is not None else ""
        path = path if path in _FIELDS else _FIELDS[0]
        if (field := self._field(path)) is None or field.isReadOnly() or not field.isEnabled():
            return
        self._form.focus_path(path)
        self._path = path
        self._registers.ask(path, field.text())

    def _field(self, path: str) -> QLineEdit | None:
        return self._form.findChild(QLineEdit, path)

    def _on_typed(self, path: str, text: str) -> None:
        self.hit_list.close()
        self._late = None
        self._path = path
        self._registers.typed(path, text)

    def _on_found(self, hits: Hits) -> None:
        """Shows the hits, unless their user is elsewhere by now: nobody is called back.

        Whoever looks at another window, or has just answered a question, finds them on the way back.
        """
        self._late = None
        field = self._field(hits.question.path)
        if field is None or field.text().strip() != hits.question.text:
            return
        if not field.hasFocus():
            is_left = field.isActiveWindow() or self._window.focusWidget() is not field
            self._late = None if is_left else hits
            return
        self._hits = hits
        if hits.records:
            self.hit_list.show_hits(field, hits.records)
        else:
            self.hit_list.say(field, hits.sentences[0])

    def _on_focus_changed(self, _before: QWidget | None, now: QWidget | None) -> None:
        if self._late is not None and now is not None and now.window() is self._window:
            self._on_found(self._late)

    def _on_chosen(self, number: int) -> None:
        if self._hits is not None:
            self._registers.choose(self._hits.question, self._hits.records[number], self._form.value())

    def _on_proposed(self, proposal: Proposal) -> None:
        source = proposal.found.source
        title = _("What {register} says").format(register=source)
        self._sheet.ask(
            Proposed(proposal.found, proposal.lines, proposal.context, source, title, done=self._tell_count)
        )

    def _tell_count(self, count: int) -> None:
        self._notice.show_message(told_count(count), topic=_TOPIC)

    def _on_consent_asked(self, sentence: str) -> None:
        """Asks once; who leaves the question open is asked again by the key."""
        box = PlainMessageBox(self._window, "registers.consent", _("Public registers"), sentence)
        allow = box.addButton(_("&Allow"), PlainMessageBox.ButtonRole.AcceptRole)
        box.addButton(_("&Do not allow"), PlainMessageBox.ButtonRole.DestructiveRole)
        not_now = box.addButton(_("&Not now"), PlainMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(allow)
        box.setEscapeButton(not_now)
        box.buttonClicked.connect(partial(self._on_decided, box))
        box.finished.connect(self._window.activateWindow)
        box.open()

    def _on_decided(self, box: PlainMessageBox, button: QAbstractButton) -> None:
        role = box.buttonRole(button)
        self._form.focus_path(self._path)
        if role is PlainMessageBox.ButtonRole.RejectRole:
            self._registers.cancel()
        else:
            self._registers.decide(allowed=role is PlainMessageBox.ButtonRole.AcceptRole)
