"""Every way in which a call to the server can fail: a class each, with a sentence for the user and a verdict.

Import errors from here; the modules of this package are the families.

* WebApiError
  x NotSentError: nothing has reached the server
    + BadAddressError
      - PlainHttpError
      - SecretInAddressError
    + BadSettingError
    + CaFileError
    + PolicyUnreadableError
    + NameNotFoundError
    + HostRefusedError
    + ConnectTimedOutError
    + UnreachableError
    + UntrustedCertificateError
      - CertificateDateError
      - CertificateNameError
    + TlsBrokenError
    + ProxyError
      - ProxyCertificateError
      - ProxyNoWayOnError
      - ProxyNotReachedError
      - ProxyPasswordError
        x ProxyPasswordRefusedError
      - ProxyRefusedError
      - ProxyScriptError
      - ProxySettingError
        x ProxyAddressError
      - ProxyTicketRefusedError
      - ProxyUnreadableError
      - ProxyUnsupportedSignInError
    + TenantClosedError
    + TooManyCallsError
    + ClosedError
  x NoAnswerError: sent, and no complete answer that says what became of it
    + AnswerTimedOutError
    + ConnectionBrokenError
    + EncryptionNeededError
    + UnreadableAnswerError
      - WebPageError
        x InterceptedError
      - AnswerTooLargeError
      - UnexpectedAnswerError
    + NoIdError
      - NumberNotShownError
    + OtherRecordError
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
    + ChangedMeanwhileError
    + OtherCompanyError
  x ServerTroubleError: the server could not
    + ServerFailedError
    + TooBusyError
    + MaintenanceError
      - NotReachedByProxyError
    + TenantPausedError
      - TenantPausedUntilError

``{host}`` is the server as the user knows it, ``{said}`` is empty or the server's own message after a colon.
A sentence must be true for any request, so none of them says "try again": the verdict tells whether that is
safe.
"""

from app.webapi.errors.no_answer import (
    AnswerTimedOutError,
    AnswerTooLargeError,
    ConnectionBrokenError,
    EncryptionNeededError,
    InterceptedError,
    NoAnswerError,
    NoIdError,
    NumberNotShownError,
    OtherRecordError,
    UnexpectedAnswerError,
    UnreadableAnswerError,
    WebPageError,
)
from app.webapi.errors.not_sent import (
    BadAddressError,
    BadSettingError,
    CaFileError,
    CertificateDateError,
    CertificateNameError,
    ClosedError,
    ConnectTimedOutError,
    HostRefusedError,
    NameNotFoundError,
    NotSentError,
    PlainHttpError,
    PolicyUnreadableError,
    ProxyAddressError,
    ProxyCertificateError,
    ProxyError,
    ProxyNotReachedError,
    ProxyNoWayOnError,
    ProxyPasswordError,
    ProxyPasswordRefusedError,
    ProxyRefusedError,
    ProxyScriptError,
    ProxySettingError,
    ProxyTicketRefusedError,
    ProxyUnreadableError,
    ProxyUnsupportedSignInError,
    SecretInAddressError,
    TenantClosedError,
    TlsBrokenError,
    TooManyCallsError,
    UnreachableError,
    UntrustedCertificateError,
)
from app.webapi.errors.refused import (
    CannotBeSentError,
    ChangedMeanwhileError,
    EntryTooLargeError,
    MaintenanceError,
    NoRightError,
    NotFoundError,
    NotReachedByProxyError,
    OtherCompanyError,
    RefusedError,
    RejectedError,
    ServerFailedError,
    ServerTroubleError,
    TenantPausedError,
    TenantPausedUntilError,
    TooBusyError,
    WrongAddressError,
    WrongHostError,
)
from app.webapi.errors.sign_in import (
    BadSecretError,
    ClientRefusedError,
    ClockWrongError,
    CodeExpiredError,
    NoSecretError,
    NotSignedInError,
    OnlineSignInError,
    SignInCancelledError,
    SignInDeniedError,
    SignInEndedError,
    SignInError,
    SignInMixedUpError,
    SignInTimedOutError,
    TokenRefusedError,
    UntrustedTokenError,
    WrongTenantError,
)
from app.webapi.errors.verdict import Verdict, WebApiError

__all__ = [
    "AnswerTimedOutError",
    "AnswerTooLargeError",
    "BadAddressError",
    "BadSecretError",
    "BadSettingError",
    "CaFileError",
    "CannotBeSentError",
    "CertificateDateError",
    "CertificateNameError",
    "ChangedMeanwhileError",
    "ClientRefusedError",
    "ClockWrongError",
    "ClosedError",
    "CodeExpiredError",
    "ConnectTimedOutError",
    "ConnectionBrokenError",
    "EncryptionNeededError",
    "EntryTooLargeError",
    "HostRefusedError",
    "InterceptedError",
    "MaintenanceError",
    "NameNotFoundError",
    "NoAnswerError",
    "NoIdError",
    "NoRightError",
    "NoSecretError",
    "NotFoundError",
    "NotReachedByProxyError",
    "NotSentError",
    "NotSignedInError",
    "NumberNotShownError",
    "OnlineSignInError",
    "OtherCompanyError",
    "OtherRecordError",
    "PlainHttpError",
    "PolicyUnreadableError",
    "ProxyAddressError",
    "ProxyCertificateError",
    "ProxyError",
    "ProxyNoWayOnError",
    "ProxyNotReachedError",
    "ProxyPasswordError",
    "ProxyPasswordRefusedError",
    "ProxyRefusedError",
    "ProxyScriptError",
    "ProxySettingError",
    "ProxyTicketRefusedError",
    "ProxyUnreadableError",
    "ProxyUnsupportedSignInError",
    "RefusedError",
    "RejectedError",
    "SecretInAddressError",
    "ServerFailedError",
    "ServerTroubleError",
    "SignInCancelledError",
    "SignInDeniedError",
    "SignInEndedError",
    "SignInError",
    "SignInMixedUpError",
    "SignInTimedOutError",
    "TenantClosedError",
    "TenantPausedError",
    "TenantPausedUntilError",
    "TlsBrokenError",
    "TokenRefusedError",
    "TooBusyError",
    "TooManyCallsError",
    "UnexpectedAnswerError",
    "UnreachableError",
    "UnreadableAnswerError",
    "UntrustedCertificateError",
    "UntrustedTokenError",
    "Verdict",
    "WebApiError",
    "WebPageError",
    "WrongAddressError",
    "WrongHostError",
    "WrongTenantError",
]
