"""What is typed for dates and times, as each desktop writes them."""

from collections.abc import Iterator
from datetime import datetime

import pytest
from PySide6.QtCore import QLocale

from app.ui.inputs.typed import _shown, read_date_time


@pytest.fixture(params=["C", "en_GB", "en_US", "nb_NO", "de_DE", "cs_CZ", "sl_SI", "hr_HR", "ko_KR"])
def locale(request: pytest.FixtureRequest) -> Iterator[str]:
    before = QLocale()
    QLocale.setDefault(QLocale(request.param))
    yield request.param
    QLocale.setDefault(before)


@pytest.mark.parametrize("moment", [datetime(2026, 11, 24, 14, 30), datetime(2026, 1, 2)])  # noqa: DTZ001  # wall-clock times: no zone
def test_a_date_and_time_is_read_as_it_is_shown(locale: str, moment: datetime) -> None:
    assert read_date_time(_shown(moment)) == moment, locale


@pytest.mark.parametrize("text", ["24.11.2026 14:30", "2026-11-24 14:30", " 24.11.2026  1430 "])
def test_the_usual_forms_are_read_everywhere(locale: str, text: str) -> None:
    assert read_date_time(text) == datetime(2026, 11, 24, 14, 30), locale  # noqa: DTZ001  # wall-clock time: no zone


@pytest.mark.parametrize("text", ["", "soon", "24.11.2026 soon", "14:30"])
def test_anything_else_is_not(text: str) -> None:
    assert read_date_time(text) is None
