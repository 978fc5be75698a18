"""What is said of the day's work."""

import pytest

from app.model.history.saved_today import SavedToday


@pytest.mark.parametrize(
    ("saved", "text"),
    [
        (SavedToday(), ""),
        (SavedToday(1), "Saved today: 1 company"),
        (SavedToday(14, 9), "Saved today: 14 companies, 9 people"),
        (SavedToday(0, 1), "Saved today: 1 person"),
    ],
)
def test_it_says_only_what_there_is(saved: SavedToday, text: str) -> None:
    assert saved.text == text
