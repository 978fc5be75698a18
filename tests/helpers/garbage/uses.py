"""All that the program makes of a server's answers without a window: each use asks and goes on with it.

A use may raise the program's own problems, which are sentences for people; anything else is a fault.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Final

from app.model.carriers.contact import ContactEntity
from app.model.carriers.reading import read_as
from app.model.checks.rules import Rules
from app.model.checks.rules_builder import (
    with_company_default,
    with_countries,
    with_country,
    with_headings,
    with_person_default,
)
from app.model.checks.validation import check
from app.model.company_search.questions import Criterion, Question
from app.model.company_search.similar_companies import SearchKeys
from app.model.entry import State
from app.model.form.address_layout import layout_of
from app.model.form.submission import entity_from_form
from app.model.profile import Profile
from app.sandbox import PASSWORD, USER
from app.service import lookups
from app.service.clients import Clients, try_connection
from app.service.company_search.similar_companies import search_similar
from app.service.delivery.deliverer import Deliverer, DeliveryResult, new_entry
from app.service.delivery.run import DeliveryRun
from app.service.server_rules import check_company
from app.storage.files.errors import StoreProblem
from app.storage.settings.password_store import SecretStore
from app.storage.sqlite.list_cache import ListCache
from app.storage.sqlite.outbox import Outbox
from app.storage.sqlite.store import Store
from app.webapi.browser_sign_in import sign_out
from app.webapi.client import WebApi
from app.webapi.errors import WebApiError
from app.webapi.newest_version import UpdateCheckError, fetch_newest_release
from tests.helpers.processes import online

OWN_PROBLEMS: Final = (WebApiError, lookups.LoadFailed, UpdateCheckError, StoreProblem)
URL: Final = "https://crm.example.com"
UPDATES: Final = "https://updates.example.com/newest.json"
COMPANY: Final = read_as(
    ContactEntity,
    {
        "Name": "Fjord & Sønn AS",
        "Country": {"CountryId": 578},
        "Category": {"Id": 1},
        "Emails": [{"Value": "post@fjord.example"}],
        "Phones": [{"Value": "+47 22 33 44 55"}],
        "CustomFields": {"SuperOffice:1": "K-1"},
        "Persons": [{"Firstname": "Kari", "Lastname": "Ås"}, {"Firstname": "Ola", "Lastname": "Li"}],
    },
)
KEYS: Final = SearchKeys("Fjord", "Bergen", ("fjord.example",), ("22334455",))


@dataclass
class World:
    """A store, a client of the puppet, and what the uses have made of its answers so far."""

    store: Store
    clients: Clients
    online: str
    """The address of the identity provider that was recorded."""
    numbers: Iterator[int] = field(default_factory=count)

    @property
    def api(self) -> WebApi:
        return self.clients.api("Work")


@contextmanager
def world(folder: Path, online_url: str) -> Iterator[World]:
    clients = Clients(SecretStore())
    clients.set_profiles((PROFILE, ONE_BY_ONE))
    for profile in (PROFILE, ONE_BY_ONE):
        clients.use_secret_for_session(profile.name, PASSWORD)
    with Store.open(folder / "entries.sqlite3") as store:
        yield World(store, clients, online_url)
    clients.close()


PROFILE: Final = Profile(name="Work", url=URL, user=USER, send_persons=True)
ONE_BY_ONE: Final = Profile(name="One by one", url=URL, user=USER, send_persons=False)


def connection(_world: World) -> None:
    assert try_connection(PROFILE, PASSWORD).sentence


def lists(world: World) -> None:
    """Everything that the form is offered, twice: as it came, and from the copy that was kept of it."""
    cache = ListCache(world.store)
    rules = Rules()
    for name in lookups.EVERYTHING:
        with suppress(*OWN_PROBLEMS):
            loaded = lookups.fetch(lambda _name: world.api, lambda: cache, "Work", "en", name)
            rules = _applied(rules, name, loaded)
            if copy := lookups.read_copy(cache, "Work", "en", name):
                rules = _applied(rules, name, copy)
    for problem in check(COMPANY, rules):
        assert problem.message
    lookups.fields_with(lookups.EVERYTHING, rules)
    lookups.lists_of_layouts(rules)


def _applied(rules: Rules, name: str, loaded: lookups.Loaded) -> Rules:
    match name:
        case lookups.DEFAULT:
            return with_company_default(rules, loaded.value)
        case lookups.PERSON_DEFAULT:
            return with_person_default(rules, loaded.value)
        case lookups.LAYOUT | lookups.PERSON_LAYOUT:
            lookups.fields_with([field.mdo_list_name or "" for field in loaded.value], rules)
            kind = "layout" if name == lookups.LAYOUT else "person_layout"
            return Rules(**{**vars(rules), kind: loaded.value})
        case lookups.COUNTRY:
            lookups.country_choices(loaded.value).find("nor")
            return with_country(with_countries(rules, loaded.value), 578)
    loaded.value.choices.find("a")
    loaded.value.choices.unambiguous_match("kunde")
    return with_headings(rules, name, loaded.value.headings)


def address(world: World) -> None:
    layout_of(world.api.address_by_country(578))


def similar(world: World) -> None:
    found = search_similar(world.api, KEYS)
    for details in found.details.values():
        details.is_same_company(KEYS)


def checked(world: World) -> None:
    """The checks of ``contact-entry submit``: defaults, rules, the server's own Validate."""
    done = check_company(lambda: world.api, COMPANY)
    assert all(problem.message for problem in done.problems)


def delivered(world: World) -> None:
    """A company with two people, sent until nothing more happens; its state has a name in the end."""
    _deliver(world, PROFILE)


def delivered_one_by_one(world: World) -> None:
    _deliver(world, ONE_BY_ONE)


class _Deliverer(Deliverer):
    """Does not set an entry aside whose delivery fails in a way that nobody has foreseen: that is a fault."""

    def _unless_stale(self, run: DeliveryRun, deliver: Callable[[], DeliveryResult]) -> DeliveryResult:
        del run
        return deliver()


def _deliver(world: World, profile: Profile) -> None:
    outbox = Outbox(world.store)
    begun = datetime.now(UTC)
    entry = outbox.add(new_entry(COMPANY, profile, f"entry-{next(world.numbers)}", begun))
    clock = (begun + timedelta(minutes=5) * rounds for rounds in count())
    deliverer = _Deliverer(outbox, world.clients.api, world.clients.profile, lambda: next(clock))
    for _ in range(3):
        deliverer.advance(outbox.existing(entry.id))
        stored = outbox.existing(entry.id)
        assert stored.message
        assert stored.state is not State.SENDING
        if stored.state in (State.SAVED, State.REJECTED):
            break
    entity_from_form(stored.body)
    outbox.discard(entry.id)


def default_person(world: World) -> None:
    world.api.default_person(221)


def signed_in_online(world: World) -> None:
    """The identity provider's documents, tokens and keys, and the state of the tenant."""
    given = online.profile(world.online)
    with WebApi(given, lambda: "refresh-token") as api:
        with suppress(WebApiError):
            api.current_principal()
        with suppress(WebApiError):
            api.current_principal()
    sign_out(given, online.no_secrets, "refresh-token")


def update(_world: World) -> None:
    assert fetch_newest_release(UPDATES).version


USES: Final[Mapping[Callable[[World], None], tuple[str, ...]]] = {
    connection: ("GET /api", "GET /api/v1/User/currentPrincipal"),
    lists: (
        "GET /api/v1/Contact/default",
        "GET /api/v1/Contact/CustomField",
        "GET /api/v1/Contact/UdefLayout/Published",
        "GET /api/v1/Person/default",
        "GET /api/v1/Person/CustomField",
        "GET /api/v1/Person/UdefLayout/Published",
        "GET /api/v1/List/Country/Items",
        "GET /api/v1/MDOList/category",
        "GET /api/v1/MDOList/associate",
    ),
    address: ("POST /api/v1/Agents/Contact/GetAddressByCountry",),
    similar: (
        "GET /api/v1/Contact/Duplicates/{name}",
        "GET /api/v1/Contact/DuplicateDomains/{name}",
        "GET /api/v1/Contact",
        "GET /api/v1/Contact/{id}",
    ),
    checked: (
        "GET /api/v1/Contact/default",
        "GET /api/v1/List/Country/Items",
        "GET /api/v1/Person/default",
        "GET /api/v1/Contact/CustomField",
        "GET /api/v1/Contact/UdefLayout/Published",
        "POST /api/v1/Contact/Validate",
    ),
    delivered: (
        "POST /api/v1/Contact",
        "POST /api/v1/Contact",
        "POST /api/v1/Person",
        "GET /api/v1/Contact",
        "GET /api/v1/Contact/{id}/Persons",
        "POST /api/v1/Agents/Person/CreateDefaultByContactId",
        "GET /api/v1/Contact/{id}",
    ),
    delivered_one_by_one: (
        "POST /api/v1/Contact",
        "POST /api/v1/Person",
        "GET /api/v1/Contact",
        "GET /api/v1/Contact/{id}/Persons",
        "POST /api/v1/Agents/Person/CreateDefaultByContactId",
    ),
    default_person: ("POST /api/v1/Agents/Person/CreateDefaultByContactId",),
    signed_in_online: (
        "GET /login/.well-known/openid-configuration",
        "POST /login/common/oauth/tokens",
        "GET /login/.well-known/jwks",
        "GET /api/state/{name}",
    ),
    update: ("GET /newest.json",),
}
"""Each use, and the answers that are mutated for it."""


def ask_everything(api: WebApi) -> None:
    """Asks for every answer that the uses read."""
    api.version()
    api.current_principal()
    for name in lookups.EVERYTHING:
        fetch = {
            lookups.DEFAULT: api.default_contact,
            lookups.LAYOUT: api.contact_layout,
            lookups.PERSON_DEFAULT: api.new_person,
            lookups.PERSON_LAYOUT: api.person_layout,
            lookups.COUNTRY: api.countries,
        }.get(name)
        _ = fetch() if fetch else api.mdo_list(name)
    for field_ in (*api.contact_layout(), *api.person_layout()):
        if field_.mdo_list_name:
            api.mdo_list(field_.mdo_list_name)
    api.address_by_country(578)
    api.validate_contact(COMPANY.with_changes(name="", department="x" * 300))
    made = api.create_contact(COMPANY.with_changes(persons=None))
    number = made.contact_id or 0
    api.contact(number)
    person = api.default_person(number)
    api.create_person(person.with_changes(firstname="Kari", lastname="Ås"))
    api.contact_persons(number)
    api.find_contacts("Fjord & Sønn AS", None)
    api.recent_contacts(None)
    api.is_contact_listed(number)
    api.duplicates("Fjord Sønn AS")
    for criterion in Criterion:
        api.find_companies(Question(criterion, ("fjord.example",), within=(number,)), 10)
    api.count_people((number,))
