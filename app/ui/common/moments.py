"""Formats times for the desktop's zone and language."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QDateTime, QLocale

from app.translation import _


def moment_text(moment: datetime, now: datetime) -> str:
    """Formats a zone-aware time for the desktop: the time alone if it is today, else with the date."""
    at, today = _local(moment), _local(now).date()
    locale = QLocale()
    clock = locale.toString(at.time(), QLocale.FormatType.ShortFormat)
    if at.date() == today:
        return clock
    if at.date().addDays(1) == today:
        return _("Yesterday {clock}").format(clock=clock)
    return f"{locale.toString(at.date(), QLocale.FormatType.ShortFormat)} {clock}"


def full_moment_text(moment: datetime) -> str:
    return QLocale().toString(_local(moment), QLocale.FormatType.LongFormat)


def _local(moment: datetime) -> QDateTime:
    return QDateTime.fromSecsSinceEpoch(int(moment.timestamp()))
