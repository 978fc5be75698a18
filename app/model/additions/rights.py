"""What the user may change on a company that is there (Swagger: TableRight, FieldProperties)."""

from __future__ import annotations

from collections.abc import Iterable

from app.model.carriers.contact import ContactEntity
from app.model.carriers.rights import FieldRightMask, TableRightMask
from app.model.checks.problem import Problem
from app.translation import _


def forbidden(company: ContactEntity, paths: Iterable[str]) -> tuple[Problem, ...]:
    """Returns a problem for each of `paths` that the user may not change on that company, with the reason.

    What the server does not tell is not forbidden: it refuses what it does not allow.
    """
    wanted = tuple(paths)
    right = company.table_right
    bits = right.bits if right else None
    if wanted and right and bits is not None and not bits & _MAY_UPDATE:
        return (Problem("", _with_reason(_("You have no right to change this company."), right.reason)),)
    return tuple(problem for path in wanted if (problem := _forbidden(company, path)))


_MAY_UPDATE = TableRightMask.UPDATE | TableRightMask.RESTRICTED_UPDATE


def _forbidden(company: ContactEntity, path: str) -> Problem | None:
    told = (company.field_properties or {}).get(path.partition(".")[0])
    right = told.field_right if told else None
    bits = right.bits if right else None
    if right is None or bits is None or bits & FieldRightMask.WRITE:
        return None
    return Problem(path, _with_reason(_("You have no right to change this."), right.reason))


def _with_reason(sentence: str, reason: str | None) -> str:
    return f"{sentence} {reason}" if reason else sentence
