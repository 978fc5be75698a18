"""The next steps as a person edits them: one of each kind, as a few values by name.

What a form has besides, a second selection or a consent, stays as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from app.model.carriers.wire import DateTimeText
from app.translation import _

SELECTION, PROJECT, SUPPORT_PERSON = "Selection", "Project", "SupportPerson"
APPOINTMENT: Final = ("Title", "StartDate", "Task", "Associate", "Description")
"""What of a card is the appointment's."""
USUAL_HOUR: Final = timedelta(hours=9)


def card_of(steps: object) -> dict[str, Any]:
    """Returns the values of the first step of each kind; of what is no step, nothing."""
    first = _first_of_kinds(steps)
    card = {name: first.get("Appointment", {}).get(name) for name in APPOINTMENT}
    card |= {kind: first.get(kind, {}).get("Name") for kind in (SELECTION, PROJECT)}
    card[SUPPORT_PERSON] = True if SUPPORT_PERSON in first else None
    return {name: value for name, value in card.items() if value not in (None, "")}


def picked_of(steps: object) -> dict[str, dict[str, Any]]:
    """Returns the first selection and the first project: their names, and numbers where these are known."""
    first = _first_of_kinds(steps)
    picked = {kind: first.get(kind, {}) for kind in (SELECTION, PROJECT)}
    return {
        kind: {name: step[name] for name in ("Id", "Name") if step.get(name)}
        for kind, step in picked.items()
        if step.get("Name")
    }


def with_card(steps: object, card: Mapping[str, Any]) -> list[Any]:
    """Returns the steps with the first of each kind as the card has it, without those that it has not.

    A selection or project is a name, or its name and number (`picked_of`).
    """
    first = _first_of_kinds(steps)
    made = {
        "Appointment": _appointment(first.get("Appointment", {}), card),
        **{kind: _named(kind, first.get(kind, {}), card.get(kind)) for kind in (SELECTION, PROJECT)},
        SUPPORT_PERSON: first.get(SUPPORT_PERSON, {"Kind": SUPPORT_PERSON})
        if card.get(SUPPORT_PERSON)
        else {},
    }
    kept: list[Any] = []
    for step in steps if isinstance(steps, list | tuple) else ():
        kind = str(step.get("Kind")) if isinstance(step, Mapping) else ""
        one = made.pop(kind) if kind in made and step is first.get(kind) else step
        kept += [one] if one else []
    return [*kept, *(step for step in made.values() if step)]


def is_appointment(card: Mapping[str, Any]) -> bool:
    """Returns True if anything of an appointment is on the card."""
    return any(card.get(name) for name in APPOINTMENT)


def with_usual_hour(start: str) -> str:
    """Returns the start of an appointment: a day without a time, midnight here, is nine o'clock."""
    try:
        moment = DateTimeText(start).moment
    except ValueError:
        return start
    here = moment.astimezone() if moment else None
    if here is None or (here.hour, here.minute) != (0, 0):
        return start
    return str(DateTimeText.from_datetime((here.replace(tzinfo=None) + USUAL_HOUR).astimezone()))


def past_moment(start: object, now: datetime) -> datetime | None:
    """Returns when an appointment began, in the zone of `now`, if that is past; None for any other.

    The minute that is running is not past, and today at nine o'clock is not: a day alone means that hour.
    """
    try:
        moment = DateTimeText(str(start)).moment
    except ValueError:
        return None
    here = moment.astimezone(now.tzinfo) if moment else None
    if here is None or here >= now.replace(second=0, microsecond=0):
        return None
    is_day_alone = here == here.replace(hour=0, minute=0, second=0, microsecond=0) + USUAL_HOUR
    return None if is_day_alone and here.date() == now.date() else here


def summary(steps: object, purpose_of: Callable[[str], str] = str) -> Iterator[str | datetime]:
    """Yields what is told of the steps in one line: names, and when an appointment begins (zone-aware).

    `purpose_of` returns what the server calls the purpose of a consent, by its key.
    """
    for step in steps if isinstance(steps, Sequence) and not isinstance(steps, str) else ():
        if not isinstance(step, Mapping):
            continue
        if told := _called(step, purpose_of):
            yield told
        if isinstance(start := step.get("StartDate"), str):
            try:
                moment = DateTimeText(start).moment
            except ValueError:
                moment = None
            if moment:
                yield moment


def _called(step: Mapping[str, Any], purpose_of: Callable[[str], str]) -> str:
    """Returns what a step is called; empty where nothing of it is a name."""
    kind, name = step.get("Kind"), step.get("Name")
    if kind == SUPPORT_PERSON:
        return _("Support person")
    if isinstance(name, str) and kind == "Move":
        return _("{name} moves here").format(name=name)
    if isinstance(name, str) and kind == "Consent":
        return _("Consent of {name}").format(name=name)
    called = next((step[key] for key in ("Title", "Name") if isinstance(step.get(key), str)), "")
    purpose = step.get("Purpose")
    return called or (purpose_of(purpose) if isinstance(purpose, str) and purpose else "")


def _first_of_kinds(steps: object) -> dict[str, Mapping[str, Any]]:
    first: dict[str, Mapping[str, Any]] = {}
    for step in steps if isinstance(steps, list | tuple) else ():
        if isinstance(step, Mapping) and isinstance(kind := step.get("Kind"), str):
            first.setdefault(kind, step)
    return first


def _appointment(before: Mapping[str, Any], card: Mapping[str, Any]) -> Mapping[str, Any]:
    if not is_appointment(card):
        return {}
    made = {"Kind": "Appointment", **before} | {name: card.get(name) for name in APPOINTMENT}
    if made["StartDate"] != before.get("StartDate"):
        made.pop("EndDate", None)
    made = {name: value for name, value in made.items() if value not in (None, "")}
    return before if made == before else made


def _named(kind: str, before: Mapping[str, Any], given: Any) -> Mapping[str, Any]:
    picked = given if isinstance(given, Mapping) else {"Name": given}
    name, number = picked.get("Name"), picked.get("Id")
    if not name:
        return {}
    if before.get("Name") == name and number in (None, before.get("Id")):
        return before
    kept = before if before.get("Name") == name and "Id" not in before else {"Kind": kind}
    return {**kept, "Name": name, **({"Id": number} if number else {})}
