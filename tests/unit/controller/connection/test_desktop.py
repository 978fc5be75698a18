"""Language and time zone of the desktop, in the codes that SuperOffice has for them."""

import pytest
from PySide6.QtCore import QLocale, QTimeZone

from app.controller.connection.desktop import desktop_language, zone_code


@pytest.mark.parametrize(("locale", "language"), [("nb_NO", "nb"), ("pt_BR", "pt"), ("C", "c")])
def test_the_language_is_the_desktops(locale: str, language: str) -> None:
    before = QLocale()
    QLocale.setDefault(QLocale(locale))
    try:
        assert desktop_language() == language
    finally:
        QLocale.setDefault(before)


@pytest.mark.parametrize(
    ("zone", "code"),
    [
        (b"Europe/Oslo", "NO"),
        (b"Europe/Berlin", "DE"),
        (b"Europe/London", "GB"),
        (b"America/New_York", ""),
        (b"UTC", ""),
    ],
)
def test_the_desktops_time_zone_has_a_code_where_its_country_has_one_time(zone: bytes, code: str) -> None:
    assert zone_code(QTimeZone(zone)) == code
