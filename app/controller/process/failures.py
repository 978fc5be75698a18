"""What the window says when a worker raised an error."""

from __future__ import annotations

import logging

from app.storage.files.errors import StoreProblem
from app.translation import _
from app.webapi.errors import WebApiError

_NOT_MADE = _(
    "This company could not be put into the outbox because of a fault in this program. It is "
    "kept as a draft. Please send your administrator what Help, Copy diagnostics puts into the clipboard."
)

_log = logging.getLogger(__name__)


def sentence_for(error: Exception) -> str:
    """Returns the sentence for the user; empty for an error that says nothing to users."""
    return error.message if isinstance(error, StoreProblem | WebApiError) else ""


def sentence_for_entry(error: Exception) -> str:
    """Returns the sentence for a company that is not in the outbox after all; logs a fault of the program."""
    sentence = sentence_for(error)
    if not sentence:
        # The class alone: a message may quote what a person typed.
        _log.error("An entry could not be made: %s", type(error).__name__)
    return sentence or _NOT_MADE


def sentence_or_fault(error: Exception) -> str:
    """Returns the sentence for the user; for an error that has none, its class, which quotes nothing."""
    return sentence_for(error) or (
        _(
            "Contact Entry has made a mistake of its own ({name}). What you have saved is safe. "
            "Please report these words to whoever looks after the program."
        ).format(name=type(error).__name__)
    )
