"""Which part of a mail is read: the newest one that tells something about its writer."""

import pytest

from app.recognition import RecognitionResult
from app.recognition.reading.mail_text import read_text


def people(found: RecognitionResult) -> list[dict[str, str]]:
    return [{one.path.partition("].")[2]: one.value for one in person} for person in found.persons]


def test_a_mail_that_is_only_passed_on_is_read_below() -> None:
    text = (
        "FYI\n\nFra: Ola Hansen <ola@fjell.no>\nSendt: i dag\n\nHei!\n\nMvh\nOla Hansen\nSelger\n911 00 234\n"
    )
    (person,) = people(read_text(text, "NO"))
    assert (person["Firstname"], person["Title"]) == ("Ola", "Selger")
    assert (person["Email"], person["MobilePhone"]) == ("ola@fjell.no", "911 00 234")


def test_a_mail_that_is_quoted_as_a_whole_is_read() -> None:
    (person,) = people(read_text("> Mvh\n> Ola Hansen\n> ola.hansen@fjell.no\n"))
    assert person == {"Firstname": "Ola", "Lastname": "Hansen", "Email": "ola.hansen@fjell.no"}


def test_the_writer_of_a_quoted_mail_is_named_above_it() -> None:
    text = (
        "Sent from my iPhone\n\n> On 20 Nov 2026, at 09:15, Nora Lind <nora@arktisk.no> wrote:\n>\n> Hi,\n"
        "> Hilsen\n> Nora Lind\n> Jurist\n> 400 18 227\n"
    )
    (person,) = people(read_text(text, "NO"))
    assert (person["Email"], person["Title"]) == ("nora@arktisk.no", "Jurist")
    assert person["MobilePhone"] == "400 18 227"


def test_the_newest_part_goes_before_what_it_answers() -> None:
    text = "Mvh\nKari Lie\nkari.lie@fjell.no\n\nFra: Ola Hansen <ola@vidde.no>\nSendt: i dag\n\nHei!\n"
    assert [person["Firstname"] for person in people(read_text(text))] == ["Kari"]


def test_a_thread_without_details_ends_sometime() -> None:
    assert not read_text("FYI\n\nFra: Us\nFrom: Us\n\n" * 30)


@pytest.mark.parametrize(
    "older",
    [
        "Fra: Nina Vik <nina@vik.no>\nTil: Odd Reidar Moe <odd@moetre.no>\nEmne: Panel\n\nHei!",
        "Von: Nina Vik <nina@vik.no>\nAn: Moe, Odd Reidar <odd@moetre.no>\nBetreff: x\n\nHallo",
        "From: Nina Vik <nina@vik.no>\nTo: Post <post@moetre.no>\nCc: Odd Moe <odd@moetre.no>\n\nHi!",
        "Den 6. nov. 2026 kl. 09:40 skrev Odd Reidar Moe <odd@moetre.no>:\n> Hei, prisen er 890.",
        "Från: Nina Vik <nina@vik.no>\nTill: O. Moe <odd@moetre.no>\nÄmne: x\n\nHej!",
    ],
)
def test_an_older_mail_tells_the_mailbox_of_who_answers(older: str) -> None:
    found = read_text(f"Det er greit.\n\nMvh\nOdd Reidar Moe\nMoe Tre AS\n911 22 908\n\n{older}\n", "NO")
    assert [person.get("Email") for person in people(found)] == ["odd@moetre.no"]


@pytest.mark.parametrize(
    "recipient",
    [
        "Odd Reidar Moe <odd@gammeltfirma.no>",
        "Odd Reidar Mo <odd@moetre.no>",
        "Post <odd@moetre.no>",
        "odd@moetre.no",
        "Nina Moe <nina@moetre.no>",
    ],
)
def test_that_of_somebody_else_or_of_an_old_company_is_not_taken(recipient: str) -> None:
    older = f"Fra: Nina Vik <nina@vik.no>\nTil: {recipient}\nEmne: Panel\n\nHei!"
    found = read_text(f"Det er greit.\n\nMvh\nOdd Reidar Moe\nMoe Tre AS\n911 22 908\n\n{older}\n", "NO")
    assert [person.get("Email") for person in people(found)] == [None]
