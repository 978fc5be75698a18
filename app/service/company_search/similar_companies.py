"""Searches the server for companies that may be the one being typed, and for its people elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from app.model.company_search.hits import CompanyHit
from app.model.company_search.known_people import KnownPerson
from app.model.company_search.questions import Criterion, Question, names_of, org_nr_spellings
from app.model.company_search.similar_companies import (
    CompanyDetails,
    SearchKeys,
    SimilarCompany,
    name_matches,
)
from app.model.text_normalization import displayable, equal_ignoring_case, normalize
from app.service.company_search.recent_answers import RecentAnswers
from app.translation import N_, _
from app.webapi.errors import WebApiError

if TYPE_CHECKING:
    from app.webapi.client import WebApi

# Characters of a name or a reason in the table.
_LONGEST_SHOWN = 300
_MOST_SHOWN = 20
_MOST_COMPARED = 3
_MOST_OF_QUESTION: Final = 10
_MOST_ASKED: Final = 5
"""Of each kind of value: who types twenty phone numbers is not searched for twenty times at each key."""


@dataclass(frozen=True)
class DuplicateSearchResult:
    """Similar companies, each once, and by contact id the details of those that may be the very same.

    `unchecked` names what the server could not be asked for; empty if everything was checked.
    """

    found: tuple[SimilarCompany, ...] = ()
    details: Mapping[int, CompanyDetails] = field(default_factory=dict)
    unchecked: str = ""


def search_similar(
    api: WebApi, keys: SearchKeys, recent: RecentAnswers | None = None
) -> DuplicateSearchResult:
    """Searches by name first, then by number, domains, addresses, phone numbers and people. Blocks.

    Raises WebApiError if the search by name fails. What else the server cannot be asked for is `unchecked`.
    """
    search = _Search(api, keys, recent or RecentAnswers())
    search.by_name()
    search.by_properties()
    shown = search.shown()
    numbers = [one.contact_id for one in shown if one.contact_id and _is_of_name(one.name, keys)]
    same = numbers[:_MOST_COMPARED]
    details = {number: details_of(api, number) for number in same}
    search.by_people_of(same)
    return DuplicateSearchResult(search.shown(), {**search.details, **details}, names_of(search.unchecked))


def _is_of_name(name: str, keys: SearchKeys) -> bool:
    from app.service.company_search.same_name import is_of_name  # here, on a worker: it loads tables

    return name_matches(name, keys) or is_of_name(name, replace(keys, department=""))


def details_of(api: WebApi, contact_id: int) -> CompanyDetails:
    """Fetches what tells a company from others. Blocks; raises WebApiError."""
    return CompanyDetails.from_entity(api.contact(contact_id))


class _Search:
    """One search, and what it has found so far."""

    def __init__(self, api: WebApi, keys: SearchKeys, recent: RecentAnswers) -> None:
        self._api = api
        self._keys = keys
        self._recent = recent
        self._found: dict[int | str, SimilarCompany] = {}
        self.details: dict[int, CompanyDetails] = {}
        self.unchecked: set[Criterion] = set()

    def shown(self) -> tuple[SimilarCompany, ...]:
        return tuple(self._found.values())[:_MOST_SHOWN]

    def by_name(self) -> None:
        """Searches by the server's rules for names; where it has none, for names that begin alike."""
        if not self._keys.name:
            return
        if not self._recent.has_no_rules:
            try:
                self._by_rules()
            except WebApiError as error:
                if not error.is_refusal:
                    raise
                self._recent.has_no_rules = error.is_not_there
            else:
                self._by_name_without_form()
                return
        self.unchecked.add(Criterion.SIMILAR_NAME)
        self._ask(Question(Criterion.NAME, (self._keys.name,)))

    def _by_rules(self) -> None:
        for entry in self._api.duplicates(self._keys.name, self._keys.department):
            number = entry.so_primary_key or 0
            identifier = "" if number else _shown(entry.entry_identifier)
            why = self._why_by_name(entry.entry_name or "") or _shown(entry.rule_display_name)
            name = _shown(entry.entry_name)
            self._add(SimilarCompany(number, name, why or _("Similar name"), identifier))

    def _by_name_without_form(self) -> None:
        """Searches as an import does where the rules find none of the name: they may know no legal forms."""
        from app.service.company_search.same_name import (
            companies_begun_alike,
        )  # here, on a worker: it loads tables

        if any(_is_of_name(one.name, self._keys) for one in self._found.values()):
            return
        for one in companies_begun_alike(self._api, self._keys, self._recent):
            number, name = one.entry.so_primary_key or 0, one.entry.entry_name or ""
            self._add(SimilarCompany(number, name, _("Similar name")))

    def _why_by_name(self, name: str) -> str:
        keys = self._keys
        if keys.department and equal_ignoring_case(name, f"{keys.name}, {keys.department}"):
            return _("Same name and department")
        return _("Same name") if equal_ignoring_case(name, keys.name) else ""

    def by_properties(self) -> None:
        questions = tuple(_questions(self._keys))
        for number, question in enumerate(questions):
            try:
                self._ask(question)
            except WebApiError:
                self.unchecked.update(one.criterion for one in questions[number:])
                return

    def by_people_of(self, contact_ids: list[int]) -> None:
        """Searches those companies for the people who are typed, by their names."""
        people = self._keys.people[:_MOST_ASKED]
        if not (contact_ids and people):
            return
        last_names = tuple(dict.fromkeys(last for _first, last in people))
        question = Question(Criterion.PEOPLE_OF, last_names, within=tuple(contact_ids))
        try:
            self._ask(question)
        except WebApiError:
            self.unchecked.add(question.criterion)

    def _ask(self, question: Question) -> None:
        answer = self._recent.find(self._api, question, _MOST_OF_QUESTION, self._keys.region)
        if answer.is_refused:
            self.unchecked.add(question.criterion)
        for hit in answer.hits:
            if question.criterion is not Criterion.PEOPLE_OF or self._is_typed(hit.person):
                why = self._why(question, hit)
                self._add(
                    SimilarCompany(hit.contact_id, hit.full_name, why, hit.identifier, _known(question, hit))
                )
                if hit.city or hit.owner or hit.org_nr or hit.department:
                    self.details.setdefault(hit.contact_id, _details(hit))

    def _why(self, question: Question, hit: CompanyHit) -> str:
        if question.criterion is Criterion.NAME:
            whys = map(self._why_by_name, (hit.full_name, hit.name))
            return next(filter(None, whys), "") or _("Similar name")
        person = hit.person or _("Somebody")
        return _(_WHY[question.criterion]).format(person=person, domain=question.values[0])

    def _is_typed(self, person: str) -> bool:
        """Returns True for the full name of somebody who is typed, whatever stands in its middle."""
        words = normalize(person).split()
        typed = ((normalize(first).split(), normalize(last).split()) for first, last in self._keys.people)
        return any(words[: len(first)] == first and words[-len(last) :] == last for first, last in typed)

    def _add(self, similar: SimilarCompany) -> None:
        """Adds a company, or a further reason to the one that was found before."""
        before = self._found.get(similar.key)
        if before is None:
            self._found[similar.key] = similar
            return
        people = tuple(dict.fromkeys((*before.people, *similar.people)))[:_MOST_SHOWN]
        is_new = similar.why not in before.why.split(_BETWEEN)
        why = f"{before.why}{_BETWEEN}{similar.why}" if is_new else before.why
        self._found[similar.key] = replace(before, why=why, people=people)


_BETWEEN = " · "
_WHY: Final = {
    Criterion.ORG_NR: N_("Same VAT or organisation number"),
    Criterion.DOMAIN: N_("Same domain: {domain}"),
    Criterion.EMAIL: N_("Same e-mail address"),
    Criterion.PHONE: N_("Same phone number"),
    Criterion.PERSON_EMAIL: N_("{person} works there already: same e-mail address"),
    Criterion.PERSON_PHONE: N_("{person} works there already: same phone number"),
    Criterion.PEOPLE_OF: N_("{person} works there already"),
}


def _questions(keys: SearchKeys) -> Iterator[Question]:
    if keys.org_nr:
        yield Question(Criterion.ORG_NR, org_nr_spellings(keys.org_nr, keys.region), is_whole=True)
    for domain in keys.domains[:_MOST_ASKED]:
        yield Question(Criterion.DOMAIN, (domain,))
    if keys.emails:
        yield Question(Criterion.EMAIL, keys.emails[:_MOST_ASKED], is_whole=True)
    for digits in keys.phones[:_MOST_ASKED]:
        yield Question(Criterion.PHONE, (digits,), is_whole=True)
    if keys.person_emails:
        yield Question(Criterion.PERSON_EMAIL, keys.person_emails[:_MOST_ASKED], is_whole=True)
    for digits in keys.person_phones[:_MOST_ASKED]:
        yield Question(Criterion.PERSON_PHONE, (digits,), is_whole=True)


def _known(question: Question, hit: CompanyHit) -> tuple[KnownPerson, ...]:
    """Returns who was found by an e-mail address or a mobile number, where the server says who that is."""
    if question.criterion not in (Criterion.PERSON_EMAIL, Criterion.PERSON_PHONE) or not hit.person_id:
        return ()
    found = hit.person_reach.casefold()
    asked = {value.casefold() for value in question.values}
    reach = question.values[0] if len(asked) == 1 else found if found in asked else ""
    return (KnownPerson(hit.person_id, hit.person, hit.contact_id, hit.full_name, reach),)


def _details(hit: CompanyHit) -> CompanyDetails:
    return CompanyDetails(hit.name, hit.department, hit.city, hit.org_nr, hit.owner)


def _shown(text: str | None) -> str:
    return displayable(text or "", _LONGEST_SHOWN)
