"""What the user may change on a company that is there (Swagger: TableRight, FieldProperties)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from app.model.carriers.contact import ContactEntity
from app.model.carriers.person import PersonEntity
from app.model.carriers.rights import FieldRightMask, SecuredCarrier, TableRightMask
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


def why_not_moved(person: PersonEntity) -> str:
    """Returns why the user may not move that person to another company; empty if they may, for all we know.

    A user of SuperOffice is never moved (vendor's guide, "Move a contact to another company").
    """
    if person.is_associate:
        return _("They are users of SuperOffice, who are not moved to another company.")
    return _why_closed(person, _("You have no right to change this person.")) or _why_field_closed(
        person, "Contact"
    )


_MAY_UPDATE = TableRightMask.UPDATE | TableRightMask.RESTRICTED_UPDATE


def _why_closed(record: SecuredCarrier, sentence: str = "") -> str:
    """Returns why nothing of a record may be changed, empty if some of it may; `sentence` is a company's."""
    right = record.table_right
    bits = right.bits if right else None
    if right is None or bits is None or bits & _MAY_UPDATE:
        return ""
    return _with_reason(sentence or _("You have no right to change this company."), right.reason)


def _why_field_closed(record: SecuredCarrier, path: str) -> str:
    told = (record.field_properties or {}).get(path.partition(".")[0])
    right = told.field_right if told else None
    bits = right.bits if right else None
    if right is None or bits is None or bits & FieldRightMask.WRITE:
        return ""
    return _with_reason(_("You have no right to change this."), right.reason)


def _with_reason(sentence: str, reason: str | None) -> str:
    return f"{sentence} {reason}" if reason else sentence
