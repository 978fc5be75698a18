"""What a salesperson reads when something stands between: who spoke, what became of the entry, what to do.

A row for each fault of the list of faults of company networks (A to Q), as the sentence of the entry.
"""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from app.service.delivery import sentences
from app.webapi import errors
from app.webapi.errors import Verdict, WebApiError
from app.webapi.http.answers import decode_reply
from app.webapi.http.reply import HttpReply

HOST, PROXY = "crm.corp.test", "proxy.corp.test"
PAGE = b"<html>Blocked"
SAID = b'{"Error": true, "ErrorType": "So", "ErrorMessage": "No right to add companies"}'
LOOKED_FOR = "may have been saved all the same, so it is looked for on the server before it is sent again."
WORKS, SIGNED_IN, BY_ITSELF = (
    f"is kept here and sent {when}."
    for when in ("as soon as possible", "as soon as you have signed in", "again by itself")
)
NOTHING = "Nothing was saved."
BETWEEN = f"Not SuperOffice but something in between answered for {HOST}"
THE_PROXY = f"The proxy between this computer and {HOST}"
NAMED_PROXY = f"{PROXY}, the proxy"
BROWSER, SETTINGS = f"Open {HOST} in your browser", "in the connection’s settings"
ADDRESS, ADMINISTRATOR = "Check the address of the connection", "your administrator"


def answer(
    status: int, body: bytes = PAGE, headers: Mapping[str, str] | None = None, proxy: str = ""
) -> WebApiError:
    """Returns the error of an answer to POST Contact."""
    kind = "application/json" if body[:1] == b"{" else "text/html"
    reply = HttpReply(HOST, status, {"content-type": kind, **(headers or {})}, body, "POST", proxy)
    with pytest.raises(WebApiError) as caught:
        decode_reply(reply, schemes={"basic", "bearer"})
    return caught.value


def told(error: WebApiError) -> str:
    """Returns what is shown of the entry at once."""
    if error.verdict is Verdict.REJECTED:
        return f"{error.message} {NOTHING}"
    if error.verdict in (Verdict.UNKNOWN, Verdict.SEARCH_THEN_LATER, Verdict.SEARCH_THEN_REJECT):
        return sentences.perhaps_saved("Fjord AS", error.message)
    return sentences.kept("Fjord AS", error)


def is_safe(sentence: str, safe: str) -> bool:
    """What becomes of the entry is said first; that nothing was saved follows its reason."""
    return sentence.endswith(safe) if safe == NOTHING else sentence.startswith(f"“Fjord AS” {safe}")


def certificate(kind: type[WebApiError], why: str, proxy: str = "") -> WebApiError:
    return kind(HOST, why=why, proxy=proxy)


# fault, error, who spoke, what is safe, what to do
ROWS: tuple[tuple[str, WebApiError, str, str, str], ...] = (
    ("A filter, 401", answer(401), f"{BETWEEN} (status 401)", LOOKED_FOR, BROWSER),
    ("A filter, 403", answer(403), f"{BETWEEN} (status 403)", LOOKED_FOR, BROWSER),
    (
        "A SuperOffice, 401",
        answer(401, SAID),
        f"{HOST} did not accept your sign-in",
        SIGNED_IN,
        "type the password",
    ),
    ("B filter, 302", answer(302), f"{BETWEEN} (status 302)", LOOKED_FOR, BROWSER),
    (
        "B filter, 404",
        answer(404),
        "or something in between answered for it (status 404)",
        LOOKED_FOR,
        ADDRESS,
    ),
    ("B filter, 451", answer(451), f"{BETWEEN} (status 451)", LOOKED_FOR, BROWSER),
    ("B SuperOffice, 403", answer(403, SAID), f"{HOST} does not allow", NOTHING, "SuperOffice administrator"),
    ("B SuperOffice, 400", answer(400, SAID), f"{HOST} did not accept what was sent", NOTHING, "Correct it"),
    ("C login page, 307", answer(307), f"{BETWEEN} (status 307)", LOOKED_FOR, BROWSER),
    (
        "C login page, 200",
        answer(200),
        "Not SuperOffice but a web page answered",
        LOOKED_FOR,
        "in your browser",
    ),
    ("C nginx, 400", answer(400), f"{BETWEEN} (status 400)", LOOKED_FOR, ADMINISTRATOR),
    ("D refused", errors.ProxyPasswordRefusedError(HOST, proxy=PROXY), NAMED_PROXY, WORKS, SETTINGS),
    ("D asked", errors.ProxyPasswordError(HOST), THE_PROXY, WORKS, SETTINGS),
    ("D ticket", errors.ProxyTicketRefusedError(HOST, proxy=PROXY), NAMED_PROXY, WORKS, SETTINGS),
    ("E busy, SuperOffice", answer(429, SAID), f"{HOST} gets too many requests", BY_ITSELF, "Wait a little"),
    ("F no such proxy", errors.ProxySettingError(HOST), "cannot use the proxy", WORKS, ADMINISTRATOR),
    ("G, H no answer", errors.ProxyNotReachedError(HOST, proxy=PROXY), NAMED_PROXY, WORKS, "proxy settings"),
    (
        "H no proxy",
        errors.ProxyUnreadableError(HOST, place=f"{PROXY}:22"),
        f"What answers at {PROXY}:22",
        WORKS,
        "Check the address of the proxy, with its port",
    ),
    ("H refused", errors.ProxyRefusedError(HOST), THE_PROXY, WORKS, ADDRESS),
    (
        "H no way on",
        errors.ProxyNoWayOnError(HOST, proxy=PROXY, code="503"),
        f"{NAMED_PROXY} of this computer, cannot reach {HOST}",
        WORKS,
        "Wait a few minutes",
    ),
    ("I Digest", errors.ProxyUnsupportedSignInError(HOST, schemes="digest"), THE_PROXY, WORKS, ADMINISTRATOR),
    ("I script", errors.ProxyScriptError(HOST), "configuration script (PAC)", WORKS, SETTINGS),
    ("J proxy's", certificate(errors.ProxyCertificateError, "x", PROXY), NAMED_PROXY, WORKS, ADMINISTRATOR),
    (
        "K date",
        certificate(errors.CertificateDateError, "x"),
        f"{HOST} could not prove",
        WORKS,
        "Check that date",
    ),
    ("K name", certificate(errors.CertificateNameError, "x"), f"{HOST} could not prove", WORKS, ADDRESS),
    (
        "K CA",
        certificate(errors.UntrustedCertificateError, "x"),
        f"{HOST} could not prove",
        WORKS,
        "certificate file",
    ),
    (
        "L too slow",
        errors.ConnectTimedOutError(HOST),
        f"{HOST} could not be reached",
        WORKS,
        "Check your network",
    ),
    (
        "M mixed up",
        errors.SignInMixedUpError(HOST),
        "The answer from the browser",
        SIGNED_IN,
        "sign in again",
    ),
    ("N denied", errors.SignInDeniedError(HOST, said=""), f"{HOST} did not let", SIGNED_IN, "Sign in again"),
    ("O ended", errors.SignInEndedError(HOST), f"Your sign-in to {HOST}", SIGNED_IN, "Sign in again"),
    ("P clock", errors.ClockWrongError(HOST), "The clock of this computer", SIGNED_IN, "Set date and time"),
    ("Q portal, 511", answer(511), f"{BETWEEN} (status 511)", LOOKED_FOR, BROWSER),
    (
        "Q port",
        errors.EncryptionNeededError(HOST),
        f"{HOST} takes encrypted",
        LOOKED_FOR,
        "begin with https://",
    ),
    ("Q proxy, 503", answer(503, proxy=PROXY), f"Through {NAMED_PROXY}", LOOKED_FOR, "Wait a few minutes"),
    ("Q gateway, 503", answer(503), f"{HOST} is not available", LOOKED_FOR, "Wait a few minutes"),
    ("Q body", errors.UnreadableAnswerError(HOST), f"{HOST} sent an answer that cannot", LOOKED_FOR, ADDRESS),
)


def test_each_names_who_spoke_what_is_safe_and_what_to_do() -> None:
    wrong = [
        (fault, sentence)
        for fault, error, party, safe, to_do in ROWS
        for sentence in [told(error)]
        if not (party in sentence and is_safe(sentence, safe) and to_do in sentence)
    ]
    assert wrong == []


def test_nobody_is_told_that_nothing_was_saved_but_by_superoffice_itself() -> None:
    early = [fault for fault, error, *_ in ROWS if NOTHING in told(error) and "SuperOffice" not in fault]
    assert early == []


def test_each_fault_of_the_list_has_a_row() -> None:
    letters = {letter for fault, *_ in ROWS for letter in fault.split()[0].strip(",")}
    assert "".join(sorted(letters | {"G", "H"})) == "ABCDEFGHIJKLMNOPQ"
