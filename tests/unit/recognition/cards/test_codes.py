import json

import pytest

from app.recognition.cards.codes import (
    begins_code,
    begins_jcard,
    begins_xcard,
    cards_of_codes,
    cards_of_json,
    cards_of_xml,
)


def read(text: str) -> list[dict[str, str]]:
    return [{one.name: one.text for one in card} for card in cards_of_codes(text)]


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("MECARD:N:Hansen,Ola;TEL:22334455;;", {"FN": "Ola Hansen", "N": "Hansen;Ola", "TEL": "22334455"}),
        ("mecard:N:Ola Hansen;EMAIL:ola@fjell.no;;", {"FN": "Ola Hansen", "EMAIL": "ola@fjell.no"}),
        ("MECARD:ORG:Berg\\; Dal AS;URL:http\\://dal.no;;", {"ORG": "Berg; Dal AS", "URL": "http://dal.no"}),
        ("MECARD:N:Lie;NOTE:x;ADR:Storgata 5, 0155 Oslo;", {"FN": "Lie", "LABEL": "Storgata 5, 0155 Oslo"}),
        (
            "BIZCARD:N:Sean;X:Owen;T:Engineer;C:Fjell AS;;",
            {"N": "Owen;Sean", "TITLE": "Engineer", "ORG": "Fjell AS"},
        ),
        (
            "BIZCARD:X:Owen;M:+4791122333;E:so@fjell.no;;",
            {"N": "Owen;", "TEL": "+4791122333", "EMAIL": "so@fjell.no"},
        ),
    ],
)
def test_the_codes_of_business_cards_are_read(code: str, found: dict[str, str]) -> None:
    assert begins_code(code)
    assert read(code) == [found]


def test_several_codes_stand_below_each_other() -> None:
    assert len(read("MECARD:N:A,B;;\nMECARD:N:C,D;;\n")) == 2


@pytest.mark.parametrize("text", ["see MECARD: below", "The MECARD", "BIZCARDS: many", "WIFI:S:x;;", ""])
def test_other_texts_are_no_codes(text: str) -> None:
    assert not begins_code(text)


JCARD = [
    "vcard",
    [
        ["version", {}, "text", "4.0"],
        ["n", {}, "text", ["Moe", "Kari", "", "", ""]],
        ["tel", {"type": ["work", "cell"], "pref": "1"}, "uri", "tel:+4791122333"],
        ["org", {}, "text", ["Moe; Dal, AS", "Salg"]],
    ],
]


@pytest.mark.parametrize(
    "given", [JCARD, [JCARD], {"vcardArray": JCARD}, {"entities": [{"vcardArray": JCARD}]}]
)
def test_a_jcard_is_read_alone_in_a_list_and_in_an_answer_of_rdap(given: object) -> None:
    text = json.dumps(given, indent=1)
    assert begins_jcard(text)
    (card,) = cards_of_json(text)
    assert card[1].texts == ["Moe", "Kari", "", "", ""]
    assert card[2].types == {"WORK", "CELL", "PREF"}
    assert card[3].texts == ["Moe; Dal, AS", "Salg"]


@pytest.mark.parametrize(
    "text", ["[", '["vcard", [[[[', '["vcard", [1, ["fn"], ["fn", 2, 3, 4]]]', "[" * 100_000, "{}"]
)
def test_a_damaged_jcard_is_none(text: str) -> None:
    assert [one for card in cards_of_json(text) for one in card if one.name != "FN"] == []


XCARD = """<?xml version="1.0"?><vcards xmlns="urn:ietf:params:xml:ns:vcard-4.0"><vcard>
<fn><text>Kari Lie</text></fn><n><surname>Lie</surname><given>Kari</given></n>
<org><text>Fjell AS</text><text>Salg; ute</text></org>
<tel><parameters><type><text>cell</text></type></parameters><uri>tel:+4791100234</uri></tel>
</vcard></vcards>"""


def test_an_xcard_is_read() -> None:
    (card,) = cards_of_xml(XCARD)
    assert {one.name: one.texts for one in card} == {
        "FN": ["Kari Lie"],
        "N": ["Lie", "Kari", "", "", ""],
        "ORG": ["Fjell AS", "Salg; ute"],
        "TEL": ["tel:+4791100234"],
    }
    assert [one.types for one in card if one.name == "TEL"] == [{"CELL"}]


@pytest.mark.parametrize(
    "damage", [XCARD[:-20], XCARD.replace("<vcards", '<!DOCTYPE a [<!ENTITY b "c">]><vcards')]
)
def test_a_damaged_xcard_or_one_with_entities_is_none(damage: str) -> None:
    assert begins_xcard(damage)
    assert list(cards_of_xml(damage)) == []


def test_a_mecard_may_have_its_address_in_parts() -> None:
    (card,) = cards_of_codes("MECARD:N:Lie,Kari;ADR:,,Storgata 1,Oslo,,0155,Norge;;")
    assert [one.parts[2:4] for one in card if one.name == "ADR"] == [[["Storgata 1"], ["Oslo"]]]
