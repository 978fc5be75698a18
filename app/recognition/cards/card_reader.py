"""One card to findings: whose its values are, the company's or the person's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from app.model.bare_value import bare_email
from app.model.carriers.lists import Country
from app.model.form.address_layout import PARTS
from app.model.text_normalization import ascii_letters
from app.recognition.cards.card_addresses import addresses_of
from app.recognition.cards.card_names import name_of
from app.recognition.cards.phone_labels import PhoneKind, kind_of_phone
from app.recognition.cards.properties import Property
from app.recognition.language.countries import region_of_domain, region_of_phone
from app.recognition.language.labels import SWITCHBOARD, kind_of_word
from app.recognition.language.names import before_company, is_role_mailbox
from app.recognition.reading.findings import PersonBuilder, ResultBuilder
from app.recognition.values.dates import day_of
from app.recognition.values.web_addresses import is_social

_GROUP_KINDS = ("group", "application", "device")
# Addresses that work only within one network: X.500 of Exchange, X.400, Lotus Notes.
_NO_MAIL = re.compile(r"/(?:o|ou|cn|c|a|p|s|g)=|[^@]*\bcn=", re.IGNORECASE)
# “n/a” and “-” are no numbers; the shortest that can be called have three digits.
_FEWEST_DIGITS = 3
_EXCHANGE_TYPES = frozenset(("EX", "X400", "X.400", "EXCHANGE"))


@dataclass
class Card:
    """A card in parts, before its values are given to a company."""

    properties: Sequence[Property]
    labels: dict[str, str] = field(default_factory=dict)
    left_out: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.labels = {
            one.group: re.sub(r"_\$!<|>!\$_", "", one.text) for one in self.named("X-ABLABEL") if one.group
        }
        self.company = self._organisation()
        self.is_company = self._describes_company()

    def named(self, *names: str) -> list[Property]:
        """Returns the properties of those names, in the order of the card."""
        return [one for one in self.properties if one.name in names]

    def text(self, name: str) -> str:
        """Returns the first text of that name; empty if there is none."""
        return next((text for one in self.named(name) if (text := one.text)), "")

    @property
    def units(self) -> list[str]:
        """The departments behind the company's name."""
        first = next((one for one in self.named("ORG") if one.texts[0].strip(" ;,")), None)
        return [text for one in first.texts[1:] if (text := one.strip(" ;,"))] if first else []

    @property
    def is_group(self) -> bool:
        """True for a list of people, a program or a device, which is no person."""
        kinds = (self.text(name).lower() for name in ("KIND", "X-ADDRESSBOOKSERVER-KIND"))
        return any(kind in _GROUP_KINDS for kind in kinds)

    @property
    def mail_domains(self) -> set[str]:
        """The domains of its e-mail addresses."""
        mails = (bare_email(one.text) for one in self.named("EMAIL"))
        return {mail.rpartition("@")[2].lower() for mail in mails if "@" in mail}

    @property
    def region(self) -> str:
        """The country of its e-mail addresses, else of its numbers; empty if they name several or none."""
        numbers = (region_of_phone(_number(one)) for one in self.named("TEL", "X-MS-TEL"))
        for hints in (map(region_of_domain, self.mail_domains), numbers):
            if len(found := {code for code in hints if code}) == 1:
                return found.pop()
        return ""

    def _organisation(self) -> str:
        for one in self.named("ORG"):
            if text := (one.texts[0].strip(" ;,") or ""):
                return text
        return self.text("FN") if self.text("KIND").lower() in ("org", "organization") else ""

    def _describes_company(self) -> bool:
        shown_as = self.text("X-ABSHOWAS").lower()
        nameless = not any(text for one in self.named("N") for text in one.texts)
        full = self.text("FN")
        is_company = nameless and (full in ("", self.company) or shown_as == "company")
        return bool(self.company) and (is_company or self._names_desk(full))

    def _names_desk(self, full: str) -> bool:
        """Returns True for ``Kundtjänst`` in the place of a name, which is no person."""
        others = {text for one in self.named("N") for text in one.texts if text} - {full}
        is_one = bool(full) and " " not in full and not others
        return is_one and (is_role_mailbox(f"{ascii_letters(full)}@") or kind_of_word(full) == SWITCHBOARD)


class CardReader:
    """Reads one card into the builder of its company."""

    def __init__(self, card: Card, builder: ResultBuilder, countries: Sequence[Country], region: str) -> None:
        self._card = card
        self._builder = builder
        self._countries = countries
        # How an address is written follows from where the card is from, not from who reads it.
        self._region = card.region or region

    def read(self) -> bool:
        """Reads the card. Returns True if anything was found."""
        card, person = self._card, PersonBuilder({})
        before = self._size()
        if card.company:
            self._builder.set("Name", card.company, f"ORG: {card.company}")
            if card.units and not any(path == "Department" for path, _, _ in self._builder.doubtful):
                # Where the person works, and perhaps where the company's other people do not.
                unit = card.units[0]
                self._builder.add_doubtful("Department", unit, f"ORG: {card.company}; {unit}")
        if not card.is_company:
            self._name(person)
            title = card.text("TITLE") or card.text("ROLE")
            title = before_company(title) or title
            person.set("Title", title, f"TITLE: {title}")
            birthday = card.text("BDAY")
            person.set("BirthDate", day_of(birthday), f"BDAY: {birthday}")
        self._phones(person)
        self._mails(person)
        self._urls()
        self._addresses()
        if person.values:
            self._builder.persons.append(person)
        return bool(person.values or card.company) or self._size() > before

    def _size(self) -> int:
        return len(self._builder.company) + sum(map(len, self._builder.rows.values()))

    def _name(self, person: PersonBuilder) -> None:
        full = self._card.text("FN")
        if full == self._card.company:
            full = ""
        name = name_of(self._card.named("N"), full)
        person.set("Firstname", name.first, name.snippet)
        person.set("MiddleName", name.middle, name.snippet)
        person.set("Lastname", name.last, name.snippet)
        if name:
            person.set("Salutation", name.academic_title, name.snippet)

    def _phones(self, person: PersonBuilder) -> None:
        for one in sorted(self._card.named("TEL", "X-MS-TEL"), key=lambda tel: not tel.is_preferred):
            number = _number(one)
            kind = kind_of_phone(one.types, self._label(one), number)
            if sum(letter.isdecimal() for letter in number) < _FEWEST_DIGITS:
                continue
            if self._card.is_company:
                self._builder.add("Faxes" if kind is PhoneKind.FAX else "Phones", number, f"TEL: {number}")
            elif kind is PhoneKind.SWITCHBOARD:
                self._builder.add("Phones", number, f"TEL: {number}")
            else:
                person.add(kind.value, number, f"TEL: {number}")

    def _mails(self, person: PersonBuilder) -> None:
        for one in sorted(
            self._card.named("EMAIL"), key=lambda mail: ("HOME" in mail.types, not mail.is_preferred)
        ):
            mail = bare_email(one.text)
            if not mail:
                continue
            if _NO_MAIL.match(mail) or one.types & _EXCHANGE_TYPES or "@" not in mail:
                self._card.left_out.add(mail)
            elif self._card.is_company or is_role_mailbox(mail):
                self._builder.add("Emails", mail, f"EMAIL: {mail}")
            else:
                person.add("Email", mail, f"EMAIL: {mail}")

    def _urls(self) -> None:
        for one in self._card.named("URL"):
            url = one.text.replace("\\", "")
            if url and "HOME" not in one.types and not is_social(url):
                self._builder.add("Urls", url, f"URL: {url}")

    def _addresses(self) -> None:
        card = self._card
        taken = {path.split(".")[1] for path in self._builder.company if path.startswith("Address.")}
        for address in addresses_of(card.properties, self._countries, self._region, homes=card.is_company):
            free = address.kinds - taken
            for path, value in address.values.items():
                kind = path.partition(".")[0]
                if kind in free:
                    self._builder.set(f"Address.{path}", value, address.snippet)
                elif path == "Country" and free:
                    self._builder.set(path, value, address.snippet)
            taken |= free
            if len(taken) == len(PARTS):
                return

    def _label(self, one: Property) -> str:
        """Returns the label that a program or its user gave to a property, such as ``Sentralbord``."""
        return self._card.labels.get(one.group, "") or one.parameters.get("X-ABLABEL", "")


def _number(one: Property) -> str:
    """Returns the number of ``tel:+47-38-10-22-33;ext=214`` (RFC 3966) as people write it."""
    number = re.sub(r"^(?:tel|callto):(?://)?", "", one.text, flags=re.IGNORECASE)
    number, *parameters = number.split(";")
    given = dict(bit.lower().split("=", 1) for bit in parameters if "=" in bit)
    context = given.get("phone-context", "")
    if context.startswith("+") and not number.startswith("+"):
        number = f"{context}{number}"
    return f"{number.strip()} x{given['ext']}" if given.get("ext") else number.strip()
