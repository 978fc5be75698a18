"""Templates as settings and policies have them: the one strict reader.

A template is a name with values by path, both texts, as ``import --set PATH=VALUE`` takes them. What is one
line, as in the registry of Windows, has semicolons between: ``Category=Customer; Source=Trade fair``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from app.translation import _

Templates = dict[str, dict[str, str]]
"""Values by path, by the template's name."""

BEGINS_WITH: Final = "template:"
"""What stands before the name of a template where one start of the program asks another to begin with it."""

MOST_TEMPLATES: Final = 200
MOST_VALUES: Final = 100
LONGEST_NAME: Final = 80
_LONGEST_PATH: Final = 200
_LONGEST_TEXT: Final = 2047


def read_templates(given: object) -> Templates:
    """Returns templates as they are kept. Raises ValueError, with a sentence, for what is none."""
    if not isinstance(given, Mapping):
        raise ValueError(_("Templates are names with values."))  # noqa: TRY004  # what is in a file is a value
    if len(given) > MOST_TEMPLATES:
        raise ValueError(_("There can be {most} templates. Delete one first.").format(most=MOST_TEMPLATES))
    found: Templates = {}
    for name, values in given.items():
        _add(found, name, values)
    return found


def readable_templates(given: object) -> tuple[Templates, tuple[str, ...]]:
    """Returns the templates that can be read, and the names of those that cannot.

    Raises ValueError, with a sentence, where all of it is none.
    """
    read_templates(given if not isinstance(given, Mapping) or len(given) > MOST_TEMPLATES else {})
    found: Templates = {}
    others: list[str] = []
    for name, values in given.items() if isinstance(given, Mapping) else ():
        try:
            _add(found, name, values)
        except ValueError:
            shown = "".join(sign if sign.isprintable() else " " for sign in str(name)[:LONGEST_NAME])
            others.append(" ".join(shown.split()))
    return found, tuple(others)


def _add(found: Templates, name: object, values: object) -> None:
    wrong = why_no_name(name) if isinstance(name, str) else _("Templates are names with values.")
    if wrong or not isinstance(name, str) or named(found, name):
        raise ValueError(wrong or _("Two templates have the name “{name}”.").format(name=name))
    found[name.strip()] = _values_of(values, name)


def why_no_name(name: str) -> str:
    """Returns a sentence if a template cannot have that name; empty otherwise."""
    if not name.strip():
        return _("A template needs a name.")
    if len(name) > LONGEST_NAME or not name.isprintable():
        return _("A template’s name is one line of at most {most} characters.").format(most=LONGEST_NAME)
    return ""


def named(templates: Mapping[str, Any], name: str) -> str:
    """Returns the name of a template as it is written, ignoring case; empty if there is none of it."""
    wanted = name.strip().casefold()
    return next((one for one in templates if one.casefold() == wanted), "")


def without(templates: Templates, name: str) -> Templates:
    """Returns the templates without the one of that name, ignoring case."""
    gone = named(templates, name)
    return {one: values for one, values in templates.items() if one != gone}


def _values_of(given: object, name: str) -> dict[str, str]:
    wrong = _("The template “{name}” cannot be read: it has values by fields, as Category=Customer.")
    values = _pairs(given) if isinstance(given, str) else given
    if not isinstance(values, Mapping) or not 0 < len(values) <= MOST_VALUES:
        raise ValueError(wrong.format(name=name))
    for path, text in values.items():
        if not (isinstance(path, str) and isinstance(text, str) and path.strip() and text.strip()):
            raise ValueError(wrong.format(name=name))
        if len(path) > _LONGEST_PATH or len(text) > _LONGEST_TEXT:
            raise ValueError(wrong.format(name=name))
    return {path.strip(): text.strip() for path, text in values.items()}


def _pairs(line: str) -> dict[str, str] | None:
    """Returns the values of a template that is one line; None for a part that is no value."""
    parts = [part.partition("=") for part in line.split(";") if part.strip()]
    return {path.strip(): text for path, sign, text in parts} if all(sign for _p, sign, _t in parts) else None
