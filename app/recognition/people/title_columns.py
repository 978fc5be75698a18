"""Columns called ``Title``: some say what people are, others how they are addressed, and some have both."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from functools import lru_cache
from typing import Final

from app.recognition.cells.cell_looks import MOSTLY
from app.recognition.cells.cell_people import is_said_title
from app.recognition.cells.column_guesses import texts_of
from app.recognition.language.honorifics import academic_title, bare_name
from app.recognition.sheets.sheet import Row
from app.recognition.values.headings import IGNORED, heading_words, normal
from app.translation import _

_NAME: Final = "Kari Moe"
"""Whether words are a form of address may depend on the name behind them."""
_ROWS_READ: Final = 1000
_LONGEST: Final = 40
_LONGEST_UNDOTTED: Final = 10
_ADDRESSES: Final = _(
    "The column “{column}” holds what stands before names, such as “{text}”: it is left out."
)
_SUFFIXES: Final = _("The column “{column}” is left out: no field has what stands behind a name.")
_OF_DEALS: Final = _("The column “{column}” is left out: it is about what is sold, not about people.")
_SECOND: Final = _("The column “{column}” is left out: another one has the job titles.")


def plain_titles(headings: Sequence[str], by_hand: Set[int]) -> frozenset[int]:
    """Returns the columns that may have academic titles: ``Title 2``, which may be a job, and ``Anrede``."""
    words = heading_words("titles", "words") | heading_words("salutations", "words")
    bare = [normal(heading).rstrip(" 0123456789") for heading in headings]
    return frozenset(at for at, heading in enumerate(bare) if heading in words and at not in by_hand)


def without_salutations(
    fields: list[str], headings: Sequence[str], rows: Sequence[Row], plain: Set[int]
) -> list[str]:
    """Returns the fields without "Title", which is Mr or Dr where another column has what somebody is.

    What one person's column says is nothing of another's: "Title" may stand beside "Job title 2".
    """
    titles = [at for at, field in enumerate(fields) if field == "Person.Title"]
    if _are_deals(headings):  # "Title" is that of the deal
        return [IGNORED if at in plain and at in titles else field for at, field in enumerate(fields)]
    others = {_number_of(headings[at]) for at in titles if at not in plain}
    is_counted = len(others) > 1 or others - {""}
    for at in (at for at in titles if at in plain and others):
        is_job = is_counted and _number_of(headings[at]) not in others and _are_jobs(texts_of(rows, at))
        fields[at] = fields[at] if is_job else IGNORED
    return fields


def _are_deals(headings: Sequence[str]) -> bool:
    return any(normal(heading) in heading_words("deals", "words") for heading in headings)


def _number_of(heading: str) -> str:
    """Returns the number at the end of a heading; nothing for the first, as where there is none."""
    words = normal(heading)
    return words[len(words.rstrip("0123456789")) :].removeprefix("1") if not words.endswith("10") else "10"


def _are_jobs(texts: Sequence[str]) -> bool:
    return sum(is_form_of_address(text) for text in texts) <= (1 - MOSTLY) * len(texts)


@lru_cache(maxsize=256)
def is_form_of_address(text: str) -> bool:
    """Returns True for ``Mr``, ``Frau Dr.`` and ``Dipl.-Ing.``; not for a job: ``Professor``."""
    if len(text) > _LONGEST or ("." not in text and " " not in text and len(text) > _LONGEST_UNDOTTED):
        return False
    dotted = "" if text.endswith(".") or text.isupper() else f"{text}."
    is_address = any(bare_name(f"{one} {_NAME}") == _NAME for one in (text, dotted) if one)
    return is_address and ("." in text or not is_said_title(text))


def title_before_name(text: str) -> str:
    """Returns the academic title of a form of address: ``Dr.`` of ``Herr Dr.``; empty without one."""
    return academic_title(f"{text} {_NAME}")


def title_remarks(
    plain: Set[int], columns: Mapping[int, tuple[str, str]], rows: Sequence[Row]
) -> Iterator[str]:
    """Yields a sentence for each column of titles of which something goes nowhere.

    `columns` are heading and field of each by place; academic titles stay with the names.
    """
    are_deals = _are_deals([heading for heading, _field in columns.values()])
    for at, (heading, field) in columns.items():
        bare = normal(heading).rstrip(" 0123456789")
        if bare in heading_words("suffixes", "words") and field == IGNORED:
            yield from (
                _SUFFIXES.format(column=heading) for _one in [row for row in rows if row.cell(at)][:1]
            )
        if at not in plain or bare in heading_words("salutations", "words"):
            continue
        texts = list(dict.fromkeys(text for row in rows[:_ROWS_READ] if (text := row.cell(at))))
        polite = [text for text in texts if is_form_of_address(text) and not title_before_name(text)]
        if polite:
            yield _ADDRESSES.format(column=heading, text=polite[0])
        elif field == IGNORED and not all(map(is_form_of_address, texts)):
            yield (_OF_DEALS if are_deals else _SECOND).format(column=heading)
