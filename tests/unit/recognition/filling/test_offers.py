"""The domain and web address that follow from a mail address."""

from typing import Any

import pytest

from app.recognition import Offer, found_in_offers, merge, offers, review
from app.recognition.filling import offers as module


def taken(form: dict[str, Any], offered: tuple[Offer, ...]) -> dict[str, Any]:
    """Returns the form with all that is offered and needs no decision."""
    found = found_in_offers(form, offered)
    return merge(form, found, {line.key for line in review(form, found) if line.begins_ticked})


def told(form: dict[str, Any]) -> dict[str, Any]:
    return {offer.path: offer.value for offer in offers(form)}


def test_the_companys_mail_gives_web_address_and_domain() -> None:
    form = {"Emails": [{"Value": "post@fjell.no"}]}
    assert told(form) == {"Urls": "www.fjell.no", "Domains": "fjell.no"}
    assert [(offer.text, offer.source) for offer in offers(form)] == [
        ("Website www.fjell.no", "the company's e-mail"),
        ("Domain fjell.no", "the company's e-mail"),
    ]


def test_what_stands_far_down_says_nothing_of_the_company() -> None:
    people = [{"Email": f"nobody {n}"} for n in range(3_000)]
    assert told({"Persons": [*people[:50], {"Email": "kari@fjell.no"}, *people]})
    assert not told({"Persons": [*people, {"Email": "kari@fjell.no"}]})


def test_the_first_persons_mail_does_where_the_company_has_none() -> None:
    form = {"Persons": [{"Firstname": "Ola"}, {"Firstname": "Kari", "Email": "kari@fjell.no"}]}
    assert told(form) == {"Urls": "www.fjell.no", "Domains": "fjell.no"}
    assert offers(form)[0].source == "the e-mail of Kari"


def test_another_language_reads_the_same_fields(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_", lambda text: f"på norsk: {text}")
    person = {"Persons": [{"Firstname": "Kari", "Email": "kari@fjell.no"}]}
    for form in ({"Emails": [{"Value": "post@fjell.no"}]}, person):
        assert told(form) == {"Urls": "www.fjell.no", "Domains": "fjell.no"}


def test_the_companys_mail_goes_before_the_persons() -> None:
    form = {"Emails": [{"Value": "post@fjell.no"}], "Persons": [{"Email": "kari@vidde.no"}]}
    assert told(form)["Domains"] == "fjell.no"


@pytest.mark.parametrize("mail", ["kari@gmail.com", "kari@online.no", "unde", "kari@", "", "kari@fjell"])
def test_providers_and_what_is_no_address_offer_nothing(mail: str) -> None:
    assert offers({"Emails": [{"Value": mail}], "Persons": [{"Email": mail}]}) == ()


def test_a_providers_mail_of_the_company_lets_the_person_speak() -> None:
    form = {"Emails": [{"Value": "fjell@gmail.com"}], "Persons": [{"Email": "kari@fjell.no"}]}
    assert told(form)["Domains"] == "fjell.no"


def test_what_is_there_is_not_offered() -> None:
    form = {
        "Emails": [{"Value": "post@fjell.no"}],
        "Urls": [{"Value": "https://annet.no"}],
        "Domains": ["Fjell.no"],
    }
    assert offers(form) == ()


def test_taking_an_offer_adds_to_what_is_there_and_ends_it() -> None:
    form = {"Emails": [{"Value": "post@fjell.no"}], "Domains": ["vidde.no"]}
    form = taken(form, offers(form))
    assert form["Domains"] == ["vidde.no", "fjell.no"]
    assert form["Urls"] == [{"Value": "www.fjell.no"}]
    assert offers(form) == ()


@pytest.mark.parametrize("garbage", [7, 1.5, True, "text", [1], ["a@b.example"], {"Value": 1}, [None], [[]]])
@pytest.mark.parametrize("path", ["Emails", "Urls", "Domains", "Persons"])
def test_a_damaged_draft_is_offered_what_can_be_read_of_it(path: str, garbage: object) -> None:
    sound = {"Emails": [{"Value": "a@fjord.example"}], "Persons": [{"Email": "b@fjord.example"}]}
    assert {offer.path for offer in offers({**sound, path: garbage})} <= {"Urls", "Domains"}
