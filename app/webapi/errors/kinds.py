"""Every way in which a call to the server can fail, each with its own sentence for the user.

* WebApiError
  x NotSentError: nothing has reached the server
    + BadAddressError
      - PlainHttpError
      - SecretInAddressError
    + BadSettingError
    + CaFileError
    + NameNotFoundError
    + HostRefusedError
    + ConnectTimedOutError
    + UnreachableError
    + UntrustedCertificateError
    + TlsBrokenError
    + ProxyError
      - ProxyNotReachedError
      - ProxyPasswordError
      - ProxyRefusedError
      - ProxySettingError
    + TenantClosedError
    + TooManyCallsError
    + ClosedError
  x NoAnswerError: sent, and no complete answer that says what became of it
    + AnswerTimedOutError
    + ConnectionBrokenError
    + UnreadableAnswerError
      - WebPageError
      - AnswerTooLargeError
      - UnexpectedAnswerError
    + NoIdError
  x SignInError
    + NoSecretError
    + BadSecretError
    + TokenRefusedError
    + OnlineSignInError: SuperOffice Online's sign-in in the browser
      - NotSignedInError
      - SignInEndedError
      - SignInDeniedError
      - SignInCancelledError
      - SignInTimedOutError
      - SignInMixedUpError
      - CodeExpiredError
      - ClientRefusedError
      - ClockWrongError
      - UntrustedTokenError
      - WrongTenantError
  x RefusedError: the server said no
    + RejectedError
    + CannotBeSentError
    + NoRightError
    + NotFoundError
    + WrongAddressError
    + EntryTooLargeError
    + WrongHostError
  x ServerTroubleError: the server could not
    + ServerFailedError
    + TooBusyError
    + MaintenanceError
    + TenantPausedError

``{host}`` is the server as the user knows it, ``{said}`` is empty or the server's own words after a colon.
A sentence must be true of a look-up as well as of an entry, so none of them says "try again": whether that is
safe is what the verdict tells.
"""

from __future__ import annotations

from app.webapi.errors.verdict import Verdict, WebApiError

__all__ = ["Verdict", "WebApiError"]


class NotSentError(WebApiError):
    usual_verdict = Verdict.NOT_SENT


class BadAddressError(NotSentError):
    sentence = "“{host}” is not the address of a server. Type it like https://crm.example.com."


class PlainHttpError(BadAddressError):
    sentence = (
        "The connection to {host} would not be encrypted, and others could read your password. "
        "Use an address that begins with https://, or allow it in the connection’s settings if this server "
        "has no encryption."
    )


class SecretInAddressError(BadAddressError):
    sentence = (
        "The address for {host} contains a user name or a password. "
        "Leave them out of the address: they have fields of their own."
    )


class BadSettingError(NotSentError):
    sentence = (
        "The {setting} of the connection to {host} contains characters that cannot be sent. "
        "Correct it in the connection’s settings."
    )


class CaFileError(NotSentError):
    sentence = (
        "The certificate file {file} cannot be read, so {host} cannot be asked. "
        "Choose another file in the connection’s settings."
    )


class NameNotFoundError(NotSentError):
    sentence = "{host} could not be found. Check the address of the connection and your network."


class HostRefusedError(NotSentError):
    sentence = (
        "{host} does not take calls at this address. "
        "Check the address of the connection; if it is right, the server may be switched off."
    )


class ConnectTimedOutError(NotSentError):
    sentence = "{host} could not be reached in time. Check your network (Wi-Fi, cable, VPN)."


class UnreachableError(NotSentError):
    sentence = "{host} cannot be reached from this computer. Check your network (Wi-Fi, cable, VPN)."


class UntrustedCertificateError(NotSentError):
    sentence = (
        "{host} could not prove that it is the right server: this computer does not trust its certificate. "
        "Nothing was sent, your password neither. Ask your administrator."
    )


class TlsBrokenError(NotSentError):
    sentence = (
        "The encrypted connection to {host} could not be set up. "
        "Check the address of the connection; if it is right, ask your administrator."
    )


class ProxyError(NotSentError):
    pass


class ProxyNotReachedError(ProxyError):
    sentence = (
        "{proxy}, the proxy through which this computer reaches {host}, does not answer. "
        "Check your network and the computer’s proxy settings."
    )


class ProxyPasswordError(ProxyError):
    sentence = (
        "The proxy between this computer and {host} asks for a user name and password. "
        "Enter them in the connection’s settings, or ask your administrator."
    )


class ProxyRefusedError(ProxyError):
    sentence = (
        "The proxy between this computer and {host} did not let the call through. "
        "Check the address of the connection; if it is right, ask your administrator."
    )


class ProxySettingError(ProxyError):
    sentence = (
        "This program cannot use the proxy that is set on this computer, so it cannot reach {host}. "
        "Ask your administrator for an HTTP proxy."
    )


class TenantClosedError(NotSentError):
    sentence = "Your SuperOffice ({tenant} at {host}) is not in service ({state}). Ask your administrator."


class TooManyCallsError(NotSentError):
    sentence = "Too many calls to {host} are still waiting for an answer. Wait a moment."


class ClosedError(NotSentError):
    sentence = "The connection to {host} has been closed."


class NoAnswerError(WebApiError):
    usual_verdict = Verdict.UNKNOWN


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


class SignInError(WebApiError):
    sentence = "{host} did not accept your sign-in. Check the user name and type the password again."
    usual_verdict = Verdict.SIGN_IN


class NoSecretError(SignInError):
    sentence = "The {what} for {host} is not known. Type it in the connection’s settings."


class BadSecretError(SignInError):
    sentence = (
        "The user name, ticket or token for {host} contains characters that it cannot have. "
        "Type it again in the connection’s settings."
    )


class TokenRefusedError(SignInError):
    sentence = (
        "{host} did not accept your {what}: it may have ended. "
        "Get a new one and enter it in the connection’s settings."
    )


class OnlineSignInError(SignInError):
    sentence = "The sign-in to {host} failed{said}. Sign in again."


class NotSignedInError(OnlineSignInError):
    sentence = "You are not signed in to {host} yet. Sign in with your browser."


class SignInEndedError(OnlineSignInError):
    sentence = "Your sign-in to {host} has ended. Sign in again with your browser."


class SignInDeniedError(OnlineSignInError):
    sentence = (
        "{host} did not let this program in{said}. "
        "Sign in again; if it stays, your administrator has to approve the application."
    )


class SignInCancelledError(OnlineSignInError):
    sentence = "The sign-in to {host} was cancelled."


class SignInTimedOutError(OnlineSignInError):
    sentence = "Nobody signed in to {host} in the browser in time. Sign in again."


class SignInMixedUpError(OnlineSignInError):
    sentence = (
        "The answer from the browser does not belong to this sign-in to {host}, so it was not used. "
        "Close other sign-in pages and sign in again."
    )


class CodeExpiredError(OnlineSignInError):
    sentence = "{host} did not accept the answer from the browser: it came too late. Sign in again."


class ClientRefusedError(OnlineSignInError):
    sentence = (
        "{host} does not know this program. "
        "Check the client ID and the client secret in the connection’s settings, or ask your administrator."
    )


class ClockWrongError(OnlineSignInError):
    sentence = (
        "The clock of this computer does not agree with that of {host}. "
        "Set date and time of this computer right, then sign in again."
    )


class UntrustedTokenError(OnlineSignInError):
    sentence = (
        "The answer to the sign-in could not be shown to come from {host}, so it was not used. "
        "Sign in again; if it stays, tell your administrator."
    )


class WrongTenantError(OnlineSignInError):
    sentence = (
        "You signed in to {found}, but this connection is for {wanted}. "
        "Sign in again as a user of {wanted}, or change the customer ID of the connection to {host}."
    )


class RefusedError(WebApiError):
    usual_verdict = Verdict.REJECTED


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
    usual_verdict = Verdict.WRONG_HOST


class ServerTroubleError(WebApiError):
    pass


class ServerFailedError(ServerTroubleError):
    sentence = "{host} reports an error of its own{said}. If it stays, tell your administrator."
    usual_verdict = Verdict.LOOK_THEN_REJECT


class TooBusyError(ServerTroubleError):
    sentence = "{host} gets too many requests at the moment. Wait a little."
    usual_verdict = Verdict.LATER


class MaintenanceError(ServerTroubleError):
    sentence = "{host} is not available at the moment, perhaps because of maintenance. Wait a few minutes."
    usual_verdict = Verdict.LOOK_THEN_LATER


class TenantPausedError(ServerTroubleError):
    sentence = "Your SuperOffice ({tenant} at {host}) is in maintenance{until}."
    usual_verdict = Verdict.LATER
