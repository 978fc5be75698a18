"""What of a recognised text can go into a form, and the form with it. What was typed is never changed."""

from __future__ import annotations

import copy
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from functools import partial
from itertools import groupby
from typing import Any

from app.model.form.address_layout import PARTS
from app.model.form.fields import CONTACT_FIELDS, Rows
from app.recognition.filling.person_plans import finish, person_plans
from app.recognition.filling.plans import COMPANY, THERE, Plan, Row, Surroundings, comparable, kept, locked
from app.recognition.reading.findings import Found, Recognised

_LABELS = {
    item.path: item.one.capitalize() if isinstance(item, Rows) else item.name for item in CONTACT_FIELDS
}
_ADDRESS_PARTS = ("Address1", "Address2", "Address3", "Zipcode", "City", "County", "State")
NOTHING_KNOWN = Surroundings()


def review(
    form: Mapping[str, Any], recognised: Recognised, around: Surroundings = NOTHING_KNOWN
) -> tuple[Row, ...]:
    """The lines to accept, company first, in the order they were found."""
    return tuple(plan.row for plan in _plans(form, recognised, around))


def merge(
    form: Mapping[str, Any],
    recognised: Recognised,
    accepted: Collection[str],
    around: Surroundings = NOTHING_KNOWN,
) -> dict[str, Any]:
    """A new form with the rows whose keys are `accepted`; what stands in `form` stays as it is."""
    result = copy.deepcopy(dict(form))
    for plan in _plans(form, recognised, around):
        if plan.row.key in accepted and not plan.row.reason:
            plan.put(result)
    finish(result)
    return result


def _plans(form: Mapping[str, Any], recognised: Recognised, around: Surroundings) -> list[Plan]:
    company = [plan for group in _groups(recognised) for plan in _company_plans(form, group, around)]
    taken: set[int] = set()
    people = [plan for found in recognised.persons for plan in person_plans(form, found, around, taken)]
    return company + people


def _groups(recognised: Recognised) -> Iterator[list[Found]]:
    """The values of one address together, everything else alone."""

    def of_address(found: Found) -> str:
        return found.path.rpartition(".")[0] if found.path.startswith("Address.") else found.path

    return (list(group) for _, group in groupby(recognised.company, of_address))


def _company_plans(form: Mapping[str, Any], group: list[Found], around: Surroundings) -> Iterator[Plan]:
    found = group[0]
    root = re.split(r"[.\[]", found.path)[0]
    if root == "Address":
        plans = [_address_plan(form, group)]
    elif root == "Country":
        plans = list(_country_plan(form, found, around))
    elif "[" in found.path:
        same = partial(comparable, root, region=around.rules.region)
        have = [same(str(row.get("Value") or "")) for row in form.get(root) or ()]
        row = replace(_row(found), reason=THERE if same(found.value) in have else "")
        plans = [Plan(row, partial(_append, root, found.value))]
    else:
        row = replace(_row(found), reason=kept(form.get(root), found.value))
        plans = [Plan(row, partial(_set, root, found.value))]
    for plan in plans:
        reason = locked(around.rules.for_path(root)) or plan.row.reason
        yield replace(plan, row=replace(plan.row, reason=reason))


def _set(name: str, value: Any, result: dict[str, Any]) -> None:
    result[name] = value


def _append(rows: str, value: str, result: dict[str, Any]) -> None:
    result[rows] = [*(result.get(rows) or ()), {"Value": value}]


def _address_plan(form: Mapping[str, Any], group: list[Found]) -> Plan:
    """An address goes in whole or completes the same one; two addresses are never mixed."""
    kind = group[0].path.split(".")[1]
    parts = {found.path.rpartition(".")[2]: found.value for found in group}
    there = (form.get("Address") or {}).get(kind) or {}
    have = {name: str(there[name]) for name in _ADDRESS_PARTS if there.get(name)}
    row = replace(_row(group[0]), label=PARTS[kind], value=_address_line(parts))
    if any(parts.get(name, "").casefold() != value.casefold() for name, value in have.items()):
        row = replace(row, reason=kept(_address_line(have)))
    elif len(have) == len(parts):
        row = replace(row, reason=THERE)
    return Plan(row, partial(_put_address, kind, parts))


def _put_address(kind: str, parts: Mapping[str, str], result: dict[str, Any]) -> None:
    address = dict(result.get("Address") or {})
    address[kind] = {**(address.get(kind) or {}), **parts}
    result["Address"] = address


def _address_line(parts: Mapping[str, str]) -> str:
    street = [parts[name] for name in ("Address1", "Address2", "Address3") if parts.get(name)]
    city = " ".join(parts[name] for name in ("Zipcode", "City") if parts.get(name))
    return ", ".join(text for text in (*street, city, parts.get("County"), parts.get("State")) if text)


def _country_plan(form: Mapping[str, Any], found: Found, around: Surroundings) -> Iterator[Plan]:
    """The tenant's country of that ISO code; a country that is only proposed gives way to it."""
    country = next((one for one in around.countries if one.two_letter_iso_country == found.value), None)
    if country is None or not country.country_id:
        return
    names = {one.country_id: one.name or one.english_name or "" for one in around.countries}
    chosen = (form.get("Country") or {}).get("CountryId")
    proposed = (around.proposed.get("Country") or {}).get("CountryId")
    row = replace(_row(found), value=names[country.country_id])
    if chosen == country.country_id:
        row = replace(row, reason=THERE)
    elif chosen and chosen == proposed:
        row = replace(row, note=f"Instead of {names.get(chosen) or 'the country'}, which nobody chose.")
    elif chosen:
        row = replace(row, reason=kept(names.get(chosen) or "Another country"))
    yield Plan(row, partial(_set, "Country", {"CountryId": country.country_id}))


def _row(found: Found) -> Row:
    root = re.split(r"[.\[]", found.path)[0]
    return Row(found.path, COMPANY, _LABELS[root], found.value, found.snippet)
