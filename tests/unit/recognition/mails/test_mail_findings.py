"""What is recognised in a mail: sender, signature, who had a copy, the cards that were attached."""

from email.message import EmailMessage

import pytest

from app.recognition import FoundValue, RecognitionResult, recognise, review
from app.recognition.mails.mail import Mail, mailbox
from app.recognition.mails.mail_findings import read_mail
from app.recognition.mails.reader import recognise_mail
from tests.helpers.data.outlook_files import outlook_mail
from tests.helpers.data.recognition_cases import all_cases

SIGNATURE = "Hei\n\nMvh\nKari Nordmann\nDaglig leder\nFjell AS\nTlf 22 86 54 00\n"
CARD = "BEGIN:VCARD\nVERSION:3.0\nFN:Kari Nordmann\nORG:{}\nTEL;TYPE=CELL:911 00 234\nEND:VCARD\n"
STEP = 25
SENDER = mailbox("Kari Nordmann", "kari@fjell.no")


def people(found: RecognitionResult) -> list[dict[str, str]]:
    return [{one.path.partition("].")[2]: one.value for one in person} for person in found.persons]


def copies(*pairs: tuple[str, str]) -> Mail:
    boxes = [one for pair in pairs if (one := mailbox(*pair)) is not None]
    me = mailbox("Meg Selv", "meg.selv@oss.no")
    assert me is not None
    return Mail(SENDER, (me,), tuple(boxes), SIGNATURE)


def test_who_had_a_copy_and_works_there_is_one_of_the_people() -> None:
    found = read_mail(copies(("Ola Moe", "ola.moe@fjell.no"), ("Kari Nordmann", "kari@fjell.no")), "NO")
    assert [one["Firstname"] for one in people(found)] == ["Kari", "Ola"]
    assert people(found)[0]["Email"] == "kari@fjell.no"
    assert found.doubtful == ()


def test_others_who_had_a_copy_are_in_doubt_and_colleagues_left_out() -> None:
    found = read_mail(
        copies(("Åse Vik", "ase.vik@vik.no"), ("Kollega Oss", "kollega@oss.no"), ("", "post@vik.no")), "NO"
    )
    assert len(found.persons) == 1
    told = {one.path: one.value for one in found.doubtful}
    assert told["Persons[1].Firstname"] == "Åse"
    assert told["Persons[1].Email"] == "ase.vik@vik.no"
    assert "oss.no" not in repr(found)
    notes = {line.note for line in review({}, found) if line.is_doubtful}
    assert notes == {"Had a copy of this mail, and may work elsewhere."}


def test_card_and_signature_complete_each_other() -> None:
    found = read_mail(Mail(SENDER, text=SIGNATURE, cards=(CARD.format("Fjell AS"),)), "NO")
    (kari,) = people(found)
    assert kari["MobilePhone"] == "911 00 234"
    assert kari["Title"] == "Daglig leder"
    assert found.others == ()


def test_a_card_of_another_company_is_an_entry_of_its_own() -> None:
    found = read_mail(Mail(SENDER, text=SIGNATURE, cards=(CARD.format("Vidde AS"),)), "NO")
    assert [one.company[0].value for one in (found, *found.others)] == ["Vidde AS", "Fjell AS"]


def test_a_mail_that_is_passed_on_is_about_whoever_wrote_it() -> None:
    head = "\n-----Original Message-----\nFrom: Ola Moe <ola@vidde.no>\nSubject: Priser\n\n"
    text = f"{head}Mvh\nOla Moe\nVidde AS\n"
    assert [one["Email"] for one in people(read_mail(Mail(SENDER, text=text), "NO"))] == ["ola@vidde.no"]


@pytest.mark.parametrize(
    ("mail", "sentence"),
    [
        (Mail(SENDER, is_encrypted=True), "This mail is encrypted"),
        (Mail(SENDER), "There is no text in this mail"),
        (Mail(), "There is no text in this mail"),
    ],
)
def test_what_cannot_be_read_is_told_beside_the_sender(mail: Mail, sentence: str) -> None:
    found = read_mail(mail)
    assert found.message.startswith(sentence)
    assert [one["Firstname"] for one in people(found)] == (["Kari"] if mail.sender else [])


@pytest.mark.long
@pytest.mark.parametrize("kind", ["eml", "msg"])
def test_no_value_is_lost_that_the_pasted_text_gives(kind: str) -> None:
    lost = []
    for case in all_cases()[::STEP]:
        pasted = recognise(case.text, case.region)
        if kind == "eml":
            made = EmailMessage()
            made["From"] = "post@example.invalid"
            made.set_content(case.text)
            data = made.as_bytes()
        else:
            data = outlook_mail(sender=("", "post@example.invalid"), body=case.text)
        found = recognise_mail(data, case.region)
        have = {(one.path.partition("].")[2], one.value) for one in _values(found)}
        lost += [
            (case.name, one.path, one.value)
            for one in _values(pasted)
            if (one.path.partition("].")[2], one.value) not in have
        ]
    assert lost == []


def _values(found: RecognitionResult) -> list[FoundValue]:
    return [*found.company, *(one for person in found.persons for one in person), *found.doubtful]
