"""Time zones as the server names them: an id, a code made of countries, and the zone behind it."""

from typing import NamedTuple


class Place(NamedTuple):
    number: int
    code: str
    name: str
    cities: str
    iso_number: int
    zone: str


# The id of Norway, 261, is the one in https://docs.superoffice.com/en/api/web-services/endpoints/http-headers.
PLACES = (
    Place(1, "GMT", "Coordinated Universal Time", "", 0, "UTC"),
    Place(261, "NO", "Norway", "Oslo, Bergen, Trondheim", 578, "Europe/Oslo"),
    Place(262, "SE", "Sweden", "Stockholm, Göteborg, Malmö", 752, "Europe/Stockholm"),
    Place(263, "DK", "Denmark", "København, Aarhus", 208, "Europe/Copenhagen"),
    Place(264, "FI", "Finland", "Helsinki", 246, "Europe/Helsinki"),
    Place(265, "IS", "Iceland", "Reykjavík", 352, "Atlantic/Reykjavik"),
    Place(266, "GB", "United Kingdom", "London, Manchester", 826, "Europe/London"),
    Place(267, "IE", "Ireland", "Dublin", 372, "Europe/Dublin"),
    Place(268, "DE", "Germany", "Berlin, Hamburg, München", 276, "Europe/Berlin"),
    Place(269, "FR", "France", "Paris", 250, "Europe/Paris"),
    Place(270, "NL", "Netherlands", "Amsterdam", 528, "Europe/Amsterdam"),
    Place(271, "ES", "Spain", "Madrid, Barcelona", 724, "Europe/Madrid"),
    Place(272, "PT", "Portugal", "Lisboa", 620, "Europe/Lisbon"),
    Place(301, "US-NY", "USA, New York", "New York, Washington", 840, "America/New_York"),
    Place(302, "US-IL", "USA, Illinois", "Chicago", 840, "America/Chicago"),
    Place(303, "US-CO", "USA, Colorado", "Denver", 840, "America/Denver"),
    Place(304, "US-CA", "USA, California", "Los Angeles, San Francisco", 840, "America/Los_Angeles"),
    Place(320, "IN", "India", "Mumbai, Delhi", 356, "Asia/Kolkata"),
    Place(321, "JP", "Japan", "Tokyo", 392, "Asia/Tokyo"),
    Place(322, "AU-NSW", "Australia, New South Wales", "Sydney", 36, "Australia/Sydney"),
)

BASE = PLACES[1]
