"""What is given by name for a whole table is looked up once, and told with what is similar."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from app.model.next_steps.named import Named, NamedPage
from app.service.imports.named_values import similar, unknown_names
from app.service.imports.plan import Planner
from app.service.imports.remembering import RememberingApi
from app.service.imports.table_plan import TablePlan
from app.webapi.client import WebApi
from app.webapi.errors import NoRightError, UnreachableError, WebApiError

_NAMES = ("Fjell", "Vann", "Sand", "Skog", "Vind", "Hav", "Elv", "Stein", "Torv", "Mose")


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


def planned(api: WebApi, table: str, chosen: dict[str, str] | None = None) -> tuple[list[str], list[str]]:
    """Returns what is said of the columns, and of each company what doubts it, or the industry it has."""
    plan = TablePlan.of(table.encode(), "NO", chosen=chosen)
    planner = Planner("Work", lambda: api, lambda _id: None, matched=plan.matched)
    companies = [planner.plan(plan.company(number)) for number in range(len(plan.groups))]
    told = [
        "; ".join(one.reasons) or str({name: one.form.get(name) for name in ("Business", "Category")})
        for one in companies
    ]
    return list(planner.unlisted()), told


NOTHING = str({"Business": None, "Category": None})


@pytest.mark.parametrize(
    ("heading", "field", "values"),
    [
        ("Bransje", "Business", ("Fiske", "Blomster", "Regnskap")),
        ("Kategori", "Category", ("AAA", "AA", "AAA", "Kredittverdig")),
        ("Næring", "Business", ("47.760 Blomster, detalj", "03.111 Fiske", "69.201 Regnskap")),
    ],
)
def test_a_column_of_values_that_no_list_has_doubts_no_row(
    api: WebApi, heading: str, field: str, values: tuple[str, ...]
) -> None:
    rows = "".join(f"Firma {name} AS;{text}\n" for name, text in zip(_NAMES, values, strict=False))
    remarks, told = planned(api, f"Firma;{heading}\n{rows}")
    assert told == [NOTHING] * len(values)
    (remark,) = remarks
    assert remark.startswith(f"The list {field} of your SuperOffice has none, or hardly any,")
    assert remark.endswith(f"the column “{heading}”: what it has not is left out.")


def test_what_a_list_has_of_such_a_column_is_taken(api: WebApi) -> None:
    values = ["Consulting", *(f"Fiske {number}" for number in range(9))]
    rows = "".join(f"Firma {name} AS;{text}\n" for name, text in zip(_NAMES, values, strict=True))
    remarks, told = planned(api, f"Firma;Bransje\n{rows}")
    assert len(remarks) == 1
    assert told == [str({"Business": {"Id": 9}, "Category": None}), *[NOTHING] * 9]


@pytest.mark.parametrize("values", [("Consulting", "Energy", "Fiske"), ("Fiske", "Blomster")])
def test_a_value_that_is_not_in_the_list_doubts_its_row(api: WebApi, values: tuple[str, ...]) -> None:
    rows = "".join(f"Firma {name} AS;{text}\n" for name, text in zip(_NAMES, values, strict=False))
    remarks, told = planned(api, f"Firma;Bransje\n{rows}")
    assert remarks == []
    assert told[-1] == f"“{values[-1]}” is not in the list Business of your SuperOffice."


def test_a_column_for_a_list_of_a_custom_field_is_told_once_too(api: WebApi) -> None:
    rows = "".join(f"Firma {name} AS;Stufe {number}\n" for number, name in enumerate(_NAMES[:4]))
    chosen = {"segment": "CustomFields.SuperOffice:7"}
    remarks, told = planned(api, f"Firma;Segment\n{rows}", chosen)
    assert (len(remarks), told) == (1, [NOTHING] * 4)
    remarks, told = planned(api, "Firma;Segment\nA AS;Small\nB AS;Large\nC AS;Huge\n", chosen)
    assert (remarks, len(told[2])) == ([], len("“Huge” is not in the list Segment of your SuperOffice."))
