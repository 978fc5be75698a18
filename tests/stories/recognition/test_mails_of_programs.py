"""Whatever program has sent a mail, no value is lost that its text gives when it is pasted."""

import re

import pytest

from app.recognition import FoundValue, RecognitionResult, recognise
from app.recognition.mails.reader import is_mail, recognise_mail
from tests.helpers.data.mails_of_programs import PROGRAMS, mail, part, parts
from tests.helpers.data.recognition_cases import all_cases

STEP = 60
SEALED = 'application/pkcs7-mime; smime-type={}; name="smime.p7m"'


@pytest.mark.long
@pytest.mark.parametrize("program", PROGRAMS)
def test_no_value_is_lost_that_the_pasted_text_gives(program: str) -> None:
    lost = []
    for case in all_cases()[::STEP]:
        data = PROGRAMS[program](case.text)
        assert is_mail(data)
        have = _values(recognise_mail(data, case.region))
        lost += [(case.name, *one) for one in _values(recognise(case.text, case.region)) - have]
    assert lost == []


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (part(SEALED.format("enveloped-data"), "MIAG", "base64"), "This mail is encrypted"),
        (part(SEALED.format("signed-data"), "MIAG", "base64"), "The text of this mail is wrapped"),
        (
            parts("encrypted", part("application/pgp-encrypted", "Version: 1"), part("text/plain", "hQEMA")),
            "This mail is encrypted",
        ),
        (
            part('application/ms-tnef; name="winmail.dat"', "eJ8+", "base64"),
            "The text of this mail is formatted",
        ),
        (part("text/plain", ""), "There is no text in this mail"),
        ("", "There is no text in this mail"),
    ],
)
def test_a_mail_whose_text_cannot_be_read_says_why_beside_its_sender(content: str, sentence: str) -> None:
    found = recognise_mail(mail(content, "Kari Nordmann <kari@fjell.no>"), "NO")
    assert found.message.startswith(sentence)
    assert ("Lastname", "Nordmann") in _values(found)


def _values(found: RecognitionResult) -> set[tuple[str, str]]:
    every = [found, *found.others]
    values: list[FoundValue] = [
        value
        for one in every
        for value in (*one.company, *(own for person in one.persons for own in person), *one.doubtful)
    ]
    # A mail has its sender as well, so that rows have other places.
    return {(re.sub(r"Persons\[\d+\]\.|\[\d+\]", "", value.path), value.value) for value in values}
