"""The text of a mail is that of its parts: the plain form, unless it says nothing."""

import pytest

from app.recognition.mails.mail import LONGEST_BODY
from app.recognition.mails.texts import Texts

PAGE = "<html><body><p>Kari Nordmann</p><p>Fjell AS</p><p>22 86 54 00</p></body></html>"
SEEN = "Kari Nordmann\n\nFjell AS\n\n22 86 54 00"
MEETING = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nORGANIZER:mailto:a@fjell.no\nDESCRIPTION:Mvh\\nKari\nEND:VEVENT\n"


@pytest.mark.parametrize(
    ("forms", "text"),
    [
        (
            {"text/plain": "*Kari Nordmann*\nFjell AS\n22 86 54 00", "text/html": PAGE},
            "*Kari Nordmann*\nFjell AS",
        ),
        ({"text/plain": " \n", "text/html": PAGE}, "Kari Nordmann"),
        ({"text/plain": "Please use a program that shows HTML.", "text/html": PAGE}, "Kari Nordmann"),
        ({"text/plain": "Please use a program that shows HTML.", "text/html": "<img>"}, "Please use"),
        ({"text/plain": "Anything else. " * 40, "text/html": PAGE}, "Anything else."),
        ({"text/html": PAGE, "text/calendar": MEETING}, "Kari Nordmann"),
        ({"text/calendar": MEETING}, "Mvh\nKari"),
        ({"text/calendar": "BEGIN:VCALENDAR"}, ""),
        ({}, ""),
    ],
)
def test_of_several_forms_the_plain_one_is_read_unless_it_says_nothing(
    forms: dict[str, str], text: str
) -> None:
    texts = Texts()
    for kind, said in forms.items():
        texts.add(1, kind, said)
    assert texts.text().startswith(text)
    assert bool(texts.text()) == bool(text)


def test_parts_that_follow_each_other_are_one_text() -> None:
    texts = Texts()
    texts.add(1, "text/plain", "Hei")
    texts.add(2, "text/plain", " ")
    texts.add(3, "text/html", PAGE)
    assert texts.text().startswith("Hei\nKari Nordmann")


def test_the_whole_is_bounded() -> None:
    texts = Texts()
    for group in range(5):
        texts.add(group, "text/plain", "x" * LONGEST_BODY)
    assert len(texts.text()) == LONGEST_BODY
