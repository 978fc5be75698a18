"""The templates in use, the administrator's and the user's own: filled into the form, or kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any, Final, Protocol

from PySide6.QtCore import QDate, QObject, Signal

from app.controller.connection.connections import Connections
from app.controller.form.lookups import Lookups
from app.controller.process.failures import sentence_for
from app.controller.process.workers import WorkerPool
from app.model.form.choices import Choices
from app.model.history.origin import with_template
from app.model.next_steps.declared import NEXT_STEPS
from app.model.templates.filling import filled, has_all, names_of
from app.model.templates.like_last import LAST, LIKE_LAST, means_last
from app.model.templates.numbers import LISTS, for_server, numbered, server_of
from app.model.templates.reading import Templates, named, without
from app.service.lookups import LAYOUT
from app.storage.settings.settings_file import Settings, SettingsFile
from app.translation import _

_NOT_KEPT = _("The templates could not be kept, so they hold until the window is closed.")
_SOMEBODY: Final[dict[str, Any]] = {"Persons": [{}]}
"""A support person can be said before there is anybody; Save tells where nobody is."""


@dataclass(frozen=True)
class Filled:
    """A form with a template in it, and the sentence that tells what went in and what did not."""

    form: dict[str, Any]
    sentence: str
    is_changed: bool


class SavedLast(Protocol):
    """A company's name, and what it was saved with."""

    @property
    def name(self) -> str: ...

    @property
    def form(self) -> Mapping[str, Any]: ...


class LatestCompanies(Protocol):
    """Whoever knows the company that was saved last, once that `is_known`."""

    @property
    def is_known(self) -> bool: ...

    @property
    def last(self) -> SavedLast | None: ...


class TemplatesController(QObject):
    """Knows the templates, and writes the user's own on the thread of the disk."""

    more_came = Signal()  # the settings, or a list: what a template may wait for
    problem_reported = Signal(str)  # sentence

    def __init__(
        self,
        file: SettingsFile,
        connections: Connections,
        lookups: Lookups,
        disk: WorkerPool,
        parent: QObject | None = None,
        *,
        latest: LatestCompanies | None = None,
    ) -> None:
        super().__init__(parent)
        self._latest = latest
        self._file = file
        self._connections = connections
        self._lookups = lookups
        self._disk = disk
        self.templates: Templates = dict(connections.settings.templates)
        connections.opened.connect(self._on_opened)
        lookups.choices_changed.connect(lambda _name, _choices: self.more_came.emit())
        lookups.problem_changed.connect(lambda _sentence: self.more_came.emit())

    def why_given(self, name: str) -> str:
        """Returns why the user cannot change a template; empty if they can."""
        return self._connections.managed.why_template_given(name)

    @property
    def last(self) -> SavedLast | None:
        """The company saved last; None if there is none, or it is not known yet."""
        return self._latest.last if self._latest else None

    @property
    def all_values(self) -> dict[str, Mapping[str, str]]:
        """What each template holds for the connection in use, by path, by its name."""
        return {name: self.values_of(name) for name in self.templates}

    @property
    def _server(self) -> str:
        return server_of(self._connections.status.profile)

    def key_of(self, name: str) -> str:
        """Returns the template that somebody means, ignoring case: its name, or LAST; empty if none is."""
        if there := named(self.templates, name):
            return there
        return LAST if means_last(name) else ""

    def values_of(self, key: str) -> Mapping[str, str]:
        """Returns what a template holds, by path; of the company saved last what is not its own alone."""
        if key != LAST:
            return for_server(self.templates.get(key, {}), self._server)
        last = self.last
        return self.captured(self._shared_of(last)) if last else {}

    def has_to_wait(self, key: str, *, is_asked: bool = False) -> bool:
        """Returns True while the settings, the company saved last or a list of the template have not come.

        A list that nobody wanted yet is wanted now, and one that did not come if somebody `is_asked` for it.
        """
        if key not in self.templates and (key != LAST or not self._connections.is_open):
            return not self._connections.is_open
        if key == LAST and not self._is_last_readable():
            return True
        from app.service.imports.custom_values import custom_lists

        paths = self.values_of(key)
        wanted = {LISTS[path] for path in paths if path in LISTS}
        wanted |= set(custom_lists(paths, self._lookups.rules.layout))
        missing = wanted - self._lookups.choices.keys()
        if "task" in missing and (is_asked or not self._lookups.has_answered("task")):
            self._lookups.want("task")
        if key == LAST:  # it has numbers as well: no name needs a list that does not come
            missing = {one for one in missing if not self._lookups.has_answered(one)}
        return bool(missing)

    def _is_last_readable(self) -> bool:
        """Returns False while it is not known, or not what its custom fields are."""
        has_custom = self.last is not None and bool(self.last.form.get("CustomFields"))
        is_known = self._latest is None or self._latest.is_known
        return is_known and (not has_custom or self._lookups.has_answered(LAYOUT))

    def _list_of(self, path: str) -> str:
        from app.service.imports.custom_values import custom_lists

        return LISTS.get(path) or next(custom_lists([path], self._lookups.rules.layout), "")

    def _shared_of(self, last: SavedLast) -> dict[str, Any]:
        from app.model.templates.sharing import shared

        return shared(last.form, self._lookups.rules.layout, _today())

    def fill(self, key: str, form: Mapping[str, Any]) -> Filled:
        """Returns a form with the template where it was empty; what its lists have not is told."""
        from app.model.templates.sharing import as_saved
        from app.service.imports.custom_values import gone_entries
        from app.service.imports.set_values import why_unknown, with_choices, with_ids

        choices = self._lookups.choices

        def entries_of(list_name: str) -> Choices:
            return choices.get(list_name) or Choices()

        given = self.values_of(key)
        shared = self._shared_of(last) if key == LAST and (last := self.last) else {}
        unlisted = {path for path in given if shared and self._list_of(path) not in ("", *choices)}
        given = {path: text for path, text in given.items() if path not in unlisted}
        unknown = [sentence for pair in given.items() if (sentence := why_unknown(*pair))]
        known = [pair for pair in given.items() if not why_unknown(*pair)]
        gone = gone_entries(known, self._lookups.rules.layout, entries_of)
        unknown += gone.values()
        known = [pair for pair in known if pair[0] not in gone]
        values, wrong = with_choices(_SOMEBODY, {}, known, entries_of)
        unknown += wrong
        del values["Persons"]
        if NEXT_STEPS in values:
            values[NEXT_STEPS], wrong = with_ids(values[NEXT_STEPS], entries_of)
            unknown += wrong
        if shared:
            values = as_saved(values, shared, unlisted)
        return _noted(fill_form(self._lookups, values, form, unknown), LIKE_LAST if key == LAST else key)

    def captured(self, form: Mapping[str, Any]) -> dict[str, str]:
        """Returns what of a card can be kept as a template, by path."""
        from app.model.templates.capture import captured

        return captured(form, self._lookups.choices, _today())

    def keep(self, name: str, values: Mapping[str, str]) -> None:
        """Keeps a template; one of that name is replaced. Raises ValueError, with a sentence, for none."""
        if given := self.why_given(named(self.templates, name)):
            raise ValueError(given)
        _check_name(name)
        kept = numbered(values, self._lookups.choices, self._server)
        self._change(lambda own: without(own, name) | {name.strip(): kept})

    def rename(self, name: str, new: str) -> None:
        """Gives a template another name. Raises ValueError, with a sentence, where that cannot be."""
        if (other := named(self.templates, new)) and other != name:
            raise ValueError(_("Two templates have the name “{name}”.").format(name=other))
        _check_name(new)
        renamed = {name: new.strip()}
        self._change(lambda own: {renamed.get(one, one): values for one, values in own.items()})

    def remove(self, name: str) -> None:
        """Deletes a template of the user's own."""
        self._change(lambda own: without(own, name))

    def _change(self, edit: Callable[[Templates], Templates]) -> None:
        # Checked first as the settings would have it: what is wrong is told here.
        self.templates = Settings(templates=edit(self.templates)).templates
        work = partial(self._file.change, lambda now: now.with_changes(templates=edit(now.templates)))
        self._disk.run(work, None, self._on_not_kept)

    def _on_opened(self) -> None:
        self.templates = dict(self._connections.settings.templates)
        self.more_came.emit()

    def _on_not_kept(self, error: Exception) -> None:
        self.problem_reported.emit(sentence_for(error) or _NOT_KEPT)


def _today() -> date:
    return QDate.currentDate().toPython()  # type: ignore[return-value]  # a date


def _noted(done: Filled, name: str) -> Filled:
    """Returns a form that knows by which template it was filled, if it was."""
    return replace(done, form=with_template(done.form, name)) if done.is_changed else done


def fill_form(
    lookups: Lookups, values: Mapping[str, Any], form: Mapping[str, Any], unknown: list[str] | None = None
) -> Filled:
    """Returns a form with values where it was empty; what is closed stays, and what is `unknown` is told."""
    rules = lookups.rules

    def is_locked(path: str) -> bool:
        rule = rules.for_path(path)
        return rule.read_only or rule.hidden

    result, went_in = filled(form, values, lookups.proposed, is_locked)
    told = list(unknown or ())
    if went_in:
        names = ", ".join(names_of(went_in))
        told.insert(0, _("Filled in: {names}. Ctrl+Z takes it back.").format(names=names))
    elif values:
        told.insert(0, _("Nothing was empty that it fills in, so nothing was changed."))
    left = [path for path in values if path not in went_in and not has_all(result.get(path), values[path])]
    if went_in and left:
        told.append(_("Left as it was: {names}.").format(names=", ".join(names_of(left))))
    return Filled(result, " ".join(told), bool(went_in))


def _check_name(name: str) -> None:
    """Raises ValueError, with a sentence, for the name of the one that the program has itself."""
    if means_last(name):
        raise ValueError(_("A template of the program has that name. Choose another one."))
