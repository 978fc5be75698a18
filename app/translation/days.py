"""Days and months as a sentence has them: ``24 November 2026``."""

from __future__ import annotations

from app.translation.catalogue import _, pgettext

TYPE_CHECKING = False  # for the checker it is True; typing itself takes its time to load

if TYPE_CHECKING:
    from datetime import date


def month_name(month: int, year: int = 0) -> str:
    """Returns the name of a month, 1 to 12, in the program's language, with the year unless that is 0."""
    name = _months()[month - 1]
    return f"{name} {year}" if year else name


def day_in_words(day: date, *, has_year: bool = True) -> str:
    """Returns a day with the month's name in the program's language."""
    text = pgettext("date", "{day} {month} {year}") if has_year else pgettext("date", "{day} {month}")
    return text.format(day=day.day, month=month_name(day.month), year=day.year)


def _months() -> tuple[str, ...]:
    return (
        *(_("January"), _("February"), _("March"), _("April"), pgettext("month", "May"), _("June")),
        *(_("July"), _("August"), _("September"), _("October"), _("November"), _("December")),
    )
