"""A connection to one SuperOffice: where it is and how to sign in. Never the secret itself."""

from __future__ import annotations

from enum import StrEnum
from typing import Any
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, field_validator, model_validator


class Scheme(StrEnum):
    """How a connection signs in (reference page "POST Contact", headers Authorization and X-XSRF-TOKEN)."""

    BASIC = "basic"
    TICKET = "ticket"
    BEARER = "bearer"
    XSRF = "xsrf"
    ONLINE = "online"


class SecretKind(StrEnum):
    """What a connection may have in the password store, one entry each."""

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


# Un-numbered hosts are for signing in, numbered ones for the API.
_LOGIN_HOSTS = {
    Environment.PRODUCTION: "https://online.superoffice.com",
    Environment.STAGE: "https://qaonline.superoffice.com",
    Environment.DEVELOPMENT: "https://sod.superoffice.com",
}


class Format(StrEnum):
    """How a body is written: the content types of the reference page "POST Contact"."""

    JSON = "application/json"
    TEXT_JSON = "text/json"
    JSON_PATCH = "application/json-patch+json"
    MERGE_PATCH = "application/merge-patch+json"
    XML = "application/xml"
    TEXT_XML = "text/xml"
    FORM = "application/x-www-form-urlencoded"


DIRECT = "direct"
"""The `proxy` of a connection that goes past the system's proxies."""


class Profile(BaseModel):
    """A connection as it stands in the settings file.

    `url` is the address of the site with or without ``/api``; for Online it is empty, or the address of an
    identity provider other than SuperOffice's own. `customer_id` is Online's tenant ("Cust12345"), empty for
    whichever the user signs in to. `language` is an ISO 639-1 code for lists and messages, empty for the
    desktop's; `culture` and `time_zone` are sent as they are, and `include_offset` asks for times with their
    offset. `select` names the properties wanted in the answer to a posted company, empty for all.
    `body_format` and `answer_format` are for gateways that pass nothing but XML or forms.

    `ca_file` names a file with further certificates to trust. `allow_plain_http` is the user's word that this
    server has no encryption. `proxy` is empty for the system's, ``direct`` for none, else an address.
    `send_persons` tells whether people go into the body of POST Contact as the reference page has it.
    `use_dbi_key` tells whether DbiKey may carry the token that an entry is recognised by after a lost answer.
    """

    # An input that is refused may hold a password, so no error quotes it.
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

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
    send_persons: bool = True
    use_dbi_key: bool = True

    @field_validator("url", "proxy")
    @classmethod
    def _holds_no_secret(cls, url: str) -> str:
        """The settings file is no place for ``https://user:password@host``. Raises ValueError."""
        if "@" in urlsplit(url if "//" in url else f"//{url}").netloc:
            raise ValueError(
                "The address must not hold a user name or a password: they have their own fields."
            )
        return url

    @field_validator("answer_format")
    @classmethod
    def _is_an_answer(cls, answer_format: Format) -> Format:
        if answer_format is Format.FORM:
            raise ValueError("The server does not answer in the form format. Choose JSON or XML for answers.")
        return answer_format

    @model_validator(mode="after")
    def _is_complete(self) -> Profile:
        if self.scheme is Scheme.ONLINE and not self.client_id.strip():
            raise ValueError("SuperOffice Online needs the client ID of the application.")
        return self

    @property
    def secret_kind(self) -> SecretKind:
        """What this connection signs in with."""
        return _SIGNS_IN_WITH[self.scheme]

    @property
    def unused_secret_kinds(self) -> tuple[SecretKind, ...]:
        """What only other schemes sign in with: nothing of it need be kept for this connection."""
        return tuple(kind for kind in _SIGNS_IN_WITH.values() if kind is not self.secret_kind)

    @property
    def login_site(self) -> str:
        """Where the identity provider of Online is."""
        return self.url.strip().rstrip("/") or _LOGIN_HOSTS[self.environment]

    @property
    def site(self) -> str:
        """The address for people: where their web client is, as far as it is known without asking."""
        if self.scheme is not Scheme.ONLINE:
            return self.url
        return f"{self.login_site}/{self.customer_id}".rstrip("/")

    def changed(self, **values: Any) -> Profile:
        """A copy with these values, validated. Raises pydantic's ValidationError."""
        return Profile.model_validate({**dict(self), **values})
