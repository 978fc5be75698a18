"""A text that is kept knows its code: stored under one language, it is read in another."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from hypothesis import given
from hypothesis import strategies as st

import resources
from app.translation import N_
from app.translation.catalogue import catalogue_name, use_language
from app.translation.message import Message, codes_of, has_value, stored_text, text_of_stored

SAVED = N_("Saved as number {number}.")
WAITS = (N_("One person waits."), N_("{count} persons wait."))
REFUSED = N_("{reason} Nothing was saved.")


@pytest.fixture
def norwegian(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The catalogue is there; `use_language` takes it."""
    catalogue = Catalog(locale="nb")
    catalogue.add(SAVED, "Lagret som nummer {number}.")
    catalogue.add(WAITS, ("Én person venter.", "{count} personer venter."))
    catalogue.add(REFUSED, "{reason} Ingenting ble lagret.")
    catalogue.add("{host} is slow.", "{host} er treg.")
    file = io.BytesIO()
    write_mo(file, catalogue)
    (tmp_path / "locale").mkdir()
    (tmp_path / catalogue_name("nb")).write_bytes(file.getvalue())
    monkeypatch.setattr(resources, "_FOLDER", tmp_path)
    yield
    use_language("en")


def test_a_message_is_its_text() -> None:
    message = Message("saved", SAVED, number="10{x}1")
    assert message == "Saved as number 10{x}1."
    assert f"{message}!" == "Saved as number 10{x}1.!"
    assert [Message("waits", WAITS, count=count) for count in (1, 3)] == [
        "One person waits.",
        "3 persons wait.",
    ]


@pytest.mark.usefixtures("norwegian")
def test_what_is_stored_under_one_language_is_read_in_another() -> None:
    reason = Message("slow", N_("{host} is slow."), host="crm.example")
    message = Message.joined(
        [Message("refused", REFUSED, reason=reason), "", Message("waits", WAITS, count=2), "Kari: “nei”"]
    )
    stored = stored_text(message)
    assert text_of_stored(stored) == message
    use_language("nb")
    told = text_of_stored(stored)
    assert told == "crm.example er treg. Ingenting ble lagret. 2 personer venter. Kari: “nei”"
    assert stored_text(told) == stored


def test_the_codes_are_the_same_in_every_language() -> None:
    reason = Message("slow", N_("{host} is slow."), host="crm.example")
    message = Message.joined([Message("refused", REFUSED, reason=reason), Message("waits", WAITS, count=2)])
    assert codes_of(message) == [
        {"code": "refused", "values": {"reason": "slow"}},
        {"code": "slow", "values": {"host": "crm.example"}},
        {"code": "waits", "values": {"count": 2}},
    ]
    assert codes_of("a text") == []


@pytest.mark.parametrize("text", ["", "Saved.", "{", '{"code": "x"}', "Saved as number {number}."])
def test_a_text_of_an_older_program_stays_as_it_is(text: str) -> None:
    assert stored_text(text) == text
    assert text_of_stored(text) == text


@pytest.mark.parametrize(
    "stored",
    [
        {"code": "x", "text": "{a.__class__}", "values": {"a": "1"}},
        {"code": "x", "text": "{a!r}", "values": {"a": "1"}},
        {"code": "x", "text": "{a:>999999999}", "values": {"a": "1"}},
        {"code": "x", "text": "{a[0]}", "values": {"a": "1"}},
        {"code": "x", "text": "{}", "values": {}},
        {"code": "x", "text": "{a}", "values": {}},
        {"code": "x", "text": "{", "values": {}},
        {"code": 7, "text": "a", "values": {}},
        {"code": "x", "text": 7, "values": {}},
        {"code": "x", "text": ["a"], "values": {"count": 1}},
        {"code": "x", "text": ["a", "b"], "values": {}},
        {"code": "x", "text": "a", "values": {"a": 1.5}},
        {"parts": 7},
        {"code": "", "text": None, "values": ""},
        {"code": "", "text": "Kept.", "values": ["a"]},
        {"parts": ["a"] * 501},
        {"parts": [{"parts": [{"parts": [{"parts": [{"parts": []}]}]}]}]},
        [],
        7,
        None,
    ],
)
def test_what_is_no_message_is_shown_as_it_is(stored: object) -> None:
    text = json.dumps(stored)
    assert text_of_stored(f"\x1e{text}") == text


@given(st.text())
def test_any_text_can_be_read(text: str) -> None:
    assert isinstance(text_of_stored(text), str)
    assert isinstance(text_of_stored(f"\x1e{text}"), str)


_JSON = st.recursive(
    st.none() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["code", "text", "values", "parts", "a", "count"]), inner, max_size=4
        )
    ),
    max_leaves=12,
)


@pytest.mark.long
@given(_JSON)
def test_any_json_can_be_read(stored: object) -> None:
    assert isinstance(text_of_stored(f"\x1e{json.dumps(stored)}"), str)


@pytest.mark.parametrize("language", ["en", "de"])
def test_whether_a_message_has_a_value_is_no_matter_of_its_quotes(language: str) -> None:
    use_language(language)
    try:
        told = Message("waiting", N_("“{name}” is waiting to be sent."), name="Bakery")
    finally:
        use_language("en")
    assert has_value(told, "Bakery")
    assert has_value(Message.joined(("Nobody answers.", told)), "Bakery")
    assert not has_value(told, "Baker")
    assert has_value("“Bakery” is kept here.", "Bakery")
    assert not has_value("Bakery is kept here.", "Bakery")
