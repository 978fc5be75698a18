"""The base class of every error of a call, and the verdict: what has to happen after a failed POST."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import ClassVar


class Verdict(StrEnum):
    """What a failed POST means and what follows from it."""

    NOT_SENT = "not sent"
    """Nothing reached the server: sent again by itself."""
    LATER = "later"
    """The server takes it later, after `retry_after` where it says when: sent again by itself."""
    SEARCH_THEN_LATER = "look, then later"
    """Looked for on the server; sent again if it is not there."""
    SEARCH_THEN_REJECT = "look, then reject"
    """Looked for on the server; back to the form if it is not there."""
    REJECTED = "rejected"
    """The server said no for good: back to the form."""
    SIGN_IN = "sign in"
    """Kept until the user has signed in."""
    WRONG_HOST = "wrong host"
    """Kept until the right server has been looked up."""
    UNKNOWN = "unknown"
    """It may have been saved: looked for on the server, never sent again blindly."""


class WebApiError(Exception):
    """A call failed.

    `message` is the sentence for the user. `verdict` tells what follows if the call was a POST. `detail` is
    for the log: technical, without secrets and without anything that a person typed. `status` is the HTTP
    status where there was one, `retry_after` the seconds that the server asks to wait. `fields` holds the
    server's messages by property, where it gave any.
    """

    sentence: ClassVar[str] = "{host} could not be asked."
    default_verdict: ClassVar[Verdict] = Verdict.UNKNOWN

    def __init__(
        self,
        host: str,
        *,
        verdict: Verdict | None = None,
        detail: str = "",
        status: int | None = None,
        retry_after: float | None = None,
        fields: Mapping[str, str] | None = None,
        **words: str,
    ) -> None:
        self.host = host
        self.message = self.sentence.format(host=host, **words)
        self.verdict = verdict or self.default_verdict
        self.detail = detail
        self.status = status
        self.retry_after = retry_after
        self.fields = dict(fields or {})
        super().__init__(self.message)
