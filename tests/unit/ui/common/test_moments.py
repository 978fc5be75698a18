"""Times as people here write them."""

from datetime import datetime, timedelta

from app.ui.common.moments import moment_text

NOON = datetime.now().astimezone().replace(hour=12, minute=0)


def test_of_today_the_time_is_enough() -> None:
    assert moment_text(NOON, NOON).startswith("12")


def test_yesterday_is_named() -> None:
    assert moment_text(NOON - timedelta(days=1), NOON) == f"Yesterday {moment_text(NOON, NOON)}"


def test_of_other_days_the_date_is_told() -> None:
    text, clock = moment_text(NOON - timedelta(days=40), NOON), moment_text(NOON, NOON)
    assert text.endswith(f" {clock}")
    assert any(character.isdigit() for character in text.removesuffix(clock))
