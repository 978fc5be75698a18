"""The time zone of the desktop, in the code that SuperOffice has for it."""

import pytest
from PySide6.QtCore import QTimeZone

from app.controller.connection.desktop import zone_code


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
