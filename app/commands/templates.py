"""``--template NAME``: the values of a template for what a command creates."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.commands.exit_codes import CommandFailed, ExitCode
from app.model.templates.like_last import means_last
from app.model.templates.reading import Templates, named
from app.storage.files.paths import AppPaths
from app.storage.settings.managed_settings import load_managed_settings
from app.storage.settings.settings_file import SettingsFile
from app.translation import _

if TYPE_CHECKING:
    from app.model.form.choices import Choices
    from app.webapi.client import WebApi

_IN_WINDOW = _(
    "“{name}” is a template of the window alone. Keep a card as a template there, and name that one."
)


def check_begins(home: Path | None, name: str) -> None:
    """Raises CommandFailed where the window can begin with no such template: it knows one more."""
    templates = _templates(home)
    if not (named(templates, name) or means_last(name)):
        raise _no_such(name, templates)


def named_template(home: Path | None, name: str) -> tuple[str, dict[str, str]]:
    """Returns the name of a template as it is written, and its values by path; `name` may be in any case.

    Of an empty name both are empty. Raises CommandFailed where there is no such template.
    """
    if not name:
        return "", {}
    templates = _templates(home)
    if there := named(templates, name):
        return there, templates[there]
    if means_last(name):
        raise CommandFailed(_IN_WINDOW.format(name=name))
    raise _no_such(name, templates)


def _templates(home: Path | None) -> Templates:
    own = SettingsFile(AppPaths.of(home).settings).load()
    return load_managed_settings({}).apply(own).templates


def _no_such(name: str, templates: Templates) -> CommandFailed:
    told = _("There is no template “{name}”. These there are: {names}.")
    if not templates:
        told = _("There is no template “{name}”: no template has been made yet.")
    names = ", ".join(sorted(templates, key=str.casefold))
    return CommandFailed(told.format(name=name, names=names))


def with_template(
    company: Mapping[str, Any], values: Mapping[str, str], connect: Callable[[], WebApi]
) -> dict[str, Any]:
    """Returns a company, as JSON has it, with a template where it has nothing. Asks for the server's lists.

    Raises CommandFailed for what a list has not, and WebApiError where the server cannot be asked.
    """
    from app.model.templates.filling import filled
    from app.service.imports.named_values import unknown_names
    from app.service.imports.remembering import RememberingApi
    from app.service.imports.set_values import why_unknown, with_choices

    unknown = [sentence for pair in values.items() if (sentence := why_unknown(*pair))]
    people = {"Persons": company.get("Persons") or []}
    choices: Callable[[str], Choices] = RememberingApi(connect).choices
    unknown = unknown or list(unknown_names(list(values.items()), connect(), choices).values())
    given, wrong = with_choices(people, {}, list(values.items()) if not unknown else (), choices)
    if unknown or wrong:
        raise CommandFailed(" ".join([*unknown, *wrong]), ExitCode.NOT_VALID)
    del given["Persons"]
    return filled(company, given, {})[0]
