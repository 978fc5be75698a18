"""Secretaries and assistants: their numbers are theirs."""

import pytest

from app.recognition import RecognitionResult, recognise
from app.recognition.layout.assistants import with_assistants_apart

ABOVE = "Best regards\n\nJames Orford\nManaging Director\nOrford Castings Ltd\nM: 07700 900119\n"


def people(found: RecognitionResult) -> list[dict[str, str]]:
    return [{one.path.partition("].")[2]: one.value for one in person} for person in found.persons]


@pytest.mark.parametrize(
    ("line", "first", "title", "number"),
    [
        ("PA: Susan Blake, T: 01632 960120, susan.blake@orfordcastings.co.uk", "Susan", "PA", "01632 960120"),
        ("Assistant: Amy Holt 01632 960121", "Amy", "Assistant", "01632 960121"),
        ("Executive Assistant: Amy Holt | 01632 960122", "Amy", "Executive Assistant", "01632 960122"),
        ("Secretary to James: Ruth Cole (01632 960123)", "Ruth", "Secretary", "01632 960123"),
        ("Scheduling? Contact my assistant Renee Holt, 01632 960124", "Renee", "assistant", "01632 960124"),
    ],
)
def test_who_answers_for_somebody_is_a_person(line: str, first: str, title: str, number: str) -> None:
    found = recognise(ABOVE + line, "GB")
    signer, other = people(found)
    assert (other["Firstname"], other["Title"], other["DirectPhone"]) == (first, title, number)
    assert signer["MobilePhone"] == "07700 900119"
    assert "DirectPhone" not in signer
    assert not [one for one in found.company if one.path.startswith("Phones")]


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("Mvh\nKari Lie\nDaglig leder\nSekretær: 22 86 54 10\nFjell AS", "NO"),
        ("MfG\nDr. Klaus Berg\nVorstand\nBerg AG\nVorzimmer: 0201 887710", "DE"),
        ("Hälsningar\nLars Ny\nVD\nAssistent: 0470-222 11\nNy AB", "SE"),
        ("Groet,\nJan Smit\nDirecteur\nSecretariaat: 030 2291400\nSmit BV", "NL"),
        ("Cordialement\nLuc Morel\nDirecteur\nSecrétariat : 02 99 11 22 33\nMorel SARL", "FR"),
    ],
)
def test_the_number_of_an_assistant_without_a_name_is_in_doubt(text: str, region: str) -> None:
    found = recognise(text, region)
    assert [one.path for one in found.doubtful] == ["Phones[0].Value"]
    assert "DirectPhone" not in people(found)[0]


@pytest.mark.parametrize(
    "text",
    [
        "Grundschule Am Bach\nSekretariat: 0551 802300",  # nobody stands above: it is the school's
        "Ordförande: Eva Ek\nSekreterare: Ola Lund, 070-448 10 93\nKassör: Per Vik",
        "Assistent\nKari Lie",
        "Assistant Professor: Amy Holt",
        "Papa: 01632 960120",
    ],
)
def test_others_stay(text: str) -> None:
    assert with_assistants_apart(text.split("\n")) == text.split("\n")
