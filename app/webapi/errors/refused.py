"""Errors that the server itself reports: it refuses the call, or cannot handle it now."""

from __future__ import annotations

from app.translation import N_
from app.webapi.errors.verdict import Verdict, WebApiError


class RefusedError(WebApiError):
    """The server refused the request."""

    default_verdict = Verdict.REJECTED


class RejectedError(RefusedError):
    """The server rejected the content of the request (other 4xx)."""

    sentence = N_("{host} did not accept what was sent{said}. Correct it, or ask your administrator.")


class CannotBeSentError(RefusedError):
    """The entry has a character that the body format cannot encode."""

    sentence = N_(
        "The entry contains a character that cannot be sent to {host}. "
        "It was probably pasted in: type that text by hand."
    )


class NoRightError(RefusedError):
    """The user lacks the right (403)."""

    sentence = N_(
        "{host} does not allow you to do this{said}. Ask your SuperOffice administrator for the right."
    )


class NotFoundError(RefusedError):
    """The record does not exist (404 for a single record)."""

    sentence = N_(
        "{host} does not have what was asked for{said}. "
        "It may have been deleted, or the server may be too old to offer it."
    )


class WrongAddressError(RefusedError):
    """Not SuperOffice answered 404: the address is wrong, or something in between hides it."""

    sentence = N_(
        "{host} does not offer SuperOffice at this address, or something in between answered for it (status "
        "404). Check the address of the connection; if it has worked before, tell your administrator."
    )


class EntryTooLargeError(RefusedError):
    """The body is too large for the server (413)."""

    sentence = N_("The entry is too large for {host}. Shorten the note and other long texts.")


class WrongHostError(RefusedError):
    """The tenant is at another host (421)."""

    sentence = N_("Your SuperOffice is no longer at {host}. Ask your administrator for its new address.")
    default_verdict = Verdict.WRONG_HOST


class ChangedMeanwhileError(RefusedError):
    """Somebody has changed the record since it was read (412, RFC 9110 section 13.1.4)."""

    sentence = N_("Somebody has changed this company at {host} meanwhile.")


class OtherCompanyError(RefusedError):
    """A company was asked for by its number, and another one came: where two are merged, one is left."""

    sentence = N_(
        "{host} answers with another company than the one that was asked for. It may have been merged into "
        "that one. Look in SuperOffice, and choose the company anew."
    )


class ServerTroubleError(WebApiError):
    """The server could not process the request."""


class ServerFailedError(ServerTroubleError):
    """The server reported an internal error (500)."""

    sentence = N_("{host} reports an error of its own{said}. If it stays, tell your administrator.")
    default_verdict = Verdict.SEARCH_THEN_REJECT


class TooBusyError(ServerTroubleError):
    """The server limits the rate of requests (429)."""

    sentence = N_("{host} gets too many requests at the moment. Wait a little.")
    default_verdict = Verdict.LATER


class MaintenanceError(ServerTroubleError):
    """The server is unavailable (408, 502, 503, 504)."""

    sentence = N_(
        "{host} is not available at the moment, perhaps because of maintenance. Wait a few minutes."
    )
    default_verdict = Verdict.SEARCH_THEN_LATER


class NotReachedByProxyError(MaintenanceError):
    """The same status through a proxy that reads plain http: its own word, or that of the server."""

    sentence = N_(
        "Through {proxy}, the proxy of this computer, {host} is not available at the moment: one of the two "
        "cannot be reached. Wait a few minutes; if it stays, tell your administrator."
    )


class TenantPausedError(ServerTroubleError):
    """The tenant of SuperOffice Online is in maintenance."""

    sentence = N_("Your SuperOffice ({tenant} at {host}) is in maintenance.")
    default_verdict = Verdict.LATER


class TenantPausedUntilError(TenantPausedError):
    """The tenant of SuperOffice Online is in maintenance, and says until when."""

    sentence = N_("Your SuperOffice ({tenant} at {host}) is in maintenance until {until}.")
