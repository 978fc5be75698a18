"""The inputs of the dialog, one line each; a path is the name of a value of `app.model.next_steps.card`."""

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
SUPPORT: Final = Field("SupportPerson", _("The first contact is the &support person"), Tab.MORE, Kind.CHECK)
FIELDS: Final = (*APPOINTMENT, *MEMBERSHIPS, SUPPORT)
