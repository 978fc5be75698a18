"""What is given by name for a whole table is looked up once, and told with what is similar."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from app.model.next_steps.named import Named, NamedPage
from app.service.imports.named_values import similar, unknown_names
from app.service.imports.remembering import RememberingApi
from app.webapi.client import WebApi
from app.webapi.errors import NoRightError, UnreachableError, WebApiError


def unknown(api: WebApi, **constants: str) -> dict[str, str]:
    given = [(f"NextSteps.{name}", text) for name, text in constants.items()]
    return unknown_names(given, api, RememberingApi(lambda: api).choices)


def test_what_is_there_is_not_told(api: WebApi) -> None:
    known = {"Selection": "fair oslo 2026", "Project": "Energy day 2026", "Task": "phone call"}
    assert unknown(api, **known, Title="Call", StartDate="+7", SupportPerson="yes") == {}
    assert unknown(api, Task="1") == {}
    others = [
        ("Category", "Customer"),
        ("Name", "x"),
        ("Interests", "Golf"),
        ("CustomFields.SuperOffice:1", "x"),
    ]
    assert not set(unknown_names(others, api, RememberingApi(lambda: api).choices)) - {"Interests"}


def test_what_is_not_there_is_told_with_what_is_similar(api: WebApi) -> None:
    told = unknown(api, Selection="Fair Osl 2025", Project="Christmas", Task="Meting")
    assert told == {
        "NextSteps.Selection": "There is no selection “Fair Osl 2025” on the server. Correct the name. "
        "Similar: Fair Oslo 2026.",
        "NextSteps.Project": "There is no project “Christmas” on the server. Correct the name.",
        "NextSteps.Task": "“Meting” is not in the list Type of your SuperOffice. Similar: Meeting.",
    }
    assert unknown(api, Selection="Christmas cards")["NextSteps.Selection"].startswith("There are several")


@pytest.mark.parametrize(
    ("path", "text", "told"),
    [
        ("SuperOffice:7", "2", ""),
        ("SuperOffice:7", "[I:2]", ""),
        ("SuperOffice:7", "[I:999]", "“[I:999]” is not in the list Segment of your SuperOffice."),
        ("SuperOffice:1", "K-1", ""),
        ("SuperOffice:9", "x", ""),
        ("x_import_id", "1", ""),
        ("x_gone", "1", "“CustomFields.x_gone” is no custom field of your SuperOffice."),
        ("SuperOffice:77", "1", "Similar: CustomFields.SuperOffice:7"),
    ],
)
def test_custom_fields_that_are_gone_are_told(api: WebApi, path: str, text: str, told: str) -> None:
    given = [(f"CustomFields.{path}", text)]
    found = unknown_names(given, api, RememberingApi(lambda: api).choices)
    assert told in found.get(f"CustomFields.{path}", "")
    assert bool(found) is bool(told)


@dataclass
class Calls:
    """A server that answers nothing about selections."""

    error: WebApiError
    next_steps: Calls = field(init=False)

    def __post_init__(self) -> None:
        self.next_steps = self

    def selections(self, _name: str) -> tuple[Named, ...]:
        raise self.error

    def find_selections(self, _text: str, _most: int) -> NamedPage:
        raise self.error


def test_a_server_that_lets_nobody_look_up_is_left_to_the_sending() -> None:
    refusing = Calls(NoRightError("crm.example", status=403, said=""))
    assert unknown(refusing, Selection="Fair") == {}  # type: ignore[arg-type]  # has the calls alone
    with pytest.raises(UnreachableError):
        unknown(Calls(UnreachableError("crm.example")), Selection="Fair")  # type: ignore[arg-type]  # the same


def test_similar_names() -> None:
    names = ["Customer", "Prospect", "Former customer", "Ås kommune", "Partner"]
    assert similar("custmer", names)[0] == "Customer"
    assert similar("CUSTOMER", names)[:2] == ("Customer", "Former customer")
    assert similar("as komune", names) == ("Ås kommune",)
    assert similar("Quite another", names) == ()
    assert similar("", names) == ()


def test_similar_names_are_those_of_a_long_list_with_a_long_word_like_it() -> None:
    assert similar("Karl", ["Hotel Kari", "Inn Karl"])[0] == "Inn Karl"
    assert similar("nets", ["Fish nest of the north sea"]) == ("Fish nest of the north sea",)
    assert similar("net", ["A ten of a kind"]) == ()
    assert similar("net", ["Intranettet"]) == ("Intranettet",), "it is a part of the name"
    assert similar("Intranettet", ["net"]) == ("net",), "the name is a part of it"
    assert similar("Golf", ["", "***"]) == (), "a name without letters is like nothing"
    many = [f"{number:04}" for number in range(2000)]
    assert similar("Golf", [*many[:-1], "Golf"]) == ("Golf",)
    assert similar("Golf", [*many, "Golf"]) == (), "as many are compared as are quick to compare"


def test_names_with_the_longest_word_come_first(api: WebApi) -> None:
    asked: list[str] = []

    class Finding(Calls):
        def selections(self, _name: str) -> tuple[Named, ...]:
            return ()

        def find_selections(self, text: str, _most: int) -> NamedPage:
            asked.append(text)
            return api.next_steps.find_selections(text, _most)

    unknown(Finding(UnreachableError("crm.example")), Selection="in Trondheim 2026")  # type: ignore[arg-type]  # has the calls alone
    assert asked == ["Trondheim", "2026", "in", ""]
