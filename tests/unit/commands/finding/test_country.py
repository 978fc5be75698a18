"""The country of a text that names none."""

import locale

import pytest

from app.commands.exit_codes import CommandFailed
from app.commands.finding.country import region_of


@pytest.mark.parametrize(
    ("of_the_computer", "country"),
    [("nb_NO", "NO"), ("sr_Latn_RS", "RS"), ("C", ""), (None, ""), ("eo", ""), ("es_419", "")],
)
def test_without_an_option_it_is_that_of_the_computer(
    of_the_computer: str | None, country: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locale, "getlocale", lambda: (of_the_computer, "UTF-8"))
    assert region_of("") == country


def test_a_code_is_two_letters() -> None:
    assert region_of("no") == "NO"
    for wrong in ("NOR", "N", "4A", "ÅÅ"):
        with pytest.raises(CommandFailed, match="two letters"):
            region_of(wrong)
