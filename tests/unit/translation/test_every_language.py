"""What was written under one language is known under another."""

import pytest

import resources
from app.translation.catalogue import _, use_language
from app.translation.every_language import readings
from app.translation.languages import LANGUAGES

CONTEXT, WORDS = "what became of a row", ("saved", "draft")


def test_each_language_has_its_words_whatever_is_in_use() -> None:
    use_language("de")
    try:
        known = list(readings(CONTEXT, WORDS))
    finally:
        use_language("en")
    assert known[0] == {"saved": "saved", "draft": "draft"}
    assert {"saved": "gespeichert", "draft": "Entwurf"} in known
    assert len(known) == len(LANGUAGES)


def test_what_cannot_be_read_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    sound = resources.data

    def data(name: str) -> bytes:
        if name == "locale/de.mo":
            raise OSError
        return b"no catalogue" if name == "locale/nb.mo" else sound(name)

    monkeypatch.setattr(resources, "data", data)
    known = list(readings(CONTEXT, WORDS))
    assert len(known) == len(LANGUAGES) - 2
    assert all(one["saved"] != "gespeichert" for one in known)


def test_only_what_is_asked_for_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resources, "data", None)
    assert next(readings(CONTEXT, WORDS))["saved"] == "saved"


def test_what_happens_to_a_company_in_the_outbox_is_not_called_as_what_follows_it() -> None:
    for language in LANGUAGES:
        use_language(language)
        try:
            outbox, follows = _("What happens next"), _("Next step")
        finally:
            use_language("en")
        assert outbox.casefold() != follows.casefold(), language
