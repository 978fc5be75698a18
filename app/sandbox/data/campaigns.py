"""The invented selections and projects: names that a company is put into after a fair."""

from typing import NamedTuple


class Campaign(NamedTuple):
    """A selection or a project; only a static selection takes members by hand."""

    number: int
    name: str
    is_static: bool = True


SELECTIONS = (
    Campaign(1, "Fair Oslo 2026"),
    Campaign(2, "Newsletter spring"),
    Campaign(3, "Large customers", is_static=False),
    Campaign(4, "Christmas cards"),
    Campaign(5, "Christmas cards"),
)
PROJECTS = (
    Campaign(1, "Harbour lights"),
    Campaign(2, "Energy day 2026"),
)
CONSENT_PURPOSES = {"STORE": "Sales and service", "EMARKETING": "E-marketing"}
CONSENT_SOURCES = ("UNKNOWN", "USER", "WEBFORM", "API", "PHONE", "EMAIL")
LEGAL_BASES = ("61A", "61B", "61C", "61D", "61E", "61F", "WITHDRAWN")
