"""The template of the company saved last by the name that somebody gives."""

import pytest

from app.model.templates import like_last
from app.model.templates.like_last import LAST, LIKE_LAST, means_last


@pytest.mark.parametrize("name", [LAST, LIKE_LAST, " like the company SAVED last "])
def test_it_is_meant_in_any_case(name: str) -> None:
    assert means_last(name)


@pytest.mark.parametrize("name", ["", "Like", "Like the company saved last week"])
def test_another_name_means_another(name: str) -> None:
    assert not means_last(name)


def test_in_a_window_of_another_language_both_names_mean_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(like_last, "LIKE_LAST", "Som firmaet som ble lagret sist")
    assert means_last("som firmaet som ble lagret sist")
    assert means_last("Like the company saved last")
