"""Every way in which a server can fail while it is posted a company: error, verdict, sentence, bodies."""

import gzip
import traceback
from dataclasses import dataclass

import pytest

from app.model.carriers.contact import ContactEntity
from app.webapi import errors
from app.webapi.client import Timeouts
from app.webapi.errors import Verdict, WebApiError
from tests.helpers.fakes.connect import IMPATIENT_TO_READ, PASSWORD, connect
from tests.helpers.faults.faulty_server import Fault, FaultyServer, Request, Response

COMPANY = ContactEntity(contact_id=568, name="Sørlandet Fisk")


@dataclass(frozen=True)
class Expected:
    error: type[WebApiError]
    verdict: Verdict
    bodies: int
    words: str


TABLE = {
    Fault.REFUSE: Expected(errors.HostRefusedError, Verdict.NOT_SENT, 0, "Nothing answers"),
    Fault.RESET_BEFORE_READING: Expected(errors.ConnectionBrokenError, Verdict.UNKNOWN, 0, "broke before"),
    Fault.RESET_IN_BODY: Expected(errors.ConnectionBrokenError, Verdict.UNKNOWN, 0, "broke before"),
    Fault.READ_THEN_RESET: Expected(errors.ConnectionBrokenError, Verdict.UNKNOWN, 1, "broke before"),
    Fault.READ_THEN_CLOSE: Expected(errors.ConnectionBrokenError, Verdict.UNKNOWN, 1, "broke before"),
    Fault.READ_THEN_STALL: Expected(errors.AnswerTimedOutError, Verdict.UNKNOWN, 1, "took too long"),
    Fault.TRICKLE: Expected(errors.AnswerTimedOutError, Verdict.UNKNOWN, 1, "took too long"),
    Fault.HALF_REPLY: Expected(errors.ConnectionBrokenError, Verdict.UNKNOWN, 1, "broke before"),
    Fault.GARBAGE: Expected(errors.UnreadableAnswerError, Verdict.UNKNOWN, 1, "cannot be read"),
    Fault.ENDLESS: Expected(errors.AnswerTooLargeError, Verdict.UNKNOWN, 1, "far too large"),
    Fault.HTML: Expected(errors.WebPageError, Verdict.UNKNOWN, 1, "a web page answered"),
    Fault.NULL: Expected(errors.NoIdError, Verdict.UNKNOWN, 1, "did not give the number"),
    Fault.NOT_JSON: Expected(errors.UnreadableAnswerError, Verdict.UNKNOWN, 1, "cannot be read"),
    Fault.NO_ID: Expected(errors.NoIdError, Verdict.UNKNOWN, 1, "did not give the number"),
    Fault.ASP_NET_MESSAGE: Expected(errors.RejectedError, Verdict.UNKNOWN, 1, "“An error has occurred”"),
    Fault.BROKEN_GZIP: Expected(errors.UnreadableAnswerError, Verdict.UNKNOWN, 1, "cannot be read"),
    Fault.REDIRECT_302: Expected(errors.InterceptedError, Verdict.UNKNOWN, 1, "in between answered"),
    Fault.REDIRECT_307: Expected(errors.InterceptedError, Verdict.UNKNOWN, 1, "in between answered"),
    Fault.BAD_REQUEST_400: Expected(errors.RejectedError, Verdict.REJECTED, 1, "“The request is invalid”"),
    Fault.UNAUTHORIZED_401: Expected(errors.SignInError, Verdict.SIGN_IN, 1, "type the password again"),
    Fault.FORBIDDEN_403: Expected(errors.NoRightError, Verdict.REJECTED, 1, "“No right to add companies”"),
    Fault.NOT_FOUND_404: Expected(errors.WrongAddressError, Verdict.UNKNOWN, 1, "does not offer SuperOffice"),
    Fault.CONFLICT_409: Expected(errors.RejectedError, Verdict.REJECTED, 1, "“Somebody else was faster”"),
    Fault.TOO_LARGE_413: Expected(errors.EntryTooLargeError, Verdict.UNKNOWN, 1, "Shorten the note"),
    Fault.MISDIRECTED_421: Expected(errors.WrongHostError, Verdict.WRONG_HOST, 1, "no longer at"),
    Fault.BUSY_429_SECONDS: Expected(errors.TooBusyError, Verdict.LATER, 1, "too many requests"),
    Fault.BUSY_429_DATE: Expected(errors.TooBusyError, Verdict.SEARCH_THEN_LATER, 1, "too many requests"),
    Fault.ERROR_500: Expected(
        errors.ServerFailedError, Verdict.SEARCH_THEN_REJECT, 1, "“The database is on holiday”"
    ),
    Fault.HTML_500: Expected(errors.ServerFailedError, Verdict.UNKNOWN, 1, "an error of its own. If"),
    Fault.BAD_GATEWAY_502: Expected(errors.MaintenanceError, Verdict.SEARCH_THEN_LATER, 1, "not available"),
    Fault.UNAVAILABLE_503: Expected(errors.MaintenanceError, Verdict.SEARCH_THEN_LATER, 1, "not available"),
    Fault.GATEWAY_TIMEOUT_504: Expected(
        errors.MaintenanceError, Verdict.SEARCH_THEN_LATER, 1, "not available"
    ),
}
STALLS = {Fault.READ_THEN_STALL, Fault.TRICKLE}
TLS_FAULTS = {Fault.TLS_BREAK, Fault.TLS_STALL}


def echo(request: Request) -> Response:
    return Response(200, {**(request.json if request.body else {}), "ContactId": 7})


def failure(server: FaultyServer, timeouts: Timeouts | None = None) -> WebApiError:
    with connect(server.url, timeouts=timeouts) as api, pytest.raises(WebApiError) as caught:
        api.create_contact(COMPANY)
    return caught.value


@pytest.mark.parametrize("fault", TABLE, ids=lambda fault: fault.name)
def test_each_fault_has_its_error_its_verdict_and_its_sentence(fault: Fault) -> None:
    expected = TABLE[fault]
    with FaultyServer(fault) as server:
        error = failure(server, IMPATIENT_TO_READ if fault in STALLS else None)
        host = server.url.removeprefix("http://")
    assert type(error) is expected.error, error.detail
    assert error.verdict is expected.verdict
    assert len(server.bodies) == expected.bodies
    assert expected.words in error.message
    assert host in error.message


def test_the_table_has_every_fault() -> None:
    assert set(TABLE) | TLS_FAULTS | {Fault.NONE} == set(Fault)


@pytest.mark.parametrize("fault", [fault for fault in TABLE if fault is not Fault.REFUSE])
def test_a_faulty_answer_is_never_posted_again(fault: Fault) -> None:
    with FaultyServer(fault, echo, times=1) as server:
        failure(server, IMPATIENT_TO_READ if fault in STALLS else None)
    assert server.connections == 1
    assert len(server.bodies) <= 1


def test_the_server_may_have_saved_before_it_failed() -> None:
    saved: list[Request] = []
    with FaultyServer(Fault.READ_THEN_RESET, save_first=saved.append) as server:
        assert failure(server).verdict is Verdict.UNKNOWN
    assert [request.json["Name"] for request in saved] == ["Sørlandet Fisk"]


def test_a_kept_connection_that_breaks_under_the_post_leaves_the_outcome_unknown() -> None:
    version = Response(200, {"Version": "v1"})
    with FaultyServer(Fault.RESET_BEFORE_READING, lambda _: version) as server, connect(server.url) as api:
        api.version()
        with pytest.raises(errors.ConnectionBrokenError) as caught:
            api.create_contact(COMPANY)
    assert server.connections == 1
    assert caught.value.verdict is Verdict.UNKNOWN


def test_retry_after_is_told_in_seconds() -> None:
    with FaultyServer(Fault.BUSY_429_SECONDS) as server:
        assert failure(server).retry_after == 7
    with FaultyServer(Fault.BUSY_429_DATE) as server:
        later = failure(server).retry_after
    assert later is not None
    assert later > 1_000_000


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("0", 0.0),
        ("012", 12.0),
        ("Wed, 21 Oct 2015 07:28:00 -0000", 0.0),
        ("soon", None),
        ("-5", None),
    ],
)
def test_retry_after_in_odd_forms(text: str, seconds: float | None) -> None:
    busy = Response(503, headers={"Retry-After": text})
    with FaultyServer(handle=lambda _: busy) as server:
        assert failure(server).retry_after == seconds


def test_messages_for_single_fields_are_kept_by_property() -> None:
    with FaultyServer(Fault.BAD_REQUEST_400) as server:
        error = failure(server)
    assert error.fields == {"Name": "The company name is too long.", "OrgNr": "Not a number."}


@pytest.mark.parametrize("status", [201, 202, 204, 206, 501, 505, 520, 524])
def test_other_statuses_than_the_documented_ones_leave_the_outcome_unknown(status: int) -> None:
    with FaultyServer(handle=lambda _: Response(status, content=b"")) as server:
        error = failure(server)
    assert error.verdict is Verdict.UNKNOWN
    assert error.status == status


@pytest.mark.parametrize(
    ("body", "verdict"),
    [
        ({"Error": True}, Verdict.SEARCH_THEN_REJECT),
        ({"ErrorType": "SoX"}, Verdict.SEARCH_THEN_REJECT),
        ({"Message": "An error has occurred."}, Verdict.SEARCH_THEN_REJECT),
        ({}, Verdict.UNKNOWN),
        ({"error": {"code": "InternalServerError"}}, Verdict.UNKNOWN),
        ([], Verdict.UNKNOWN),
        (None, Verdict.UNKNOWN),
    ],
)
def test_a_500_is_the_end_of_it_only_where_the_server_itself_says_so(body: object, verdict: Verdict) -> None:
    with FaultyServer(handle=lambda _: Response(500, body)) as server:
        error = failure(server)
    assert isinstance(error, errors.ServerFailedError)
    assert error.verdict is verdict


@pytest.mark.parametrize("given", [0, -1, True, "7", None, 7.5, [7], 2**31, 2**63, 2**70])
def test_an_id_that_no_record_can_have_is_no_proof(given: object) -> None:
    with FaultyServer(handle=lambda _: Response(200, {"ContactId": given})) as server:
        assert isinstance(failure(server), errors.NoIdError)


def test_an_id_is_proof_even_where_the_rest_does_not_fit() -> None:
    odd = Response(200, {"ContactId": 7, "Name": {"not": "a text"}})
    with FaultyServer(handle=lambda _: odd) as server, connect(server.url) as api:
        assert api.create_contact(COMPANY).contact_id == 7


@pytest.mark.parametrize(
    "content",
    [b"", b'{"ContactId": 7', b'{"ContactId": \xff}', b"[" * 100_000, b"NaN7", b'"\\ud800"'],
    ids=["empty", "cut", "not utf-8", "deep", "words", "half a character"],
)
def test_what_is_not_json_is_unreadable(content: bytes) -> None:
    with FaultyServer(handle=lambda _: Response(200, content=content)) as server:
        error = failure(server)
    assert type(error) is errors.UnreadableAnswerError
    assert error.verdict is Verdict.UNKNOWN


def test_a_byte_order_mark_before_the_json_does_no_harm() -> None:
    marked = Response(200, content=b'\xef\xbb\xbf{"ContactId": 7}')
    with FaultyServer(handle=lambda _: marked) as server, connect(server.url) as api:
        assert api.create_contact(COMPANY).contact_id == 7


@pytest.mark.long
def test_a_bomb_of_compressed_zeros_is_cut_off() -> None:
    bomb = Response(200, headers={"Content-Encoding": "gzip"}, content=gzip.compress(bytes(64 * 1024 * 1024)))
    with FaultyServer(handle=lambda _: bomb) as server:
        error = failure(server)
    assert isinstance(error, errors.AnswerTooLargeError)


def test_long_words_of_the_server_are_shortened() -> None:
    long = Response(400, {"ErrorMessage": "No!\n" * 1000})
    with FaultyServer(handle=lambda _: long) as server:
        error = failure(server)
    assert "\n" not in error.message
    assert len(error.message) < 450


def test_neither_secrets_nor_what_was_typed_is_in_the_technical_text() -> None:
    told = Response(500, {"Error": True, "ErrorType": "SoX", "ErrorMessage": "Sørlandet Fisk is taken"})
    with FaultyServer(handle=lambda _: told) as server:
        error = failure(server)
    assert error.detail == "500 SoX"
    assert PASSWORD not in repr(error) + error.detail + error.message


def test_what_the_server_sent_shows_in_no_traceback() -> None:
    with FaultyServer(Fault.GARBAGE) as server:
        error = failure(server)
    assert "httpx.RemoteProtocolError" in error.detail
    shown = error.detail + "".join(traceback.format_exception(error))
    assert "HTTP at all" not in shown
