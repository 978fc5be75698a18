"""The client against the stand-in server: they were written apart, from the same documentation."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.model.carriers.common import Contact, Email, Phone
from app.model.carriers.contact import ContactEntity
from app.model.carriers.lists import Category, choices_of
from app.model.carriers.person import PersonEntity
from app.model.form.submission import body_to_post
from app.model.profile import Profile
from app.sandbox import PASSWORD, USER, Options, SandboxServer
from app.webapi import errors
from app.webapi.client import PersonRow, WebApi
from app.webapi.errors import Verdict
from tests.helpers.faults.faulty_server import Fault, FaultyServer, forward_to

PROFILE = Profile(name="Sandbox", url="", user=USER, language="en")


@pytest.fixture
def sandbox(tmp_path: Path) -> Iterator[SandboxServer]:
    with SandboxServer(tmp_path / "sandbox.db", Options(fail_person="Feil")) as server:
        yield server


@pytest.fixture
def api(sandbox: SandboxServer) -> Iterator[WebApi]:
    with connected(sandbox.url) as client:
        yield client


def connected(url: str, password: str = PASSWORD, **settings: str) -> WebApi:
    profile = PROFILE.with_changes(url=url, **settings)
    return WebApi(profile, lambda: password)


def save(api: WebApi, name: str) -> int:
    saved = api.create_contact(body_to_post(ContactEntity(name=name), api.default_contact()))
    assert saved.contact_id
    return saved.contact_id


def today() -> datetime:
    return datetime.now(UTC)


def test_a_company_is_saved_and_read_again(api: WebApi) -> None:
    new = ContactEntity(
        contact_id=568,
        name="Blåbær & Sønner A/S",
        phones=(Phone(value="+47 22 33 44 55", description="Switchboard"), Phone(value="911 22 333")),
        emails=(Email(value="post@blabaer.example"),),
        custom_fields={"SuperOffice:1": "Bærum"},
    )
    saved = api.create_contact(body_to_post(new, api.default_contact()), select=["Name", "Number2"])
    assert saved.contact_id not in {None, 0, 568}
    assert saved.name == "Blåbær & Sønner A/S"
    assert saved.property_value("Phones") is None
    read = api.contact(saved.contact_id or 0)
    assert read.name == "Blåbær & Sønner A/S"
    assert [phone.value for phone in read.phones or ()] == ["+47 22 33 44 55", "911 22 333"]
    assert read.number2 == saved.number2
    assert read.links


def test_people_are_added_and_listed(api: WebApi) -> None:
    contact_id = save(api, "Fjord AS")
    person = api.default_person(contact_id).with_changes(
        person_id=99,
        firstname="Kari",
        lastname="Ås",
        title="CEO",
        emails=(Email(value="kari@fjord.example"),),
    )
    assert isinstance(person, PersonEntity)
    saved = api.create_person(person.with_changes(contact=Contact(contact_id=contact_id)))
    assert saved.person_id not in {None, 0, 99}
    assert api.person(saved.person_id or 0).lastname == "Ås"
    rows = api.contact_persons(contact_id)
    assert rows == (
        PersonRow(saved.person_id or 0, "Kari", "Ås", rows[0].fullname, "CEO", "kari@fjord.example"),
    )
    assert "Kari" in rows[0].fullname


def test_a_person_that_the_server_fails_on(api: WebApi) -> None:
    contact_id = save(api, "Fjord AS")
    person = PersonEntity(lastname="Feil", contact=Contact(contact_id=contact_id))
    with pytest.raises(errors.ServerFailedError) as caught:
        api.create_person(person)
    assert caught.value.verdict is Verdict.SEARCH_THEN_REJECT
    assert api.contact_persons(contact_id) == ()


def test_lists_have_headings_and_one_language(api: WebApi) -> None:
    categories = choices_of(api.mdo_list("category"))
    assert categories
    assert not any(";" in choice.name for choice in categories)
    tree, flat = api.mdo_list("business"), api.mdo_list("business", flat=True)
    assert not any(item.child_items for item in flat)
    items = {choice.id for choice in choices_of(tree) if not choice.is_heading}
    assert {item.id for item in flat} == items


def test_what_the_window_needs_at_its_start(api: WebApi) -> None:
    assert api.version()[0].isdigit()
    principal = api.current_principal()
    assert principal.associate_id
    countries = api.countries()
    home = next(country for country in countries if country.country_id == principal.home_country_id)
    assert home.org_nr_text
    layout = {field.key: field for field in api.contact_layout()}
    assert layout["SuperOffice:1"].is_mandatory
    assert layout["x_opens_at"].field_label == "Opens at"
    assert "x_import_id" not in layout
    assert api.address_by_country(home.country_id or 0).localized_address


@pytest.mark.parametrize("name", ["Nordlys Kraft", "Smith & Sons", "A/S Øst", "100% #1?", "L'Oréal", "dot."])
def test_similar_companies_are_found_whatever_is_in_the_name(api: WebApi, name: str) -> None:
    contact_id = save(api, name)
    assert contact_id in [entry.so_primary_key for entry in api.duplicates(name)]
    assert api.duplicates("Xyzzy Qqq") == ()


@pytest.mark.parametrize(
    "name", ["Acme", "Smith & Sons", "L'Oréal", "back\\slash", "(x), 'y' and z", "株式会社"]
)
def test_a_company_is_found_again_by_exact_name_and_day(api: WebApi, name: str) -> None:
    contact_id = save(api, name)
    save(api, f"{name} Nord")
    day = today().date()
    assert api.find_contacts(name, day) == (contact_id,)
    assert api.find_contacts(name, None) == (contact_id,)
    assert api.find_contacts(name, day - timedelta(days=5)) == ()


def test_objections_and_none(api: WebApi) -> None:
    good = api.default_contact().with_changes(name="Fjord AS")
    fields = {field.key: "x" for field in api.udef_layout() if field.is_mandatory}
    assert api.validate_contact(ContactEntity(name="")) != {}
    assert "Name" not in api.validate_contact(good.with_changes(custom_fields=fields))


def test_a_category_that_does_not_exist_is_rejected_in_the_servers_words(api: WebApi) -> None:
    bad = api.default_contact().with_changes(name="Fjord AS", category=Category(id=987654))
    with pytest.raises(errors.WebApiError) as caught:
        api.create_contact(bad)
    assert caught.value.verdict in {Verdict.REJECTED, Verdict.SEARCH_THEN_REJECT}
    assert "“" in caught.value.message


def test_a_company_that_does_not_exist(api: WebApi) -> None:
    with pytest.raises(errors.NotFoundError):
        api.contact(987654)


def test_a_wrong_password(sandbox: SandboxServer) -> None:
    with connected(sandbox.url, "wrong") as api:
        assert api.version()
        with pytest.raises(errors.SignInError) as caught:
            api.current_principal()
    assert caught.value.verdict is Verdict.SIGN_IN


@pytest.mark.parametrize("path", ["/", "/api", "/api/v1", "/API/v1/Contact/default"])
def test_every_address_of_the_site_works(sandbox: SandboxServer, path: str) -> None:
    with connected(sandbox.url + path) as api:
        assert api.current_principal().user_name == USER


def test_an_address_that_is_not_the_site(sandbox: SandboxServer) -> None:
    with connected(f"{sandbox.url}/elsewhere") as api, pytest.raises(errors.WebApiError) as caught:
        api.version()
    assert caught.value.status == 404


def test_a_lost_answer_is_settled_by_looking(sandbox: SandboxServer) -> None:
    real = forward_to(sandbox.url)
    with FaultyServer(Fault.READ_THEN_RESET, real, save_first=real) as between, connected(between.url) as api:
        with pytest.raises(errors.ConnectionBrokenError) as caught:
            save(api, "Lost and found AS")
        assert caught.value.verdict is Verdict.UNKNOWN
        found = api.find_contacts("Lost and found AS", today().date())
    assert len(found) == 1
    posts = [
        request
        for request in sandbox.requests
        if (request.method, request.path) == ("POST", "/api/v1/Contact")
    ]
    assert len(posts) == 1
