"""Times as the server tells them: without zone unless offsets are asked for.

Kept: UTC with seven digits of a second. Created and updated dates are sent in UTC, all others in the base
zone (Norway) or the one of ``SO-TimeZone``. Year 1 means "no date" and is never moved. Source:
https://docs.superoffice.com/en/api/web-services/endpoints/http-headers.
"""

import re
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from app.sandbox.data.zones import BASE, PLACES
from app.sandbox.errors import refused, unreadable
from app.sandbox.wire.carriers import EMPTY_DATE

_PARTS = re.compile(
    r"(?P<moment>\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d)?)?)(?P<fraction>\.\d+)?(?P<offset>Z|[+-]\d\d:?\d\d)?"
)


@dataclass(frozen=True)
class Zone:
    """How one request reads and is told times."""

    info: tzinfo
    offsets: bool

    def read(self, text: str, where: str) -> str:
        """A posted time as it is kept. Without an offset it is one of this zone."""
        if text.startswith(("0001", "1760-01-01")):
            return EMPTY_DATE
        parts = _PARTS.fullmatch(text)
        try:
            moment = datetime.fromisoformat(f"{parts['moment']}{parts['offset'] or ''}" if parts else "")
            zoned = moment if moment.tzinfo else moment.replace(tzinfo=self.info)
            kept = zoned.astimezone(UTC)
        except (ValueError, OverflowError):
            raise unreadable(f"{where}: Error converting value '{text:.40}' to a date.") from None
        return f"{kept:%Y-%m-%dT%H:%M:%S}".rjust(19, "0") + ((parts and parts["fraction"]) or "")

    def utc(self, kept: str) -> str:
        return kept + "Z" if self.offsets and kept != EMPTY_DATE else kept

    def local(self, kept: str) -> str:
        if kept == EMPTY_DATE:
            return kept
        seconds, dot, fraction = kept.partition(".")
        moment = datetime.fromisoformat(seconds + "+00:00").astimezone(self.info)
        told = moment.isoformat()[:19] + dot + fraction
        return told + moment.isoformat()[19:] if self.offsets else told


def now() -> str:
    """This moment as it is kept, to the ten-millionth of a second that .NET counts in."""
    ticks = time.time_ns() // 100
    return f"{datetime.fromtimestamp(ticks // 10**7, UTC):%Y-%m-%dT%H:%M:%S}.{ticks % 10**7:07d}"


def asked(headers: Mapping[str, str]) -> Zone:
    """The zone of a request. Raises ServerError (400) for one that the server does not know."""
    # What an unknown zone gets is not documented: refusing it shows a client its mistake.
    code, *flags = (part.strip() for part in headers.get("so-timezone", "").split(","))
    offsets = "includetzoffset" in {flag.lower() for flag in flags}
    if not code:
        return Zone(_zone(BASE.zone), offsets)
    for place in PLACES:
        if code.upper() == place.code or code == str(place.number):
            return Zone(_zone(place.zone), offsets)
    raise refused("SO-TimeZone", f"the time zone '{code:.40}' is unknown.")


def _zone(name: str) -> tzinfo:
    try:
        return ZoneInfo(name)
    except ZoneInfoNotFoundError:  # Windows without the tzdata package
        return UTC
