"""Why a table could not be read, as a sentence."""

from __future__ import annotations

import logging

from app.controller.process.failures import sentence_or_fault
from app.translation import _

_log = logging.getLogger(__name__)


def why_refused(error: Exception, name: str) -> str:
    """Returns the sentence for an error at the reading of a table that is called so."""
    from app.recognition.sheets.sheet import TableProblem

    if isinstance(error, TableProblem):
        return error.message
    if isinstance(error, OSError):
        why = error.strerror or _("it cannot be opened")
        return _("“{name}” could not be read: {why}.").format(name=name, why=why)
    _log.error("A table could not be read: %s", type(error).__name__)
    return sentence_or_fault(error)
