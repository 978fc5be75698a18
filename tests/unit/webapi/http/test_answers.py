"""Answers without a server: status, body, the server's messages."""

import json
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import pytest

from app.model.carriers.lists import MDOListItem
from app.webapi import errors
from app.webapi.errors import Verdict, WebApiError
from app.webapi.http.answers import HttpReply, decode_reply, message_text, parse_as

HOST = "crm.example.com"
JSON = {"content-type": "application/json"}
SAID_NO = {"Error": True, "ErrorType": "SoInvalidArgumentException", "ErrorMessage": " Name:\n empty. "}


def reply(
    status: int, value: Any = None, headers: dict[str, str] | None = None, *, about_one: bool = False
) -> HttpReply:
    body = b"" if value is None else json.dumps(value).encode()
    return HttpReply(HOST, status, headers or JSON, body, about_one)


def error_for(answer: HttpReply) -> WebApiError:
    with pytest.raises(WebApiError) as caught:
        decode_reply(answer)
    return caught.value


def test_a_byte_order_mark_and_space_are_no_part_of_the_value() -> None:
    assert decode_reply(HttpReply(HOST, 200, JSON, b"\xef\xbb\xbf [1] \r\n")) == [1]


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (reply(401), errors.SignInError),
        (reply(403), errors.NoRightError),
        (reply(404), errors.WrongAddressError),
        (reply(404, SAID_NO), errors.NotFoundError),
        (reply(404, about_one=True), errors.NotFoundError),
        (reply(302), errors.WrongAddressError),
        (reply(409), errors.RejectedError),
        (reply(204), errors.UnexpectedAnswerError),
        (reply(429), errors.TooBusyError),
        (reply(501), errors.ServerFailedError),
        (reply(503), errors.MaintenanceError),
    ],
    ids=lambda value: str(value.status) if isinstance(value, HttpReply) else value.__name__,
)
def test_each_status_has_its_error(answer: HttpReply, kind: type[WebApiError]) -> None:
    error = error_for(answer)
    assert type(error) is kind
    assert error.status == answer.status


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
        ("Wed, 21 Oct 2015 07:28:00 GMT", 0.0),
    ],
)
def test_when_to_try_again(header: str, seconds: float | None) -> None:
    assert error_for(reply(503, headers={**JSON, "retry-after": header})).retry_after == seconds


def test_a_date_to_try_again_is_seconds_from_now() -> None:
    later = format_datetime(datetime.now(UTC) + timedelta(seconds=100), usegmt=True)
    assert 90 < (error_for(reply(429, headers={**JSON, "retry-after": later})).retry_after or 0) <= 100


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
