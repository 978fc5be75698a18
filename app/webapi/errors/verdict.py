"""The base class of every error of a call, and the verdict: what has to happen after a failed POST."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import ClassVar, Final

from app.translation import N_
from app.translation.message import Message


class Verdict(StrEnum):
    """What a failed POST means for its entry."""

    NOT_SENT = "not sent"
    """Nothing reached the server: the entry is sent again automatically."""
    LATER = "later"
    """The server is not ready: the entry is sent again automatically, after `retry_after` seconds."""
    SEARCH_THEN_LATER = "look, then later"
    """The entry is searched for on the server, and sent again if it is not there."""
    SEARCH_THEN_REJECT = "look, then reject"
    """The entry is searched for on the server, and goes back to the form if it is not there."""
    REJECTED = "rejected"
    """The server refused the entry for good: it goes back to the form."""
    SIGN_IN = "sign in"
    """The entry is kept until the user has signed in."""
    WRONG_HOST = "wrong host"
    """The entry is kept until the right server has been found."""
    UNKNOWN = "unknown"
    """The entry may have been saved: it is searched for on the server and never sent again unchecked."""


class WebApiError(Exception):
    """A call failed.

    `message` is the sentence for the user, a `Message` with a code. `verdict` decides what follows if the
    call was a POST. `detail` is technical, for the log, without secrets and without user input. `status` is
    the HTTP status, if there was one; `retry_after` is the number of seconds that the answer asks to wait.
    `fields` has the server's messages by property. `intercepted` means that somebody between this computer
    and SuperOffice spoke, so that other calls will fare no better now. `placeholders` fill the sentence of
    the class.
    """

    sentence: ClassVar[str] = N_("{host} could not be asked.")
    sentences: ClassVar[Mapping[str, str]] = {}
    """Those of an error that has one for each value of the placeholder `what`: whole, as grammar wants it."""
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
        intercepted: bool = False,
        **placeholders: str,
    ) -> None:
        self.host = host
        sentence = self.sentences.get(placeholders.get("what", ""), self.sentence)
        self.message: str = Message(code_of(type(self)), sentence, host=host, **placeholders)
        self.verdict = verdict or self.default_verdict
        self.detail = detail
        self.status = status
        self.retry_after = retry_after
        self.fields = dict(fields or {})
        self.intercepted = intercepted
        super().__init__(self.message)

    @property
    def is_not_there(self) -> bool:
        """True if the server has no such resource, whatever it is asked for there, or whoever says so."""
        return self.status in _NOT_THERE

    @property
    def is_refusal(self) -> bool:
        """True if what a question asked for is not to be had there: it need not be asked again soon."""
        return self.verdict in _REFUSED or self.is_not_there


_REFUSED: Final = {Verdict.REJECTED, Verdict.SEARCH_THEN_REJECT}
_NOT_THERE: Final = {404, 405, 501}


def code_of(kind: type[WebApiError]) -> str:
    """Returns the code of an error's messages: ``TooBusyError`` is ``too_busy``."""
    return re.sub(r"(?<=.)(?=[A-Z])", "_", kind.__name__.removesuffix("Error")).lower()
