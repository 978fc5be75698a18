"""Decodes a picture to shades of grey, in bounded memory."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader

from app.translation import _

MOST_PIXELS: Final = 50_000_000
_LONGEST_SIDE: Final = 3000  # more tells no code better, and text hardly
# No other format is tried: of Qt's readers these two are used for the window's own pictures, or by everybody.
_FORMATS: Final = ((b"\x89PNG", b"png"), (b"\xff\xd8\xff", b"jpeg"), (b"BM", b"bmp"))
_PREVIEW_SIDE: Final = 1200
_MEGA: Final = 1_000_000


class PictureProblem(Exception):
    """A picture says nothing that can be read; the message is a sentence that says why."""


@dataclass(frozen=True)
class GreyPicture:
    """A picture in shades of grey, a byte for each pixel, row by row without gaps."""

    width: int
    height: int
    pixels: bytes


def decoded(data: bytes) -> GreyPicture:
    """Decodes a file. Raises PictureProblem with a sentence."""
    kind = next((kind for beginning, kind in _FORMATS if data.startswith(beginning)), None)
    if kind is None:
        raise PictureProblem(_("This kind of picture cannot be read. Save it as PNG or JPEG, and open that."))
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(kind))
    reader.setDecideFormatFromContent(False)
    reader.setAutoTransform(True)
    size = reader.size()  # the header alone is read for it
    _check(size)
    if max(size.width(), size.height()) > _LONGEST_SIDE:
        # JPEG is decoded to that at once.
        reader.setScaledSize(
            size.scaled(QSize(_LONGEST_SIDE, _LONGEST_SIDE), Qt.AspectRatioMode.KeepAspectRatio)
        )
    image = reader.read()
    if image.isNull():
        raise PictureProblem(_("This picture is damaged and cannot be read."))
    return grey(image)


def grey(image: QImage) -> GreyPicture:
    """Returns an image in shades of grey, what is clear in white. Raises PictureProblem with a sentence."""
    _check(image.size())
    longest = max(image.width(), image.height())
    if longest > _LONGEST_SIDE:
        image = image.scaled(_LONGEST_SIDE, _LONGEST_SIDE, Qt.AspectRatioMode.KeepAspectRatio)
    if image.hasAlphaChannel():
        image = _on_white(image)
    image = image.convertToFormat(QImage.Format.Format_Grayscale8)
    width, height, row = image.width(), image.height(), image.bytesPerLine()
    pixels = bytes(image.constBits())
    if row != width:
        pixels = b"".join(pixels[at : at + width] for at in range(0, row * height, row))
    return GreyPicture(width, height, pixels)


def as_png(picture: GreyPicture) -> bytes:
    """Returns the picture as a file for other programs."""
    return _png(_image(picture))


def preview(picture: GreyPicture) -> bytes:
    """Returns the file of the picture, small enough to be shown at once."""
    if max(picture.width, picture.height) <= _PREVIEW_SIDE:
        return as_png(picture)
    image = _image(picture).scaled(
        _PREVIEW_SIDE,
        _PREVIEW_SIDE,
        Qt.AspectRatioMode.KeepAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )
    return _png(image)


def _image(picture: GreyPicture) -> QImage:
    return QImage(
        picture.pixels, picture.width, picture.height, picture.width, QImage.Format.Format_Grayscale8
    )


def _png(image: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # its stub wants a text as bytes
    return bytes(buffer.data().data())


def _check(size: QSize) -> None:
    if not size.isValid() or size.isEmpty():
        raise PictureProblem(_("This picture is damaged and cannot be read."))
    count = size.width() * size.height()
    if count > MOST_PIXELS:
        sentence = _(
            "This picture is too large to be read: {shown} megapixels, and {most} is the most. "
            "Make it smaller."
        )
        raise PictureProblem(sentence.format(shown=round(count / _MEGA), most=MOST_PIXELS // _MEGA))


def _on_white(image: QImage) -> QImage:
    from PySide6.QtGui import QPainter

    white = QImage(image.size(), QImage.Format.Format_RGB32)
    white.fill(Qt.GlobalColor.white)
    painter = QPainter(white)
    painter.drawImage(0, 0, image)
    painter.end()
    return white
