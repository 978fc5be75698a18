"""Mails as they travel: what counts of them, and what is said of those that cannot be read."""

import time
import tracemalloc
from email.message import EmailMessage

import pytest

from app.recognition import recognise
from app.recognition.mails.internet_mail import begins_mail, read_internet_mail
from app.recognition.mails.mail import MOST_PEOPLE, Mail, UnreadableMail

BODY = "Hei\n\nMvh\nBjørg Sæther\nFjell AS\nTlf 22 86 54 00\n"
CARD = "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Sæther;Bjørg\r\nORG:Fjell AS\r\nEND:VCARD\r\n"


def mail(charset: str = "utf-8", cte: str | None = None) -> EmailMessage:
    made = EmailMessage()
    made["From"] = "Bjørg Sæther <bjorg@fjell.no>"
    made["To"] = "meg@oss.no"
    made["Cc"] = "Ola Moe <ola.moe@fjell.no>, =?utf-8?q?=C3=85se?= Vik <ase@vik.no>"
    made["Subject"] = "Priser"
    made.set_content(BODY, charset=charset, cte=cte)
    return made


def read(made: EmailMessage) -> Mail:
    return read_internet_mail(made.as_bytes())


@pytest.mark.parametrize(
    ("charset", "cte"),
    [
        ("utf-8", "base64"),
        ("utf-8", "quoted-printable"),
        ("utf-8", "8bit"),
        ("iso-8859-1", "quoted-printable"),
        ("iso-8859-1", "8bit"),
    ],
)
def test_sender_text_and_copies_are_decoded(charset: str, cte: str) -> None:
    found = read(mail(charset, cte))
    assert found.text.replace("\r\n", "\n") == BODY
    assert found.sender is not None
    assert (found.sender.name, found.sender.mail) == ("Bjørg Sæther", "bjorg@fjell.no")
    assert [one.name for one in found.copied] == ["Ola Moe", "Åse Vik"]
    assert [one.mail for one in found.to] == ["meg@oss.no"]


def test_of_what_is_attached_cards_alone_are_read() -> None:
    made = mail()
    made.add_attachment(CARD.encode(), maintype="application", subtype="octet-stream", filename="a.VCF")
    made.add_attachment("Styret\nKari Lie\nkari@lie.no\n", filename="liste.txt")
    made.add_attachment(mail(), filename="eldre.eml")
    found = read(made)
    assert found.text.replace("\r\n", "\n") == BODY
    assert [one.replace("\r\n", "\n") for one in found.cards] == [CARD.replace("\r\n", "\n")]


def test_a_mail_of_html_alone_is_read_as_its_reader_sees_it() -> None:
    made = mail()
    made.set_content("<p>Mvh<br>Bjørg S&aelig;ther</p><style>p{}</style><div>Fjell AS</div>", subtype="html")
    assert read(made).text == "Mvh\nBjørg Sæther\n\nFjell AS"


@pytest.mark.parametrize("head", ["", "From - Mon Nov 29 12:00:00 2026\r\n", "\ufeff", "\r\n"])
def test_a_pasted_or_saved_mail_is_known_by_its_header(head: str) -> None:
    text = head + mail(cte="quoted-printable").as_string().replace("\n", "\r\n")
    assert begins_mail(text.encode())
    assert recognise(text).company[0].value == "Fjell AS"


@pytest.mark.parametrize(
    "text",
    [
        "",
        BODY,
        CARD,
        "From: Kari <kari@fjell.no>\nTo: Per\n\nHei\n",
        "Content-Type: a sentence that begins so",
        "\nTlf: 22 86 54 00\n\nContent-Type: text/plain\n",
    ],
)
def test_anything_else_is_a_text(text: str) -> None:
    assert not begins_mail(text.encode())


@pytest.mark.parametrize(
    "made",
    [
        "Content-Type: multipart/encrypted; boundary=x\n\n--x\nContent-Type: text/plain\n\nV\n--x--",
        "Content-Type: application/pkcs7-mime; smime-type=enveloped-data\n\nMIAGCSq\n",
        "Content-Type: text/plain\n\nHei\n-----BEGIN PGP MESSAGE-----\nhQEMA\n-----END PGP MESSAGE-----\n",
    ],
)
def test_an_encrypted_mail_is_known_as_one(made: str) -> None:
    found = read_internet_mail(f"From: Kari Lie <kari@lie.no>\n{made}".encode())
    assert found.is_encrypted
    assert "hQEMA" not in found.text
    assert found.sender is not None


@pytest.mark.parametrize(
    "made",
    [
        "".join(f"Content-Type: multipart/mixed; boundary=b{at}\n\n--b{at}\n" for at in range(20_000)),
        "".join("Content-Type: message/rfc822\n\n" for _ in range(20_000)),
        "Content-Type: multipart/mixed; boundary=x\n\n" + "--x\n\n" * 500_000,
    ],
    ids=["parts in parts", "mails in mails", "parts"],
)
def test_a_mail_of_parts_without_end_is_refused(made: str) -> None:
    began = time.thread_time()
    with pytest.raises(UnreadableMail, match="too many parts"):
        read_internet_mail(made.encode())
    assert time.thread_time() - began < 3


@pytest.mark.parametrize(
    "made",
    [
        "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n" + "--x\n\n" * 1_500,
        "MIME-Version: 1.0\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n\n!!!\n",
        "MIME-Version: 1.0\nContent-Type: text/plain; charset=nonsense-8\n\nHei\n",
        "MIME-Version: 1.0\nContent-Type: ;;;\nFrom: <<<@@>\nCc: " + "(" * 15_000 + "\n\nHei\n",
        "MIME-Version: 1.0\nCc: " + ", ".join(f"N{at} <n{at}@x.no>" for at in range(20_000)) + "\n\nHei\n",
        "MIME-Version: 1.0\nContent-Type: multipart/mixed\n\nHei\n",
        "Message-ID: <>\nFrom: =?utf-8?b?####?= <a@b.no>\n" + " x\n" * 30_000,
    ],
)
def test_hostile_mails_cost_little_and_raise_nothing(made: str) -> None:
    began = time.thread_time()
    found = read_internet_mail(made.encode())
    assert time.thread_time() - began < 3
    assert len(found.copied) <= 50


@pytest.mark.parametrize(
    "text", ["a: b\n" * 200_000, "MIME-Version: 1.0\n" + " x\n" * 300_000, "a:" * 500_000]
)
def test_long_texts_cost_little(text: str) -> None:
    began = time.thread_time()
    begins_mail(text.encode())
    assert time.thread_time() - began < 3


@pytest.mark.long
def test_of_a_large_part_the_beginning_is_enough() -> None:
    made = mail()
    made.add_attachment(bytes(5_000_000), maintype="image", subtype="png", filename="a.png")
    made.add_attachment(CARD.encode(), maintype="text", subtype="vcard", filename="a.vcf")
    data = made.as_bytes()
    tracemalloc.start()
    try:
        found = read_internet_mail(data)
        assert tracemalloc.get_traced_memory()[1] < 10_000_000
    finally:
        tracemalloc.stop()
    assert found.text.replace("\r\n", "\n") == BODY
    assert len(found.cards) == 1


def test_who_asks_may_end_it() -> None:
    class Ended(Exception):
        pass

    def end(_count: int) -> None:
        raise Ended

    with pytest.raises(Ended):
        read_internet_mail(mail().as_bytes(), end)


@pytest.mark.parametrize(
    "field",
    [
        "Content-Disposition: attachment; " + "(" * 15_000,
        "Content-Disposition: " + "a," * 15_000,
        "Content-Type: text/plain; " + "\\" * 45_000,
        "Content-Transfer-Encoding: " + '"' * 45_000,
        "Cc: " + '"' * 45_000,
        "Cc: " + "," * 45_000,
        "Cc: " + "(" * 45_000,
        "Subject: " + "(" * 45_000,
    ],
)
def test_a_field_that_is_too_long_does_not_stop_the_mail(field: str) -> None:
    text = f"MIME-Version: 1.0\nFrom: Kari Moe <kari@fjell.no>\n{field}\n\nHei\n"
    read = read_internet_mail(text.encode())
    assert read.sender is not None
    assert read.sender.mail == "kari@fjell.no"


def test_of_a_long_list_of_recipients_the_first_are_read() -> None:
    people = ", ".join(f"Kari Number {at} Moe <kari.number{at}@fjell-og-fjord.no>" for at in range(500))
    read = read_internet_mail(f"MIME-Version: 1.0\nTo: {people}\n\nHei\n".encode())
    assert len(read.to) == MOST_PEOPLE


@pytest.mark.parametrize("field", ["Content-Type", "Content-Disposition", "Content-Transfer-Encoding", "To"])
def test_a_header_field_nested_without_end_is_read_or_refused_with_a_sentence(field: str) -> None:
    try:
        read_internet_mail(f"{field}: {'(' * 9_000}\nMIME-Version: 1.0\n\nHei\n".encode())
    except UnreadableMail as error:
        assert str(error).endswith(".")
