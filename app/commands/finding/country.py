"""The country that a text is of, where it names none."""

from __future__ import annotations

import locale

from app.commands.exit_codes import CommandFailed
from app.translation import _

_CODE_LENGTH = 2


def region_of(country: str) -> str:
    """Returns the code that was given, else that of the computer's own country; empty if it tells none.

    Raises CommandFailed for what is no code.
    """
    if country:
        if len(country) != _CODE_LENGTH or not country.isalpha() or not country.isascii():
            raise CommandFailed(
                _("“{country}” is no country's code of two letters, such as NO.").format(country=country)
            )
        return country.upper()
    # As it is set: `getlocale` calls a computer without any country ("C.UTF-8") American.
    territory = locale.setlocale(locale.LC_CTYPE).partition(".")[0].partition("@")[0].rpartition("_")[2]
    return territory if len(territory) == _CODE_LENGTH and territory.isupper() else ""
