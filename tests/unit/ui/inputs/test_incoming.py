"""What the clipboard or a drop holds, and what comes of it into a field."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, QTextBoundaryFinder, QUrl
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from app.model.text_normalization import utf16_length
from app.ui.inputs.incoming import beginning, incoming, is_for_window

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
NORWAY = "\U0001f1f3\U0001f1f4"


def mime(text: str = "", *, html: str = "", urls: tuple[str, ...] = (), image: bool = False) -> QMimeData:
    data = QMimeData()
    if text:
        data.setText(text)
    if html:
        data.setHtml(html)
    if urls:
        data.setUrls([QUrl(url) for url in urls])
    if image:
        data.setImageData(QImage(2, 2, QImage.Format.Format_RGB32))
    return data


TABLE = [
    (mime("Fjell AS"), "Fjell AS", ""),
    (mime("Fjell", html="<b>Vidde</b>"), "Fjell", ""),
    (mime(html="<p>Fjell &amp; <b>Vidde</b></p>"), "Fjell & Vidde", ""),
    (mime(urls=("https://fjell.no/a",)), "https://fjell.no/a", ""),
    (mime(urls=("file:///ansatte/kort.vcf",)), "", "“kort.vcf” is a file"),
    (mime("kort", urls=("file:///a.vcf", "file:///b.png")), "", "These are 2 files"),
    (mime(image=True), "", "a picture"),
    (mime(), "", ""),
    (mime("x" * 5_000_000), "x" * 2_000, "Only the first 2000 characters"),
    (mime(html="<p>ab</p>" * 600_000), "", "left out"),
    (mime(html=f"<b>ab</b>{'<i></i>' * 50_000}<b>cd</b>"), "ab", "Only the beginning"),
]


@pytest.mark.parametrize(("data", "text", "sentence"), TABLE, ids=range(len(TABLE)))
def test_the_rule(qapp: QApplication, data: QMimeData, text: str, sentence: str) -> None:
    found = incoming(data, 2_000)
    assert found.text.startswith(text)
    assert len(found.text) == len(text) or not text
    assert sentence in found.left_out
    assert bool(found.left_out) is bool(sentence)
    assert qapp is not None


def test_a_vcard_alone_is_not_text_and_says_what_reads_it(qapp: QApplication) -> None:
    data = QMimeData()
    data.setData("text/vcard", b"BEGIN:VCARD")
    assert "Ctrl+Shift+V" in incoming(data, 100).left_out
    assert qapp is not None


def test_a_full_field_says_that_nothing_came_in() -> None:
    assert incoming(mime("abc"), 0).left_out.startswith("Nothing was put in: this field is full")
    assert "this note" in incoming(mime("abc"), -5, lines=True).left_out


@pytest.mark.parametrize(
    ("data", "is_left"),
    [
        (mime("one line\n"), False),
        (mime(urls=("https://fjell.no",)), False),
        (mime("two\nlines"), True),
        (mime(urls=("file:///a.pdf",)), True),
        (mime(image=True), True),
    ],
)
def test_the_window_gets_files_pictures_and_several_lines(data: QMimeData, is_left: bool) -> None:
    assert is_for_window(data) is is_left


@pytest.mark.parametrize("character", ["\U0001f600", FAMILY, NORWAY, "e\u0301\u0323", "👍🏽", "각", "\r\n"])
def test_no_character_is_cut(character: str) -> None:
    units = utf16_length(character)
    for most in range(3 * units + 1):
        assert beginning(character * 3, most) == character * (most // units)


@settings(deadline=None)
@given(st.text(max_size=30), st.integers(0, 40))
def test_the_beginning_ends_between_two_characters(text: str, most: int) -> None:
    found = beginning(text, most)
    assert text.startswith(found)
    assert utf16_length(found) <= most
    if found and found != text:
        assert utf16_length(text) > most
        finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Grapheme, text)
        finder.setPosition(utf16_length(found))
        assert finder.isAtBoundary()
