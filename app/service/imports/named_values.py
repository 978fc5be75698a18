"""Looks up once what is given by name for a whole table, before anything of it is sent."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING, Final

from app.model.entry import StepKind
from app.model.form.choices import Choices
from app.model.form.field_names import name_in_person, tab_and_name
from app.model.next_steps.card import PROJECT, SELECTION
from app.model.next_steps.declared import NEXT_STEPS
from app.model.text_normalization import normalize_for_search
from app.recognition.tables.columns import MatchedTable
from app.recognition.tables.companies import LISTS_OF_COMPANIES
from app.service.delivery.next_step_sentences import no_such, several
from app.service.imports.custom_values import CUSTOM, gone_entries, is_unlisted
from app.service.imports.set_values import Constants, NotInList, ids_of, with_similar
from app.service.search.result import REFUSED
from app.translation import _
from app.webapi.errors import WebApiError

if TYPE_CHECKING:
    from app.service.imports.remembering import RememberingApi
    from app.webapi.client import WebApi

RECORDS: Final = {
    f"{NEXT_STEPS}.{SELECTION}": StepKind.SELECTION,
    f"{NEXT_STEPS}.{PROJECT}": StepKind.PROJECT,
}
"""What is known by its name alone, and is looked up for each company once more when it is sent."""
_INDEX: Final = re.compile(r"\[\d+\]")
_MOST_COMPARED: Final = 2000
_MOST_TOLD: Final = 3
_MOST_READ: Final = 50
_LONG: Final = 4  # letters of a word that is compared alone
_FEWEST_ROWS: Final = 3
_HARDLY_ANY: Final = 0.1
_MOST_TEXTS: Final = 500
_UNLISTED: Final = _(
    "The list {name} of your SuperOffice has none, or hardly any, of the values of the column “{column}”: "
    "what it has not is left out."
)
_SIMILAR: Final = 0.6  # of 1, as difflib has it


def unknown_names(constants: Constants, api: WebApi, choices: Callable[[str], Choices]) -> dict[str, str]:
    """Returns sentences by path for what the server does not have, with what is similar there.

    Raises WebApiError where it cannot be asked; what it does not let anybody look up is left to the sending.
    """
    unknown: dict[str, str] = {}
    for path, text in constants:
        try:
            if told := " ".join(_told_of(path, text, api, choices)):
                unknown[path] = told
        except WebApiError as error:
            if error.verdict not in REFUSED:
                raise
    return unknown


def field_and_name(path: str, api: WebApi) -> tuple[str, str]:
    """Returns the path of a field, without the numbers of people and rows, and its name."""
    plain = _INDEX.sub("", path)
    of_person = path.startswith("Persons[")
    inside = path.partition(".")[2] if of_person else path
    if not inside.startswith(CUSTOM):
        return plain, name_in_person(inside) if of_person else tab_and_name(path)[1]
    key = inside.removeprefix(CUSTOM)
    layout = api.person_layout() if of_person else api.contact_layout()
    return plain, next((one.field_label or key for one in layout if one.key == key), key)


class ListColumns:
    """The columns of a table that go to lists, of some of which the server's list has hardly a value.

    An industry as a register calls it is in nobody's list: that is told once, and doubts no row.
    """

    def __init__(self, matched: MatchedTable | None, api: RememberingApi) -> None:
        """`matched` is the table; None for companies that are of none."""
        self._matched = matched
        self._api = api
        self._unlisted: dict[str, str] | None = None

    def unlisted(self) -> Mapping[str, str]:
        """Returns the sentences by path; nothing of a list that cannot be read now."""
        if self._unlisted is None:
            try:
                self._unlisted = dict(self._told(self._matched)) if self._matched else {}
            except WebApiError:
                return {}  # who plans a company asks again, and says what is the matter
        return self._unlisted

    def of(self, given: Mapping[str, str]) -> dict[str, str]:
        """Returns what a company has for lists, without what is left out of all."""
        gone = self.unlisted()
        return {path: text for path, text in given.items() if path not in gone or self._is_there(path, text)}

    def _told(self, matched: MatchedTable) -> Iterator[tuple[str, str]]:
        """Yields paths and sentences. Raises WebApiError."""
        for column in matched.columns:
            if not (column.field in LISTS_OF_COMPANIES or column.field.startswith(CUSTOM)):
                continue
            cells = (" ".join(row.cell(column.place).split()) for row in matched.rows)
            texts = Counter(islice(filter(None, cells), _MOST_TEXTS))
            count = sum(texts.values())
            there = sum(number for text, number in texts.items() if self._is_there(column.field, text))
            if count >= _FEWEST_ROWS and there <= _HARDLY_ANY * count:
                name = field_and_name(column.field, self._api.connect())[1]
                yield column.field, _UNLISTED.format(name=name, column=column.heading)

    def _is_there(self, path: str, text: str) -> bool:
        """Returns True for the text of a cell that a list has, or a part of it. Raises WebApiError."""
        if path.startswith(CUSTOM):
            return not is_unlisted(path, text, self._api.connect().contact_layout(), self._api.choices)
        if path == "Associate" and self._api.colleague(text) is not None:
            return True
        try:
            ids_of(path, text, self._api.choices, is_cell=True)
        except NotInList as error:
            return path == "Interests" and len(error.missing) < len(
                {one.strip() for one in text.split(",")} - {""}
            )
        return True


def similar(text: str, names: Iterable[str]) -> tuple[str, ...]:
    """Returns the few names that are most like a text; none for none."""
    from difflib import get_close_matches

    wanted = normalize_for_search(text)
    there = {normalize_for_search(name): name for name in islice(names, _MOST_COMPARED)}
    words = {word: name for one, name in there.items() for word in one.split() if len(word) >= _LONG}
    near = [there[one] for one in get_close_matches(wanted, there, _MOST_TOLD, _SIMILAR)]
    near += [name for one, name in there.items() if one and wanted and (wanted in one or one in wanted)]
    near += [words[one] for one in get_close_matches(wanted, words, 1, _SIMILAR)]
    return tuple(dict.fromkeys(near))[:_MOST_TOLD]


def _told_of(path: str, text: str, api: WebApi, choices: Callable[[str], Choices]) -> Iterator[str]:
    if path.startswith(CUSTOM):
        yield from _told_of_custom(path, text, api, choices)
        return
    if kind := RECORDS.get(path):
        calls = api.next_steps
        find = calls.selections if kind is StepKind.SELECTION else calls.projects
        if len(found := find(text)) != 1:
            yield (
                several(kind, text)
                if found
                else with_similar(no_such(kind, text), similar(text, _names_near(kind, text, api)))
            )
        return
    try:
        ids_of(path, text, choices)
    except NotInList as error:
        names = [line.name for line in error.entries if not line.is_heading]
        for missing, sentence in error.missing.items():
            yield with_similar(sentence, similar(missing, names))


def _told_of_custom(path: str, text: str, api: WebApi, choices: Callable[[str], Choices]) -> Iterator[str]:
    """Yields what is wrong with a custom field that is gone by now, or an entry of its list that is."""
    key, fields = path.removeprefix(CUSTOM), api.contact_layout()
    layout = {field.key for field in fields}
    if key in layout:
        yield from gone_entries([(path, text)], fields, choices).values()
        return
    # One that is hidden is in no layout, and can be set all the same.
    if layout and key not in {one.field_name for one in api.contact_fields()}:
        told = _("“{path}” is no custom field of your SuperOffice.").format(path=path)
        yield with_similar(told, (f"{CUSTOM}{one}" for one in similar(key, layout)))


def _names_near(kind: StepKind, text: str, api: WebApi) -> Iterator[str]:
    """Yields names of selections or projects: of those with a word of the text in them, then of any."""
    calls = api.next_steps
    find = calls.find_selections if kind is StepKind.SELECTION else calls.find_projects
    words = sorted(set(text.split()), key=len, reverse=True)[:_MOST_TOLD]
    for words_of_name in (*words, ""):
        yield from (hit.name for hit in find(words_of_name, _MOST_READ).hits)
