"""Proposes what a similar company has that is there already."""

from __future__ import annotations

from PySide6.QtCore import QObject

from app.controller.questions.company_values import CompanyValues
from app.recognition import RecognitionResult
from app.translation import _
from app.ui.common.banner import Banner, Tone
from app.ui.recognition.sheet import ProposalSheet, told_count

_TOPIC = "values"


class ValuesOfAnother(QObject):
    """Asks for the values of a company and shows them in the sheet."""

    def __init__(self, notice: Banner, sheet: ProposalSheet, values: CompanyValues) -> None:
        super().__init__(sheet)
        self._notice = notice
        self._sheet = sheet
        self._values = values
        values.found.connect(self._on_found)

    def ask(self, contact_id: int, name: str) -> None:
        """Has the values of a company proposed, which the server is asked for."""
        self._notice.show_message(_("Reading …"), topic=_TOPIC)
        self._values.ask(contact_id, name)

    def begin(self, _form: object = None) -> None:
        """Forgets what was asked for: another entry is in the form."""
        self._values.cancel()
        self._notice.dismiss(_TOPIC)

    def _on_found(self, found: RecognitionResult) -> None:
        self._notice.dismiss(_TOPIC)
        title = _("What “{name}” has").format(name=found.source)
        if not self._sheet.propose(found, found.source, title, self._tell_count):
            nothing = _("“{name}” has nothing that could go in here.").format(name=found.source)
            self._notice.show_message(found.message or nothing, Tone.WAITING, topic=_TOPIC)

    def _tell_count(self, count: int) -> None:
        self._notice.show_message(told_count(count), topic=_TOPIC)
