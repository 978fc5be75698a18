"""The list of leads in a mail: found by its headings, whatever lays the mail out around it."""

import pytest

from app.recognition.mails.leads import rows_listed, without_rows
from app.recognition.mails.reader import recognise_mail

HEADINGS = ("Firma", "Navn", "E-post")
ROWS = (("Fjell AS", "Kari Moe", "kari@fjell.no"), ("Vidde AS", "Ola Lie", "ola@vidde.no"))


def table(*rows: tuple[str, ...], cell: str = "{}") -> str:
    lines = ("".join(f"<td>{cell.format(one)}</td>" for one in row) for row in rows)
    return "<table>" + "".join(f"<tr>{line}</tr>" for line in lines) + "</table>"


LIST = table(HEADINGS, *ROWS)
SIGNATURE = "<p>Regards<br>Nina Dahl<br>Kystmesse AS<br>Tel +47 22 11 22 11</p>"


@pytest.mark.parametrize(
    "page",
    [
        LIST,
        LIST.replace("<td>Firma</td>", "<th>Firma</th>"),
        table(HEADINGS, *ROWS, cell='<p class="MsoNormal"><b>{}</b><o:p></o:p></p>'),
        f"<table><tr><td>Hi,</td></tr><tr><td>{LIST}</td></tr><tr><td>{SIGNATURE}</td></tr></table>",
        table(("Monday at the stand", "", ""), ("", "", ""), HEADINGS, *ROWS),
        table(("Item", "Price"), *[("Pen", "3")] * 9) + LIST,
    ],
    ids=["plain", "a head", "of Outlook", "in a layout", "a title above", "beside a longer one"],
)
def test_it_is_found(page: str) -> None:
    assert rows_listed(page) == (HEADINGS, *ROWS)


@pytest.mark.parametrize(
    "page",
    [
        SIGNATURE,
        table(HEADINGS, ROWS[0]),
        table(("Tel", "+47 22 11 22 11"), ("E-mail", "nina@kystmesse.no"), ("Web", "kystmesse.no")),
        table(("Item", "Number", "Price"), ("Pen", "3", "9"), ("Ink", "1", "20")),
        table(("From:", "Nina"), ("Sent:", "Monday"), ("To:", "Ola"), ("Subject:", "Leads")),
        table(("Phone", "E-mail"), ("22 11 22 11", "a@fjell.no"), ("22 11 22 12", "b@fjell.no")),
        "<table><tr><td>" * 500,
    ],
    ids=["no table", "one row", "a signature", "an order", "who has sent it", "nobody's", "never ends"],
)
def test_what_is_no_list_is_none(page: str) -> None:
    assert rows_listed(page) == ()


def mail(body: str, kind: str = "text/html; charset=utf-8", more: str = "") -> bytes:
    head = "From: Nina Dahl <nina@kystmesse.no>\nTo: us@office.example\nSubject: Leads\nMIME-Version: 1.0\n"
    return f"{head}{more}Content-Type: {kind}\n\n{body}\n".encode()


FORMS = f"""--x
Content-Type: text/plain

The leads. Regards, Nina Dahl
--x
Content-Type: text/html

{LIST}{SIGNATURE}
--x--"""


@pytest.mark.parametrize(
    "data",
    [
        mail(f"<p>The leads:</p>{LIST}{SIGNATURE}"),
        mail(FORMS, "multipart/alternative; boundary=x"),
        mail(
            f"--y\nContent-Type: message/rfc822\n\n{mail(LIST + SIGNATURE).decode()}\n--y--",
            "multipart/mixed; boundary=y",
        ),
    ],
    ids=["HTML", "beside a plain text", "a mail that is passed on"],
)
def test_a_mail_has_it_beside_its_sender(data: bytes) -> None:
    found = recognise_mail(data, "NO")
    assert found.rows == (HEADINGS, *ROWS)
    assert any(one.value == "nina@kystmesse.no" for person in found.persons for one in person)


@pytest.mark.parametrize("cell", ["{}", "<p>{}</p>"], ids=["a line for a row", "a line for a cell"])
def test_nobody_of_it_is_taken_for_its_sender(cell: str) -> None:
    found = recognise_mail(mail(f"<p>Hi,</p>{table(HEADINGS, *ROWS, cell=cell)}"), "NO")
    assert not any(one.path == "Name" for one in found.company)
    assert [person[0].value for person in found.persons] == ["Nina"]


def test_what_reads_otherwise_in_the_text_stays_and_those_after_it_go() -> None:
    rows = (HEADINGS, ("Fjell AS", "Kari", "written otherwise"), ROWS[1])
    text = "Hi,\nFirma Navn E-post\n\nFjell AS Kari\nVidde AS\n\nOla Lie\nola@vidde.no\nRegards\nVidde AS"
    assert without_rows(text, rows) == "Hi,\n\nFjell AS Kari\nRegards\nVidde AS"
