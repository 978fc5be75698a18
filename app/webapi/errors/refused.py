"""Errors that the server itself reports: it refuses the call, or cannot handle it now."""

from __future__ import annotations

from app.webapi.errors.verdict import Verdict, WebApiError


class RefusedError(WebApiError):
    default_verdict = Verdict.REJECTED


class RejectedError(RefusedError):
    sentence = "{host} did not accept what was sent{said}. Correct it, or ask your administrator."


class CannotBeSentError(RefusedError):
    sentence = (
        "The entry contains a character that cannot be sent to {host}. "
        "It was probably pasted in: type that text by hand."
    )


class NoRightError(RefusedError):
    sentence = "{host} does not allow you to do this{said}. Ask your SuperOffice administrator for the right."


class NotFoundError(RefusedError):
    sentence = (
        "{host} does not have what was asked for{said}. "
        "It may have been deleted, or the server may be too old to offer it."
    )


class WrongAddressError(RefusedError):
    sentence = "{host} does not offer SuperOffice at this address. Check the address of the connection."


class EntryTooLargeError(RefusedError):
    sentence = "The entry is too large for {host}. Shorten the note and other long texts."


class WrongHostError(RefusedError):
    sentence = "Your SuperOffice is no longer at {host}. Ask your administrator for its new address."
    default_verdict = Verdict.WRONG_HOST


class ServerTroubleError(WebApiError):
    pass


class ServerFailedError(ServerTroubleError):
    sentence = "{host} reports an error of its own{said}. If it stays, tell your administrator."
    default_verdict = Verdict.SEARCH_THEN_REJECT


class TooBusyError(ServerTroubleError):
    sentence = "{host} gets too many requests at the moment. Wait a little."
    default_verdict = Verdict.LATER


class MaintenanceError(ServerTroubleError):
    sentence = "{host} is not available at the moment, perhaps because of maintenance. Wait a few minutes."
    default_verdict = Verdict.SEARCH_THEN_LATER


class TenantPausedError(ServerTroubleError):
    sentence = "Your SuperOffice ({tenant} at {host}) is in maintenance{until}."
    default_verdict = Verdict.LATER
