"""The update check: asks the address that the administrator has set for the newest version."""

from __future__ import annotations

import json
from typing import Final

from app.model.plain_values import read_values
from app.model.profile import Profile
from app.model.release import Release
from app.translation import _
from app.webapi import errors
from app.webapi.connection import make_transport
from app.webapi.errors import WebApiError
from app.webapi.http.reply import HttpReply
from app.webapi.http.server_address import host_of
from app.webapi.http.transport import HttpRequest, Timeouts

_TIMEOUTS: Final = Timeouts(connect=10, read=10, write=10, pool=10, total=20)
_MAX_BYTES: Final = 64 * 1024
_HEADERS: Final = {"Accept": "application/json", "User-Agent": "ContactEntry"}

_NETWORK: Final = _(
    "{host} did not say which version is the newest: it could not be reached. Check your network "
    "(Wi-Fi, cable, VPN)."
)
_SLOW: Final = _(
    "{host} did not say which version is the newest: its answer did not arrive. Ask again later."
)
_UNTRUSTED: Final = _(
    "{host} did not say which version is the newest: this computer does not trust its certificate, so "
    "it was not asked. Tell your administrator."
)
_PROXY: Final = _(
    "{host} did not say which version is the newest: the proxy of this computer does not let the "
    "question through. Tell your administrator."
)
_REFUSED: Final = _(
    "{host} did not say which version is the newest: it answered with error {status}. Tell your "
    "administrator."
)
_UNREADABLE: Final = _(
    "{host} did not say which version is the newest: its answer is not one that this program knows. "
    "Tell your administrator."
)


class UpdateCheckError(Exception):
    """The newest version is not known. `message` is a sentence for the user, `detail` is for the log."""

    def __init__(self, message: str, detail: str) -> None:
        super().__init__(message)
        self.message = message
        self.detail = detail


def fetch_newest_release(
    url: str, network_profile: Profile | None = None, timeouts: Timeouts = _TIMEOUTS
) -> Release:
    """Asks the server at `url` (see `safe_address`) for the newest release; blocks, and sends no credentials.

    `network_profile` is the connection whose proxy and certificate file are used. Redirects are not followed.
    Raises UpdateCheckError.
    """
    host = host_of(url)
    network = network_profile or Profile(name="updates")
    profile = Profile(name="updates", url=url, proxy=network.proxy, ca_file=network.ca_file)
    transport = make_transport(profile, lambda _kind: None, timeouts=timeouts)
    try:
        _, reply = transport.send(HttpRequest("GET", url, host, headers=_HEADERS))
    except WebApiError as error:
        sentence = _sentence(error).format(host=host)
        raise UpdateCheckError(sentence, f"{type(error).__name__} {error.detail}") from None
    finally:
        transport.close()
    return _parse(reply, host)


_PROXY_REFUSALS: Final = (
    errors.ProxyRefusedError,
    errors.ProxyPasswordError,
    errors.ProxyTicketRefusedError,
    errors.ProxyUnsupportedSignInError,
)


def _sentence(error: WebApiError) -> str:
    own_words = error.message.replace("{", "{{").replace("}", "}}")
    sentences: tuple[tuple[type[WebApiError], str], ...] = (
        (errors.UntrustedCertificateError, _UNTRUSTED),
        # No credentials are at hand here, so that nothing can be done about these.
        *((kind, _PROXY) for kind in _PROXY_REFUSALS),
        (errors.ProxyError, own_words),
        (errors.CaFileError, own_words),
        (errors.NotSentError, _NETWORK),
        (errors.UnreadableAnswerError, _UNREADABLE),
    )
    return next((sentence for kind, sentence in sentences if isinstance(error, kind)), _SLOW)


def _parse(reply: HttpReply, host: str) -> Release:
    if reply.status != 200:
        raise UpdateCheckError(_REFUSED.format(host=host, status=reply.status), str(reply.status))
    if len(reply.body) > _MAX_BYTES:
        raise UpdateCheckError(_UNREADABLE.format(host=host), f"{len(reply.body)} bytes")
    try:
        return read_values(Release, json.loads(reply.body.removeprefix(b"\xef\xbb\xbf")))
    except (ValueError, TypeError, RecursionError):
        raise UpdateCheckError(_UNREADABLE.format(host=host), "no version in it") from None
