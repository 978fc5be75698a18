"""New companies that wait in the outbox, which no search of the server can find."""

from __future__ import annotations

from app.model.company_search.similar_companies import SearchKeys
from app.model.text_normalization import equal_ignoring_case
from app.recognition.cells.company_keys import company_key, same_spelling, spelled_out
from app.storage.sqlite.outbox import Outbox


def waiting_of_name(outbox: Outbox, profile: str, keys: SearchKeys) -> str:
    """Returns the name of a company of a connection that waits and is spelled like one; empty if none is.

    Where both have a department it is the same. Raises StoreProblem.
    """
    spelling = _spelling(keys.name)
    for name, department in outbox.waiting_companies(profile):
        is_elsewhere = department and keys.department and not equal_ignoring_case(department, keys.department)
        if not is_elsewhere and _spelling(name) == spelling:
            return name
    return ""


def _spelling(name: str) -> str:
    return spelled_out(same_spelling(company_key(name)))
