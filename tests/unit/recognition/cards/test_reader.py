"""Text of any kind: what it is taken for, and what is said where it cannot be read."""

import pytest

from app.recognition import RecognitionResult
from app.recognition.cards.reader import read


def people(found: RecognitionResult) -> list[dict[str, str]]:
    return [{one.path.partition("].")[2]: one.value for one in person} for person in found.persons]


def test_a_card_is_told_from_a_mail_by_its_beginning() -> None:
    (card,) = people(read("BEGIN:VCARD\nVERSION:3.0\nFN:Ola Hansen\nEND:VCARD\n"))
    (mail,) = people(read("Mvh\nOla Hansen\nola.hansen@fjell.no"))
    assert card == {"Firstname": "Ola", "Lastname": "Hansen"}
    assert mail == {**card, "Email": "ola.hansen@fjell.no"}


@pytest.mark.parametrize(
    "text",
    ["", "   \n\t\n", "Takk for sist!", "Vi ses på mandag, og da tar vi resten.", "42", "<>", "a@", "+47"],
)
def test_where_there_is_nothing_a_sentence_says_so(text: str) -> None:
    found = read(text, "NO")
    assert not found
    assert found.message.startswith("Nothing was recognised in this text, so nothing was changed.")


def test_more_than_a_megabyte_of_text_is_refused() -> None:
    found = read("x" * 1_200_000)
    assert not found
    assert found.message == (
        "This text is too large to be read: 1.2 MB, and 1 MB is the most. "
        "Copy only the signature and paste again."
    )


def test_cards_may_be_larger_since_they_carry_pictures() -> None:
    picture = "PHOTO;ENCODING=b:" + "\n AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" * 40_000
    card = f"BEGIN:VCARD\nVERSION:3.0\nFN:Ola Hansen\n{picture}\nEND:VCARD\n"
    assert len(card) > 1_000_000
    assert people(read(card)) == [{"Firstname": "Ola", "Lastname": "Hansen"}]
    assert "10 MB is the most" in read(card * 8).message
