"""Finds the codes in a picture: QR and the others of two dimensions, in which cards have their data."""

from __future__ import annotations

from typing import Final

from app.pictures.decoding import GreyPicture

_MOST: Final = 10
_LONGEST: Final = 10_000  # characters: a QR code has 4296 at most


def codes_in(picture: GreyPicture) -> tuple[str, ...]:
    """Returns the texts of its codes."""
    import zxingcpp

    shape = (picture.height, picture.width)
    pixels = memoryview(picture.pixels).cast("B", shape=shape)
    kinds = zxingcpp.BarcodeFormat
    # Those of one dimension, on every parcel and bottle, have numbers alone.
    formats = zxingcpp.BarcodeFormats(
        [kinds.QRCode, kinds.MicroQRCode, kinds.DataMatrix, kinds.Aztec, kinds.PDF417]
    )
    found = zxingcpp.read_barcodes(pixels, formats=formats, text_mode=zxingcpp.TextMode.Plain)
    return tuple(dict.fromkeys(one.text for one in found if 0 < len(one.text) <= _LONGEST))[:_MOST]
