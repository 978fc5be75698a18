from __future__ import annotations

import json
import time
from collections.abc import Callable
from typing import Any

import pydantic_core
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from app.model.carriers.lists import MDOListItem
from app.webapi.http import answer_limits, answers
from app.webapi.http.answer_limits import LONG_READING, MOST_ITEMS, Unread

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=30),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=30,
)
ITEM = {"Id": 7, "Name": "Blåbær \U0001f600", "ChildItems": [{"Id": 8}], "Rank": -1.5, "Hidden": None}
LONG = json.dumps([ITEM] * 3_000).encode()


@pytest.fixture
def small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answer_limits, "PIECE", 7)


@pytest.mark.long
@pytest.mark.usefixtures("small_pieces")
@settings(max_examples=40, deadline=None)
@example(value=[3.402823466e38, -1e-300, 12345678901234567890], indent=None, is_ascii=True)
@given(value=VALUES, indent=st.sampled_from([None, 1]), is_ascii=st.booleans())
def test_in_pieces_comes_out_what_comes_out_at_once(value: Any, indent: int | None, is_ascii: bool) -> None:
    body = json.dumps(value, indent=indent, ensure_ascii=is_ascii).encode()
    assert answer_limits.from_json(body) == pydantic_core.from_json(body)


@pytest.mark.long
@pytest.mark.usefixtures("small_pieces")
@settings(max_examples=40, deadline=None)
@given(
    value=VALUES, place=st.floats(0, 1), put=st.sampled_from(["", ",", "]", "}", '"', "\\", "1", "[", "x"])
)
def test_what_is_refused_at_once_is_refused_in_pieces(value: Any, place: float, put: str) -> None:
    text = json.dumps([value, value])
    at = int(len(text) * place)
    body = (text[:at] + put + text[at + 1 :]).encode()
    assert _outcome(answer_limits.from_json, body) == _outcome(pydantic_core.from_json, body)


@pytest.mark.parametrize(
    "body",
    [
        b'["\\ud800", "long enough"]',
        b'["\xff", "long enough to be in pieces"]',
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b"[1, 2, 3, 4, 5, 6, 7, 8, 9,]",
        b'{"a": 1, "b": 2, "c": 3,}',
        b'{1: "long enough to be in pieces"}',
        b"123456789 123456789",
        b"",
        b"          ",
    ],
)
@pytest.mark.usefixtures("small_pieces")
def test_what_is_no_json_is_a_value_error(body: bytes) -> None:
    with pytest.raises(ValueError):
        answer_limits.from_json(body)


@pytest.mark.long
def test_a_list_is_cut_at_the_bound() -> None:
    body = b"[" + b",".join([b"1"] * (MOST_ITEMS + 30_000)) + b"]"
    assert answer_limits.from_json(body) == [1] * MOST_ITEMS
    assert answer_limits.from_json(b'{"value": ' + body + b"}") == {"value": [1] * MOST_ITEMS}


@pytest.mark.parametrize("body", [LONG, b'{"value": ' + LONG + b', "a": {"b": ' + LONG + b"}}"])
def test_no_piece_takes_long(body: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    pieces: list[float] = []
    decode = pydantic_core.from_json

    def timed(text: Any) -> Any:
        began = time.thread_time()
        value = decode(text)
        pieces.append(time.thread_time() - began)
        assert len(text) <= 3 * answer_limits.PIECE
        return value

    monkeypatch.setattr(pydantic_core, "from_json", timed)
    assert answer_limits.from_json(body) == json.loads(body)
    assert max(pieces) < 0.05


def _outcome(decode: Any, body: bytes) -> Any:
    try:
        return repr(decode(body))
    except ValueError:
        return ValueError


def test_a_long_answer_is_read_while_no_other_is(monkeypatch: pytest.MonkeyPatch) -> None:
    held: list[bool] = []
    decode = pydantic_core.from_json

    def note(text: bytes) -> object:
        held.append(LONG_READING.locked())
        return decode(text)

    monkeypatch.setattr(pydantic_core, "from_json", note)
    assert len(answer_limits.from_json(LONG)) == 3_000
    assert set(held) == {True}
    assert not LONG_READING.locked()
    with pytest.raises(ValueError, match=r"\S"):
        answer_limits.from_json(LONG[:-1])
    assert not LONG_READING.locked()
    held.clear()
    answer_limits.from_json(b"[1]")
    assert held == [False], "a short one waits for nobody"


def _noting(held: list[bool]) -> Callable[[object, list[object]], list[object]]:
    def read_as(_kind: object, rows: list[object]) -> list[object]:
        held.append(LONG_READING.locked())
        return rows

    return read_as


def test_a_long_list_becomes_carriers_while_no_other_does(monkeypatch: pytest.MonkeyPatch) -> None:
    held: list[bool] = []
    monkeypatch.setattr(answers, "read_as", _noting(held))
    for count in (1, 300):
        answers.parse_as(tuple[MDOListItem, ...], [ITEM] * count, "host")
    assert held == [False, True, True]


RIGHTS = {"Name": {"FieldRight": "Read", 'a "b"': [1, None]}}


def _unread() -> Unread:
    unread = Unread("FieldProperties")
    unread.learn(
        json.dumps(
            {"Address": {"FieldProperties": {}}, "FieldProperties": RIGHTS}, separators=(",", ":")
        ).encode()
    )
    return unread


def test_what_nobody_needs_is_null_in_the_next_answer() -> None:
    answer = {"Address": {"FieldProperties": {}}, "FieldProperties": RIGHTS, "Name": "Ås"}
    body = json.dumps(answer, separators=(",", ":"), ensure_ascii=False).encode()
    assert json.loads(_unread().without(body)) == {**answer, "FieldProperties": None}
    other = json.dumps(answer | {"FieldProperties": {"Name": {}}}, separators=(",", ":")).encode()
    assert _unread().without(other) == other
    spaced = json.dumps(answer).encode()  # with a blank after each colon
    blank = Unread("FieldProperties")
    blank.learn(spaced)
    assert blank.without(body) == body
    assert json.loads(blank.without(spaced)) == {**answer, "FieldProperties": None}


def test_an_answer_of_names_alone_is_learned_no_longer_than_others() -> None:
    begun = time.thread_time()
    Unread("a").learn(b"[" + b'{"a":' * 10_000)
    Unread("a").learn(b"[" + b'{"a":1},' * 1_000_000)
    assert time.thread_time() - begun < 1


@pytest.mark.long
@settings(max_examples=300, deadline=None)
@given(st.data())
def test_without_it_an_answer_is_json_where_it_was_before(data: st.DataObject) -> None:
    known = json.dumps(RIGHTS, separators=(",", ":"))
    parts = st.sampled_from(
        [
            '"FieldProperties":',
            '"FieldProperties": ',
            known,
            f'"FieldProperties":{known}',
            '"',
            "\\",
            '\\"',
            "x",
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "1",
        ]
    )
    text = "".join(data.draw(st.lists(parts, max_size=8)))
    whole = data.draw(st.sampled_from([text, "{" + text + "}", '{"a":"' + text + '"}', '{"a' + text + "}"]))
    body = whole.encode()

    def decoded(text: bytes) -> object:
        try:
            return pydantic_core.from_json(text)
        except ValueError:
            return ValueError

    assert (decoded(body) is ValueError) is (decoded(_unread().without(body)) is ValueError)
