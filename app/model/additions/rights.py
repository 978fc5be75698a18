"""What the user may change on a company that is there (Swagger: TableRight, FieldProperties)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from app.model.carriers.contact import ContactEntity
from app.model.carriers.rights import FieldRightMask, TableRightMask
from app.model.checks.problem import Problem
from app.model.checks.rules import FieldRule
from app.translation import _


def forbidden(company: ContactEntity, paths: Iterable[str]) -> tuple[Problem, ...]:
    """Returns a problem for each of `paths` that the user may not change on that company, with the reason.

    What the server does not tell is not forbidden: it refuses what it does not allow.
    """
    wanted = tuple(paths)
    if wanted and (why := _why_closed(company)):
        return (Problem("", why),)
    return tuple(Problem(path, why) for path in wanted if (why := _why_field_closed(company, path)))


def rule_there(company: ContactEntity, path: str, rule: FieldRule) -> FieldRule:
    """Returns `rule`, which is that of a field of a new company, as it is for a company that is there.

    Nothing must be filled in; what the user may not change there is closed, with the reason.
    """
    why = _why_closed(company) or _why_field_closed(company, path)
    return replace(rule, mandatory=False, read_only=bool(why), reason=why)


_MAY_UPDATE = TableRightMask.UPDATE | TableRightMask.RESTRICTED_UPDATE


def _why_closed(company: ContactEntity) -> str:
    """Returns why nothing of the company's record may be changed, empty if some of it may."""
    right = company.table_right
    bits = right.bits if right else None
    if right is None or bits is None or bits & _MAY_UPDATE:
        return ""
    return _with_reason(_("You have no right to change this company."), right.reason)


def _why_field_closed(company: ContactEntity, path: str) -> str:
    told = (company.field_properties or {}).get(path.partition(".")[0])
    right = told.field_right if told else None
    bits = right.bits if right else None
    if right is None or bits is None or bits & FieldRightMask.WRITE:
        return ""
    return _with_reason(_("You have no right to change this."), right.reason)


def _with_reason(sentence: str, reason: str | None) -> str:
    return f"{sentence} {reason}" if reason else sentence
