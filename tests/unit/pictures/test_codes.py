"""Codes are found in each kind of picture, turned, large, or without a ground of their own."""

import pytest
from PySide6.QtGui import QImage

from app.pictures.codes import codes_in
from app.pictures.decoding import decoded, grey
from tests.helpers.data.pictures import file_of, image_of, picture_of

CARD = "BEGIN:VCARD\nVERSION:3.0\nN:Sæther;Bjørg\nORG:Fjell AS\nTEL:+47 22 86 54 00\nEND:VCARD"
MECARD = "MECARD:N:Sæther,Bjørg;ORG:Fjell AS;TEL:22865400;;"


@pytest.mark.parametrize("content", [CARD, MECARD, "https://fjell.no/"])
@pytest.mark.parametrize(("kind", "angle"), [("PNG", 0.0), ("JPEG", 17.0), ("BMP", 90.0)])
def test_a_code_is_read_from_each_kind_of_picture(content: str, kind: str, angle: float) -> None:
    assert codes_in(decoded(picture_of(content, kind, angle=angle))) == (content,)


@pytest.mark.long
def test_a_code_on_a_page_that_lets_shine_through_and_on_a_large_one() -> None:
    ink = image_of(CARD).convertToFormat(QImage.Format.Format_Grayscale8)
    ink.invertPixels()
    clear = QImage(ink.size(), QImage.Format.Format_ARGB32)
    clear.fill(0xFF000000)
    clear.setAlphaChannel(ink)
    assert codes_in(decoded(file_of(clear))) == (CARD,)
    assert codes_in(decoded(file_of(image_of(CARD, width=3501)))) == (CARD,)
    assert codes_in(grey(image_of(CARD))) == (CARD,)
