"""Months by their names, in every locale's words and in English."""

from datetime import date

import pytest
from PySide6.QtCore import QDate, QLocale

from app.ui.reading.date_words import named_day
from app.ui.reading.dates import read_date
from tests.unit.ui.reading.test_dates import using

LOCALES = [
    *("nb_NO", "sv_SE", "da_DK", "de_DE", "nl_NL", "en_US", "en_GB", "fr_FR", "pl_PL", "ar_EG", "fa_IR"),
    *("th_TH", "ja_JP", "hi_IN", "ko_KR", "hu_HU", "fi_FI", "cs_CZ", "C"),
]


@pytest.mark.parametrize("name", LOCALES)
def test_the_locales_own_long_dates_are_read(name: str) -> None:
    with using(name):
        for month in range(1, 13):
            day = date(2026, month, 24)
            shown = QLocale().toString(QDate(2026, month, 24), QLocale.FormatType.LongFormat)
            assert read_date(shown).value == day, shown


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("3 April 2026", ("2026", "4", "3")),
        ("Apr 3rd, 2026", ("2026", "4", "3")),
        ("Fri, 3 Apr. 2026", ("2026", "4", "3")),
        ("2026 April 3", ("2026", "4", "3")),
        ("03-APR-2026", ("2026", "4", "03")),
        ("the 3rd of April", ("", "4", "3")),
        ("3. mai 26", ("26", "5", "3")),
        ("2026年4月3日(金)", ("2026", "4", "3")),
        ("4월 3일", ("", "4", "3")),
        ("April", None),
        ("April 2026", None),
        ("3 April May 2026", None),
        ("3 Aprilis 2026", None),
        ("3 April 2026 soon", None),
        ("1 2 3 April", None),
        ("24.11.2026", None),
        ("april " * 900, None),
        ("", None),
    ],
)
def test_a_named_month_leaves_no_doubt_about_the_order(text: str, parts: tuple[str, str, str] | None) -> None:
    for name in ("nb_NO", "de_DE"):
        with using(name):
            german = text.replace("mai", "Mai")
            assert named_day(german) == parts
