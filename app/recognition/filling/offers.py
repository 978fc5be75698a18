"""Offers the web address and domain that follow from a mail address; the user decides."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.model.form.address_layout import PARTS
from app.model.internet_domains import domain_of_email
from app.recognition.filling.sources import side_by_side
from app.recognition.reading.findings import FoundValue, RecognitionResult
from app.translation import _

_MOST_ROWS = 100
"""Rows of a list that are looked through: what stands further down says nothing of the company."""


@dataclass(frozen=True)
class Offer:
    """A value that goes to `path` if accepted. `text` names it, `source` says what it follows from."""

    path: str
    value: str
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
        found.append(Offer("Urls", url, _("Website {url}").format(url=url), whose))
    domains = form.get("Domains")
    have = [str(one) for one in domains if one] if isinstance(domains, list) else []
    if domain not in (one.casefold() for one in have):
        found.append(Offer("Domains", domain, _("Domain {domain}").format(domain=domain), whose))
    return tuple(found)


def found_in_offers(form: Mapping[str, Any], offered: Sequence[Offer]) -> RecognitionResult:
    """Returns what is offered as proposed values; of several for one field, each in doubt.

    What completes an address is proposed as the whole of it, since two addresses are never mixed.
    """
    by_path: dict[str, list[Offer]] = {}
    for offer in offered:
        by_path.setdefault(offer.path, []).append(offer)
    most = max(map(len, by_path.values()), default=0)
    results = []
    for turn in range(most):
        of_turn = [(found[turn], len(found) > 1) for found in by_path.values() if len(found) > turn]
        sure = [value for offer, is_one_of in of_turn if not is_one_of for value in _values(form, offer)]
        doubtful = [value for offer, is_one_of in of_turn if is_one_of for value in _values(form, offer)]
        results.append(RecognitionResult(company=tuple(sure), doubtful=tuple(doubtful)))
    whole = results[0] if results else RecognitionResult()
    for other in results[1:]:
        whole = side_by_side(whole, other)
    return whole


def _values(form: Mapping[str, Any], offer: Offer) -> Iterator[FoundValue]:
    root, _point, rest = offer.path.partition(".")
    if not rest:
        path = f"{root}[0].Value" if root == "Urls" else root
        yield FoundValue(path, str(offer.value), offer.source)
        return
    part, _point, name = rest.partition(".")
    address = form.get(root)
    there = address.get(part) if isinstance(address, Mapping) else None
    for one, value in {**(there if isinstance(there, Mapping) else {}), name: offer.value}.items():
        if value:
            yield FoundValue(f"{root}.{part}.{one}", str(value), offer.source)


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
