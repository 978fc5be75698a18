"""What a window that tests share begins with, and what of it is put back."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import httpx
import pytest

from app.model.additions.merging import with_added
from app.sandbox import PASSWORD, USER, Options
from tests.helpers.registers.everywhere import ANSWERS
from tests.helpers.ui.beginnings import Beginning, Surroundings

AUTH = (USER, PASSWORD)


@pytest.fixture
def around(tmp_path: Path) -> Iterator[Surroundings]:
    with ExitStack() as opened:
        around = Surroundings(Beginning(registers=True), tmp_path)
        around.open(opened)
        yield around


def call(around: Surroundings, method: str, path: str, **body: Any) -> Any:
    url = f"{around.server.url}/api/v1/{path}"
    answer = httpx.request(method, url, auth=AUTH, json=body or None)
    return answer.raise_for_status().json() if answer.content else None


def names(around: Surroundings) -> list[str]:
    rows = call(around, "GET", "Contact?$select=name")["value"]
    return [row["name"] for row in rows]


def test_what_was_written_to_the_server_is_gone_and_what_was_there_is_as_it_was(around: Surroundings) -> None:
    before, first = names(around), call(around, "GET", "Contact/2")
    made = call(around, "POST", "Contact", Name="Fjell AS")["ContactId"]
    call(around, "PUT", "Contact/2", **with_added(first, {}).record | {"Name": "Vidde AS"})
    call(around, "DELETE", "Contact/3")
    assert names(around) != before
    around.put_back()
    assert (names(around), call(around, "GET", "Contact/2")) == (before, first)
    assert call(around, "POST", "Contact", Name="Fjell AS")["ContactId"] != made


def test_registers_answer_as_at_first(around: Surroundings) -> None:
    assert around.registers is not None
    around.registers.answers = {}
    around.put_back()
    assert around.registers.answers == ANSWERS


def test_a_mark_names_a_beginning() -> None:
    options = Options(people=True)
    assert Beginning.of_mark({}) == Beginning()
    assert Beginning.of_mark({"connected": False}) == Beginning(is_connected=False)
    assert Beginning.of_mark({"options": options}) == Beginning(options=options) != Beginning()
