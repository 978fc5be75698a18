"""What a check finds."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How serious a problem is; see `app.model.checks.validation`."""

    ERROR = "error"
    MANDATORY = "mandatory"
    WARNING = "warning"


@dataclass(frozen=True)
class Problem:
    """One sentence about one field; `path` is empty if it is about the whole entry."""

    path: str
    message: str
    severity: Severity = Severity.ERROR
