"""Time zones as the server names them: an id, a code, and the zone of the IANA database."""

from typing import NamedTuple


class TimeZone(NamedTuple):
    """A time zone of the server."""

    number: int
    code: str
    name: str
    cities: str
    iso_number: int
    zone: str


# The id of Norway, 261, is the one in https://docs.superoffice.com/en/api/web-services/endpoints/http-headers.
TIME_ZONES = (
    TimeZone(1, "GMT", "Coordinated Universal Time", "", 0, "UTC"),
    TimeZone(261, "NO", "Norway", "Oslo, Bergen, Trondheim", 578, "Europe/Oslo"),
    TimeZone(262, "SE", "Sweden", "Stockholm, Göteborg, Malmö", 752, "Europe/Stockholm"),
    TimeZone(263, "DK", "Denmark", "København, Aarhus", 208, "Europe/Copenhagen"),
    TimeZone(264, "FI", "Finland", "Helsinki", 246, "Europe/Helsinki"),
    TimeZone(265, "IS", "Iceland", "Reykjavík", 352, "Atlantic/Reykjavik"),
    TimeZone(266, "GB", "United Kingdom", "London, Manchester", 826, "Europe/London"),
    TimeZone(267, "IE", "Ireland", "Dublin", 372, "Europe/Dublin"),
    TimeZone(268, "DE", "Germany", "Berlin, Hamburg, München", 276, "Europe/Berlin"),
    TimeZone(269, "FR", "France", "Paris", 250, "Europe/Paris"),
    TimeZone(270, "NL", "Netherlands", "Amsterdam", 528, "Europe/Amsterdam"),
    TimeZone(271, "ES", "Spain", "Madrid, Barcelona", 724, "Europe/Madrid"),
    TimeZone(272, "PT", "Portugal", "Lisboa", 620, "Europe/Lisbon"),
    TimeZone(301, "US-NY", "USA, New York", "New York, Washington", 840, "America/New_York"),
    TimeZone(302, "US-IL", "USA, Illinois", "Chicago", 840, "America/Chicago"),
    TimeZone(303, "US-CO", "USA, Colorado", "Denver", 840, "America/Denver"),
    TimeZone(304, "US-CA", "USA, California", "Los Angeles, San Francisco", 840, "America/Los_Angeles"),
    TimeZone(320, "IN", "India", "Mumbai, Delhi", 356, "Asia/Kolkata"),
    TimeZone(321, "JP", "Japan", "Tokyo", 392, "Asia/Tokyo"),
    TimeZone(322, "AU-NSW", "Australia, New South Wales", "Sydney", 36, "Australia/Sydney"),
)

BASE_ZONE = TIME_ZONES[1]
