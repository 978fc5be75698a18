"""Answers without a server: status, body, the server's messages."""

import json
from collections.abc import Collection
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import pytest

from app.model.carriers.lists import MDOListItem
from app.webapi import errors
from app.webapi.errors import Verdict, WebApiError
from app.webapi.http.answers import decode_reply, message_text, parse_as
from app.webapi.http.reply import HttpReply

HOST = "crm.example.com"
JSON = {"content-type": "application/json"}
SAID_NO = {"Error": True, "ErrorType": "SoInvalidArgumentException", "ErrorMessage": " Name:\n empty. "}


def reply(status: int, value: Any = None, headers: dict[str, str] | None = None) -> HttpReply:
    body = b"" if value is None else json.dumps(value).encode()
    return HttpReply(HOST, status, headers or JSON, body, "POST")


def error_for(answer: HttpReply, schemes: Collection[str] = ()) -> WebApiError:
    with pytest.raises(WebApiError) as caught:
        decode_reply(answer, schemes=schemes)
    return caught.value


@pytest.mark.parametrize(
    "body",
    [
        b"<html><head><title>400 The plain HTTP request was sent to HTTPS port</title></head></html>",
        b"<p>Reason: You're speaking plain HTTP to an SSL-enabled server port.<br />",
        b"Client sent an HTTP request to an HTTPS server.\n",
    ],
)
def test_plain_http_at_a_port_of_https_is_said(body: bytes) -> None:
    error = error_for(HttpReply(HOST, 400, {}, body, "POST"))
    assert (type(error), error.verdict) == (errors.EncryptionNeededError, Verdict.UNKNOWN)
    assert "begin with https://" in error.message


def test_a_byte_order_mark_and_space_are_no_part_of_the_value() -> None:
    assert decode_reply(HttpReply(HOST, 200, JSON, b"\xef\xbb\xbf [1] \r\n")) == [1]


@pytest.mark.parametrize(
    ("answer", "kind", "verdict"),
    [
        (reply(400, SAID_NO), errors.RejectedError, Verdict.REJECTED),
        (reply(401, SAID_NO), errors.SignInError, Verdict.SIGN_IN),
        (reply(403, SAID_NO), errors.NoRightError, Verdict.REJECTED),
        (reply(404, SAID_NO), errors.NotFoundError, Verdict.REJECTED),
        (reply(407, SAID_NO), errors.UnexpectedAnswerError, Verdict.UNKNOWN),
        (reply(409, SAID_NO), errors.RejectedError, Verdict.REJECTED),
        (reply(413, SAID_NO), errors.EntryTooLargeError, Verdict.REJECTED),
        (reply(421, SAID_NO), errors.WrongHostError, Verdict.WRONG_HOST),
        (reply(429, SAID_NO), errors.TooBusyError, Verdict.LATER),
        (reply(302, SAID_NO), errors.UnexpectedAnswerError, Verdict.UNKNOWN),
        (reply(501, SAID_NO), errors.ServerFailedError, Verdict.UNKNOWN),
        (reply(503, SAID_NO), errors.MaintenanceError, Verdict.SEARCH_THEN_LATER),
    ],
    ids=lambda value: str(value.status) if isinstance(value, HttpReply) else "",
)
def test_each_refusal_of_superoffice_has_its_error(
    answer: HttpReply, kind: type[WebApiError], verdict: Verdict
) -> None:
    error = error_for(answer)
    assert (type(error), error.verdict) == (kind, verdict)
    assert (error.status, error.intercepted) == (answer.status, False)


_PAGE = {"content-type": "text/html"}
_BETWEEN: dict[int, type[WebApiError]] = {
    404: errors.WrongAddressError,
    408: errors.MaintenanceError,
    413: errors.EntryTooLargeError,
    429: errors.TooBusyError,
    502: errors.MaintenanceError,
    503: errors.MaintenanceError,
    504: errors.MaintenanceError,
}


@pytest.mark.parametrize(
    "body", [b"<html>Sign in</html>", b"", b"Blocked", b'{"message": "Forbidden"}', b"[]"]
)
def test_of_an_answer_from_in_between_nobody_knows_what_was_saved(body: bytes) -> None:
    for status in range(300, 600):
        error = error_for(HttpReply(HOST, status, _PAGE if body[:1] == b"<" else JSON, body, "POST"))
        assert error.verdict in (Verdict.UNKNOWN, Verdict.SEARCH_THEN_LATER)
        assert error.intercepted
        usual: type[WebApiError] = errors.InterceptedError
        if status >= 500 and status != 511:
            usual = errors.ServerFailedError
        elif status == 401 and not body:
            usual = errors.SignInError
        assert type(error) is _BETWEEN.get(status, usual)


@pytest.mark.parametrize("body", [b"", b'{"message": "who are you"}', b"Unauthorized"])
def test_a_look_up_that_is_refused_asks_for_the_sign_in(body: bytes) -> None:
    error = error_for(HttpReply(HOST, 401, {"content-type": "text/plain"}, body, "GET"))
    assert (type(error), error.verdict) == (errors.SignInError, Verdict.SIGN_IN)


def test_a_page_that_asks_for_no_sign_in_is_no_refusal_of_it() -> None:
    page = HttpReply(HOST, 401, _PAGE, b"<html>", "GET")
    assert type(error_for(page)) is errors.InterceptedError
    assert error_for(page).intercepted
    asked = HttpReply(HOST, 401, _PAGE | {"www-authenticate": "Basic"}, b"<html>", "GET")
    assert type(error_for(asked, {"basic"})) is errors.SignInError, "IIS refuses with a page, too"


@pytest.mark.parametrize("status", [301, 302, 307, 308])
@pytest.mark.parametrize(
    ("location", "is_https_wanted"),
    [
        (f"https://{HOST}/api/v1/Contact", True),
        (f"HTTPS://{HOST.upper()}:8443/", True),
        ("https://login.corp.test/", False),
        (f"http://{HOST}/login", False),
        ("/login", False),
        ("https://[oops", False),
        ("", False),
    ],
)
def test_a_server_that_leads_from_http_to_https_wants_that(
    status: int, location: str, is_https_wanted: bool
) -> None:
    redirect = HttpReply(f"{HOST}:8080", status, _PAGE | {"location": location}, b"", "POST", is_plain=True)
    error = error_for(redirect)
    assert type(error) is (errors.EncryptionNeededError if is_https_wanted else errors.InterceptedError)
    assert (error.verdict, error.intercepted) == (Verdict.UNKNOWN, True)
    encrypted = HttpReply(HOST, status, _PAGE | {"location": location}, b"", "POST")
    assert type(error_for(encrypted)) is errors.InterceptedError


@pytest.mark.parametrize("status", [201, 202, 204, 206])
def test_another_success_is_not_expected(status: int) -> None:
    error = error_for(reply(status))
    assert (type(error), error.verdict) == (errors.UnexpectedAnswerError, Verdict.UNKNOWN)
    assert not error.intercepted


def test_an_internal_error_is_final_only_in_the_servers_own_words() -> None:
    assert error_for(reply(500, SAID_NO)).verdict is Verdict.SEARCH_THEN_REJECT
    assert error_for(reply(500)).verdict is Verdict.UNKNOWN


def test_the_servers_message_is_quoted_on_one_line() -> None:
    assert "accept what was sent: “Name: empty”." in error_for(reply(400, SAID_NO)).message
    long = error_for(reply(400, {**SAID_NO, "ErrorMessage": "x" * 1000}))
    assert "x" * 300 + "…”" in long.message


def test_an_error_with_status_200_leaves_the_outcome_open() -> None:
    for body in (SAID_NO, {"Message": "An error has occurred", "ExceptionType": "X"}):
        error = error_for(reply(200, body))
        assert (type(error), error.verdict) == (errors.RejectedError, Verdict.UNKNOWN)
    assert decode_reply(reply(200, {"Message": "a property among others", "Id": 1}))


def test_messages_of_fields_lose_the_name_of_the_parameter() -> None:
    state = {"newEntity.Name": ["Too long.", "Wrong."], "entity.Emails[0].Value": None, "Category": "Missing"}
    error = error_for(reply(400, {"Message": "The request is invalid.", "ModelState": state}))
    assert error.fields == {"Name": "Too long. Wrong.", "Category": "Missing"}


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("120", 120.0),
        ("0", 0.0),
        ("soon", None),
        ("", None),
        ("-1", None),
        ("120.5", 120.0),
        ("120, 60", 120.0),
        ("120 s", None),
        ("Wed, 21 Oct 2015 07:28:00 GMT", 0.0),
        ("Mon, 01 Jan 0001 00:00:00 +1400", 0.0),
        ("Mon, 01 Jan 99999999999999999999 00:00:00 GMT", None),
        ("Mon, 01 Jan 2026 00:00:00 +99999999999999999999", None),
    ],
)
def test_when_to_try_again(header: str, seconds: float | None) -> None:
    assert error_for(reply(503, headers={**JSON, "retry-after": header})).retry_after == seconds


def test_a_date_to_try_again_is_seconds_from_now() -> None:
    later = format_datetime(datetime.now(UTC) + timedelta(seconds=100), usegmt=True)
    assert 90 < (error_for(reply(429, headers={**JSON, "retry-after": later})).retry_after or 0) <= 100


@pytest.mark.parametrize("days", [-400, -1, 1, 400])
@pytest.mark.parametrize("style", ["%a, %d %b %Y %H:%M:%S GMT", "%A, %d-%b-%y %H:%M:%S GMT", "%c"])
def test_a_date_to_try_again_is_compared_with_the_servers_own_clock(days: int, style: str) -> None:
    servers = datetime.now(UTC) + timedelta(days=days)
    told = {"date": format_datetime(servers, usegmt=True)}
    told["retry-after"] = (servers + timedelta(seconds=100)).strftime(style)
    assert 98 < (error_for(reply(503, headers={**JSON, **told})).retry_after or 0) <= 101


@pytest.mark.parametrize("body", [b"<html>", b"<!DOCTYPE html>"])
def test_a_web_page_is_recognised_whatever_it_says_it_is(body: bytes) -> None:
    with pytest.raises(errors.WebPageError):
        decode_reply(HttpReply(HOST, 200, JSON, body))
    with pytest.raises(errors.WebPageError):
        decode_reply(HttpReply(HOST, 200, {"content-type": "text/html"}, b"hello"))


def test_what_is_not_json_cannot_be_read() -> None:
    with pytest.raises(errors.UnreadableAnswerError) as caught:
        decode_reply(HttpReply(HOST, 200, JSON, b'{"Name":'))
    assert caught.value.detail == "200 8 bytes that are not what they should be"


def test_a_long_list_is_parsed_whole_and_in_order() -> None:
    rows = [{"Id": number, "Name": f"item {number}"} for number in range(1000)]
    items = parse_as(tuple[MDOListItem, ...], rows, HOST)
    assert [item.id for item in items] == list(range(1000))


def test_what_does_not_fit_is_named_without_its_value() -> None:
    rows: list[object] = [{"Id": 1}] * 300 + ["secret"]
    for value in (rows, rows[-2:]):
        with pytest.raises(errors.UnexpectedAnswerError) as caught:
            parse_as(tuple[MDOListItem, ...], value, HOST)
        assert "model_type" in caught.value.detail or "dict_type" in caught.value.detail
        assert "secret" not in caught.value.detail


@pytest.mark.parametrize(
    ("value", "text"), [("a ", "a"), (["a", None, ["b"]], "a b"), (None, ""), ([], ""), (7, "7")]
)
def test_a_message_may_come_in_many_shapes(value: object, text: str) -> None:
    assert message_text(value) == text


def test_an_answer_is_read_within_bounds() -> None:
    items = parse_as(tuple[MDOListItem, ...], [{"Id": 1, "Name": "x" * 100_000}] * 300, "host", 250)
    assert (len(items), len(items[0].name or "")) == (250, 20_000)
    assert len(parse_as(dict[str, Any], {str(number): "x" for number in range(500)}, "host", 100)) == 100


@pytest.mark.parametrize(
    "value", ["x" * 5_000_000, ["x" * 100] * 100_000, [["x" * 5_000_000]], {"x": "y" * 5_000}]
)
def test_a_message_is_cut_where_it_is_long(value: object) -> None:
    assert len(message_text(value)) == 1_000
