"""Which company is added to, and what it has of what the open page is about; beneath the names."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.controller.questions.adding import Adding
from app.model.additions.company_there import CompanyThere
from app.model.form.fields import CONTACT_FIELDS, Rows, Tab
from app.model.text_normalization import shortened
from app.translation import _, ngettext
from app.ui.common.announcing import announce
from app.ui.common.plain_text import PlainLabel, set_tip
from app.ui.parts.part import TITLES

_LONGEST_SHOWN = 220
"""Characters of what is there; all of it is in the tip."""
_WITH_ROWS = (Tab.CONTACT, Tab.COMMUNICATION)
_READING = _("What it has is being read …")


class TargetStrip(QFrame):
    """Hidden for a new company."""

    back_asked = Signal()
    """The form is to be a new company instead."""
    decision_asked = Signal()
    """The user wants to say what becomes of what differs."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("adding")
        self._state: Adding | None = None
        self._tab = Tab.CONTACT
        self._is_laid_out = False
        self.hide()

    def _lay_out(self) -> None:
        """Fills the strip with the first company that is added to: most windows never have one."""
        self._is_laid_out = True
        self._name = PlainLabel(name="adding.company", role="heading")
        self._name.setWordWrap(True)  # a long name would make the window wider
        self._there = PlainLabel(name="adding.there", role="hint")
        self._there.setWordWrap(True)
        self._decide = _link("adding.decide", "")
        self._decide.setProperty("severity", "error")
        self._back = _link("adding.back", _("New company instead"))
        set_tip(self._back, _("What is typed stays; it is for a company of its own then"))
        self._decide.clicked.connect(self.decision_asked)
        self._back.clicked.connect(self.back_asked)
        line = QHBoxLayout()
        line.addWidget(self._name, 1)
        line.addWidget(self._decide)
        line.addWidget(self._back)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 6)
        layout.setSpacing(0)
        layout.addLayout(line)
        layout.addWidget(self._there)

    @property
    def text(self) -> str:
        """Returns what the strip says; empty while it is hidden."""
        return "" if self.isHidden() else f"{self._name.text()}\n{self._there.text()}"

    def show_state(self, state: Adding | None) -> None:
        """Shows what is known of the company; None hides the strip."""
        before, self._state = self._state, state
        if state is not None and not self._is_laid_out:
            self._lay_out()
        self.setVisible(state is not None)
        if state is None:
            return
        name = _named(state)
        if name != self._name.text():
            self._name.setText(name)
            announce(self, name)
        elif before and state.trouble != before.trouble:
            announce(self, state.trouble)
        count = len(state.differs)
        words = ngettext("{count} value differs: decide …", "{count} values differ: decide …", count)
        self._decide.setText(words.format(count=count))
        self._decide.setVisible(bool(count))
        self._show_there()

    def show_tab(self, index: int) -> None:
        """Shows what the company has of what that page is about."""
        self._tab = list(TITLES)[index]
        self._show_there()

    def _show_there(self) -> None:
        state = self._state
        if state is None:
            return
        told = state.trouble or (_READING if state.there is None else _there_on(self._tab, state.there))
        self._there.setText(shortened(told, _LONGEST_SHOWN))
        set_tip(self._there, told if len(told) > _LONGEST_SHOWN else "")
        self._there.setVisible(bool(told))


def _link(name: str, text: str) -> QPushButton:
    button = QPushButton(text)
    button.setObjectName(name)
    button.setProperty("role", "link")
    # Tab goes through what is typed; F6 leads here.
    button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
    return button


def _named(state: Adding) -> str:
    there = state.there
    name = there.name if there and there.name else state.target.name or str(state.target.contact_id)
    parts = [_("Adding to “{name}”").format(name=name)]
    if there and there.number:
        parts.append(_("number {number}").format(number=there.number))
    if there and there.city:
        parts.append(there.city)
    return " · ".join(parts)


def _there_on(tab: Tab, company: CompanyThere) -> str:
    """Returns what the company has of what a page is about; what its fields have stands in them."""
    if tab is Tab.PERSONS:
        people = [one.line for one in company.people]
        if not people:
            return _("Nobody is in this company yet.")
        count = ngettext(
            "{count} person is there already:", "{count} persons are there already:", len(people)
        )
        return f"{count.format(count=len(people))} {', '.join(people)}"
    if tab is Tab.INTERESTS and (interests := company.interests()):
        return _("There already: {what}").format(what=", ".join(interests))
    if tab not in _WITH_ROWS:
        return ""
    rows = " · ".join(_rows_of(company))
    return _("There already: {what}").format(what=rows) if rows else _("It has no phone, e-mail or website.")


def _rows_of(company: CompanyThere) -> Iterator[str]:
    for field in CONTACT_FIELDS:
        if isinstance(field, Rows) and (values := company.rows(field.path)):
            yield f"{field.label}: {', '.join(values)}"
