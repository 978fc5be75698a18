"""Errors of a call that was sent, without a complete answer that tells what the server did."""

from __future__ import annotations

from typing import Any

from app.translation import N_
from app.webapi.errors.verdict import Verdict, WebApiError


class NoAnswerError(WebApiError):
    """The request was sent, but no complete answer tells what the server did."""

    default_verdict = Verdict.UNKNOWN


class AnswerTimedOutError(NoAnswerError):
    """The answer took too long."""

    sentence = N_("{host} took too long to answer. It may be busy, or your network may be slow.")


class ConnectionBrokenError(NoAnswerError):
    """The connection broke after the request was begun."""

    sentence = N_("The connection to {host} broke before the answer was complete. Check your network.")


class UnreadableAnswerError(NoAnswerError):
    """The answer cannot be decoded."""

    sentence = N_(
        "{host} sent an answer that cannot be read. "
        "Check the address of the connection; if it is right, tell your administrator."
    )


class WebPageError(UnreadableAnswerError):
    """The answer is HTML."""

    sentence = N_(
        "Not SuperOffice but a web page answered for {host}. On a guest network, open {host} in your browser "
        "and sign in to the network; otherwise check the address of the connection."
    )


class EncryptionNeededError(NoAnswerError):
    """The request went by plain http to a port that takes https alone."""

    sentence = N_(
        "{host} takes encrypted connections only. "
        "Let the address of the connection begin with https://, or check its port."
    )


class InterceptedError(WebPageError):
    """Not SuperOffice answered, but a filter, gateway or portal in between (`code` is the HTTP status)."""

    sentence = N_(
        "Not SuperOffice but something in between answered for {host} (status {code}): a filter, a gateway "
        "or the sign-in page of a network. Open {host} in your browser, where it may want you to sign in. "
        "If that does not help, tell your administrator."
    )


class AnswerTooLargeError(UnreadableAnswerError):
    """The answer exceeds the size limit."""

    sentence = N_("{host} sent an answer that is far too large. Tell your administrator.")


class UnexpectedAnswerError(UnreadableAnswerError):
    """The answer is valid JSON, but not of the expected type."""

    sentence = N_(
        "{host} answered in a form that this program does not know. "
        "Check the address of the connection; if it is right, tell your administrator."
    )


class OtherRecordError(NoAnswerError):
    """The answer to a POST seems to be about another record.

    `remote_id` is the record's id if it may be ours all the same, 0 if its name and DbiKey are others.
    """

    sentence = N_("{host} answered with another record than the one that was sent.")

    def __init__(self, host: str, *, remote_id: int = 0, **details: Any) -> None:
        super().__init__(host, **details)
        self.remote_id = remote_id


class NoIdError(NoAnswerError):
    """The answer to a POST has no id."""

    sentence = N_("{host} answered, but did not give the number under which the entry was saved.")


class NumberNotShownError(NoIdError):
    """The answer to a POST has an id, and the server does not show whose it is, perhaps for want of a right.

    It has made something: whatever its lists show, that is not sent again unless a person says so.
    """

    sentence = N_("{host} answered with a number, but does not show what it has under it.")
