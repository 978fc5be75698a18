"""Which language names, labels and reasons come in."""

import httpx
import pytest

from app.sandbox.wire.language import Language, all_languages, requested_language

RAW = 'NO:"Kunde";US:"Customer";GE:"Kunde";SW:"Kund"'


@pytest.mark.parametrize(
    ("headers", "name"),
    [
        ({}, RAW),
        ({"Accept-Language": "en"}, "Customer"),
        ({"Accept-Language": "en-GB,en;q=0.9"}, "Customer"),
        ({"Accept-Language": "nb-NO"}, "Kunde"),
        ({"Accept-Language": "sv;q=0.3, de;q=0.8, en;q=0.1"}, "Kunde"),
        ({"Accept-Language": "de;q=0, sv"}, "Kund"),
        ({"Accept-Language": "sv, de"}, "Kund"),
        ({"Accept-Language": "en-us; en-gb"}, "Customer"),  # the vendor's own spelling
        ({"Accept-Language": "fr,de,ru,zh"}, "Customer"),  # known to the server, not to this list
        ({"Accept-Language": "tlh"}, "Customer"),
        ({"Accept-Language": "*"}, "Customer"),
        ({"Accept-Language": "en", "SO-Language": "sv"}, "Kund"),
        ({"Accept-Language": "en", "SO-Language": "x"}, RAW),
        ({"Accept-Language": "en", "SO-Language": "*"}, RAW),
        ({"SO-Language": "nb-no"}, "Kunde"),
    ],
)
def test_list_names(standing: httpx.Client, headers: dict[str, str], name: str) -> None:
    # httpx sends no Accept-Language of its own.
    rows = standing.get("MDOList/category", params={"flat": "true"}, headers=headers).json()
    assert rows[0]["Name"] == name


def test_reasons_and_labels_are_resource_ids_without_a_language(standing: httpx.Client) -> None:
    raw = standing.get("Contact/default").json()
    assert raw["FieldProperties"]["Name"]["FieldRight"]["Reason"] == "[SR_MANDATORY_FIELD_1281]"
    assert raw["Address"]["LocalizedAddress"][0][0]["Label"] == "SR_AL_VISITING"
    german = standing.get("Contact/default", headers={"Accept-Language": "de"}).json()
    assert german["FieldProperties"]["Name"]["FieldRight"]["Reason"] == "Firmenname"
    assert german["Address"]["LocalizedAddress"][0][0]["Label"] == "Besuch"
    assert german["Country"]["Name"] == "Norwegen"
    assert german["CustomFields"]["SuperOffice:7:DisplayText"] == "Mittel"


def test_translation_leaves_other_texts_alone() -> None:
    english = Language("US", "US")
    for text in ('He said: "no"', "SR_UNKNOWN_THING", "[SR_NOBODY]", 'NO:"half', "", "NO"):
        assert english.text(text) == text
    assert english.text('NO:"Bare norsk"') == "Bare norsk"
    assert all_languages("normalized_name") == ["normalized_name"]


@pytest.mark.parametrize(
    ("headers", "bare", "number"),
    [
        ({}, "3.14", "3.14"),
        ({"accept-language": "nb"}, "3,14", "3.14"),
        ({"accept-language": "nb"}, "3.14", None),
        ({"accept-language": "de"}, "3.14", "314"),
        ({"accept-language": "de"}, "1.234,5", "1234.5"),
        ({"accept-language": "de", "so-culture": "en"}, "3.14", "3.14"),
        ({"so-culture": "de"}, "3.14", "3.14"),  # ignored without a language
    ],
)
def test_bare_decimals_depend_on_the_culture(headers: dict[str, str], bare: str, number: str | None) -> None:
    assert requested_language(headers).number(bare) == number
