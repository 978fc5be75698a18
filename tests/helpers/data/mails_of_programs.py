"""A text as mail programs send it: their parts, encodings and HTML, made from how theirs look."""

from __future__ import annotations

import base64
import html
import quopri
from collections.abc import Callable
from typing import Final

_HEAD: Final = (
    "From: {sender}\r\nTo: Ola Hansen <ola@kunde.example>\r\nSubject: Tilbud\r\n"
    "Date: Mon, 23 Nov 2026 10:00:00 +0100\r\nMessage-ID: <1@mail.example>\r\nMIME-Version: 1.0\r\n"
)
_NOBODY: Final = "post@example.invalid"
_BORDER: Final = "----=_NextPart_000_0001_01DC5D2A.5F3C2B10"
_STUB: Final = "This message contains HTML. Please use an e-mail client that shows it.\n"


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\n", "\r\n")


def part(kind: str, body: str, encoding: str = "8bit", more: str = "") -> str:
    """Returns a part with its own header; the body is encoded as the header says."""
    charset = kind.partition("charset=")[2].partition(";")[0].strip('"') or "utf-8"
    if encoding == "base64":
        body = base64.encodebytes(body.encode(charset, "replace")).decode()
    elif encoding == "quoted-printable":
        body = quopri.encodestring(_lines(body).encode(charset, "replace")).decode()
    return f"Content-Type: {kind}\r\nContent-Transfer-Encoding: {encoding}\r\n{more}\r\n{_lines(body)}\r\n"


def parts(kind: str, *inner: str, more: str = "", border: str = _BORDER) -> str:
    """Returns a part of parts."""
    body = "".join(f"--{border}\r\n{one}\r\n" for one in inner)
    start = "This is a multi-part message in MIME format.\r\n"
    return f'Content-Type: multipart/{kind}; {more}boundary="{border}"\r\n\r\n{start}{body}--{border}--\r\n'


def mail(content: str, sender: str = _NOBODY) -> bytes:
    """Returns the file of a mail."""
    return (_HEAD.format(sender=sender) + content).encode()


def _word_html(text: str) -> str:
    shown = "".join(
        f"<p class=MsoNormal>{html.escape(line) or '<o:p>&nbsp;</o:p>'}</p>\r\n" for line in text.split("\n")
    )
    style = "<style><!-- p.MsoNormal {margin:0cm; font-size:11.0pt} --></style>"
    return f"<html><head>{style}</head><body lang=NO><div class=WordSection1>{shown}</div></body></html>"


def _div_html(text: str) -> str:
    shown = "".join(f"<div>{html.escape(line) or '<br>'}</div>" for line in text.split("\n"))
    return f'<div dir="ltr">{shown}</div>'


def _break_html(text: str) -> str:
    return f"<html><body>{'<br>'.join(map(html.escape, text.split(chr(10))))}</body></html>"


def _picture() -> str:
    more = 'Content-ID: <logo@1>\r\nContent-Disposition: inline; filename="logo.png"\r\n'
    return part('image/png; name="logo.png"', "\x89PNG", "base64", more)


def _signature(kind: str, name: str) -> str:
    return part(f'{kind}; name="{name}"', "MIAGCSqGSIb3DQEHAqCAMIACAQExDzANBglghkgBZQMEAgEFADCABgkq")


def _in_pieces(text: str) -> str:
    first, sign, rest = text.partition("\n")
    return parts(
        "mixed",
        part("text/plain", first + sign),
        _picture(),
        part("text/plain", rest) if rest else _picture(),
    )


def _alternative(plain: str, page: str) -> str:
    return parts("alternative", plain, page, border="alternative")


def _meeting(text: str) -> str:
    said = text.replace("\\", "\\\\").replace("\n", "\\n").replace(",", "\\,").replace(";", "\\;")
    return (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Demo\r\n"
        f"ORGANIZER:mailto:{_NOBODY}\r\nDESCRIPTION:{said}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )


PROGRAMS: Final[dict[str, Callable[[str], bytes]]] = {
    "Thunderbird": lambda text: mail(part('text/plain; charset="utf-8"', text)),
    "webmail in base64": lambda text: mail(part('text/plain; charset="utf-8"', text, "base64")),
    "Outlook": lambda text: mail(
        _alternative(
            part('text/plain; charset="utf-8"', text, "quoted-printable"),
            part('text/html; charset="utf-8"', _word_html(text), "quoted-printable"),
        )
    ),
    "Outlook, HTML alone": lambda text: mail(part('text/html; charset="utf-8"', _word_html(text), "base64")),
    "Gmail": lambda text: mail(
        _alternative(
            part('text/plain; charset="UTF-8"', text, "base64"),
            part('text/html; charset="UTF-8"', _div_html(text), "base64"),
        )
    ),
    "Gmail, HTML alone": lambda text: mail(part('text/html; charset="UTF-8"', _div_html(text))),
    "Apple Mail, with a picture in between": lambda text: mail(_in_pieces(text)),
    "a newsletter's program": lambda text: mail(
        _alternative(part("text/plain", _STUB), part("text/html", _break_html(text)))
    ),
    "Outlook with a logo": lambda text: mail(
        parts(
            "related", _alternative(part("text/plain", text), part("text/html", _word_html(text))), _picture()
        )
    ),
    "signed with S/MIME": lambda text: mail(
        parts(
            "signed",
            part("text/plain", text),
            _signature("application/pkcs7-signature", "smime.p7s"),
            more='protocol="application/pkcs7-signature"; ',
        )
    ),
    "signed with OpenPGP": lambda text: mail(
        parts(
            "signed",
            parts("mixed", part("text/plain", text), border="inner"),
            _signature("application/pgp-signature", "OpenPGP_signature.asc"),
            more='protocol="application/pgp-signature"; ',
        )
    ),
    "Exchange, with winmail.dat": lambda text: mail(
        parts("mixed", part("text/plain", text), _signature("application/ms-tnef", "winmail.dat"))
    ),
    "an invitation": lambda text: mail(
        parts("alternative", part('text/calendar; charset="utf-8"; method=REQUEST', _meeting(text), "base64"))
        if text.strip()
        else part("text/plain", text)
    ),
    "passed on as an attachment": lambda text: mail(
        parts(
            "mixed",
            part("text/plain", ""),
            "Content-Type: message/rfc822\r\n\r\n" + mail(part("text/plain", text)).decode(),
        ),
        sender="Ola Hansen <ola@kunde.example>",
    ),
    "a mailing list's footer": lambda text: mail(
        parts("mixed", part("text/plain", "Hei alle\n"), part("text/plain", text))
    ),
}
"""What makes a mail of a text, by the program that writes so."""
