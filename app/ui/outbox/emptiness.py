"""What the outbox says where nothing is listed: that there is nothing, or that it cannot be told."""

from __future__ import annotations

from typing import Final

from app.model.outbox_rows import OutboxFilter
from app.translation import _

_NOTHING: Final = _(
    "Nothing here yet.\nWhat you save is listed here until SuperOffice has it, and for a while after that."
)
_UNAVAILABLE: Final = _(
    "The outbox cannot be opened, so what is in it cannot be shown.\n"
    "The window says above why, and what to do."
)


def emptiness(chosen: OutboxFilter, *, is_unavailable: bool) -> str:
    """Returns what is said where nothing is listed; an outbox that cannot be opened is not called empty."""
    if is_unavailable:
        return _UNAVAILABLE
    if chosen.has_all:
        return _NOTHING
    if not chosen.search:
        return _("No company is listed under “{chosen}”.").format(chosen=chosen.text)
    if not chosen.text:
        return _("Nothing is called “{search}” here.").format(search=chosen.search)
    return _("Nothing called “{search}” is listed under “{chosen}”.").format(
        search=chosen.search, chosen=chosen.text
    )
