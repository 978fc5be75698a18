"""What a field for a date asks for, in the letters of the program's language."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale

from app.translation.catalogue import use_language
from app.translation.languages import LANGUAGES
from app.ui.reading.dates import date_hint


@pytest.fixture(autouse=True)
def _english_afterwards() -> Iterator[None]:
    before = QLocale()
    yield
    use_language("en")
    QLocale.setDefault(before)


@pytest.mark.parametrize(
    ("language", "locale", "hint"), [("en", "en_GB", "dd/mm/yyyy"), ("de", "de_DE", "TT.MM.JJJJ")]
)
def test_a_date_is_asked_for_in_the_letters_of_the_language(language: str, locale: str, hint: str) -> None:
    QLocale.setDefault(QLocale(locale))
    use_language(language)
    assert date_hint() == hint


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_three_letters(language: str) -> None:
    QLocale.setDefault(QLocale("en_GB"))
    use_language(language)
    assert len(date_hint()) == len("dd/mm/yyyy")
