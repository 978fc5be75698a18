"""Has the country follow from what is typed, as long as nobody has chosen one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from app.controller.form.recognition import CountryFound, RecognitionController
from app.model.form.paths import value_at
from app.translation import _
from app.ui.common.banner import OF_FORM, Banner
from app.ui.form.form import ContactForm
from app.ui.form.undo_history import FormHistory
from app.ui.inputs.choice import ChoiceInput
from app.ui.parts.field_box import FieldBox

_COUNTRY, _COUNTRY_ID = "Country", "Country.CountryId"
_TOPIC = f"{OF_FORM}country followed"
_TELLING = ("Address", "OrgNr")


class CountryFollower(QObject):
    """Changes a country that was only proposed, or repeated, once address or VAT number tell another.

    It is a step of undo like any other, and said. What was chosen by hand, or taken back, stays.
    """

    def __init__(
        self, form: ContactForm, history: FormHistory, recognition: RecognitionController, notice: Banner
    ) -> None:
        super().__init__(form)
        self._form = form
        self._recognition = recognition
        self._notice = notice
        self._is_chosen = False
        self._followed = 0
        self._asked: Mapping[str, Any] = {}
        self._found: CountryFound | None = None
        # Behind what a change of focus sets off itself: the field that is left takes its value then.
        self._soon = QTimer(self, interval=0, singleShot=True)
        self._soon.timeout.connect(self._follow)
        self._part.changed.connect(self._on_chosen)
        form.editing_finished.connect(self._ask)
        history.stepped.connect(self._on_stepped)
        recognition.country_found.connect(self._on_found)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus_changed)

    def begin(self, form: Mapping[str, Any]) -> None:
        """Begins with the entry that is shown now, which is `form` for those that are no new ones."""
        # A draft has the country that somebody left it with; of a company that repeats settings, nobody has.
        chosen = value_at(form, _COUNTRY_ID)
        proposed = value_at(self._recognition.form_context.proposed, _COUNTRY_ID)
        self._is_chosen = bool(form.get("Name")) and chosen not in (None, proposed)
        self._asked, self._found, self._followed = _telling(form), None, 0

    @property
    def _part(self) -> FieldBox:
        part = self._form.parts_by_path[_COUNTRY]
        assert isinstance(part, FieldBox)  # noqa: S101  # as it is declared
        return part

    def _ask(self) -> None:
        form = self._form.known_value()
        if not self._is_chosen and _telling(form) != self._asked:
            self._asked, self._found = _telling(form), None
            self._recognition.find_country(form)

    def _on_found(self, found: CountryFound) -> None:
        self._found = found
        self._soon.start()

    def _on_focus_changed(self, _left: QWidget | None, _entered: QWidget | None) -> None:
        if self._found is not None:
            self._soon.start()

    def _follow(self) -> None:
        """Changes the country, unless somebody is in the address: its fields may be others afterwards.

        Nor does it while somebody types into the field of the country.
        """
        found, form, focused = self._found, self._form.known_value(), QApplication.focusWidget()
        if found is None or (
            focused is not None and self._form.parts_by_path["Address"].isAncestorOf(focused)
        ):
            return
        country = self._part.widget
        if isinstance(country, ChoiceInput) and (country.is_typing or self._part.is_composed_in()):
            return
        self._found = None
        rule = self._part.rule
        now = value_at(form, _COUNTRY_ID)
        is_out_of_date = _telling(form) != self._asked or self._is_chosen
        if is_out_of_date or now == found.country_id or rule.read_only or rule.hidden:
            return
        self._followed = found.country_id
        self._part.set_value({"CountryId": found.country_id})
        self._part.changed.emit()
        self._notice.show_message(
            _("The country is {country} now, as “{words}” says. Ctrl+Z takes that back.").format(
                country=found.name, words=found.words
            ),
            topic=_TOPIC,
        )

    def _on_chosen(self) -> None:
        value = self._part.value() or {}
        self._is_chosen = value.get("CountryId") != self._followed

    def _on_stepped(self) -> None:
        value = self._part.value() or {}
        if self._followed and value.get("CountryId") != self._followed:
            self._is_chosen = True
            self._notice.dismiss(_TOPIC)


def _telling(form: Mapping[str, Any]) -> dict[str, Any]:
    return {path: form[path] for path in _TELLING if form.get(path)}
