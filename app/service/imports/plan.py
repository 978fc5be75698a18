"""Plans what becomes of each company of a table: it is clear, in doubt, wrong, or was imported before."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from app.model.additions.target import Target, with_target
from app.model.carriers.contact import ContactEntity
from app.model.carriers.lists import Country
from app.model.checks.problem import Problem, Severity
from app.model.company_search.questions import org_nr_key
from app.model.company_search.similar_companies import SearchKeys, search_keys_of
from app.model.form.choices import UNRESOLVED
from app.model.form.field_names import tab_and_full_name
from app.model.form.submission import InvalidEntity, entity_from_form
from app.model.history.origin import with_same
from app.model.imports.people_twice import people_twice
from app.model.next_steps.declared import NEXT_STEPS
from app.recognition import FormContext, merge, review
from app.recognition.filling.plans import no_such_country
from app.recognition.tables.columns import MatchedTable
from app.recognition.tables.companies import TableCompany
from app.service.company_search.people_of_same import told_of_same
from app.service.company_search.recent_answers import RecentAnswers
from app.service.company_search.same_name import companies_of_name
from app.service.company_search.similar_companies import search_similar
from app.service.imports.custom_values import CUSTOM, with_columns
from app.service.imports.earlier_imports import Before, EarlierImports, spelling_of
from app.service.imports.named_values import RECORDS, ListColumns, field_and_name, unknown_names
from app.service.imports.remembering import RememberingApi
from app.service.imports.set_values import Constants, with_choices, with_ids, with_our_contact
from app.service.imports.within_table import WithinTable
from app.service.server_rules import CheckedCompany, check_company
from app.translation import _
from app.webapi.errors import WebApiError

if TYPE_CHECKING:
    from app.webapi.client import WebApi

_IMPORTED: Final = uuid.UUID("6f8ff0b1-7ad5-4a4e-9b41-0a1c7e8f7a55")
"""The namespace (RFC 9562, 5.5) of the ids of imported companies."""
_UNKNOWN: Final = _("It could not be checked whether SuperOffice has it already.")


class Outlook(StrEnum):
    """What can be done with a company of a table. The words are stable: scripts rely on them."""

    CLEAR = "clear"
    DOUBTFUL = "doubtful"
    WRONG = "wrong"
    DONE = "done"


@dataclass(frozen=True)
class PlannedCompany:
    """One company with what speaks against sending it.

    `id` is the same whenever the same company of a table is planned for the same connection: it is that of
    its entry, or of its draft. `reasons` are sentences; without `checked` it cannot be sent at all.
    `missing` says what the tenant requires and the table has not, `lacking` has the fields' paths, without
    the numbers of people, and names: the server takes such companies.
    `is_double` tells that SuperOffice, the outbox or the table before it has a company of that name,
    `is_only_double` that nothing else speaks against it.
    One that was imported `before` has that sentence first among its reasons, and those of a draft after it.
    Where it replaces the draft of its id, which nobody has touched, `otherwise` is the id that it has once
    somebody has; else empty.
    """

    company: TableCompany
    id: str
    form: Mapping[str, Any]
    outlook: Outlook
    reasons: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    lacking: tuple[tuple[str, str], ...] = ()
    checked: CheckedCompany | None = None
    is_double: bool = False
    is_only_double: bool = False
    before: Before | None = None
    otherwise: str = ""

    @property
    def name(self) -> str:
        """The name of the company; empty if the table has none."""
        return self.company.name


class Planner:
    """Plans companies one after the other, asking the server for each. Blocks.

    `found_before` tells of an entry or a draft that has an id already; `in_outbox` has sentences by the names
    of companies that wait or were saved, `earlier` finds those of tables there that had other columns.
    `constants` are for every company, and so is `begin_with`: values of a form. What the table has comes
    before both, and a value of `begin_with` before a constant of the same field. `matched` is that table.
    """

    def __init__(
        self,
        profile: str,
        connect: Callable[[], WebApi],
        found_before: Callable[[str], Before | None],
        in_outbox: Mapping[str, str] | None = None,
        *,
        constants: Constants = (),
        begin_with: Mapping[str, Any] | None = None,
        earlier: EarlierImports | None = None,
        matched: MatchedTable | None = None,
    ) -> None:
        self._earlier = earlier or EarlierImports((), lambda _id: None)
        if matched is not None:
            self._earlier.look_in(matched.rows)
        self._profile = profile
        self._api = RememberingApi(connect)
        self._lists = ListColumns(matched, self._api)
        self._begin_with = dict(begin_with or {})
        self._found_before = found_before
        self._in_outbox = {spelling_of(name): told for name, told in (in_outbox or {}).items()}
        self._alike_in_outbox = WithinTable.of_names(in_outbox or ())
        self._planned = WithinTable()
        self._constants = [one for one in constants if not self._begins_with(one[0])]
        self._unknown: Mapping[str, str] | None = None
        self._recent = RecentAnswers()
        self._made: tuple[TableCompany, tuple[dict[str, Any], list[str]]] | None = None
        self._there: dict[str, Callable[[Mapping[str, Any]], dict[str, Any]]] = {}  # what a draft becomes

    def plan(self, company: TableCompany) -> PlannedCompany:
        """Plans one company. Raises WebApiError if the server does not take anything at the moment."""
        before = self.known(company)
        if before is None:
            return self._checked(company)
        if before.before is None or not before.before.is_draft:
            return before
        # Why it is a draft is told each time: who reads it has not the answer of the time before.
        return replace(before, reasons=(*before.reasons, *self._checked(company).reasons))

    def region(self) -> str:
        """Returns the code of the country of new companies; empty if they have none. Raises WebApiError."""
        return self._api.region_of_new_companies()

    def unknown(self) -> Mapping[str, str]:
        """Returns sentences, by path, for constants that name what the server does not have. Asks it once.

        Raises WebApiError if the server does not take anything at the moment.
        """
        if self._unknown is None:
            self._unknown = unknown_names(self._constants, self._api.connect(), self._api.choices)
        return self._unknown

    def unlisted(self) -> tuple[str, ...]:
        """Returns sentences for columns of which the server's lists have hardly a value."""
        return tuple(self._lists.unlisted().values())

    def known(self, company: TableCompany) -> PlannedCompany | None:
        """Returns a company that was imported before, by what is stored alone; None if it was not."""
        entry_id = self._id_of(company)
        if not self._earlier.otherwise(entry_id) and (before := self._found_before(entry_id)):
            return PlannedCompany(company, entry_id, {}, Outlook.DONE, (before.sentence,), before=before)
        return None

    def _checked(self, company: TableCompany) -> PlannedCompany:
        """Checks a company. Raises WebApiError as `plan` does."""
        form, doubts = self._form_of(company)
        planned = self._begun(company, form, Outlook.CLEAR)
        doubts = [*self._earlier.reasons(planned.id, self._found_before, form), *doubts]
        try:
            entity = entity_from_form(form)
        except InvalidEntity as error:
            reasons = tuple(_told(one.path, one.message) for one in error.problems)
            return replace(planned, outlook=Outlook.WRONG, reasons=reasons)
        # By the country that a row tells, be it none of the server's: the default one has other numbers.
        checked = check_company(self._api.connect, entity, company.region)
        if checked.unavailable:
            raise checked.unavailable
        wrong = [_told(one.path, one.message) for one in _of(checked, Severity.ERROR)]
        doubts += [_told(one.path, one.message) for one in _of(checked, Severity.WARNING)]
        # Those of lists are in the form's doubts already.
        gone = (told for path, told in self.unknown().items() if path in RECORDS or path.startswith(CUSTOM))
        doubts += gone
        is_double = is_only_double = False
        if not wrong:
            name = (entity.name or "").strip()
            doubles, is_double = self._doubles(entity, name, planned.id)
            if is_double:
                self._there.setdefault(planned.id, partial(with_same, told=doubles[0]))
            is_only_double = is_double and not doubts and _UNKNOWN not in doubles
            region = self._api.region_of((checked.body.country or Country()).country_id)
            doubts += doubles or self._planned.reasons(name, form, region) or self._elsewhere(form, region)
            if not company.is_unsure:  # it speaks against none of those that it may be
                self._planned.remember(name, form, region)
        mandatory = _of(checked, Severity.MANDATORY)
        outlook = Outlook.WRONG if wrong else Outlook.DOUBTFUL if doubts else Outlook.CLEAR
        return replace(
            self._as_draft(planned),
            outlook=outlook,
            reasons=(*wrong, *doubts),
            missing=tuple(one.message for one in mandatory),
            lacking=tuple(field_and_name(one.path, self._api.connect()) for one in mandatory),
            checked=checked,
            is_double=is_double,
            is_only_double=is_only_double,
        )

    def again(self, company: TableCompany) -> PlannedCompany:
        """Makes a company that `plan` found clear once more, from the answers that are remembered.

        So nobody has to keep thousands of them. Raises WebApiError if what is remembered is not enough.
        """
        form, _doubts = self._form_of(company)
        checked = check_company(self._api.quietly, entity_from_form(form))
        if checked.unavailable:
            raise checked.unavailable
        return replace(self._begun(company, form, Outlook.CLEAR), checked=checked)

    def draft_of(self, company: TableCompany) -> PlannedCompany:
        """Makes the id and the form of a company, to be kept as a draft; nothing is checked."""
        form, doubts = self._form_of(company)
        planned = self._begun(company, form, Outlook.DOUBTFUL)
        return self._as_draft(replace(planned, reasons=tuple(doubts)))

    def _begun(self, company: TableCompany, form: dict[str, Any], outlook: Outlook) -> PlannedCompany:
        entry_id = self._id_of(company)
        return PlannedCompany(company, entry_id, form, outlook, otherwise=self._earlier.otherwise(entry_id))

    def _as_draft(self, planned: PlannedCompany) -> PlannedCompany:
        """Returns what knows that its company is there; with all people it adds to that one."""
        there = self._there.get(planned.id)
        return replace(planned, form=there(planned.form)) if there else planned

    def _form_of(self, company: TableCompany) -> tuple[dict[str, Any], list[str]]:
        """Returns the form with the company, and why it is in doubt."""
        kept, self._made = self._made, None
        if kept is not None and kept[0] is company:
            return kept[1]
        form, doubts = self._merged(company)
        layout = self._api.connect().contact_layout
        form, named, odd = with_columns(form, self._lists.of(company.choices), layout, self._api.choices)
        form, named = with_our_contact(form, named, company.ours, self._api.colleague)
        form, unknown = with_choices(form, named, self._constants, self._api.choices)
        if steps := form.get(NEXT_STEPS):
            form[NEXT_STEPS], wrong = with_ids(steps, self._api.choices)
            unknown += wrong
        if (begun := self._begin_with.get("CustomFields")) and "CustomFields" in form:
            form["CustomFields"] = {**begun, **form["CustomFields"]}
        whole = self._begin_with | form
        for path in form.get(UNRESOLVED, ()):  # what all companies are given would seem to be the table's
            whole.pop(path, None)
        return whole, doubts + unknown + odd

    def _told_by(self, company: TableCompany) -> dict[str, Any]:
        """Returns the form without what is the same for all companies."""
        form = self._merged(company)[0]
        return with_choices(form, self._lists.of(company.choices), (), self._api.choices)[0]

    def _merged(self, company: TableCompany) -> tuple[dict[str, Any], list[str]]:
        """Returns the form with what was found in the rows, and why it is in doubt."""
        context = FormContext(countries=self._countries())
        lines = review({}, company.found, context)
        form = merge({}, company.found, [line.key for line in lines if not line.is_doubtful], context)
        if company.note:
            form["Description"] = company.note
        doubts = [note.told for note in company.notes if note.is_doubt]
        doubts += people_twice(form.get("Persons", ()))
        if "Country" not in form and (told := company.country_name):
            # Another one would be sent without a word; that nobody could ask for the list is told elsewhere.
            named = [one.snippet for one in company.found.company if one.path == "Country"]
            doubts += map(no_such_country, named if context.countries else ())
            form[UNRESOLVED] = {"Country": told}
        return form, doubts

    def _begins_with(self, path: str) -> bool:
        """Returns True if the form begins with a value of a field; custom fields are fields of their own."""
        root, _dot, key = path.partition(".")
        return root in self._begin_with and (root != "CustomFields" or key in self._begin_with[root])

    def _countries(self) -> Sequence[Country]:
        try:
            return self._api.countries()
        except WebApiError:
            return ()

    def _id_of(self, company: TableCompany) -> str:
        """Returns an id that the content of the table makes, whatever the server's lists are now.

        Where an earlier import has surely made it of other columns, it is the id that it has there.
        """
        people = [[(one.path, one.value) for one in person] for person in company.found.persons]
        values = [(one.path, one.value) for one in company.found.company]
        content = [self._profile, values, people, sorted(company.choices.items()), company.note]
        own = uuid.uuid5(_IMPORTED, json.dumps(content)).hex
        whole, told = (lambda: self._keep_form_of(company)), lambda: self._told_by(company)
        return self._earlier.id_of(own, company.name, whole, told, company.rows)

    def _keep_form_of(self, company: TableCompany) -> dict[str, Any]:
        """Returns the form with the company, which is kept until it is asked for once more."""
        made = self._form_of(company)
        self._made = company, made
        return made[0]

    def _doubles(self, entity: ContactEntity, name: str, own_id: str) -> tuple[list[str], bool]:
        """Returns why the company may be there already, and whether one of its name surely is."""
        found = []
        if told := self._in_outbox.get(spelling_of(name)):
            found.append(told)
        elif self._planned.has_name(name):
            found.append(_("Another company of this table has the same name."))
        elif self._earlier.has_another(own_id, name):
            found.append(_("A company of this name was imported before."))
        keys = SearchKeys(name, entity.department or "")
        try:
            similar = companies_of_name(self._api.connect(), keys, self._recent)
        except WebApiError:
            return [*found, _UNKNOWN], bool(found)
        if not similar:
            if not found and (other := self._alike_in_outbox.similar(name)):
                told = _("“{name}” in the outbox may be the same company.").format(name=other)
                return [told], False
            return found, bool(found)
        there = told_of_same(self._api.connect(), similar, keys, entity)
        if there.everybody_is:
            target = Target(there.everybody_is, self._profile, there.its_name)
            self._there[own_id] = partial(with_target, target=target, proposed={})
        return [*found, *there.reasons], bool(found) or there.is_of_name

    def _elsewhere(self, form: Mapping[str, Any], region: str) -> list[str]:
        """Returns which company has the number, or somebody by e-mail address and mobile number.

        `region` is the country of the company; that of people's numbers is the one that the form names.
        """
        of_people = self._api.region_of((form.get("Country") or {}).get("CountryId"))
        keys = search_keys_of({"Persons": form.get("Persons")}, of_people)
        org_nr = str(form.get("OrgNr") or "")
        keys = replace(keys, people=(), org_nr=org_nr * bool(org_nr_key(org_nr, region)[0]), region=region)
        found = search_similar(self._api.connect(), keys, self._recent).found
        told = _("“{name}” in SuperOffice may be the same company. {why}.")
        return [told.format(name=one.name, why=one.why) for one in found]


def _of(checked: CheckedCompany, severity: Severity) -> list[Problem]:
    return [one for one in checked.problems if one.severity is severity]


def _told(path: str, message: str) -> str:
    name = "" if path.startswith(CUSTOM) else tab_and_full_name(path)[1]
    return f"{name}: {message}" if name else message
