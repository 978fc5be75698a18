"""A connection to one SuperOffice: its address and how to sign in, without the secret itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, ClassVar, Final
from urllib.parse import urlsplit

from app.model.plain_values import read_values
from app.model.web_address import proxy_parts
from app.translation import _

SANDBOX: Final = "Sandbox"
"""The name of the practice server's connection in stores and commands."""


class Scheme(StrEnum):
    """How a connection signs in (reference page "POST Contact", headers Authorization and X-XSRF-TOKEN)."""

    BASIC = "basic"
    TICKET = "ticket"
    BEARER = "bearer"
    XSRF = "xsrf"
    ONLINE = "online"


class SecretKind(StrEnum):
    """The kinds of secret that a connection may have in the password store, one entry each."""

    PASSWORD = "password"  # noqa: S105  # names a kind of secret
    TICKET = "ticket"
    BEARER = "bearer"
    XSRF = "xsrf"
    XSRF_COOKIE = "xsrf-cookie"
    REFRESH_TOKEN = "refresh-token"  # noqa: S105  # names a kind of secret
    CLIENT_SECRET = "client-secret"  # noqa: S105  # names a kind of secret
    """SuperOffice's secret of the application: SO-AppToken, and client_secret of Online."""
    PROXY_PASSWORD = "proxy-password"  # noqa: S105  # names a kind of secret


_SIGNS_IN_WITH = {
    Scheme.BASIC: SecretKind.PASSWORD,
    Scheme.TICKET: SecretKind.TICKET,
    Scheme.BEARER: SecretKind.BEARER,
    Scheme.XSRF: SecretKind.XSRF,
    Scheme.ONLINE: SecretKind.REFRESH_TOKEN,
}


class Environment(StrEnum):
    """The environments of SuperOffice Online (docs: "Online environments")."""

    PRODUCTION = "production"
    STAGE = "stage"
    DEVELOPMENT = "development"


# Hosts without a number are for signing in, hosts with a number for the API.
_LOGIN_HOSTS = {
    Environment.PRODUCTION: "https://online.superoffice.com",
    Environment.STAGE: "https://qaonline.superoffice.com",
    Environment.DEVELOPMENT: "https://sod.superoffice.com",
}


class Format(StrEnum):
    """Content types of a body (reference page "POST Contact")."""

    JSON = "application/json"
    TEXT_JSON = "text/json"
    JSON_PATCH = "application/json-patch+json"
    MERGE_PATCH = "application/merge-patch+json"
    XML = "application/xml"
    TEXT_XML = "text/xml"
    FORM = "application/x-www-form-urlencoded"


DIRECT = "direct"
"""The `proxy` of a connection that bypasses the system's proxies."""


@dataclass(frozen=True, kw_only=True)
class Profile:
    """A connection as stored in the settings file.

    `url` is the address of the site with or without ``/api``; for Online it is empty, or the address of an
    identity provider other than SuperOffice's own. `customer_id` is the tenant of Online ("Cust12345"), empty
    for the one that the user signs in to. `language` is an ISO 639-1 code for lists and messages, empty for
    that of the desktop; `culture` and `time_zone` are sent unchanged, and `include_offset` asks for times
    with their offset. `select` names the properties wanted in the answer to a posted company, empty for all.
    `body_format` and `answer_format` are for gateways that pass only XML or forms.

    `ca_file` names a file with additional certificates to trust. `allow_plain_http` confirms that this server
    has no encryption. `proxy` is empty for the system's, ``direct`` for none, else an address. With
    `send_persons`, people are part of the body of POST Contact as on the reference page, until the server is
    seen not to name them in its answer; without, each is posted after the company. With `use_dbi_key`, DbiKey
    may carry the token by which an entry is recognised after a lost answer.

    Raises ValueError, with a sentence for the user, for values that do not go together.
    """

    # A refused input may hold a password, so errors do not quote it.
    __pydantic_config__: ClassVar = {"extra": "forbid", "hide_input_in_errors": True}

    name: str
    url: str = ""
    scheme: Scheme = Scheme.BASIC
    user: str = ""
    environment: Environment = Environment.PRODUCTION
    customer_id: str = ""
    client_id: str = ""
    language: str = ""
    culture: str = ""
    time_zone: str = ""
    include_offset: bool = False
    select: str = ""
    body_format: Format = Format.JSON
    answer_format: Format = Format.JSON
    ca_file: str = ""
    allow_plain_http: bool = False
    proxy: str = ""
    proxy_user: str = ""
    send_persons: bool = False
    use_dbi_key: bool = True

    def __post_init__(self) -> None:
        if any(_holds_half_a_sign(value) for value in vars(self).values()):
            raise ValueError(_("A text of the connection holds half a character. Type it again."))
        if _holds_credentials(self.url) or _holds_credentials(self.proxy):
            raise ValueError(
                _("The address must not hold a user name or a password: they have their own fields.")
            )
        if self.answer_format is Format.FORM:
            raise ValueError(
                _("The server does not answer in the form format. Choose JSON or XML for answers.")
            )
        if self.scheme is Scheme.ONLINE and not self.client_id.strip():
            raise ValueError(_("SuperOffice Online needs the client ID of the application."))

    @classmethod
    def from_values(cls, values: Mapping[str, object]) -> Profile:
        """Reads a connection from values of a file, a policy or a command line. Raises ValueError.

        Texts and numbers are converted, as by pydantic; unknown names are refused.
        """
        return read_values(cls, values)

    @property
    def secret_kind(self) -> SecretKind:
        """The kind of secret that this connection signs in with."""
        return _SIGNS_IN_WITH[self.scheme]

    @property
    def unused_secret_kinds(self) -> tuple[SecretKind, ...]:
        """The kinds of secret that only other schemes sign in with, so that none need be stored."""
        return tuple(kind for kind in _SIGNS_IN_WITH.values() if kind is not self.secret_kind)

    @property
    def login_site(self) -> str:
        """The address of Online's identity provider."""
        return self.url.strip().rstrip("/") or _LOGIN_HOSTS[self.environment]

    @property
    def site(self) -> str:
        """The address of the web client, as far as it is known without asking the server."""
        if self.scheme is not Scheme.ONLINE:
            return self.url
        return f"{self.login_site}/{self.customer_id}".rstrip("/")

    @property
    def place(self) -> str:
        """Host and path of the site, and the tenant: what tells its server from another one.

        Not the port: that of the practice server is another at each start.
        """
        site = self.site.strip()
        parts = urlsplit(site if "//" in site else f"//{site}")
        path = parts.path.rstrip("/").casefold().removesuffix("/api")
        return f"{parts.hostname or ''}{path}"

    def with_changes(self, **values: Any) -> Profile:
        """Returns a copy with these values. Raises ValueError for values that do not go together."""
        return replace(self, **values)


def shown_name(profile: Profile) -> str:
    """Returns what a connection is called where a user reads it; the practice server in their language."""
    return shown_connection(profile.name)


def shown_connection(name: str) -> str:
    """Returns what the connection of that stored name is called where a user reads it."""
    return _("Practice server") if name == SANDBOX else name


def check_proxy(setting: str) -> None:
    """Raises ValueError for the `proxy` of a connection that cannot be used."""
    address = setting.strip()
    if address and address.lower() != DIRECT:
        proxy_parts(address)


def _holds_half_a_sign(value: object) -> bool:
    """Returns True for a text with half a surrogate pair, which JSON can name and UTF-8 cannot hold."""
    return isinstance(value, str) and any("\ud800" <= sign <= "\udfff" for sign in value)


def _holds_credentials(url: str) -> bool:
    """Returns True for ``https://user:password@host``: the settings file holds no secrets."""
    return "@" in urlsplit(url if "//" in url else f"//{url}").netloc
