"""Which version of the program is newest: one question to the address that a company has set."""

from __future__ import annotations

from typing import Final

from pydantic import ValidationError

from app.model.profile import Profile
from app.model.release import Release
from app.webapi import errors
from app.webapi.connection import make_transport
from app.webapi.errors import WebApiError
from app.webapi.http.answers import Reply
from app.webapi.http.server_address import host_of
from app.webapi.http.transport import Outgoing, Timeouts

_TIMEOUTS: Final = Timeouts(connect=10, read=10, write=10, pool=10, total=20)
_LARGEST: Final = 64 * 1024
"""Bytes."""
_HEADERS: Final = {"Accept": "application/json", "User-Agent": "ContactEntry"}

_NOT_ANSWERED: Final = "{host} did not say which version is the newest"
_NETWORK: Final = _NOT_ANSWERED + ": it could not be reached. Check your network (Wi-Fi, cable, VPN)."
_SLOW: Final = _NOT_ANSWERED + ": its answer did not arrive. Ask again later."
_UNTRUSTED: Final = (
    _NOT_ANSWERED
    + ": this computer does not trust its certificate, so it was not asked. Tell your administrator."
)
_PROXY: Final = (
    _NOT_ANSWERED + ": the proxy of this computer does not let the question through. Tell your administrator."
)
_REFUSED: Final = _NOT_ANSWERED + ": it answered with error {status}. Tell your administrator."
_UNREADABLE: Final = (
    _NOT_ANSWERED + ": its answer is not one that this program knows. Tell your administrator."
)


class NewestUnknown(Exception):
    """`message` is a sentence for the user, `detail` is for the log."""

    def __init__(self, message: str, detail: str) -> None:
        super().__init__(message)
        self.message = message
        self.detail = detail


def ask_newest(url: str, way: Profile | None = None, timeouts: Timeouts = _TIMEOUTS) -> Release:
    """Blocks while the server at `url` (see `safe_address`) is asked. Nothing that signs anybody in is sent.

    `way` is the connection whose proxy and certificate file are used. Redirects are not followed. Raises
    NewestUnknown.
    """
    host = host_of(url)
    used = way or Profile(name="updates")
    profile = Profile(name="updates", url=url, proxy=used.proxy, ca_file=used.ca_file)
    transport = make_transport(profile, lambda _kind: None, timeouts=timeouts)
    try:
        _, reply = transport.send(Outgoing("GET", url, host, headers=_HEADERS))
    except WebApiError as error:
        sentence = _sentence(error).format(host=host)
        raise NewestUnknown(sentence, f"{type(error).__name__} {error.detail}") from None
    finally:
        transport.close()
    return _read(reply, host)


def _sentence(error: WebApiError) -> str:
    sentences: tuple[tuple[type[WebApiError], str], ...] = (
        (errors.UntrustedCertificateError, _UNTRUSTED),
        (errors.ProxyError, _PROXY),
        (errors.CaFileError, error.message.replace("{", "{{").replace("}", "}}")),
        (errors.NotSentError, _NETWORK),
        (errors.UnreadableAnswerError, _UNREADABLE),
    )
    return next((sentence for kind, sentence in sentences if isinstance(error, kind)), _SLOW)


def _read(reply: Reply, host: str) -> Release:
    if reply.status != 200:
        raise NewestUnknown(_REFUSED.format(host=host, status=reply.status), str(reply.status))
    if len(reply.body) > _LARGEST:
        raise NewestUnknown(_UNREADABLE.format(host=host), f"{len(reply.body)} bytes")
    try:
        return Release.model_validate_json(reply.body.removeprefix(b"\xef\xbb\xbf"))
    except ValidationError as error:
        detail = "; ".join(f"{one['loc']} {one['type']}" for one in error.errors(include_url=False))
        raise NewestUnknown(_UNREADABLE.format(host=host), detail) from None
