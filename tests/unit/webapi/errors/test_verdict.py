"""The base class of errors: what it keeps, and which verdict it has."""

from app.webapi.errors.verdict import Verdict, WebApiError


class _LaterError(WebApiError):
    sentence = "{host} is busy{said}."
    default_verdict = Verdict.LATER


def test_the_class_gives_sentence_and_verdict() -> None:
    error = _LaterError("crm.example.com", said=": “Later”", status=503, retry_after=7, detail="503")
    assert str(error) == error.message == "crm.example.com is busy: “Later”."
    assert (error.verdict, error.status, error.retry_after) == (Verdict.LATER, 503, 7)


def test_a_single_error_may_have_another_verdict() -> None:
    assert _LaterError("crm.example.com", said="", verdict=Verdict.UNKNOWN).verdict is Verdict.UNKNOWN
    assert WebApiError("crm.example.com").verdict is Verdict.UNKNOWN


def test_the_messages_of_fields_are_a_copy() -> None:
    given = {"Name": "Too long"}
    error = WebApiError("crm.example.com", fields=given)
    given.clear()
    assert error.fields == {"Name": "Too long"}
    assert WebApiError("crm.example.com").fields == {}
