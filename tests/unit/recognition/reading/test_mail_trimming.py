import pytest

from app.recognition.reading.mail_trimming import (
    LONGEST_LEGAL_LINE,
    MOST_LINES,
    Mailbox,
    extract_signature,
    mailboxes,
)


def test_a_signature_is_what_follows_the_closing() -> None:
    mail = extract_signature(
        "Hei!\n\nTakk for sist, vi ses på mandag da.\n\nMvh Kari Lie\nSelger\n911 00 234\n\n"
        "Fra: Ola Hansen <ola@fjell.no>\nSendt: i dag\nHei igjen"
    )
    assert mail.lines == ("Kari Lie", "Selger", "911 00 234")
    assert mail.has_signature
    assert mail.older_part.splitlines() == ["Fra: Ola Hansen <ola@fjell.no>", "Sendt: i dag", "Hei igjen"]


def test_without_a_closing_everything_but_prose_stays() -> None:
    mail = extract_signature("Vi kan levere det du trenger hvis du vil.\nKari Lie\nSelger")
    assert (mail.lines, mail.has_signature, mail.older_part) == (("Kari Lie", "Selger"), False, "")


def test_the_header_names_the_sender_only() -> None:
    mail = extract_signature("From: Ola <ola@fjell.no>\nTo: Us <us@ours.no>\nSubject: Hi\n\nKari Lie")
    assert mail.senders == (Mailbox("Ola", "ola@fjell.no", "Ola <ola@fjell.no>"),)
    assert mail.lines == ("Kari Lie",)


def test_columns_are_read_one_below_the_other() -> None:
    mail = extract_signature("Kari Lie\tOla Hansen\nSelger\tLeder\n911 00 234\t911 00 235\n")
    assert mail.lines == ("Kari Lie", "Selger", "911 00 234", "Ola Hansen", "Leder", "911 00 235")


def test_a_label_and_its_value_are_no_columns() -> None:
    mail = extract_signature("Tel:    22 86 54 00\nMob:    911 00 234\nFax:    22 86 54 01")
    assert mail.lines == ("Tel: 22 86 54 00", "Mob: 911 00 234", "Fax: 22 86 54 01")


@pytest.mark.parametrize(
    "noise",
    ["[cid:image001.png@01DB]", "Sent from my iPhone", "Hent Outlook for iOS", "\u200b", "[Logo Fjell]"],
)
def test_what_mail_programs_add_is_dropped(noise: str) -> None:
    assert extract_signature(f"Kari Lie\n{noise}").lines == ("Kari Lie",)


def test_a_document_is_reduced_to_its_end() -> None:
    mail = extract_signature("\n".join(f"Linje {number}" for number in range(MOST_LINES * 20)))
    assert len(mail.lines) == MOST_LINES
    assert mail.lines[-1] == f"Linje {MOST_LINES * 20 - 1}"


def test_a_long_line_of_recipients_is_split_and_a_long_word_is_dropped() -> None:
    people = "; ".join(f"Kari Lie {number} <kari{number}@fjell.no>" for number in range(60))
    lines = [line for line in extract_signature(people).lines if "@" in line]
    assert len(lines) == 60
    assert max(map(len, lines)) < 40
    assert extract_signature("x" * (LONGEST_LEGAL_LINE + 1)).lines == ()


def test_every_mailbox_of_a_text_has_a_name() -> None:
    found = mailboxes('"Lie, Per" <per@fjell.no>; Kari <kari@fjell.no>, Ola [mailto:ola@fjell.no]')
    assert [(box.name, box.mail) for box in found] == [
        ("Lie, Per", "per@fjell.no"),
        ("Kari", "kari@fjell.no"),
        ("Ola", "ola@fjell.no"),
    ]
    assert mailboxes("kari@fjell.no") == ()
