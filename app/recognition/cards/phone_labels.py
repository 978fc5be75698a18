"""What the types and labels of a card say of a phone number, in the languages of address books.

Types are those of RFC 6350 section 6.4.1 and of programs that write cards; labels are what stands beside
numbers: Apple, Google and Outlook in English, Norwegian, Swedish, Danish, German, Dutch,
French and Finnish.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum


class PhoneKind(StrEnum):
    """What a number is for; the values are rows of a person."""

    FAX = "FaxPhone"
    SWITCHBOARD = "Phones"
    MOBILE = "MobilePhone"
    PRIVATE = "PrivatePhones"
    OTHER = "OtherPhones"
    DIRECT = "DirectPhone"


# First come those that decide against the others: a "private fax" is a fax. A word after a hyphen also
# counts at the end of a longer one: a "Jobbmobil" is a mobile, as is a "Diensthandy".
_WORDS: dict[PhoneKind, str] = {
    PhoneKind.FAX: """
        -fax -faks -faxnummer -faksnummer -faxen -faksi faxnr faksnr télécopie télécopieur
        """,
    PhoneKind.OTHER: """
        -pager assistant assistent callback personsøker personsökare pageur semafoon hakulaite telex
        modem
        """,
    PhoneKind.MOBILE: """
        cell cellular cellphone car gsm portable natel -mobile -mobil -mobilen -mobiltelefon
        -mobilnummer mobilnr mobiltlf iphone smartphone smarttelefon -handy -handynummer -mobiel
        mobieltje -matkapuhelin kännykkä
        """,
    PhoneKind.SWITCHBOARD: """
        main company companymain -sentralbord sentralbordet hovednummer hovednr -växel växeln
        huvudnummer omstilling hovedtelefon -zentrale vermittlung switchboard reception resepsjon
        receptie hoofdnummer centrale principal vaihde päänumero hoved huvud haupt hauptnummer
        hauptanschluss
        """,
    PhoneKind.PRIVATE: """
        home private privat privé -privattelefon privatnummer hjem hjemme hjemmetelefon hem hemma
        hemtelefon zuhause thuis domicile maison koti kotipuhelin
        """,
}


# Types that do not say what a number is for.
_SAYING_NOTHING = frozenset(("", "VOICE", "PREF", "MSG", "TEXT", "SMS"))


def kind_of_phone(types: Iterable[str], label: str = "", number: str = "") -> PhoneKind:
    """Returns what a number is for, by its types and its label; a direct number where they do not tell.

    Where there are none, as in codes of business cards, a number with its country's code tells by itself.
    """
    types = tuple(types)
    if not label and _SAYING_NOTHING.issuperset(types) and _is_mobile(number):
        return PhoneKind.MOBILE
    words = [word for text in (*types, label) for word in re.findall(r"[^\W\d_]+", _parted(text).casefold())]
    for kind, known in _WORDS.items():
        if any(_is_one_of(word, known.split()) for word in words):
            return kind
    return PhoneKind.DIRECT


def _is_mobile(number: str) -> bool:
    import phonenumbers

    try:
        parsed = phonenumbers.parse(number, None)
    except phonenumbers.NumberParseException:
        return False
    return phonenumbers.number_type(parsed) == phonenumbers.PhoneNumberType.MOBILE


def _parted(text: str) -> str:
    """Writes ``WorkFAX`` as two words."""
    return re.sub(r"(?<=[a-z]{2})(?=[A-Z])", " ", text)


def _is_one_of(word: str, known: list[str]) -> bool:
    return any(word.endswith(one.removeprefix("-")) if one.startswith("-") else word == one for one in known)
