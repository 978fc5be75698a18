"""Pictures that are damaged, too large or of another kind get a sentence, and little memory."""

import tracemalloc

import pytest
from PySide6.QtGui import QImage

from app.pictures.decoding import GreyPicture, PictureProblem, as_png, decoded, grey, preview
from tests.helpers.data.pictures import file_of, huge_png, picture_of


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"GIF89a" + bytes(50), "This kind of picture cannot be read."),
        (b"RIFF\x24\0\0\0WEBPVP8 " + bytes(50), "Save it as PNG or JPEG, and open that."),
        (b"\0\0\0\x18ftypheic" + bytes(50), "Save it as PNG or JPEG, and open that."),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "This picture is damaged"),
        (picture_of("x")[:60], "This picture is damaged"),
        (huge_png(10_000, 10_000), "too large to be read: 100 megapixels, and 50 is the most."),
        (huge_png(2_000_000, 2_000_000), "damaged"),
    ],
)
def test_what_cannot_be_read_is_told_in_little_memory(data: bytes, sentence: str) -> None:
    tracemalloc.start()
    try:
        with pytest.raises(PictureProblem, match=sentence):
            decoded(data)
        assert tracemalloc.get_traced_memory()[1] < 20_000_000
    finally:
        tracemalloc.stop()


@pytest.mark.long
def test_a_large_picture_is_made_smaller_and_a_small_one_stays() -> None:
    large = QImage(4001, 2001, QImage.Format.Format_RGB32)
    large.fill(0xFF808080)
    for seen in (decoded(file_of(large)), decoded(file_of(large, "JPEG")), grey(large)):
        assert (seen.width, seen.height, len(seen.pixels)) == (3000, 1500, 4_500_000)
    assert max(seen.width, seen.height) == 3000
    assert decoded(preview(seen)).width == 1200
    small = GreyPicture(3, 2, bytes([0, 50, 100, 150, 200, 250]))
    assert decoded(as_png(small)) == decoded(preview(small)) == small
