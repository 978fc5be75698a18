"""The picture that values were read from, beside them while they are checked."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.translation import _

_USUAL: Final = QSize(340, 200)
_LEAST: Final = QSize(160, 120)


class PictureView(QWidget):
    """Shows a picture as large as there is room for it; it has no part in the order of Tab."""

    def __init__(self, file: bytes, parent: QWidget | None = None) -> None:
        """`file` is one that `app.pictures` has made, so that it is small and whole."""
        super().__init__(parent)
        self.setObjectName("recognition.picture")
        self.setAccessibleName(_("The picture that was read"))
        self._picture = QPixmap()
        self._picture.loadFromData(file)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)

    @property
    def is_wide(self) -> bool:
        """True for a picture that is wider than high, as most business cards are."""
        return self._picture.width() > self._picture.height()

    def sizeHint(self) -> QSize:
        return _USUAL

    def minimumSizeHint(self) -> QSize:
        return _LEAST

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._picture.isNull():
            return
        size = self._picture.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(QRectF(0, 0, size.width(), size.height()).toRect(), self._picture)
        painter.end()
