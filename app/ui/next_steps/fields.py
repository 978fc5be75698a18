"""The inputs of the dialog, one line each.

A path is the name of a value of `app.model.next_steps.card`, or of a consent.
"""

from __future__ import annotations

from typing import Final

from app.model.form.fields import Field, Kind, Tab
from app.translation import _

START: Final = Field("StartDate", _("&When"), Tab.MORE, Kind.MOMENT)
TITLE: Final = Field("Title", _("Wh&at"), Tab.MORE, length=254)
TASK: Final = Field("Task", _("T&ype"), Tab.MORE, Kind.CHOICE, list_name="task")
OWNER: Final = Field("Associate", _("&For"), Tab.MORE, Kind.CHOICE, list_name="associate", key="AssociateId")
NOTE: Final = Field("Description", _("N&ote"), Tab.MORE, length=2047)
APPOINTMENT: Final = (START, TITLE, TASK, OWNER, NOTE)
MEMBERSHIPS: Final = (
    Field("Selection", _("S&election"), Tab.MORE, Kind.CHOICE, length=254),
    Field("Project", _("&Project"), Tab.MORE, Kind.CHOICE, length=254),
)
WHOSE: Final = Field("Person", _("Of w&hom"), Tab.MORE, Kind.CHOICE, key="Person")
CONSENT: Final = (
    WHOSE,
    Field("Purpose", _("P&urpose"), Tab.MORE, Kind.CHOICE, list_name="consentpurpose", key="Key"),
    Field("Source", _("Sou&rce"), Tab.MORE, Kind.CHOICE, list_name="consentsource", key="Key"),
    Field("LegalBase", _("&Legal basis"), Tab.MORE, Kind.CHOICE, list_name="legalbase", key="Key"),
)
"""Whose consent it is, and what `app.model.next_steps.consents` has of it."""
SUPPORT: Final = Field("SupportPerson", _("The first contact is the &support person"), Tab.MORE, Kind.CHECK)
FIELDS: Final = (*APPOINTMENT, *MEMBERSHIPS, SUPPORT)
