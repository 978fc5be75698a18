"""Lists what of a recognised text can go into a form, and makes the form with it.

What the user typed is changed only where that line is accepted.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from functools import partial
from itertools import groupby
from typing import Any

from app.model.form.address_layout import PARTS
from app.model.form.fields import CONTACT_FIELDS, Kind, Rows
from app.model.text_normalization import capitalized
from app.recognition.filling.list_plans import choice_plans, interests_plan, words_plan
from app.recognition.filling.person_plans import drop_temporary_marks, person_plans
from app.recognition.filling.plans import (
    ALREADY_THERE,
    COMPANY,
    IN_DOUBT,
    FormContext,
    PlannedChange,
    ReviewLine,
    as_it_stands,
    comparison_key,
    no_such_country,
    why_locked,
)
from app.recognition.filling.sources import merged_plans
from app.recognition.reading.findings import FoundValue, RecognitionResult
from app.translation import _, pgettext

_LABELS = {
    item.path: capitalized(item.one) if isinstance(item, Rows) else item.name for item in CONTACT_FIELDS
}
_FIELDS = {item.path: item for item in CONTACT_FIELDS}
_CHECKS = {item.path for item in CONTACT_FIELDS if not isinstance(item, Rows) and item.kind is Kind.CHECK}
_ONE_ADDRESS = {"Street": _LABELS["Address"]}
"""What one address alone is called: where the country writes one only, it is shown as the postal one."""
_ADDRESS_PARTS = ("Address1", "Address2", "Address3", "Zipcode", "City", "County", "State")
NOTHING_KNOWN = FormContext()


def review(
    form: Mapping[str, Any], recognised: RecognitionResult, context: FormContext = NOTHING_KNOWN
) -> tuple[ReviewLine, ...]:
    """Returns the lines for the user to accept: the company first, then the people as they were found."""
    return tuple(plan.line for plan in _plans(form, recognised, context))


def merge(
    form: Mapping[str, Any],
    recognised: RecognitionResult,
    accepted: Collection[str],
    context: FormContext = NOTHING_KNOWN,
) -> dict[str, Any]:
    """Returns a new form with the lines whose keys are `accepted`; `form` itself stays as it is."""
    result = copy.deepcopy(dict(form))
    for plan in _plans(form, recognised, context):
        if plan.line.key in accepted and not plan.line.reason:
            plan.put(result)
    drop_temporary_marks(result)
    return result


def _plans(
    form: Mapping[str, Any], recognised: RecognitionResult, context: FormContext
) -> list[PlannedChange]:
    """Returns what all sources plan, those of one field together."""

    def same(field: str, value: str) -> str:
        rows = field.rpartition(".")[2]
        is_row = isinstance(_FIELDS.get(rows), Rows) or "Email" in rows or rows.endswith(("Phone", "Phones"))
        return comparison_key(rows, value, context.rules.region) if is_row else value.casefold()

    if not recognised.rivals:
        return _plans_of(form, recognised, context)
    sources = (recognised, *recognised.rivals)
    return merged_plans((_plans_of(form, one, context) for one in sources), same)


def _plans_of(
    form: Mapping[str, Any], recognised: RecognitionResult, context: FormContext
) -> list[PlannedChange]:
    doubtful = {found.path: found.doubt for found in recognised.doubtful}
    groups = [list(group) for group in _groups(recognised)]
    kinds = {_kind_of(group[0]) for group in groups if group[0].path.startswith("Address.")}
    titles = PARTS if len(kinds) > 1 else PARTS | _ONE_ADDRESS
    company = [plan for group in groups for plan in _company_plans(form, group, context, titles)]
    taken: set[int] = set()
    people = [plan for found in _persons(recognised) for plan in person_plans(form, found, context, taken)]
    why = "" if recognised.source else IN_DOUBT
    plans = [
        _with_doubt(plan, doubtful[plan.line.key] or why) if plan.line.key in doubtful else plan
        for plan in company + people
    ]
    source = recognised.source
    return [replace(one, line=replace(one.line, source=source)) for one in plans] if source else plans


def _with_doubt(plan: PlannedChange, why: str) -> PlannedChange:
    return replace(plan, line=replace(plan.line, is_doubtful=True, note=plan.line.note or why))


def _persons(recognised: RecognitionResult) -> Iterator[tuple[FoundValue, ...]]:
    """Yields what was found about each person, the doubtful values last."""

    def whose(found: FoundValue) -> str:
        return found.path.partition(".")[0]

    sure = {whose(found[0]): found for found in recognised.persons}
    doubtful = [found for found in recognised.doubtful if found.path.startswith("Persons[")]
    for person in dict.fromkeys([*sure, *map(whose, doubtful)]):
        yield (*sure.get(person, ()), *(found for found in doubtful if whose(found) == person))


def _groups(recognised: RecognitionResult) -> Iterator[list[FoundValue]]:
    """Groups the values of one address together; every other value is a group of its own."""

    def of_address(found: FoundValue) -> str:
        return found.path.rpartition(".")[0] if found.path.startswith("Address.") else found.path

    doubtful = (found for found in recognised.doubtful if not found.path.startswith("Persons["))
    return (list(group) for _, group in groupby((*recognised.company, *doubtful), of_address))


def _company_plans(
    form: Mapping[str, Any], group: list[FoundValue], context: FormContext, titles: Mapping[str, str]
) -> Iterator[PlannedChange]:
    found = group[0]
    root = re.split(r"[.\[]", found.path)[0]
    if root == "Address":
        plans = [_address_plan(form, group, titles)]
    elif root == "Country":
        plans = list(_country_plan(form, found, context))
    elif _FIELDS[root].kind is Kind.CHOICE:
        plans = list(choice_plans(form, _FIELDS[root], found, context))
    elif _FIELDS[root].kind is Kind.INTERESTS:
        plans = [interests_plan(form, _FIELDS[root], found, context)]
    elif _FIELDS[root].kind is Kind.WORDS:
        plans = [words_plan(form, _FIELDS[root], found)]
    elif root in _CHECKS:
        reason = ALREADY_THERE if form.get(root) else ""
        plans = [
            PlannedChange(
                replace(_row(found), value=pgettext("ticked", "Yes"), reason=reason),
                partial(_set, root, True),
            )
        ]
    elif "[" in found.path:
        same = partial(comparison_key, root, region=context.rules.region)
        have = [same(str(row.get("Value") or "")) for row in form.get(root) or ()]
        row = replace(_row(found), reason=ALREADY_THERE if same(found.value) in have else "")
        plans = [PlannedChange(row, partial(_append, root, found.value))]
    else:
        row = replace(_row(found), is_asked=context.asked == root)
        plans = [
            PlannedChange(as_it_stands(row, form.get(root), found.value), partial(_set, root, found.value))
        ]
    for plan in plans:
        reason = why_locked(context.rules.for_path(root)) or plan.line.reason
        yield replace(plan, line=replace(plan.line, reason=reason))


def _set(name: str, value: Any, result: dict[str, Any]) -> None:
    result[name] = value


def _append(rows: str, value: str, result: dict[str, Any]) -> None:
    result[rows] = [*(result.get(rows) or ()), {"Value": value}]


def _kind_of(found: FoundValue) -> str:
    """Returns which address a value of one is part of: ``Street`` or ``Postal``."""
    return found.path.split(".")[1]


def _address_plan(
    form: Mapping[str, Any], group: list[FoundValue], titles: Mapping[str, str]
) -> PlannedChange:
    """Plans to add a whole address, to complete the same one, or to replace it; two are never mixed."""
    kind = _kind_of(group[0])
    parts = {found.path.rpartition(".")[2]: found.value for found in group}
    there = (form.get("Address") or {}).get(kind) or {}
    have = {name: str(there[name]) for name in _ADDRESS_PARTS if there.get(name)}
    row = replace(_row(group[0]), label=titles[kind], value=_address_line(parts))
    if any(parts.get(name, "").casefold() != value.casefold() for name, value in have.items()):
        row = as_it_stands(row, _address_line(have))
        parts = {**dict.fromkeys(have, ""), **parts}
    elif len(have) == len(parts):
        row = replace(row, reason=ALREADY_THERE)
    return PlannedChange(row, partial(_put_address, kind, parts))


def _put_address(kind: str, parts: Mapping[str, str], result: dict[str, Any]) -> None:
    address = dict(result.get("Address") or {})
    whole = {**(address.get(kind) or {}), **parts}
    address[kind] = {name: value for name, value in whole.items() if value}
    result["Address"] = address


def _address_line(parts: Mapping[str, str]) -> str:
    street = [parts[name] for name in ("Address1", "Address2", "Address3") if parts.get(name)]
    city = " ".join(parts[name] for name in ("Zipcode", "City") if parts.get(name))
    return ", ".join(text for text in (*street, city, parts.get("County"), parts.get("State")) if text)


def _country_plan(
    form: Mapping[str, Any], found: FoundValue, context: FormContext
) -> Iterator[PlannedChange]:
    """Plans to set the tenant's country with that ISO code; it replaces a country that is only proposed.

    That the tenant has none of that code is told, once its countries are known.
    """
    given = (found.given or {}).get("CountryId")
    of_code = (one for one in context.countries if one.two_letter_iso_country == found.value)
    of_id = (one for one in context.countries if one.country_id == given)
    country = next(of_id if given else of_code, None)
    if country is None or not country.country_id:
        if context.countries and not given:
            # Imported here: it reads the names of countries, which few need.
            from app.recognition.language.countries import name_in

            name = name_in(found.snippet, found.value)
            row = replace(_row(found), value=name, reason=no_such_country(name))
            yield PlannedChange(row, lambda _form: None)
        return
    names = {one.country_id: one.name or one.english_name or "" for one in context.countries}
    chosen = (form.get("Country") or {}).get("CountryId")
    proposed = (context.proposed.get("Country") or {}).get("CountryId")
    row = replace(_row(found), value=names[country.country_id])
    if chosen == country.country_id:
        row = replace(row, reason=ALREADY_THERE)
    elif chosen and chosen == proposed:
        other = names.get(chosen)
        note = _("Instead of {value}, which nobody chose.") if other else _("Nobody chose the country.")
        row = replace(row, note=note.format(value=other))
    elif chosen:
        row = as_it_stands(row, names.get(chosen) or _("Another country"))
    yield PlannedChange(row, partial(_set, "Country", {"CountryId": country.country_id}))


def _row(found: FoundValue) -> ReviewLine:
    root = re.split(r"[.\[]", found.path)[0]
    return ReviewLine(found.path, COMPANY, _LABELS[root], found.value, found.snippet)
