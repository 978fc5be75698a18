"""What the window says when a worker raised an error."""

from __future__ import annotations

from app.storage.files.errors import StoreProblem
from app.webapi.errors import WebApiError


def sentence_for(error: Exception) -> str:
    """Returns the sentence for the user; empty for an error that says nothing to users."""
    return error.message if isinstance(error, StoreProblem | WebApiError) else ""
