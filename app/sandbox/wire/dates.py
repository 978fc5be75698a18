"""Times as the server sends them: without an offset unless the request asks for one.

Stored times are UTC with seven decimals. Created and updated dates are sent in UTC, all others in the base
zone (Norway) or the one of ``SO-TimeZone``. Year 1 means "no date" and is never converted. Source:
https://docs.superoffice.com/en/api/web-services/endpoints/http-headers.
"""

import re
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from app.sandbox.data.zones import BASE_ZONE, TIME_ZONES
from app.sandbox.errors import refused, unreadable
from app.sandbox.wire.carriers import EMPTY_DATE

_PARTS = re.compile(
    r"(?P<moment>\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d)?)?)(?P<fraction>\.\d+)?(?P<offset>Z|[+-]\d\d:?\d\d)?"
)


@dataclass(frozen=True)
class Zone:
    """The time zone of one request; ``offsets`` adds the offset to times in the answer."""

    info: tzinfo
    offsets: bool

    def parse(self, text: str, where: str) -> str:
        """Converts a posted time to its stored form. Without an offset it is a time in this zone."""
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

    def format_utc(self, kept: str) -> str:
        """Formats a stored time as UTC."""
        return kept + "Z" if self.offsets and kept != EMPTY_DATE else kept

    def format_local(self, kept: str) -> str:
        """Formats a stored time in this zone."""
        if kept == EMPTY_DATE:
            return kept
        seconds, dot, fraction = kept.partition(".")
        moment = datetime.fromisoformat(seconds + "+00:00").astimezone(self.info)
        told = moment.isoformat()[:19] + dot + fraction
        return told + moment.isoformat()[19:] if self.offsets else told


def now() -> str:
    """Returns the current time in its stored form, in .NET's ticks of 100 nanoseconds."""
    ticks = time.time_ns() // 100
    return f"{datetime.fromtimestamp(ticks // 10**7, UTC):%Y-%m-%dT%H:%M:%S}.{ticks % 10**7:07d}"


def requested_zone(headers: Mapping[str, str]) -> Zone:
    """Returns the zone of a request. Raises ServerError (400) for an unknown one."""
    # An unknown zone is refused, which shows mistakes of a client; what the server does is not documented.
    code, *flags = (part.strip() for part in headers.get("so-timezone", "").split(","))
    offsets = "includetzoffset" in {flag.lower() for flag in flags}
    if not code:
        return Zone(_zone(BASE_ZONE.zone), offsets)
    for each in TIME_ZONES:
        if code.upper() == each.code or code == str(each.number):
            return Zone(_zone(each.zone), offsets)
    raise refused("SO-TimeZone", f"the time zone '{code:.40}' is unknown.")


def _zone(name: str) -> tzinfo:
    try:
        return ZoneInfo(name)
    except ZoneInfoNotFoundError:  # Windows without the tzdata package
        return UTC
