"""How to take part in a meeting, as programs write it below an invitation: links, numbers of conferences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from app.recognition.language.tables import phrases

_PHRASES = "|".join(sorted(map(re.escape, phrases("labels", "lines", "meetings")), key=len, reverse=True))
_BEGINS = re.compile(rf"[\s*|–-]*(?:{_PHRASES})(?=\s*(?:$|[:<(|\[?]|https?:))", re.IGNORECASE)
# "+44 20 3443 9661,,512229987# United Kingdom": the number of a conference, with its code.
_CODED = re.compile(r"\d[ ]?,{1,2}[\d*,]{4,20}#")
_LINK = re.compile(
    r"https?://(?:[\w-]+\.){0,3}(?:teams\.microsoft\.com|teams\.live\.com|zoom\.us|meet\.google\.com|webex\.com)\S*"
)


def without_meetings(lines: Sequence[str]) -> list[str]:
    """Returns the lines without those that tell how to take part in a meeting; blank lines stay.

    Such a block begins with what only programs write ("Meeting ID: …") and ends with a blank line.
    """
    return list(_others(lines)) if any(map(_tells, lines)) else list(lines)


def _tells(line: str) -> bool:
    return bool(_BEGINS.match(line) or _CODED.search(line))


def _others(lines: Sequence[str]) -> Iterator[str]:
    is_within = False
    for line in lines:
        if not line.strip():
            is_within = False
        elif is_within or _tells(line):
            is_within = True
            continue
        yield _LINK.sub("", line)
