"""Makes pictures of codes, as they stand on business cards and screens."""

from __future__ import annotations

import struct
import zlib
from typing import Any

import zxingcpp
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QColor, QImage, QPainter


def image_of(text: str, *, angle: float = 0.0, width: int = 800) -> QImage:
    """Makes a page with the QR code of a text on it, turned by some degrees."""
    code: Any = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode).to_image(scale=4)
    height, row = code.shape
    drawn = QImage(bytes(code), row, height, row, QImage.Format.Format_Grayscale8)
    page = QImage(width, width, QImage.Format.Format_RGB32)
    page.fill(QColor("#f4f1e8"))
    painter = QPainter(page)
    painter.translate(width / 2, width / 2)
    painter.rotate(angle)
    painter.drawImage(-row // 2, -height // 2, drawn)
    painter.end()
    return page


def file_of(image: QImage, kind: str = "PNG") -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert image.save(buffer, kind, 80)  # type: ignore[call-overload]  # its stub wants a text as bytes
    return bytes(buffer.data().data())


def picture_of(text: str, kind: str = "PNG", *, angle: float = 0.0) -> bytes:
    """Makes the file of a picture of a QR code."""
    return file_of(image_of(text, angle=angle), kind)


def huge_png(width: int, height: int) -> bytes:
    """Makes a small file that says to be a picture of so many pixels."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress(bytes(1_000_000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
