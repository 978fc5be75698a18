"""Windows and dialogs that fit the screen: what is too much scrolls, and the buttons stay in reach."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QFrame, QLayout, QScrollArea, QVBoxLayout, QWidget

_FRAME = QSize(16, 48)
"""What a desktop's frame and title take around a window, at most."""


def fitting_size(widget: QWidget, wanted: QSize) -> QSize:
    """Returns the size wanted, or as much of it as the screen has room for."""
    return wanted.boundedTo(widget.screen().availableGeometry().size() - _FRAME)


class FittingDialog(QDialog):
    """A dialog no larger than its screen."""

    def lay_out_scrolling(self, content: QLayout, buttons: QWidget) -> None:
        """Lays out `content`, which scrolls where it does not fit, above `buttons`, which stay."""
        inside = QWidget()
        inside.setLayout(content)
        content.setContentsMargins(20, 20, 20, 0)
        area = _Area(inside)
        foot = QVBoxLayout()
        foot.setContentsMargins(20, 0, 20, 16)
        foot.addWidget(buttons)
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

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.fit()


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

    def sizeHint(self) -> QSize:
        return self._inside.sizeHint().expandedTo(self._inside.minimumSizeHint())

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 80)
