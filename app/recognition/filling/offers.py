"""Offers the web address and domain that follow from a mail address; the user decides."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from app.model.form.address_layout import PARTS
from app.model.internet_domains import domain_of_email
from app.translation import _

_MOST_ROWS = 100
"""Rows of a list that are looked through: what stands further down says nothing of the company."""


@dataclass(frozen=True)
class Offer:
    """A value that goes to `path` if accepted. `text` names it, `source` says what it follows from."""

    path: str
    value: Any
    text: str
    source: str


def offers(form: Mapping[str, Any]) -> tuple[Offer, ...]:
    """Derives web address and domain from the company's e-mail, else from the first person who has one."""
    domain, whose = _domain(form)
    if not domain:
        return ()
    found = []
    if not any(row.get("Value") for row in _rows(form, "Urls")):
        url = f"www.{domain}"
        found.append(Offer("Urls", [{"Value": url}], _("Website {url}").format(url=url), whose))
    domains = form.get("Domains")
    have = [str(one) for one in domains if one] if isinstance(domains, list) else []
    if domain not in (one.casefold() for one in have):
        found.append(Offer("Domains", [*have, domain], _("Domain {domain}").format(domain=domain), whose))
    return tuple(found)


def with_offer(form: Mapping[str, Any], offer: Offer) -> dict[str, Any]:
    """Returns a new form with the offered value in it."""
    name, _point, rest = offer.path.partition(".")
    if not rest:
        return {**form, name: offer.value}
    inner = form.get(name)
    return {**form, name: with_offer(inner if isinstance(inner, dict) else {}, replace(offer, path=rest))}


def half_places(form: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Yields part, postcode and city of each address that has one of the two."""
    address = form.get("Address")
    for part in PARTS if isinstance(address, Mapping) else ():
        place = address.get(part) if isinstance(address, Mapping) else None
        values = place if isinstance(place, Mapping) else {}
        code, city = (str(values.get(name) or "").strip() for name in ("Zipcode", "City"))
        if bool(code) is not bool(city):
            yield part, code, city


def _rows(form: Mapping[str, Any], path: str) -> list[Mapping[str, Any]]:
    """Returns the first rows of a list in the form; a draft may have been damaged on the disk."""
    rows = form.get(path)
    return [row for row in rows[:_MOST_ROWS] if isinstance(row, Mapping)] if isinstance(rows, list) else []


def _domain(form: Mapping[str, Any]) -> tuple[str, str]:
    from app.model.checks import plausibility

    for row in _rows(form, "Emails"):
        mail = str(row.get("Value") or "").strip()
        if mail and not plausibility.check_email(mail) and (domain := domain_of_email(mail)):
            return domain, _("the company's e-mail")
    for person in _rows(form, "Persons"):
        mail = str(person.get("Email") or "").strip()
        if mail and not plausibility.check_email(mail) and (domain := domain_of_email(mail)):
            return (
                domain,
                _("the e-mail of {get}").format(
                    get=person.get("Firstname") or person.get("Lastname") or _("the first person")
                ),
            )
    return "", ""
