"""Who speaks in an answer: the challenges and error objects that are SuperOffice's own, and others."""

from datetime import UTC, datetime

import pytest

from app.webapi.http.reply import (
    HttpReply,
    challenge_schemes,
    http_date,
    is_own_misdirection,
    is_own_sign_in_refusal,
    own_error,
)

JSON, XML, PAGE = "application/json; charset=utf-8", "application/xml", "text/html"


def reply(body: bytes, content_type: str = JSON, status: int = 400, challenge: str = "") -> HttpReply:
    headers = {"content-type": content_type} | ({"www-authenticate": challenge} if challenge else {})
    return HttpReply("crm.example.com", status, headers, body, "POST")


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b'{"Error": true, "ErrorType": "SoX", "ErrorMessage": "No", "ErrorSource": "NetServer"}', JSON),
        (b'\xef\xbb\xbf{"Error": true, "ErrorMessage": "No"}', JSON),
        (b'{"ErrorType": "SoX", "Extra": {"from": "a newer server"}}', "text/plain"),
        (b'{"Message": "The request is invalid.", "ModelState": {}}', JSON),
        (b'{"Message": "The request is invalid.", "MessageDetail": "newEntity is null."}', JSON),
        (b'{"Message": "Authorization has been denied for this request."}', ""),
        (b"<ErrorInfo><Error>true</Error><ErrorType>SoX</ErrorType></ErrorInfo>", XML),
        (b"<Error><Message>An error has occurred.</Message></Error>", XML),
    ],
)
def test_what_superoffice_and_asp_net_say(body: bytes, content_type: str) -> None:
    assert own_error(reply(body, content_type)) is not None


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"", JSON),
        (b"", PAGE),
        (b"Forbidden", "text/plain"),
        (b"<html><body>Error: true</body></html>", PAGE),
        (b"<!DOCTYPE html>", JSON),
        (b'{"Error": true}', PAGE),
        (b'{"message": "Forbidden"}', JSON),
        (b'{"Message": "User is not authorized", "Code": "AccessDenied"}', JSON),
        (b'{"Message": "User is not authorized to access this resource with an explicit deny"}', JSON),
        (b'{"ErrorMessage": "Blocked", "ErrorCode": 7}', JSON),
        (b'{"Message": "Blocked", "MessageDetail": "Rule 7"}', JSON),
        (b'{"Message": "Request blocked", "MessageDetail": null}', JSON),
        (b'{"ErrorType": "policy", "policy": "DLP-4"}', JSON),
        (b"<Error><Message>Not here</Message></Error>", XML),
        (b'{"error": "invalid_token", "error_description": "x"}', JSON),
        (b'{"error": {"code": 403, "message": "x"}}', JSON),
        (b'{"type": "about:blank", "title": "Forbidden", "status": 403}', JSON),
        (b'{"statusCode": 401, "message": "Access denied"}', JSON),
        (b'{"Error": false}', JSON),
        (b"{}", JSON),
        (b"[]", JSON),
        (b"null", JSON),
        (b'{"Error": tru', JSON),
        (b"<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>", XML),
        (b"<Envelope><Body><Fault/></Body></Envelope>", XML),
        (b"<!DOCTYPE html><html/>", XML),
    ],
)
def test_what_others_say(body: bytes, content_type: str) -> None:
    assert own_error(reply(body, content_type)) is None


@pytest.mark.parametrize(
    ("header", "schemes"),
    [
        ("", set()),
        ("Basic", {"basic"}),
        ('Basic realm="SuperOffice"', {"basic"}),
        ("Negotiate, NTLM", {"negotiate", "ntlm"}),
        ("Negotiate, NTLM, Basic realm=crm", {"negotiate", "ntlm", "basic"}),
        ('Bearer realm="a, Basic b", error="invalid_token", SOTicket', {"bearer", "soticket"}),
        ('Digest realm="x", qop="auth, auth-int", nonce=abc==', {"digest"}),
        (r'Basic realm="a \", NTLM"', {"basic"}),
        ("NTLM TlRMTVNTUAACAAAA==", {"ntlm"}),
        ("bearer", {"bearer"}),
    ],
)
def test_the_schemes_of_challenges(header: str, schemes: set[str]) -> None:
    assert challenge_schemes(header) == schemes


@pytest.mark.parametrize(
    ("answer", "is_own"),
    [
        (reply(b'{"Error": true}', status=401), True),
        (reply(b"", status=401, challenge='Basic realm="x"'), True),
        (reply(b"", status=401, challenge="Negotiate, NTLM"), False),
        (reply(b"<html>", PAGE, 401, 'Basic realm="x"'), True),
        (reply(b"<html>", PAGE, 401, 'Bearer realm="x"'), False),
        (reply(b"<html>", PAGE, 401), False),
        (reply(b"", status=401), False),
        (reply(b'{"Error": true}', status=403), False),
        (reply(b"", status=403, challenge="Basic"), False),
        (reply(b"", status=407, challenge="Basic"), False),
    ],
)
def test_a_sign_in_refusal(answer: HttpReply, is_own: bool) -> None:
    assert is_own_sign_in_refusal(answer, {"basic"}) is is_own


def test_a_misdirection() -> None:
    said = b'{"Message": "Wrong subdomain used to access tenant"}'
    assert is_own_misdirection(reply(said, status=421))
    assert is_own_misdirection(reply(b"Wrong subdomain used to access tenant", "text/plain", 421))
    assert not is_own_misdirection(reply(b"<html>Misdirected</html>", PAGE, 421))
    assert not is_own_misdirection(reply(b"", status=421))
    assert not is_own_misdirection(reply(said, status=404))


@pytest.mark.parametrize("text", ["", "soon", f"Mon, 04 May {'9' * 20} 12:00:00 GMT"])
def test_what_is_no_date_is_none(text: str) -> None:
    assert http_date(text) is None


def test_a_date_without_a_zone_is_in_utc() -> None:
    noon = datetime(2026, 5, 4, 12, tzinfo=UTC)
    assert http_date("Mon, 04 May 2026 12:00:00") == http_date("Mon, 04 May 2026 14:00:00 +0200") == noon
