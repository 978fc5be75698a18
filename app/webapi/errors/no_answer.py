"""Errors of a call that was sent, without a complete answer that tells what the server did."""

from __future__ import annotations

from app.webapi.errors.verdict import Verdict, WebApiError


class NoAnswerError(WebApiError):
    default_verdict = Verdict.UNKNOWN


class AnswerTimedOutError(NoAnswerError):
    sentence = "{host} took too long to answer. It may be busy, or your network may be slow."


class ConnectionBrokenError(NoAnswerError):
    sentence = "The connection to {host} broke before the answer was complete. Check your network."


class UnreadableAnswerError(NoAnswerError):
    sentence = (
        "{host} sent an answer that cannot be read. "
        "Check the address of the connection; if it is right, tell your administrator."
    )


class WebPageError(UnreadableAnswerError):
    sentence = (
        "{host} answered with a web page instead of data. On a guest network, sign in to the network first; "
        "otherwise check the address of the connection."
    )


class AnswerTooLargeError(UnreadableAnswerError):
    sentence = "{host} sent an answer that is far too large. Tell your administrator."


class UnexpectedAnswerError(UnreadableAnswerError):
    sentence = (
        "{host} answered in a form that this program does not know. "
        "Check the address of the connection; if it is right, tell your administrator."
    )


class NoIdError(NoAnswerError):
    sentence = "{host} answered, but did not give the number under which the entry was saved."
