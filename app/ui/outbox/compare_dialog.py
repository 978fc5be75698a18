"""Dialog that compares what was sent with the records on the server that may be it."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.controller.outbox.outbox import OutboxController
from app.model.checks.record_comparison import Cell, RecordComparison
from app.model.entry import StepKind
from app.translation import _, ngettext
from app.ui.common.fitting import FittingDialog
from app.ui.common.moments import moment_text
from app.ui.common.plain_text import PlainLabel, plain_line

_WIDEST, _HIGHEST = 1200, 700


class CompareDialog(FittingDialog):
    """Lets a person decide whether one of the candidates is what was sent, or whether to send it again."""

    def __init__(
        self, comparison: RecordComparison, outbox: OutboxController, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("compare")
        self.setWindowTitle(_("Is it the same?"))
        self._comparison = comparison
        self._outbox = outbox
        self._again = QPushButton(self._words_for_none())
        self._again.setObjectName("compare.none")
        self._later = QPushButton(_("Decide later"))
        self._later.setObjectName("compare.later")
        self._lay_out()
        self._again.clicked.connect(lambda *_: self._decide(None))
        self._later.clicked.connect(self.reject)
        # Enter must not decide by accident.
        for button in self.findChildren(QPushButton):
            button.setAutoDefault(button is self._later)
        self._later.setDefault(True)
        self._later.setFocus()

    def _lay_out(self) -> None:
        intro = PlainLabel(self._intro())
        intro.setWordWrap(True)
        card = QFrame()
        card.setObjectName("card")
        self._fill(QGridLayout(card))
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(card)
        buttons = QHBoxLayout()
        buttons.addWidget(self._again)
        buttons.addStretch(1)
        buttons.addWidget(self._later)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 16)
        layout.setSpacing(14)
        layout.addWidget(intro)
        layout.addWidget(scroll, 1)
        layout.addLayout(buttons)
        # As wide as its columns need, and as high as all of it, where the screen has room.
        wide = min(360 + 260 * len(self._comparison.ids), _WIDEST)
        self.resize(wide, min(card.heightForWidth(wide - 60) + 150, _HIGHEST))

    def _intro(self) -> str:
        one = self._comparison
        lost = _("The answer to “{name}” was lost on the way.").format(name=one.name)
        if not one.ids:
            there = _(
                "It was not found in SuperOffice, but you may be signed in as another one than sent it, and "
                "that one may not see it. Look for it there first: if it is there, discard it here, so that "
                "nothing is there twice."
            )
            return f"{lost} {there}"
        if one.kind is StepKind.COMPANY:
            there = ngettext(
                "A company that may be it is in SuperOffice.",
                "{count} companies that may be it are in SuperOffice.",
                len(one.ids),
            )
        elif one.kind is StepKind.APPOINTMENT:
            there = ngettext(
                "An appointment that may be it is in SuperOffice.",
                "{count} appointments that may be it are in SuperOffice.",
                len(one.ids),
            )
        else:
            there = ngettext(
                "A person who may be it is in SuperOffice.",
                "{count} persons who may be it are in SuperOffice.",
                len(one.ids),
            )
        decide = _("Say whether that is what you sent, so that nothing is there twice.")
        return f"{lost} {there.format(count=len(one.ids))} {decide}"

    def _words_for_none(self) -> str:
        if not self._comparison.ids:
            return _("It is not there: send mine")
        is_alone = len(self._comparison.ids) == 1
        return _("It is another one: send mine") if is_alone else _("None of them: send mine")

    def _fill(self, grid: QGridLayout) -> None:
        grid.setContentsMargins(18, 14, 18, 14)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(8)
        grid.addWidget(_cell(_("What you sent"), "heading"), 0, 1)
        for column, number in enumerate(self._numbers(), 2):
            grid.addWidget(_cell(_in_superoffice(number), "heading"), 0, column)
        for index, line in enumerate(self._comparison.lines, 1):
            grid.addWidget(_cell(line.label, "label"), index, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(_cell(_text(line.sent)), index, 1, Qt.AlignmentFlag.AlignTop)
            for column, (value, differs) in enumerate(zip(line.found, line.differs, strict=True), 2):
                text = f"≠ {_text(value)}" if differs else _text(value)
                grid.addWidget(
                    _cell(text, "differs" if differs else ""), index, column, Qt.AlignmentFlag.AlignTop
                )
        last = len(self._comparison.lines) + 1
        for index in range(len(self._comparison.ids)):
            grid.addLayout(self._buttons_of(index), last, index + 2)
        for column in range(1, len(self._comparison.ids) + 2):
            grid.setColumnStretch(column, 1)
        grid.setRowStretch(last + 1, 1)

    def _numbers(self) -> list[int]:
        """Returns the number of each candidate; 0 for one that is alone."""
        count = len(self._comparison.ids)
        return list(range(1, count + 1)) if count > 1 else [0]

    def _buttons_of(self, index: int) -> QVBoxLayout:
        one = self._comparison
        remote_id, number = one.ids[index], self._numbers()[index]
        is_it = QPushButton(_("It is this one"))
        is_it.setObjectName(f"compare.same[{index}]")
        is_it.setAccessibleName(
            plain_line(_("It is this one: {which}").format(which=_in_superoffice(number)))
        )
        is_it.clicked.connect(lambda *_: self._decide(remote_id))
        open_button = QPushButton(_("Open in SuperOffice"))
        open_button.setProperty("role", "link")
        opened = _("Open in SuperOffice ({number})") if number else _("Open in SuperOffice")
        open_button.setAccessibleName(plain_line(opened.format(number=number)))
        open_button.clicked.connect(
            lambda *_: self._outbox.open_company(one.entry.profile, one.contact_ids[index])
        )
        buttons = QVBoxLayout()
        buttons.setSpacing(6)
        for button in (is_it, open_button):
            buttons.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        return buttons

    def _decide(self, remote_id: int | None) -> None:
        self._outbox.decide(self._comparison.entry, remote_id)
        self.accept()


def _cell(text: str, role: str = "") -> PlainLabel:
    cell = PlainLabel(text)
    cell.setWordWrap(True)
    cell.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    cell.setProperty("role", role)
    return cell


def _text(value: Cell) -> str:
    if isinstance(value, datetime):
        return moment_text(value, datetime.now(UTC))
    return value or "–"


def _in_superoffice(number: int) -> str:
    return _("In SuperOffice ({number})").format(number=number) if number else _("In SuperOffice")
