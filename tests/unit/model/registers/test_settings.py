"""What settings and policies say about registers."""

import pytest

from app.model.registers.settings import RegisterSettings


def test_nobody_has_decided_yet() -> None:
    assert RegisterSettings.of("", "") == RegisterSettings()
    assert not RegisterSettings().is_decided


@pytest.mark.parametrize(
    ("text", "allowed"),
    [("no, dk", ("no", "dk")), ("NO dk,  fi", ("no", "dk", "fi")), ("none", ()), ("no,no", ("no",))],
)
def test_a_decision(text: str, allowed: tuple[str, ...]) -> None:
    decided = RegisterSettings.of(text, "")
    assert (decided.allowed, decided.is_decided) == (allowed, True)
    assert RegisterSettings.of(decided.allowed_text, "") == decided


def test_addresses() -> None:
    settings = RegisterSettings.of("", "no=https://gateway.example/brreg/ DK=http://127.0.0.1:8080")
    assert settings.addresses == {"no": "https://gateway.example/brreg", "dk": "http://127.0.0.1:8080"}
    assert RegisterSettings.of("", settings.addresses_text) == settings
    assert settings.with_address("no", "").addresses == {"dk": "http://127.0.0.1:8080"}


@pytest.mark.parametrize(
    ("allowed", "addresses", "sentence"),
    [
        ("xx", "", "There is no register “xx”"),
        ("", "xx=https://a.example", "There is no register “xx”"),
        ("", "https://a.example", "are written as no=https://"),
        ("", "no=http://a.example", "must begin with https://"),
        ("", "no=https://user:secret@a.example", "must not hold a user name"),
    ],
)
def test_what_cannot_be(allowed: str, addresses: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        RegisterSettings.of(allowed, addresses)


def test_allowing_and_forbidding() -> None:
    settings = RegisterSettings().with_allowed("no", is_allowed=True)
    assert settings.allowed_text == "no"
    assert settings.with_allowed("dk", is_allowed=True).allowed_text == "no, dk"
    assert settings.with_allowed("no", is_allowed=False).allowed_text == "none"
