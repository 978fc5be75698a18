"""Errors of a call that never reached the server: sending it again is safe."""

from __future__ import annotations

from app.translation import N_
from app.translation.message import Message
from app.webapi.errors.verdict import Verdict, WebApiError


class NotSentError(WebApiError):
    """Nothing has reached the server."""

    default_verdict = Verdict.NOT_SENT


class BadAddressError(NotSentError):
    """The address is not a URL of a server."""

    sentence = N_("“{host}” is not the address of a server. Type it like https://crm.example.com.")


class PlainHttpError(BadAddressError):
    """The address is http, which the connection does not allow."""

    sentence = N_(
        "The connection to {host} would not be encrypted, and others could read your password. "
        "Use an address that begins with https://, or allow it in the connection’s settings if this server "
        "has no encryption."
    )


class SecretInAddressError(BadAddressError):
    """The address contains user information (RFC 3986, 3.2.1)."""

    sentence = N_(
        "The address for {host} contains a user name or a password. "
        "Leave them out of the address: they have fields of their own."
    )


class BadSettingError(NotSentError):
    """A setting cannot be sent as a header value."""

    sentence = N_(
        "The {setting} of the connection to {host} contains characters that cannot be sent. "
        "Correct it in the connection’s settings."
    )


class CaFileError(NotSentError):
    """The file of further trusted certificates cannot be loaded."""

    sentence = N_(
        "The certificate file {file} {why}, so {host} cannot be asked. "
        "Choose another file in the connection’s settings."
    )

    @property
    def why(self) -> str:
        """What is wrong with the file, in words that follow its name."""
        return str(self.message.values["why"]) if isinstance(self.message, Message) else ""


class PolicyUnreadableError(NotSentError):
    """The administrator's policy cannot be read, so it is not known what may be sent where.

    `policy_problem` is the sentence; it holds for every server.
    """

    sentence = "{policy_problem}"


class NameNotFoundError(NotSentError):
    """The name of the host cannot be resolved."""

    sentence = N_("{host} could not be found. Check the address of the connection and your network.")


class HostRefusedError(NotSentError):
    """The host refuses TCP connections at this port."""

    sentence = N_(
        "Nothing answers at {host}. If it has worked before, the server may be switched off for now; "
        "else check the address of the connection."
    )


class ConnectTimedOutError(NotSentError):
    """The TCP connection or the TLS handshake took too long."""

    sentence = N_("{host} could not be reached in time. Check your network (Wi-Fi, cable, VPN).")


class UnreachableError(NotSentError):
    """The connection failed for any other reason."""

    sentence = N_("{host} cannot be reached from this computer. Check your network (Wi-Fi, cable, VPN).")


class UntrustedCertificateError(NotSentError):
    """The certificate of the server is not trusted: `why` as `certificate_fault` has it."""

    sentence = N_(
        "{host} could not prove that it is the right server: {why}. Nothing was sent, your password neither. "
        "Ask your administrator: a certificate file of your company may have to be named in the "
        "connection’s settings."
    )


class CertificateDateError(UntrustedCertificateError):
    """The certificate of the server is not valid yet or any more, by this computer's date."""

    sentence = N_(
        "{host} could not prove that it is the right server: {why}. Nothing was sent, your password neither. "
        "Check that date; if it is right, tell your administrator."
    )


class CertificateNameError(UntrustedCertificateError):
    """The certificate of the server is for another name."""

    sentence = N_(
        "{host} could not prove that it is the right server: {why}. Nothing was sent, your password neither. "
        "Check the address of the connection; if it is right, ask your administrator."
    )


class TlsBrokenError(NotSentError):
    """The TLS handshake failed."""

    sentence = N_(
        "The encrypted connection to {host} could not be set up. "
        "Check the address of the connection; if it is right, ask your administrator."
    )


class ProxyError(NotSentError):
    """The proxy between this computer and the server failed."""


class ProxyNotReachedError(ProxyError):
    """No connection to the proxy."""

    sentence = N_(
        "{proxy}, the proxy through which this computer reaches {host}, does not answer. "
        "Check your network and the computer’s proxy settings."
    )


class ProxyUnreadableError(ProxyError):
    """What answers at the address of the proxy does not speak as one (`place` is its name and port)."""

    sentence = N_(
        "What answers at {place} does not speak as the proxy through which this computer reaches {host}. "
        "Check the address of the proxy, with its port and http:// or https://, in the connection’s settings "
        "or the computer’s."
    )


class ProxyCertificateError(ProxyError):
    """The certificate of a proxy that is reached by https is not trusted."""

    sentence = N_(
        "{proxy}, the proxy through which this computer reaches {host}, could not prove that it is the right "
        "one: {why}. Nothing was sent, your password neither. Ask your administrator."
    )


class ProxyPasswordError(ProxyError):
    """The proxy requires authentication (407)."""

    sentence = N_(
        "The proxy between this computer and {host} asks for a user name and password. "
        "Enter them in the connection’s settings, or ask your administrator."
    )


class ProxyPasswordRefusedError(ProxyPasswordError):
    """The proxy did not accept user name and password; they are not sent again."""

    sentence = N_(
        "{proxy}, the proxy between this computer and {host}, did not accept its user name and password. "
        "They are not tried again, as that could lock your account. "
        "Enter them in the connection’s settings, or ask your administrator."
    )
    default_verdict = Verdict.SIGN_IN


class ProxyTicketRefusedError(ProxyError):
    """The proxy did not accept the ticket of the computer's user (Kerberos, NTLM)."""

    sentence = N_(
        "{proxy}, the proxy between this computer and {host}, did not accept the user who is signed in to "
        "this computer. This is not tried again, as it could lock your account. Enter a user name and a "
        "password for the proxy in the connection’s settings, or ask your administrator."
    )
    default_verdict = Verdict.SIGN_IN


class ProxyUnsupportedSignInError(ProxyError):
    """The proxy offers no sign-in that this program can do; nothing was sent to it."""

    sentence = N_(
        "The proxy between this computer and {host} wants a sign-in ({schemes}) that this program cannot do, "
        "so it got no password. Ask your administrator for a way past it, or for a proxy that takes a user "
        "name and password (Basic)."
    )


class ProxyRefusedError(ProxyError):
    """The proxy refused the CONNECT request."""

    sentence = N_(
        "The proxy between this computer and {host} did not let the call through. "
        "Check the address of the connection; if it is right, ask your administrator."
    )


class ProxyNoWayOnError(ProxyError):
    """The proxy answers, and could not get through to the server (`code` is the status of its answer)."""

    sentence = N_(
        "{proxy}, the proxy of this computer, cannot reach {host} at the moment (status {code}). Nothing was "
        "sent. Wait a few minutes; if it stays, check the address of the connection or tell your "
        "administrator."
    )


class ProxyScriptError(ProxyError):
    """There is no way to the server, and the proxy is named by a script (PAC), which is not read."""

    sentence = N_(
        "{host} could not be reached without a proxy. This computer is set to find its proxy by a "
        "configuration script (PAC), which this program does not read. If the network works otherwise, enter "
        "the address of the proxy in the connection’s settings; your administrator knows it."
    )


class ProxySettingError(ProxyError):
    """The proxy of the system is malformed or of an unsupported kind."""

    sentence = N_(
        "This program cannot use the proxy that is set on this computer, so it cannot reach {host}. "
        "Ask your administrator for an HTTP proxy."
    )


class ProxyAddressError(ProxySettingError):
    """The proxy of the connection is malformed or of an unsupported kind. It is not quoted: see Profile."""

    sentence = N_(
        "The proxy in the settings of the connection to {host} cannot be used. Type the address of an HTTP "
        "proxy, like http://proxy.example.com:3128, or direct for none."
    )


class TenantClosedError(NotSentError):
    """The tenant of SuperOffice Online is not running and will not come back by itself."""

    sentence = N_(
        "Your SuperOffice ({tenant} at {host}) is not in service ({state}). Ask your administrator."
    )


class TooManyCallsError(NotSentError):
    """No free connection in the pool in time."""

    sentence = N_("Too many calls to {host} are still waiting for an answer. Wait a moment.")


class ClosedError(NotSentError):
    """The client was closed before the call."""

    sentence = N_("The connection to {host} has been closed.")
