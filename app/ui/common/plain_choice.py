"""A list to choose from whose entries are read in full, and whose chosen one ends in dots where it is cut."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox, QStylePainter, QWidget

_BESIDE = 4  # pixels beside a text in its box


class PlainChoice(QComboBox):
    """A list without a line to type into."""

    def showPopup(self) -> None:  # noqa: N802  # Qt's name
        """Opens the list as high as all of its entries, as far as the screen is: Qt forgets their padding."""
        super().showPopup()
        view = self.view()
        around: QWidget | None = view.parentWidget()
        layout = around.layout() if around is not None else None
        if around is None or layout is None:
            return
        items = filter(None, (layout.itemAt(place) for place in range(layout.count())))
        beside = sum(item.sizeHint().height() for item in items if item.spacerItem() is not None)
        margins = around.contentsMargins() + layout.contentsMargins()
        beside += margins.top() + margins.bottom() + 2 * view.frameWidth()
        wanted = beside + sum(view.sizeHintForRow(row) for row in range(self.count()))
        screen = self.screen().availableGeometry()
        place = around.geometry()
        place.setHeight(min(wanted, screen.height()))
        place.moveTop(max(screen.top(), min(place.top(), screen.bottom() + 1 - place.height())))
        if place.height() >= wanted:
            # With all its room the arrows go, which take some of it; they would keep themselves there.
            around.setGeometry(place.adjusted(0, 0, 0, wanted))
        around.setGeometry(place)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, option = QStylePainter(self), QStyleOptionComboBox()
        self.initStyleOption(option)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        part = QStyle.SubControl.SC_ComboBoxEditField
        field = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, self)
        room = field.width() - _BESIDE
        option.currentText = self.fontMetrics().elidedText(
            self.currentText(), Qt.TextElideMode.ElideRight, room
        )
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
