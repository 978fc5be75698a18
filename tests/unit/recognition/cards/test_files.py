import pytest

from app.recognition.cards.files import cards_in, holds_cards


def read(text: str) -> list[dict[str, str]]:
    return [
        {one.name: one.text for one in card if one.name not in ("VERSION", "AGENT")}
        for card in cards_in(text)
    ]


FOUND = [{"FN": "Kari Moe", "TEL": "22334455"}]


@pytest.mark.parametrize(
    "text",
    [
        "BEGIN:VCARD\nVERSION:3.0\nFN:Kari Moe\nTEL:22334455\nEND:VCARD",
        "begin:vcard\r\nfn:Kari Moe\r\ntel:22334455\r\nend:vcard\r\n",
        "home.begin:vcard\nhome.fn:Kari Moe\nhome.tel:22334455\nhome.end:vcard",
        "> BEGIN:VCARD\n> FN:Kari Moe\n> TEL:22334455\n> END:VCARD",
        ">> BEGIN:VCARD\n>> FN:Kari Moe\n>>TEL:22334455\n>> END:VCARD",
        "BEGIN:VCARD VERSION:3.0 FN:Kari Moe TEL;TYPE=CELL:22334455 END:VCARD",
        "BEGIN:VCARD\\nVERSION:3.0\\nFN:Kari Moe\\nTEL:22334455\\nEND:VCARD",
        "BEGIN:VCARDVERSION:3.0 FN:Kari Moe TEL:22334455 END:VCARD",
        "Hi,\nhere it is:\n  BEGIN:VCARD  \n  FN:Kari Moe\n  TEL:22334455\n  END:VCARD\nBye",
        "BEGIN : VCARD\rFN:Kari Moe\rTEL:22334455\rEND:VCARD",
        "BEGIN:VCARD\nFN:Kari Moe\nTEL:22334455",
        "BEGIN:VCARD\nFN:Kari Moe\nAGENT:\nBEGIN:VCARD\nFN:Per\nEND:VCARD\nTEL:22334455\nEND:VCARD",
    ],
)
def test_one_card_is_found_in_every_form(text: str) -> None:
    assert holds_cards(text)
    assert read(text) == FOUND


def test_a_card_that_was_cut_off_ends_where_the_next_begins() -> None:
    assert read("BEGIN:VCARD\nFN:Per\nBEGIN:VCARD\nFN:Kari Moe\nTEL:22334455\nEND:VCARD") == [
        {"FN": "Per"},
        *FOUND,
    ]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "BEGIN:VCALENDAR\nEND:VCALENDAR",
        "The line BEGIN:VCARD begins a card.",
        "BEGIN:VCARDS",
        '{"fn": 1}',
    ],
)
def test_what_is_no_card_holds_none(text: str) -> None:
    assert not holds_cards(text)
    assert read(text) == []
