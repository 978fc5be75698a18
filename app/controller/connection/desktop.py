"""What the desktop says about its user: the time zone, as SuperOffice codes it."""

from __future__ import annotations

from PySide6.QtCore import QDateTime, QLocale, QTimeZone


def zone_code(zone: QTimeZone) -> str:
    """Returns SuperOffice's code of a time zone: its country's; empty if the country has several zones.

    Source: docs "SO-TimeZone". Codes of parts of countries ("US-NY") cannot be told from the zone's name.
    """
    now = QDateTime.currentDateTimeUtc()
    territory = zone.territory()
    if territory in (QLocale.Country.AnyTerritory, QLocale.Country.World):
        return ""
    offsets = {QTimeZone(one).offsetFromUtc(now) for one in QTimeZone.availableTimeZoneIds(territory)}
    return QLocale.territoryToCode(territory) if len(offsets) == 1 else ""
