"""A connection to one SuperOffice: where it is and how to sign in. Never the secret itself."""

from __future__ import annotations

from enum import StrEnum
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, field_validator


class Scheme(StrEnum):
    """How a connection signs in (reference page "POST Contact", header Authorization)."""

    BASIC = "basic"
    TICKET = "ticket"
    BEARER = "bearer"
    ONLINE = "online"


class Profile(BaseModel):
    """A connection as it stands in the settings file.

    `url` is the address of the site with or without ``/api``. `language` is an ISO 639-1 code for lists and
    messages, empty for the desktop's. `send_persons` tells whether people go into the body of POST Contact as
    the reference page has it. `use_dbi_key` tells whether DbiKey may carry the token that an entry is
    recognised by after a lost answer.
    """

    # An input that is refused may hold a password, so no error quotes it.
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    name: str
    url: str
    scheme: Scheme = Scheme.BASIC
    user: str = ""
    language: str = ""
    culture: str = ""
    time_zone: str = ""
    send_persons: bool = True
    use_dbi_key: bool = True

    @field_validator("url")
    @classmethod
    def _holds_no_secret(cls, url: str) -> str:
        """The settings file is no place for ``https://user:password@host``. Raises ValueError."""
        if "@" in urlsplit(url if "//" in url else f"//{url}").netloc:
            raise ValueError("The address must not hold a user name or a password: they have their own fields.")
        return url
