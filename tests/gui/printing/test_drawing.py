"""A sheet on paper."""

import re

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtGui import QColor, QImage, QPageSize

from app.model.sheets.sheet import Section, Sheet
from app.ui.printing.drawing import _document, as_pdf, as_pictures, page_layout

CARD = Sheet("Fjell", "Fjell <b>AS</b>", "Saved", (Section("", (("Phone", "22 33"),)),))
TABLE = Sheet("Outbox", "Outbox", table=(("Company", "State"), *((f"No. {n}", "Saved") for n in range(90))))


def pages_of(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def ink_on(picture: QImage) -> int:
    white = QColor("white").rgb()
    places = ((x, y) for y in range(0, picture.height(), 3) for x in range(0, picture.width(), 3))
    return sum(picture.pixel(x, y) != white for x, y in places)


@pytest.mark.usefixtures("qapp")
def test_a_company_is_one_upright_page() -> None:
    pdf = as_pdf(CARD, "DejaVu Sans")
    assert pdf.startswith(b"%PDF")
    assert pages_of(pdf) == 1
    (picture,) = as_pictures(CARD, "DejaVu Sans", 9)
    assert picture.height() > picture.width()
    assert ink_on(picture) > 50


@pytest.mark.long
@pytest.mark.usefixtures("qapp")
def test_a_long_table_has_lying_pages_of_which_the_first_are_shown() -> None:
    count = pages_of(as_pdf(TABLE, "DejaVu Sans"))
    assert count > 2
    pictures = as_pictures(TABLE, "DejaVu Sans", 2)
    assert [picture.width() > picture.height() for picture in pictures] == [True, True]
    assert all(ink_on(picture) > 500 for picture in pictures)
    assert len(as_pictures(TABLE, "DejaVu Sans", 99)) == count


@pytest.mark.usefixtures("qapp")
def test_text_is_text() -> None:
    assert _document(CARD, "DejaVu Sans").toPlainText().startswith("Fjell <b>AS</b>\nSaved")


def test_the_paper_is_that_of_the_desktops_country() -> None:
    before = QLocale()
    try:
        sizes = {}
        for name in ("nb_NO", "en_US"):
            QLocale.setDefault(QLocale(name))
            sizes[name] = page_layout(CARD).pageSize().id()
    finally:
        QLocale.setDefault(before)
    assert sizes == {"nb_NO": QPageSize.PageSizeId.A4, "en_US": QPageSize.PageSizeId.Letter}
