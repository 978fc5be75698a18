"""What the window says when a worker raised an error."""

from __future__ import annotations

from app.storage.files.errors import StoreProblem
from app.translation import _
from app.webapi.errors import WebApiError


def sentence_for(error: Exception) -> str:
    """Returns the sentence for the user; empty for an error that says nothing to users."""
    return error.message if isinstance(error, StoreProblem | WebApiError) else ""


def sentence_or_fault(error: Exception) -> str:
    """Returns the sentence for the user; for an error that has none, its class, which quotes nothing."""
    return sentence_for(error) or (
        _(
            "Contact Entry has made a mistake of its own ({name}). What you have saved is safe. "
            "Please report these words to whoever looks after the program."
        ).format(name=type(error).__name__)
    )
