"""Contacts as Odoo exports them: companies and people in one column."""

import pytest

from app.service.imports.table_plan import TablePlan


@pytest.mark.parametrize(
    "text",
    [
        (
            "name;is_company;parent_id/name;email\nFjell AS;True;;post@fjell.example\n"
            "Kari Moe;False;Fjell AS;kari@fjell.example\n"
        ),
        (
            "Display Name;Company Type;Related Company;Email\nFjell AS;Company;;post@fjell.example\n"
            "Fjell AS, Kari Moe;Individual;Fjell AS;kari@fjell.example\n"
        ),
        (
            "Name;Company Type;Related Company/Display Name;Related Company;Email\n"
            "Fjell AS;Company;;;post@fjell.example\n"
            "Kari Moe;Individual;Fjell AS;Fjell AS;kari@fjell.example\n"
        ),
    ],
    ids=["technical", "display names", "both"],
)
def test_people_are_those_of_their_parent(text: str) -> None:
    plan = TablePlan.of(text.encode(), "NO")
    assert len(plan.groups) == 1
    company = plan.company(0)
    assert company.name == "Fjell AS"
    assert {one.value for person in company.found.persons for one in person} == {
        *("Kari", "Moe", "kari@fjell.example"),
    }
    assert "post@fjell.example" in [one.value for one in company.found.company]
    assert not [note for note in company.notes if note.is_doubt]


def test_a_table_without_parents_stays_as_it_is() -> None:
    plan = TablePlan.of(b"Name;Related Company;City\nFjell AS;;Oslo\nVann AS;;Gol\n", "NO")
    assert [plan.name(number) for number in range(2)] == ["Fjell AS", "Vann AS"]
