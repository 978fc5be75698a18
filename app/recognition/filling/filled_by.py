"""Which fields of a form a register has filled, and when: part of the form, so that a draft keeps it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from app.model.form.choices import FILLED_BY
from app.model.form.paths import value_at

_MOST = 500
_KEYS = ("by", "at", "value")


def with_filled(
    form: Mapping[str, Any],
    before: Mapping[str, Any],
    by_source: Mapping[str, Mapping[str, Any]],
    when: datetime,
) -> dict[str, Any]:
    """Returns the form with what each source has filled of it; `before` is the form without any of that.

    `by_source` has, by the name of the source, the form with the values of that source alone. What has been
    filled before and is something else by now is forgotten.
    """
    found = {
        path: {"by": source, "at": when.isoformat(timespec="seconds"), "value": value}
        for source, after in by_source.items()
        for path, value in _values(after, "")
        if value not in (None, "") and value_at(before, path) != value
    }
    told = {**_read(form), **found}
    kept = {path: one for path, one in told.items() if value_at(form, path) == one["value"]}
    others = {name: value for name, value in form.items() if name != FILLED_BY}
    return {**others, FILLED_BY: kept} if kept else others


def filled_in(form: Mapping[str, Any]) -> dict[str, tuple[str, datetime]]:
    """Returns the fields that stand as a register has filled them, by path: its name, and when it said so."""
    return {
        path: (one["by"], datetime.fromisoformat(one["at"]))
        for path, one in _read(form).items()
        if value_at(form, path) == one["value"]
    }


def _read(form: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Returns what a form says of it; a draft may have been damaged on the disk."""
    told = form.get(FILLED_BY)
    pairs = list(told.items())[:_MOST] if isinstance(told, Mapping) else []
    return {path: dict(one) for path, one in pairs if isinstance(path, str) and _is_sound(one)}


def _is_sound(one: object) -> bool:
    if not isinstance(one, Mapping) or not all(key in one for key in _KEYS):
        return False
    try:
        datetime.fromisoformat(one["at"])
    except (TypeError, ValueError):
        return False
    return isinstance(one["by"], str)


def _values(found: Any, path: str) -> Iterator[tuple[str, Any]]:
    """Yields the single values of the company's part of a form, with their paths."""
    if isinstance(found, Mapping):
        for name, value in found.items():
            if path or name not in ("Persons", FILLED_BY):
                yield from _values(value, f"{path}.{name}" if path else name)
    elif isinstance(found, list):
        for index, value in enumerate(found):
            yield from _values(value, f"{path}[{index}]")
    else:
        yield path, found
