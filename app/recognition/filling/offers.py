"""What follows from a mail address, offered and never imposed: the company's domain and web address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.model.internet_domains import domain_of_email


@dataclass(frozen=True)
class Offer:
    """`path` and `value` are what taking it puts into the form; `text` names it, `source` tells why."""

    path: str
    value: Any
    text: str
    source: str


def offers(form: Mapping[str, Any]) -> tuple[Offer, ...]:
    """Web address and domain by the company's own e-mail, else by that of the first person who has one."""
    domain, whose = _domain(form)
    if not domain:
        return ()
    found = []
    if not any(row.get("Value") for row in form.get("Urls") or ()):
        url = f"www.{domain}"
        found.append(Offer("Urls", [{"Value": url}], f"website {url}", whose))
    have = [str(one) for one in form.get("Domains") or () if one]
    if domain not in (one.casefold() for one in have):
        found.append(Offer("Domains", [*have, domain], f"domain {domain}", whose))
    return tuple(found)


def take(form: Mapping[str, Any], offer: Offer) -> dict[str, Any]:
    """A new form with the offer in it."""
    return {**form, offer.path: offer.value}


def _domain(form: Mapping[str, Any]) -> tuple[str, str]:
    from app.model.checks import plausibility

    for row in form.get("Emails") or ():
        mail = str(row.get("Value") or "").strip()
        if mail and not plausibility.check_email(mail) and (domain := domain_of_email(mail)):
            return domain, "the company's e-mail"
    for person in form.get("Persons") or ():
        mail = str(person.get("Email") or "").strip()
        if mail and not plausibility.check_email(mail) and (domain := domain_of_email(mail)):
            return (
                domain,
                f"the e-mail of {person.get('Firstname') or person.get('Lastname') or 'the first person'}",
            )
    return "", ""
