import time
from email.message import EmailMessage

import pytest

from app.recognition import recognise
from app.recognition.cards.mail_parts import text_of_mail

BODY = "Hei\n\nMvh\nBjørg Sæther\nFjell AS\nTlf 22 86 54 00\n"
CARD = "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Sæther;Bjørg\r\nORG:Fjell AS\r\nEND:VCARD\r\n"


def mail(charset: str = "utf-8", cte: str | None = None) -> EmailMessage:
    made = EmailMessage()
    made["From"] = "Bjørg Sæther <bjorg@fjell.no>"
    made["Subject"] = "Priser"
    made.set_content(BODY, charset=charset, cte=cte)
    return made


@pytest.mark.parametrize(
    ("charset", "cte"),
    [
        ("utf-8", "base64"),
        ("utf-8", "quoted-printable"),
        ("utf-8", "8bit"),
        ("iso-8859-1", "quoted-printable"),
    ],
)
def test_the_text_of_a_mail_is_decoded(charset: str, cte: str) -> None:
    text = text_of_mail(mail(charset, cte).as_bytes().decode("utf-8"))
    assert text.startswith("From: Bjørg Sæther <bjorg@fjell.no>")
    assert "Bjørg Sæther\nFjell AS" in text.replace("\r\n", "\n")


def test_an_attached_card_is_read_before_the_text() -> None:
    made = mail()
    made.add_attachment(CARD.encode(), maintype="text", subtype="vcard", filename="a.vcf")
    assert text_of_mail(made.as_string()).replace("\r\n", "\n") == CARD.replace("\r\n", "\n")
    assert recognise(made.as_string()).company[0].value == "Fjell AS"


@pytest.mark.parametrize(
    "text",
    [
        "",
        BODY,
        CARD,
        "From: Kari <kari@fjell.no>\nTo: Per\n\nHei\n",
        "Content-Type: a sentence that begins so",
        "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n" + "--x\n\n" * 5_000,
        "MIME-Version: 1.0\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n\n!!!\n",
        "MIME-Version: 1.0\nContent-Type: text/html\n\n<p>x\n",
    ],
)
def test_anything_else_stays_as_it_is(text: str) -> None:
    assert text_of_mail(text) == text


@pytest.mark.parametrize(
    "text", ["a: b\n" * 200_000, "MIME-Version: 1.0\n" + " x\n" * 300_000, "a:" * 500_000]
)
def test_long_texts_cost_little(text: str) -> None:
    began = time.perf_counter()
    text_of_mail(text)
    assert time.perf_counter() - began < 3
