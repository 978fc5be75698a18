"""Reads all cards of a text: the people, and a result for each company that the cards name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from app.model.carriers.lists import Country
from app.model.internet_domains import FREE_MAIL_DOMAINS
from app.model.text_normalization import normalize
from app.recognition.cards.card_reader import Card, CardReader
from app.recognition.cards.files import cards_in, holds_cards
from app.recognition.reading.findings import RecognitionResult, ResultBuilder
from app.translation import _, ngettext

__all__ = ["MOST_CARDS", "holds_cards", "read_cards"]

MOST_CARDS = 500
"""How many cards of one text are read: far more than people work for one company."""
_SEVERAL = _("These cards name several companies ({}). Each is an entry of its own: the others follow.")
_ONE_EXCHANGE = _("An Exchange address was left out: it works only within the network that it comes from.")
_EXCHANGE = _(
    "{count} Exchange addresses were left out: they work only within the network that they come from."
)
_GROUPS = _("These cards hold only lists of contacts, and nobody who could be put in.")
_TOO_MANY = _("There are more cards. The first {most_cards} were read; put the others into a file.").format(
    most_cards=MOST_CARDS
)


def read_cards(
    text: str,
    region: str = "",
    countries: Sequence[Country] = (),
    on_card: Callable[[int], None] = lambda _count: None,
) -> RecognitionResult:
    """Reads the cards of a text: the company that the first of them names, and the others' in `others`.

    `on_card` is told how many cards were read; what it raises ends the reading.
    """
    sorter = _Sorter(region, countries)
    for count, properties in enumerate(cards_in(text), 1):
        if count > MOST_CARDS:
            sorter.notes.append(_TOO_MANY)
            break
        sorter.cards.append(Card(properties))
    return sorter.result(on_card)


@dataclass
class _Company:
    """A company of the cards, and the domains that its own people's addresses have."""

    builder: ResultBuilder
    domains: set[str] = field(default_factory=set)


class _Sorter:
    """Gives each card to its company."""

    def __init__(self, region: str, countries: Sequence[Country]) -> None:
        self._region = region
        self._countries = countries
        self._companies: dict[str, _Company] = {}
        self.cards: list[Card] = []
        self.notes: list[str] = []

    def result(self, on_card: Callable[[int], None]) -> RecognitionResult:
        """Returns the first company with the others behind it, and what there is to say."""
        people = [card for card in self.cards if not card.is_group]
        for card in people:
            if card.company:
                company = self._companies.setdefault(_key(card.company), _Company(ResultBuilder.empty()))
                company.domains |= card.mail_domains - FREE_MAIL_DOMAINS
        damaged = 0
        for count, card in enumerate(people, 1):
            on_card(count)
            damaged += not self._read(card)
        found = [one for company in self._companies.values() if (one := company.builder.result())]
        notes = [*self._notes(damaged), *self.notes]
        if self.cards and not people:
            notes.append(_GROUPS)
        names = [
            name for one in found for value in one.company if value.path == "Name" for name in [value.value]
        ]
        if len(found) > 1:
            shown = ", ".join(names[:3]) + (" …" if len(names) > 3 else "")
            notes.insert(0, _SEVERAL.format(shown))
        if not found:
            return RecognitionResult(message=" ".join(notes))
        return replace(found[0], message=" ".join(notes), others=tuple(found[1:]))

    def _read(self, card: Card) -> bool:
        return CardReader(card, self._company_of(card).builder, self._countries, self._region).read()

    def _company_of(self, card: Card) -> _Company:
        """Returns the company of a card; one that names none is told by its e-mail's domain."""
        if card.company:
            return self._companies[_key(card.company)]
        if len(self._companies) == 1:
            return next(iter(self._companies.values()))
        for company in self._companies.values():
            if company.domains & card.mail_domains:
                return company
        return self._companies.setdefault("", _Company(ResultBuilder.empty()))

    def _notes(self, damaged: int) -> list[str]:
        notes = [_damaged(damaged)] if damaged else []
        exchange = sorted(mail for card in self.cards for mail in card.left_out)
        if exchange:
            notes.append(_ONE_EXCHANGE if len(exchange) == 1 else _EXCHANGE.format(count=len(exchange)))
        return notes


def _key(name: str) -> str:
    return normalize(name).strip(" .,")


def _damaged(count: int) -> str:
    """Returns the sentence about cards that cannot be read."""
    return ngettext(
        "One of the cards could not be read and was left out. "
        "Open the file in a text editor to see what is in it.",
        "{count} of the cards could not be read and were left out. "
        "Open the file in a text editor to see what is in it.",
        count,
    ).format(count=count)
