"""Offers to move somebody who is at another company, above their card, and takes it back."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton, QWidget

from app.controller.questions.moving import Moving, MovingController
from app.model.form.person_fields import PERSON_FIELDS
from app.model.form.person_form import card_values
from app.model.next_steps.moves import Move, with_move, without_move
from app.translation import _
from app.ui.common.announcing import announce
from app.ui.common.plain_text import PlainLabel, PlainMessageBox
from app.ui.form.form import ContactForm
from app.ui.form.undo_history import FormHistory

_KNOWN_BY = {"Firstname", "MiddleName", "Lastname", "Email", "MobilePhone"}
"""What is typed of somebody to find them: nobody asks whether that is kept."""


class MoveStrip(QFrame):
    """Says where the shown person is, and who is to be moved; hidden if there is nothing to say."""

    move_asked = Signal(object)
    """That Move is wanted for the person who is shown."""
    back_asked = Signal(object)
    """That Move is not wanted any more."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("moving")
        self._layout: QGridLayout | None = None
        self._known = ""
        self.hide()

    @property
    def text(self) -> str:
        """Returns what the strip says; empty while it is hidden."""
        labels = self.findChildren(PlainLabel)
        return "" if self.isHidden() else "\n".join(label.text() for label in labels)

    def show_state(self, state: Moving) -> None:
        """Shows who is known elsewhere, with the offer, and everybody who is to be moved."""
        self._clear()
        for number, move in enumerate(state.moves):
            told = (
                _("{name} moves here from “{company}” when you save.")
                if move.company
                else _("{name} moves here when you save.")
            )
            button = _link(f"moving.back[{number}]", _("Do not move"))
            button.clicked.connect(partial(self.back_asked.emit, move))
            self._add(told.format(name=move.name, company=move.company), button)
        known = ""
        if state.known is not None:
            known = _("{name} is at “{company}” already.").format(
                name=state.known.name or _("Somebody"), company=state.known.company
            )
            known = " ".join(filter(None, (known, other_name_told(state.other_name), state.why_not)))
            self._add(known, self._offer(state.offer) if state.offer else None)
        self.setVisible(bool(state.moves or known))
        if known and known != self._known:
            announce(self, known)
        self._known = known

    def _offer(self, move: Move) -> QPushButton:
        button = _link("moving.move", _("Move here …"))
        button.clicked.connect(partial(self.move_asked.emit, move))
        return button

    def _add(self, text: str, button: QPushButton | None) -> None:
        if self._layout is None:
            self._layout = QGridLayout(self)
            self._layout.setContentsMargins(0, 0, 0, 4)
            self._layout.setVerticalSpacing(0)
            self._layout.setColumnStretch(0, 1)
        row = self._layout.rowCount()
        label = PlainLabel(text, role="hint")
        label.setWordWrap(True)
        self._layout.addWidget(label, row, 0)
        if button is not None:
            self._layout.addWidget(button, row, 1, Qt.AlignmentFlag.AlignTop)

    def _clear(self) -> None:
        while self._layout is not None and (item := self._layout.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.setParent(None)
                widget.deleteLater()


class MovingPeople(QObject):
    """The window's part of it; each of its changes of the form is one step of undo."""

    def __init__(
        self, window: QWidget, form: ContactForm, history: FormHistory, controller: MovingController
    ) -> None:
        super().__init__(window)
        self._window = window
        self._form = form
        self._history = history
        self._editor = form.persons.editor
        self._controller = controller
        self.strip = MoveStrip()
        self._editor.show_above_card(self.strip)
        self._editor.person_shown.connect(lambda: controller.look_at(dict(self._editor.person)))
        self.strip.move_asked.connect(self._confirm)
        self.strip.back_asked.connect(self._take_back)
        controller.changed.connect(self.strip.show_state)
        controller.look_at(dict(self._editor.person))
        self.strip.show_state(controller.state)

    def _confirm(self, move: Move) -> None:
        """Asks once: what somebody does in SuperOffice afterwards is with another company."""
        self._form.commit_pending_text()
        person = self._editor.person
        words = _(
            "{name} is at “{company}” in SuperOffice. When you save, {name} moves to this company instead of "
            "being added anew. What is planned from now on goes along; what is past stays with “{company}”."
        )
        told = other_name_told(self._controller.state.other_name)
        left = ", ".join(_names_of_others(person))
        more = _("This is not taken along; you can type it in SuperOffice afterwards: {names}.")
        box = PlainMessageBox(
            self._window,
            "moving.question",
            _("Move here"),
            f"{told} {words.format(name=move.name, company=move.company)}".strip(),
            more.format(names=left) if left else "",
        )
        box.setIcon(PlainMessageBox.Icon.Question)
        go = box.addButton(_("Move here"), PlainMessageBox.ButtonRole.AcceptRole)
        go.setObjectName("moving.confirm")
        box.setDefaultButton(box.addButton(PlainMessageBox.StandardButton.Cancel))
        go.clicked.connect(partial(self._move, move, dict(person)))
        box.open()

    def _move(self, move: Move, person: Mapping[str, Any]) -> None:
        form = self._form.value()
        people = form.get("Persons") or []
        if person in people:
            moved = with_move(form, people.index(person), move)
            self._history.apply(moved, _("move a person here"))
            self._editor.focus_first()  # the link that had the focus is gone

    def _take_back(self, move: Move) -> None:
        self._form.commit_pending_text()
        form = without_move(self._form.value(), move.person_id)
        self._history.apply(form, _("do not move a person"))
        self._editor.focus_first()


def other_name_told(typed: str) -> str:
    """Says that another name is typed than that of who was found; empty where none is."""
    return _("You have typed another name: “{typed}”.").format(typed=typed) if typed else ""


def _names_of_others(person: Mapping[str, Any]) -> list[str]:
    """Returns the names of what is typed of a person besides what they are found by."""
    typed = card_values(person).keys()
    fields = (one for one in PERSON_FIELDS if one.path.partition(".")[0] in typed - _KNOWN_BY)
    return list(dict.fromkeys(one.label.replace("&", "") for one in fields))


def _link(name: str, text: str) -> QPushButton:
    button = QPushButton(text)
    button.setObjectName(name)
    button.setProperty("role", "link")
    # Tab goes through what is typed; F6 leads here.
    button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
    return button
