"""Bodies and answers in every format of the reference page: the same company there and back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.model.carriers.contact import ContactEntity, ContactEntityWithLinks
from app.model.carriers.reading import read_as
from app.model.profile import Format, Profile
from app.sandbox import Options, SandboxServer
from app.sandbox.wire import formats as server_side
from app.sandbox.wire.carriers import read as read_carrier
from app.webapi import errors
from app.webapi.client import WebApi
from app.webapi.http.formats import read, write
from tests.helpers.fakes.connect import connect
from tests.helpers.faults.faulty_server import FaultyServer, Response

ENTITY: dict[str, Any] = {
    "ContactId": 0,
    "Name": "Blåbær & Sønner <AS> “№ 1” 🫐\r\nNord",
    "Department": "",
    "OrgNr": "0042",
    "NoMailing": True,
    "Country": {"CountryId": 578},
    "Category": {"Id": 2},
    "Emails": [{"Value": "post@blåbær.no", "Description": ""}, {"Value": "unde"}],
    "Phones": [{"Value": "+47 22 33 44 55", "Description": "Sentralbord"}],
    "Address": {"Street": {"Address1": "Gate 1", "City": "Bærum"}, "Wgs84Latitude": 59.9},
    "Persons": [{"Firstname": "Kari", "Lastname": "Ås", "Retired": 0}],
    "Domains": ["blåbær.no", "123"],
    "Interests": [{"Id": 11, "Selected": True}],
    "CustomFields": {"SuperOffice:1": "[I:123]", "x_foo": "fritt & greit"},
}
XML = [Format.XML, Format.TEXT_XML]
JSON = [Format.JSON, Format.TEXT_JSON, Format.JSON_PATCH, Format.MERGE_PATCH]
_TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")) | st.sampled_from("\t\n\r"), max_size=40
)
_ENTITY = st.fixed_dictionaries(
    {},
    optional={
        "Name": _TEXT,
        "ContactId": st.integers(0, 2**31 - 1),
        "NoMailing": st.booleans(),
        "Xstop": st.none() | st.booleans(),
        "Emails": st.lists(st.fixed_dictionaries({"Value": _TEXT, "Description": st.none() | _TEXT})),
        "Country": st.fixed_dictionaries({"CountryId": st.integers(0, 999)}),
        "Address": st.fixed_dictionaries({"Street": st.fixed_dictionaries({"City": _TEXT})}),
        "CustomFields": st.dictionaries(_TEXT, _TEXT),
        "Domains": st.lists(_TEXT),
    },
)


@pytest.mark.parametrize("wanted", [*JSON, *XML])
def test_there_and_back(wanted: Format) -> None:
    assert read(write(ENTITY, wanted, "ContactEntity"), str(wanted), ContactEntity) == ENTITY


@pytest.mark.long
@given(_ENTITY)
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_any_company_comes_back_from_xml(entity: dict[str, Any]) -> None:
    written = write(entity, Format.XML, "ContactEntity")
    assert read(written, "application/xml; charset=utf-8", ContactEntity) == entity


@pytest.mark.long
@given(_ENTITY)
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_the_server_reads_any_company_alike(entity: dict[str, Any]) -> None:
    expected = read_carrier("ContactEntity", entity)
    xml = server_side.read_xml(write(entity, Format.XML, "ContactEntity"), "ContactEntity")
    assert read_carrier("ContactEntity", xml) == expected


def test_the_server_reads_a_form_alike() -> None:
    form = server_side.read_form(write(ENTITY, Format.FORM, "ContactEntity"))
    assert read_carrier("ContactEntity", form) == read_carrier("ContactEntity", ENTITY)


def test_xml_has_its_elements_in_the_order_that_the_server_wants() -> None:
    body = write({"Name": "A", "Emails": [{"Value": "b"}], "ContactId": 0}, Format.XML, "ContactEntity")
    assert body.partition(b"?>")[2].strip() == (
        b"<ContactEntity><ContactId>0</ContactId><Emails><EntityElement><Value>b</Value></EntityElement>"
        b"</Emails><Name>A</Name></ContactEntity>"
    )


def test_the_parts_of_a_form_are_named_as_asp_net_names_them() -> None:
    body = {"Address": {"Street": {"City": "Oslo"}}, "Emails": [{"Value": "b"}], "CustomFields": {"x:1": "2"}}
    assert write(body, Format.FORM, "ContactEntity") == (
        b"Address.Street.City=Oslo&Emails%5B0%5D.Value=b&CustomFields%5B0%5D.Key=x%3A1&CustomFields%5B0%5D.Value=2"
    )


BOMB = b"""<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;&b;&b;">]><a>&c;</a>"""
FILE = b"""<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]><a>&b;</a>"""
DEEP = b"<a>" * 3000 + b"</a>" * 3000
NETWORK = b"""<!DOCTYPE a SYSTEM "http://127.0.0.1:9/evil.dtd"><a/>"""


@pytest.mark.parametrize("body", [BOMB, FILE, NETWORK, b"<a>", b"", b"<a>\x00</a>", DEEP])
def test_xml_that_is_not_read(body: bytes) -> None:
    with pytest.raises(ValueError):
        read(body, "application/xml")
    answer = Response(200, headers={"Content-Type": "application/xml"}, content=body)
    with (
        FaultyServer(handle=lambda _: answer) as server,
        connect(server.url) as api,
        pytest.raises(errors.UnreadableAnswerError),
    ):
        api.current_principal()


@pytest.mark.parametrize("wanted", XML)
def test_a_character_that_xml_cannot_carry_is_said_before_sending(wanted: Format) -> None:
    with (
        FaultyServer() as server,
        connect(server.url, {"body_format": wanted}) as api,
        pytest.raises(errors.CannotBeSentError),
    ):
        api.create_contact(ContactEntity(name="bell \x07"))
    assert server.connections == 0


@pytest.mark.long
@pytest.mark.parametrize("answer_format", [Format.JSON, Format.XML])
@pytest.mark.parametrize("body_format", list(Format))
def test_a_company_is_posted_and_read_in_every_format(
    body_format: Format, answer_format: Format, tmp_path: Path
) -> None:
    left_out = {"Persons": None, "Interests": None}
    entity = read_as(ContactEntity, {**ENTITY, "Name": "Blåbær & Sønner <AS>", **left_out})
    with SandboxServer(tmp_path / "sandbox.db", Options(companies=False)) as server:
        profile = Profile(
            name="Work", url=server.url, user="demo", body_format=body_format, answer_format=answer_format
        )
        with WebApi(profile, lambda: "demo") as api:
            saved = api.create_contact(entity)
            found = api.find_contacts("Blåbær & Sønner <AS>", None)
            again = api.contact(saved.contact_id or 0)
            assert api.default_contact().field_properties
            assert api.countries()
            assert api.mdo_list("category")
    assert found == (saved.contact_id,)
    _is_alike(again, entity)
    posted = next(request for request in server.requests if request.method == "POST")
    assert posted.headers["content-type"] == f"{body_format}; charset=utf-8"
    assert posted.headers["accept"] == answer_format


def _is_alike(read_back: ContactEntityWithLinks, entity: ContactEntity) -> None:
    assert (read_back.name, read_back.org_nr) == (entity.name, entity.org_nr)
    assert [(one.value, one.description) for one in read_back.emails or ()] == [
        (one.value, one.description or "") for one in entity.emails or ()
    ]
    assert read_back.country
    assert read_back.country.country_id == 578
    assert (read_back.custom_fields or {})["SuperOffice:1"] == "[I:123]"


def test_the_servers_own_words_are_read_from_xml() -> None:
    body = b"<Error><Error>true</Error><ErrorType>So</ErrorType><ErrorMessage>Too long</ErrorMessage></Error>"
    answer = Response(400, headers={"Content-Type": "text/xml; charset=utf-8"}, content=body)
    with (
        FaultyServer(handle=lambda _: answer) as server,
        connect(server.url) as api,
        pytest.raises(errors.RejectedError, match="“Too long”"),
    ):
        api.create_contact(ContactEntity(name="A"))


def test_agents_are_asked_in_json() -> None:
    with (
        FaultyServer(handle=lambda _: Response(200, {"Street": None})) as server,
        connect(server.url, {"body_format": Format.FORM}) as api,
    ):
        api.address_by_country(578)
    assert json.loads(server.requests[0].body) == {"ContactId": 0, "CountryId": 578}


def test_the_profiles_select_and_its_time_zone() -> None:
    chosen = {"select": "Name, category/id", "time_zone": "NO", "include_offset": True}
    with (
        FaultyServer(handle=lambda _: Response(200, {"ContactId": 7})) as server,
        connect(server.url, chosen) as api,
    ):
        api.create_contact(ContactEntity(name="A"))
    assert server.requests[0].target == "/api/v1/Contact?$select=ContactId,Name,category/id"
    assert server.requests[0].headers["so-timezone"] == "NO, includeTZOffset"


def test_forms_are_no_answers() -> None:
    with pytest.raises(ValueError, match="does not answer in the form format"):
        Profile(name="Work", url="https://crm.example", answer_format=Format.FORM)


@pytest.mark.parametrize(
    "page",
    [
        b'<!DOCTYPE a [<!ENTITY b "c">]><ContactEntity><Name>&b;</Name></ContactEntity>',
        b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><ContactEntity/>',
        b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><ContactEntity><Name>&b;</Name></ContactEntity>',
    ],
)
def test_an_answer_that_names_entities_or_files_is_not_read(page: bytes) -> None:
    with pytest.raises(ValueError, match="Forbidden"):
        read(page, "application/xml", ContactEntity)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | _TEXT,
    lambda one: st.lists(one) | st.dictionaries(_TEXT, one),
    max_leaves=20,
)


@given(_JSON, st.integers(0, 200))
def test_json_is_the_same_however_long_it_is(value: Any, times: int) -> None:
    body = {"Once": value, "Long": [value] * times}
    assert json.loads(write(body, Format.JSON, "ContactEntity")) == body


def test_a_long_record_is_encoded_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    pieces: list[int] = []
    real = json.dumps

    def dumps(value: Any, **options: Any) -> str:
        pieces.append(len(text := real(value, **options)))
        return text

    monkeypatch.setattr("app.webapi.http.formats.json.dumps", dumps)
    rows = [{"Value": f"u{number}.example", "Rank": number} for number in range(10_000)]
    written = write({"Name": "Fjord AS", "Links": {"Urls": rows}}, Format.JSON, "ContactEntity")
    assert len(written) > 300_000
    assert max(pieces) < 5_000, "each of them holds Python's lock"
