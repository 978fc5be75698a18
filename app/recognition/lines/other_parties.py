"""Blocks about somebody else than the company: who hosts, made or printed something, or supervises it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import dropwhile, groupby, takewhile

from app.recognition.language import patterns
from app.recognition.language.labels import (
    heads_others,
    is_about_others,
    is_heading,
    names_account,
    names_bank,
)

_MOST_OF_A_BLOCK = 12  # lines
_OF_ITS_OWN = re.compile(r"@|\d{3}|\bwww\.")  # "SpareBank 1" has one figure
_DETAILS = re.compile(r"@|\d|\bwww\.")


def without_other_parties(lines: Sequence[str]) -> list[str]:
    """Returns the lines without the blocks about others; blank lines stay.

    Such a block begins with a heading (``Hébergeur``, ``Webdesign``) or a line that names somebody
    (``Hosting: OVH SAS``), and ends with a blank line or another heading. Above it the company itself must
    stand, so that nothing is lost of those who host or design themselves.
    """
    return list(_own_lines(list(_without_banks(lines))))


def _without_banks(lines: Sequence[str]) -> Iterator[str]:
    """Yields the lines without the names of banks in blocks about accounts; the accounts stay.

    A bank that writes itself has more in its block than its name and its accounts.
    """
    for _is_blank, grouped in groupby(lines, key=lambda line: not line.strip()):
        block = list(grouped)
        accounts = [line for line in block if names_account(line)]
        others = [line for line in block if line not in accounts]
        is_about_accounts = accounts and not any(map(_OF_ITS_OWN.search, others))
        yield from (line for line in block if not (is_about_accounts and line in others and names_bank(line)))


def _own_lines(lines: Sequence[str]) -> Iterator[str]:
    has_own = is_headed = is_named = is_waiting = False
    for at, line in enumerate(lines):
        is_first = at == 0 or not lines[at - 1].strip()
        if not line.strip():
            # Below a heading that stands alone, the block about others is the next one.
            is_headed, is_named = is_waiting, False
            yield line
        elif has_own and heads_others(line, is_above_company=is_first and _is_above_company(lines, at)):
            is_headed, is_named, is_waiting = True, False, True
        elif has_own and is_first and is_about_others(line):
            is_headed, is_named, is_waiting = False, True, False
        elif (is_headed or (is_named and _DETAILS.search(line))) and not _is_own(line):
            is_waiting = False
        else:
            is_headed = is_named = is_waiting = False
            has_own = has_own or bool(_DETAILS.search(line) or patterns.FORM.search(line))
            yield line


def _is_above_company(lines: Sequence[str], at: int) -> bool:
    """Returns True if a company stands in the block below a heading, the next one where it stands alone.

    It is known by its legal form or its web site.
    """
    below = dropwhile(lambda line: not line.strip(), lines[at + 1 : at + 1 + _MOST_OF_A_BLOCK])
    return any(patterns.FORM.search(line) or "www." in line.lower() for line in takewhile(str.strip, below))


def _is_own(line: str) -> bool:
    """Returns True for what is about the company again: another heading, or its copyright."""
    return is_heading(line) or line.lstrip().startswith("©")
