"""What fits the screen: dialogs that scroll and keep their buttons, columns beneath each other, labels."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QAction, QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLayout,
    QScrollArea,
    QTabBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.ui.common.plain_text import line_height

_FRAME = QSize(16, 48)
"""What a desktop's frame and title take around a window, at most."""

_AROUND_LINK = 8
"""Pixels above and beneath the text of a link in the style sheet, and two for odd fonts."""

LOW_WINDOW = 620
"""Pixels: in a window that is lower, as on a screen of 1024 x 600, lists have fewer lines."""

GUIDE = "action.guide"
"""The objectName of the window's action that opens the guide."""

_BESIDE, _BENEATH = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom


def fitting_size(widget: QWidget, wanted: QSize) -> QSize:
    """Returns the size wanted, or as much of it as the screen has room for."""
    return wanted.boundedTo(widget.screen().availableGeometry().size() - _FRAME)


def keep_room(widget: QWidget) -> None:
    """Has a widget keep its room while it is hidden, so that nothing else moves when it comes."""
    policy = widget.sizePolicy()
    policy.setRetainSizeWhenHidden(True)
    widget.setSizePolicy(policy)


def pass_by_arrows(bar: QTabBar) -> None:
    """Has Tab pass by the arrows of a bar whose tabs do not fit: the keys of the pages scroll it."""
    for arrow in bar.findChildren(QToolButton):
        arrow.setFocusPolicy(Qt.FocusPolicy.NoFocus)


class FittingDialog(QDialog):
    """A dialog no larger than its screen. Closed, it is deleted: else each opening would leave one behind."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def lay_out_scrolling(self, content: QLayout, *staying: QWidget) -> None:
        """Lays out `content`, which scrolls where it does not fit, above what stays: messages, buttons."""
        inside = QWidget()
        inside.setLayout(content)
        content.setContentsMargins(20, 20, 20, 0)
        area = _Area(inside)
        foot = QVBoxLayout()
        foot.setContentsMargins(20, 0, 20, 16)
        for widget in staying:
            foot.addWidget(widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(area, 1)
        layout.addLayout(foot)

    def fit(self) -> None:
        """Makes the dialog as large as all of it needs, and no larger than the screen."""
        # The layout outside does not hear of what is shown or hidden inside a scroll area.
        bar = 0
        for area in self.findChildren(_Area):
            area.updateGeometry()
            bar = area.verticalScrollBar().sizeHint().width()
        wanted = self.sizeHint()
        if fitting_size(self, wanted).height() < wanted.height():
            wanted.setWidth(wanted.width() + bar)
        self.resize(fitting_size(self, self.size().expandedTo(wanted)))

    def bring_into_view(self, opened: QWidget) -> None:
        """Scrolls so that as much as possible of what has just been opened is seen, from its beginning on."""
        for area in self.findChildren(_Area):
            area.show_from_top(opened)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Opens the guide with F1, as the window does: a dialog keeps the window's own keys away."""
        guide = self._guide_action() if event.key() == Qt.Key.Key_F1 else None
        if guide is None:
            super().keyPressEvent(event)
        else:
            guide.trigger()

    def _guide_action(self) -> QAction | None:
        above = self.parentWidget()
        while above is not None:
            if found := above.findChild(QAction, GUIDE):
                return found
            above = above.parentWidget()
        return None


class _Area(QScrollArea):
    """Asks for as much room as what it scrolls."""

    def __init__(self, inside: QWidget) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._inside = inside
        self.setWidget(inside)

    def show_from_top(self, widget: QWidget) -> None:
        """Scrolls to a widget; of one that is higher than the area, to its beginning."""
        self._inside.adjustSize()
        self.ensureWidgetVisible(widget, 0, 0)
        if widget.height() > self.viewport().height():
            self.verticalScrollBar().setValue(widget.mapTo(self._inside, QPoint()).y())

    def sizeHint(self) -> QSize:
        return self._inside.sizeHint().expandedTo(self._inside.minimumSizeHint())

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 80)


class Columns(QHBoxLayout):
    """Lays its columns beneath each other where they would not fit: a page scrolls in one direction alone."""

    def minimumSize(self) -> QSize:  # noqa: N802  # Qt's name
        """Returns as much as the columns need beneath each other, in the height of how they are now."""
        widest = max((column.minimumSize().width() for column in self._columns()), default=0)
        around = self.contentsMargins()
        return QSize(widest + around.left() + around.right(), super().minimumSize().height())

    def setGeometry(self, room: QRect) -> None:  # noqa: N802  # Qt's name
        direction = _BESIDE if room.width() >= self._width_beside() else _BENEATH
        if direction is not self.direction():
            self.setDirection(direction)
            if parent := self.parentWidget():
                parent.updateGeometry()  # it is higher now, or lower
        super().setGeometry(room)

    def _width_beside(self) -> int:
        columns, around = self._columns(), self.contentsMargins()
        gaps = self.spacing() * (len(columns) - 1)
        inside = sum(column.minimumSize().width() for column in columns)
        return inside + gaps + around.left() + around.right()

    def _columns(self) -> list[QBoxLayout]:
        items = filter(None, (self.itemAt(index) for index in range(self.count())))
        return [one for item in items if isinstance(one := item.layout(), QBoxLayout)]


class FoldingRow(QHBoxLayout):
    """Lays its widgets beneath each other where a row of them would be wider than some pixels."""

    def __init__(self, widest: int) -> None:
        super().__init__()
        self._widest = widest

    def minimumSize(self) -> QSize:  # noqa: N802  # Qt's name
        self._turn()
        return super().minimumSize()

    def sizeHint(self) -> QSize:
        self._turn()
        return super().sizeHint()

    def _turn(self) -> None:
        items = filter(None, (self.itemAt(index) for index in range(self.count())))
        row = sum(item.minimumSize().width() for item in items) + self.spacing() * (self.count() - 1)
        direction = _BESIDE if row <= self._widest else _BENEATH
        if direction is not self.direction():
            self.setDirection(direction)


LABELS = ("labels.0", "labels.1")
"""The objectNames of a page's grids whose first columns are to be equally wide, one for each side."""


class LabelColumns(QObject):
    """Keeps the labels of a page in line: as wide as the widest of their side, however large letters are."""

    def __init__(self, page: QWidget) -> None:
        """Looks after the grids of `page` that are called as in `LABELS`, those that come later included."""
        super().__init__(page)
        self._page = page
        page.installEventFilter(self)
        self.fit()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:
            self.fit()
        return False

    def fit(self) -> None:
        """Gives the labels of each side the room that the widest needs."""
        for name in LABELS:
            grids = self._page.findChildren(QGridLayout, name)
            widest = max((_widest_label(grid) for grid in grids), default=0)
            for grid in grids:
                if grid.columnMinimumWidth(0) != widest:
                    grid.setColumnMinimumWidth(0, widest)


def _widest_label(grid: QGridLayout) -> int:
    """Returns the width that the widest label in the first column asks for; headings span both columns."""
    widest = 0
    for row in range(grid.rowCount()):
        item = grid.itemAtPosition(row, 0)
        label = item.widget() if item is not None else None
        if label is not None and not label.isHidden() and grid.itemAtPosition(row, 1) is not item:
            widest = max(widest, label.sizeHint().expandedTo(label.minimumSize()).width())
    return widest


def link_height(widget: QWidget) -> int:
    """Returns the height of a line with a button that looks like a link, in pixels, in the widget's font."""
    return line_height(widget) + _AROUND_LINK
