"""What values are found by is no text: it is the same whatever the texts read."""

import gettext
from typing import Any

import pytest

from app.model.carriers.contact import ContactEntity
from app.model.carriers.reading import read_as
from app.model.checks.rules import Rules
from app.model.checks.validation import check
from app.recognition.filling.offers import offers
from app.translation import catalogue

FORMS: tuple[dict[str, Any], ...] = (
    {"Name": "Fjell AS", "Emails": [{"Value": "post@fjell.no"}], "OrgNr": "123456789"},
    {"Name": "Fjell AS", "Urls": [{"Value": "fjell.no"}], "Persons": [{"Email": "kari@fjell.no"}]},
)


class Strange(gettext.GNUTranslations):
    """A language in which every text reads otherwise."""

    def __init__(self) -> None:
        pass

    def gettext(self, message: str) -> str:
        return f"⟦{message}⟧"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return f"⟦{msgid1 if n == 1 else msgid2}⟧"


def found() -> list[object]:
    return [
        [
            *(offer.path for offer in offers(form)),
            *(problem.path for problem in check(read_as(ContactEntity, form), Rules(region="NO"))),
        ]
        for form in FORMS
    ]


def test_what_is_found_has_the_same_place_in_every_language(monkeypatch: pytest.MonkeyPatch) -> None:
    in_english = found()
    monkeypatch.setattr(catalogue, "_catalogue", Strange())
    assert found() == in_english
    assert ["Urls", "Domains", "OrgNr"] in in_english
