"""Takes the picture out of what was copied or dropped, as far as possible without decoding it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QImage

_FILES: Final = ("image/png", "image/jpeg", "image/bmp")


def picture_of(data: QMimeData) -> bytes | QImage | None:
    """Returns the file of a picture, else what the system has painted of it; None where there is none."""
    if not data.hasImage():
        return None
    for name in _FILES:
        if data.hasFormat(name) and (file := bytes(data.data(name).data())):
            return file
    image = data.imageData()
    return image if isinstance(image, QImage) and not image.isNull() else None
