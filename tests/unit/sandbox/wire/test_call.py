"""A request as the handlers read it."""

from pathlib import Path

import pytest

from app.sandbox.data.users import USERS
from app.sandbox.errors import ServerError
from app.sandbox.options import Options
from app.sandbox.store import Store
from app.sandbox.wire.call import Call
from app.sandbox.wire.dates import requested_zone
from app.sandbox.wire.language import requested_language


def call(body: str | bytes = b"{}", *, select: str = "", content_type: str = "application/json") -> Call:
    content = body if isinstance(body, bytes) else body.encode()
    return Call(
        Store(Path(":memory:")),
        Options(),
        USERS[0],
        requested_language({}),
        requested_zone({}),
        "http://127.0.0.1/api/",
        {},
        {"$select": select},
        content,
        content_type,
    )


def test_a_body_in_each_format_is_the_same_entity() -> None:
    expected = {"Name": "Acme", "Emails": [{"Value": "a@b.example"}]}
    xml = (
        "<ContactEntity><Name>Acme</Name>"
        "<Emails><EntityElement><Value>a@b.example</Value></EntityElement></Emails></ContactEntity>"
    )
    form = "Name=Acme&Emails[0].Value=a@b.example"
    for content_type, body in (
        ("application/json", '\ufeff{"name": "Acme", "Emails": [{"value": "a@b.example"}]}'),
        ("text/xml", xml),
        ("application/x-www-form-urlencoded", form),
    ):
        assert call(body, content_type=content_type).entity("ContactEntity") == expected


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b'{"A": NaN}', b'{"A": "\\ud800"}', b"\xff", b"[" * 9999])
def test_what_is_no_json_object_is_refused(body: bytes) -> None:
    with pytest.raises(ServerError) as caught:
        call(body).json()
    assert caught.value.status == 400
    assert "MessageDetail" in caught.value.body


def test_ids_and_texts_of_a_body() -> None:
    asked = call('{"ContactId": "7", "Name": 8}')
    assert (asked.number("ContactId"), asked.text("Name")) == (7, "8")
    assert (asked.number("CountryId"), asked.text("Department")) == (0, "")


def test_select_sets_all_else_to_null() -> None:
    entity = {"ContactId": 7, "Name": "Acme", "Category": {"Id": 1, "Value": "A"}, "Emails": [{"Value": "a"}]}
    assert call().selected(entity) == entity
    assert call(select="name, category/id,emails/value").selected(entity) == {
        "ContactId": None,
        "Name": "Acme",
        "Category": {"Id": 1, "Value": None},
        "Emails": [{"Value": "a"}],
    }
