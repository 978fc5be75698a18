"""Numbers of which only the end is written, those before have the rest: ``Tel. 4711-0, Fax -99``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from app.recognition.language.labels import FAX, kind_of_word

_WHOLE = re.compile(r"(?:\+|\(?0)\d[\d ()/.-]{4,20}\d(?![\w])")
_SHORT = re.compile(r"(?P<label>[^\W\d_]{3,12})(?P<between>[\s.:]{1,3})-\s?(?P<end>\d{1,4})(?![\w-]|\s?\d)")


_EXTENSION = re.compile(
    r"(?<![\w-])(?P<label>DW|Dw|Durchwahl|Klappe|Kl\.|Nst\.?|Nebenstelle|Tel\.?|Telefon)(?P<between>[\s.:]{1,3})"
    r"(?P<hyphen>-?)\s?(?P<end>\d{1,4})(?![\w-]|\s?[\d/])"
)
_EXTENDED = re.compile(r"(?P<base>(?:\+|\(?0)\d[\d ()/.-]{4,18}?)\s?-\s?0(?!\d)")


def with_extensions(lines: Sequence[str]) -> Iterator[str]:
    """Yields the lines; an extension gets the number before it that ends in ``-0``, that of the switchboard.

    Behind a word that is a phone's, too, there must be a hyphen: ``Tel. -12``.
    """
    base = ""
    for line in lines:
        number = _EXTENDED.search(line) if "-" in line and "0" in line else None
        base = number["base"].rstrip(" -") if number else base
        short = _EXTENSION.search(line) if base else None
        if short is None or (short["label"].startswith("Tel") and not short["hyphen"]):
            yield line
        else:
            yield f"{line[: short.start()]}Durchwahl: {base}-{short['end']}{line[short.end() :]}"


def with_whole_numbers(lines: Sequence[str]) -> Iterator[str]:
    """Yields the lines; a fax of which only the end is written gets what the phone above begins with.

    Behind a hyphen the end is that of an extension; else it takes the place of as many figures.
    """
    above = ""
    for line in lines:
        if not any(map(str.isdigit, line)):
            above = above if line.strip() else ""
            yield line
            continue
        short = next((one for one in _SHORT.finditer(line) if kind_of_word(one["label"]) == FAX), None)
        numbers = [one.group() for one in _WHOLE.finditer(line, 0, short.start() if short else len(line))]
        above = numbers[-1] if numbers else (above if line.strip() else "")
        if short is None or not above:
            yield line
            continue
        first, hyphen, last = above.rpartition("-")
        is_extension = hyphen and len(last) <= len("0000")
        whole = f"{first}-{short['end']}" if is_extension else f"{above[: -len(short['end'])]}{short['end']}"
        yield f"{line[: short.start()]}{short['label']}{short['between']}{whole}{line[short.end() :]}"
