"""Companies that may be the one being typed: what to ask the server by, and what makes two the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from app.model.carriers.contact import ContactEntity

# Providers of addresses for everybody: their domain says nothing about a company.
_PROVIDERS = """
    gmail.com googlemail.com outlook.com hotmail.com live.com msn.com yahoo.com ymail.com rocketmail.com
    icloud.com me.com mac.com aol.com proton.me protonmail.com pm.me tutanota.com tuta.com zoho.com mail.com
    email.com gmx.com gmx.net gmx.de gmx.at gmx.ch web.de t-online.de freenet.de posteo.de mailbox.org
    arcor.de online.no hotmail.no live.no outlook.no yahoo.no broadpark.no c2i.net getmail.no start.no
    lyse.net telia.com bredband.net comhem.se hotmail.se live.se spray.se yahoo.se tele2.se home.se
    hotmail.dk live.dk yahoo.dk mail.dk stofanet.dk jubii.dk tdcadsl.dk luukku.com elisanet.fi kolumbus.fi
    hotmail.co.uk live.co.uk yahoo.co.uk btinternet.com sky.com talktalk.net virginmedia.com hotmail.fr
    live.fr yahoo.fr orange.fr wanadoo.fr free.fr laposte.net sfr.fr hotmail.it libero.it virgilio.it
    hotmail.es yahoo.es telefonica.net ziggo.nl kpnmail.nl xs4all.nl telenet.be skynet.be seznam.cz wp.pl
    o2.pl onet.pl interia.pl mail.ru yandex.ru qq.com 163.com
    """
FREE_MAIL = frozenset(_PROVIDERS.split())
# Fewer digits are a switchboard's extension: half the register would have them.
_FEWEST_DIGITS = 6


@dataclass(frozen=True)
class Traits:
    """What a company is looked for by."""

    name: str = ""
    department: str = ""
    domains: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not (self.name or self.domains or self.phones)


@dataclass(frozen=True)
class Similar:
    """A company that may be the same, and why. `contact_id` 0: it is in another register, by `identifier`."""

    contact_id: int
    name: str
    why: str
    identifier: str = ""


@dataclass(frozen=True)
class Particulars:
    """What tells two companies apart."""

    name: str = ""
    department: str = ""
    city: str = ""
    org_nr: str = ""
    owner: str = ""

    @classmethod
    def of(cls, entity: ContactEntity) -> Particulars:
        address, owner = entity.address, entity.associate
        parts = (address.street, address.postal) if address else ()
        return cls(
            name=entity.name or "",
            department=entity.department or "",
            city=next((part.city for part in parts if part and part.city), ""),
            org_nr=entity.org_nr or "",
            owner=(owner.full_name or owner.name or "") if owner else "",
        )

    def is_same_company(self, traits: Traits) -> bool:
        return _plain(self.name) == _plain(traits.name) and _plain(self.department) == _plain(
            traits.department
        )


def traits_of(form: Mapping[str, Any], region: str) -> Traits:
    """`region` is the ISO 3166 code of the company's country, for its phone numbers."""
    emails = (domain_of_email(text) for text in _values(form, "Emails"))
    urls = (domain_of_url(text) for text in _values(form, "Urls"))
    numbers = (phone_digits(text, region) for text in _values(form, "Phones"))
    return Traits(
        name=_text(form.get("Name")),
        department=_text(form.get("Department")),
        domains=tuple(dict.fromkeys(domain for domain in (*emails, *urls) if domain)),
        phones=tuple(dict.fromkeys(digits for digits in numbers if len(digits) >= _FEWEST_DIGITS)),
    )


def domain_of_email(text: str) -> str:
    """The company's domain in an e-mail address; empty for one of a provider for everybody."""
    domain = text.strip().rpartition("@")[2].lower() if "@" in text else ""
    return domain if _is_domain(domain) and domain not in FREE_MAIL else ""


def domain_of_url(text: str) -> str:
    """The domain of a web address, with or without ``https://``; without ``www``."""
    try:
        host = urlsplit(text.strip() if "://" in text else f"//{text.strip()}").hostname or ""
    except ValueError:
        return ""
    domain = host.lower().removeprefix("www.")
    return domain if _is_domain(domain) and domain not in FREE_MAIL else ""


def phone_digits(text: str, region: str) -> str:
    """The digits that two spellings of a number have in common: those behind the country's code."""
    import phonenumbers

    try:
        number = phonenumbers.parse(text, region or None)
    except phonenumbers.NumberParseException:
        return "".join(letter for letter in text if letter in "0123456789").lstrip("0")
    return str(number.national_number)


def begins_alike(entry_name: str, traits: Traits) -> bool:
    """Whether a name as a rule tells it, perhaps with the department behind it, may be that very company."""
    return bool(traits.name) and _plain(entry_name).startswith(_plain(traits.name))


def in_words(count: int) -> str:
    """What a strip says of so many similar companies."""
    return f"{count} similar {'company' if count == 1 else 'companies'}"


def _values(form: Mapping[str, Any], path: str) -> Iterable[str]:
    rows = form.get(path)
    for row in rows if isinstance(rows, list | tuple) else ():
        if isinstance(row, dict):
            yield _text(row.get("Value"))


def _text(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""


def _is_domain(text: str) -> bool:
    return "." in text.strip(".") and not any(letter.isspace() for letter in text)


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
