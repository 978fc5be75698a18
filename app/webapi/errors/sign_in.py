"""Errors of signing in: with a password or token of the user, and in the browser for SuperOffice Online."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from app.translation import N_
from app.webapi.errors.verdict import Verdict, WebApiError


class SignInError(WebApiError):
    """The server did not accept the credentials (401); `said` has its words, as other errors have them."""

    sentence = N_(
        "{host} did not accept your sign-in{said}. Check the user name and type the password again."
    )
    default_verdict = Verdict.SIGN_IN

    def __init__(self, host: str, *, said: str = "", **given: Any) -> None:
        self.said = said
        super().__init__(host, said=said, **given)


class NoSecretError(SignInError):
    """There is no secret for the connection; `what` is one of `sentences`."""

    sentences: ClassVar[Mapping[str, str]] = {
        "password": N_("The password for {host} is not known. Type it to sign in."),
        "ticket": N_("The ticket for {host} is not known. Type it to sign in."),
        "token": N_("The token for {host} is not known. Type it to sign in."),
        "session_token": N_("The session token for {host} is not known. Type it to sign in."),
    }


class BadSecretError(SignInError):
    """A secret or user name cannot be sent as a header value."""

    sentence = N_(
        "The user name, ticket or token for {host} contains characters that it cannot have. "
        "Type it again in the connection’s settings."
    )


class TokenRefusedError(SignInError):
    """The server did not accept a ticket, token or session (401); `what` is one of `sentences`."""

    sentences: ClassVar[Mapping[str, str]] = {
        "ticket": N_(
            "{host} did not accept your ticket{said}. It may have ended: get a new one and enter it to sign "
            "in."
        ),
        "token": N_(
            "{host} did not accept your token{said}. It may have ended: get a new one and enter it to sign "
            "in."
        ),
        "session_token": N_(
            "{host} did not accept your session token{said}. It may have ended: get a new one and enter it "
            "to sign in."
        ),
    }


class OnlineSignInError(SignInError):
    """The sign-in to SuperOffice Online failed."""

    sentence = N_("The sign-in to {host} failed{said}. Sign in again.")


class NotSignedInError(OnlineSignInError):
    """There is no refresh token yet."""

    sentence = N_("You are not signed in to {host} yet. Sign in with your browser.")


class SignInEndedError(OnlineSignInError):
    """The refresh token was refused: it has expired or was revoked."""

    sentence = N_("Your sign-in to {host} has ended. Sign in again with your browser.")


class SignInDeniedError(OnlineSignInError):
    """The provider or the user denied access."""

    sentence = N_(
        "{host} did not let this program in{said}. "
        "Sign in again; if it stays, your administrator has to approve the application."
    )


class SignInCancelledError(OnlineSignInError):
    """The user cancelled the sign-in in this program."""

    sentence = N_("The sign-in to {host} was cancelled.")


class SignInTimedOutError(OnlineSignInError):
    """No answer came from the browser in time."""

    sentence = N_("Nobody signed in to {host} in the browser in time. Sign in again.")


class SignInMixedUpError(OnlineSignInError):
    """The answer from the browser has another state, or no code."""

    sentence = N_(
        "The answer from the browser does not belong to this sign-in to {host}, so it was not used. "
        "Close other sign-in pages and sign in again."
    )


class CodeExpiredError(OnlineSignInError):
    """The provider refused the authorization code."""

    sentence = N_("{host} did not accept the answer from the browser: it came too late. Sign in again.")


class ClientRefusedError(OnlineSignInError):
    """The provider does not know client ID or client secret."""

    sentence = N_(
        "{host} does not know this program. "
        "Check the client ID and the client secret in the connection’s settings, or ask your administrator."
    )


class ClockWrongError(OnlineSignInError):
    """A token is not valid at the time of this computer."""

    sentence = N_(
        "The clock of this computer differs by more than ten minutes from that of {host}. "
        "Set date and time of this computer right, then sign in again."
    )


class UntrustedTokenError(OnlineSignInError):
    """The id_token is missing or cannot be verified."""

    sentence = N_(
        "The answer to the sign-in could not be shown to come from {host}, so it was not used. "
        "Sign in again; if it stays, tell your administrator."
    )


class WrongTenantError(OnlineSignInError):
    """The user signed in to another tenant than that of the connection."""

    sentence = N_(
        "You signed in to {found}, but this connection is for {wanted}. "
        "Sign in again as a user of {wanted}, or change the customer ID of the connection to {host}."
    )
