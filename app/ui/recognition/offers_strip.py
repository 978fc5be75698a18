"""Strip below the form that offers the web address and domain of a mail address."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QToolButton, QWidget

from app.controller.form.recognition import RecognitionController
from app.model.checks.rules import FieldRule
from app.recognition import Offer, found_in_offers, half_places, offers
from app.translation import _
from app.ui.common.announcing import announce
from app.ui.common.plain_text import PlainLabel, name_button, plain_line, set_tip, without_mnemonic
from app.ui.form.form import ContactForm
from app.ui.form.undo_history import FormHistory
from app.ui.recognition.sheet import ProposalSheet

_STEP: Final = _("what was offered")


class OffersStrip(QFrame):
    """Stays hidden while there is nothing to offer; what was dismissed is not offered again in this entry."""

    def __init__(
        self,
        form: ContactForm,
        history: FormHistory,
        recognition: RecognitionController,
        sheet: ProposalSheet,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("offers")
        self._form = form
        self._sheet = sheet
        self._recognition = recognition
        self._dismissed: set[str] = set()
        self._shown: tuple[Offer, ...] = ()
        self._asked: tuple[Any, str] = (None, "")  # address and region that places were looked for last
        self._places: tuple[Offer, ...] = ()
        self._buttons: list[QPushButton] = []
        self._text = PlainLabel()
        self._text.setProperty("role", "hint")
        close = QToolButton()
        close.setText("✕")
        close.setProperty("role", "quiet")
        name_button(close, _("Hide what is offered"))
        close.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        close.clicked.connect(self.dismiss_all)
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(14, 0, 8, 0)
        self._layout.addWidget(self._text)
        self._layout.addStretch(1)
        self._layout.addWidget(close)
        self.hide()
        form.editing_finished.connect(self.refresh)
        history.stepped.connect(self.refresh)
        recognition.places_found.connect(self._on_places_found)

    @property
    def texts(self) -> list[str]:
        """Returns what is offered at the moment."""
        return [offer.text for offer in self._shown]

    def begin(self) -> None:
        """Forgets what was dismissed: another entry is in the form."""
        self._dismissed.clear()
        self.refresh()

    def refresh(self) -> None:
        """Offers what follows from the form as it is now."""
        rules = self._recognition.form_context.rules
        form = self._form.known_value()
        self._ask_for_places(form, rules.region)
        shown = tuple(
            offer
            for offer in (*self._places, *offers(form))
            if offer.text not in self._dismissed and _is_open(rules.for_path(offer.path.partition(".")[0]))
        )
        if shown != self._shown:
            self._shown = shown
            self._show()
        self.setVisible(bool(shown))

    def _ask_for_places(self, form: dict[str, Any], region: str) -> None:
        """Has the rest of an address looked for, once for each; it comes later, with the table."""
        asked = form.get("Address"), region
        if asked != self._asked:
            self._asked, self._places = asked, ()
            if any(half_places(form)):
                self._recognition.find_places(form)

    def _on_places_found(self, address: object, found: tuple[Offer, ...]) -> None:
        if address == self._asked[0]:
            self._places = found
            self.refresh()

    def take_all(self) -> None:
        """Puts everything that is offered into the form, as one step; asks where a field has several."""
        paths = [offer.path for offer in self._shown]
        if len(set(paths)) == len(paths):
            self._take(self._shown)
        else:
            found = found_in_offers(self._form.value(), self._shown)
            self._sheet.propose(found, _STEP, _("What is offered"), lambda _count: None)

    def _take(self, offers: Sequence[Offer]) -> None:
        self._sheet.take(found_in_offers(self._form.value(), offers), _STEP)

    def _show(self) -> None:
        for button in self._buttons:
            button.hide()
            button.deleteLater()
        self._buttons = []
        sources = {offer.source for offer in self._shown}
        self._text.setText(
            _("Offered, from {source}:").format(source=sources.pop()) if len(sources) == 1 else _("Offered:")
        )
        for place, offer in enumerate(self._shown, 1):
            button = QPushButton(without_mnemonic(plain_line(offer.text)))
            button.setObjectName(f"offer.{offer.path}")
            button.setAccessibleName(plain_line(_("Put in: {text}").format(text=offer.text)))
            button.setProperty("role", "link")
            set_tip(button, _("Put it in (Ctrl+Shift+O takes all that is offered)"))
            # Tab goes through what is typed; the keys lead here.
            button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            button.clicked.connect(self._on_offer_clicked)
            self._buttons.append(button)
            self._layout.insertWidget(place, button)
        if self._shown:
            announce(self, " ".join((self._text.text(), *self.texts)))

    def _on_offer_clicked(self) -> None:
        button = self.sender()
        if isinstance(button, QPushButton) and button in self._buttons:
            offer = self._shown[self._buttons.index(button)]
            self._take([offer])

    def dismiss_all(self) -> None:
        """Hides what is offered until the next entry."""
        self._dismissed |= {offer.text for offer in self._shown}
        self.refresh()


def _is_open(rule: FieldRule) -> bool:
    return not (rule.read_only or rule.hidden)
