"""What a field for a date asks for: an example as the desktop writes it, in the program's language."""

from collections.abc import Iterator
from datetime import date, time

import pytest
from PySide6.QtCore import QLocale

from app.translation import _
from app.translation.catalogue import use_language
from app.translation.languages import LANGUAGES
from app.ui.reading.dates import date_hint, read_date


@pytest.fixture(autouse=True)
def _english_afterwards() -> Iterator[None]:
    before = QLocale()
    yield
    use_language("en")
    QLocale.setDefault(before)


@pytest.mark.parametrize(
    ("language", "locale", "hint"),
    [
        ("en", "en_GB", "e.g. 24/11/2026 14:30"),
        ("en", "C", "e.g. 24 11 2026 14:30"),
        ("de", "de_DE", "z. B. 24.11.2026 14:30"),
    ],
)
def test_a_moment_is_asked_for_by_an_example(language: str, locale: str, hint: str) -> None:
    QLocale.setDefault(QLocale(locale))
    use_language(language)
    assert date_hint(time(14, 30)) == hint


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_example_can_be_read_back(language: str) -> None:
    QLocale.setDefault(QLocale(language))
    use_language(language)
    example = date_hint().removeprefix(_("e.g. {example}").format(example=""))
    assert read_date(example).value == date(2026, 11, 24)
