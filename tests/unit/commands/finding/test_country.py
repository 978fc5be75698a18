"""The country of a text that names none."""

import locale

import pytest

from app.commands.exit_codes import CommandFailed
from app.commands.finding.country import region_of


@pytest.mark.parametrize(
    ("of_the_computer", "country"),
    [
        *(("nb_NO.UTF-8", "NO"), ("sr_Latn_RS", "RS"), ("ca_ES.UTF-8@valencia", "ES"), ("de_AT@euro", "AT")),
        *(("C", ""), ("C.UTF-8", ""), ("POSIX", ""), ("eo", ""), ("es_419", ""), ("Norsk_Norge.1252", "")),
    ],
)
def test_without_an_option_it_is_that_of_the_computer(
    of_the_computer: str, country: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locale, "setlocale", lambda _category: of_the_computer)
    assert region_of("") == country


def test_a_code_is_two_letters() -> None:
    assert region_of("no") == "NO"
    for wrong in ("NOR", "N", "4A", "ÅÅ"):
        with pytest.raises(CommandFailed, match="two letters"):
            region_of(wrong)
