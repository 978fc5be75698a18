"""The same companies once more, of other columns or another file."""

from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from app.model.carriers.contact import ContactEntity
from app.model.carriers.person import PersonEntity
from app.model.carriers.reading import read_as
from app.model.history.origin import with_table
from app.model.imports.lines import LineState
from app.service.imports.earlier_imports import EarlierImports, is_surely_same
from app.service.imports.keeping import ImportKeeper
from app.service.imports.plan import Planner
from app.service.imports.table_plan import TablePlan
from app.service.imports.table_run import TableRun
from app.webapi.client import WebApi

ROWS = "Fjell AS;Kari Moe;22 33 44 55;Oslo\nVann AS;;;Bergen\nSand AS;Ola Li;kari(at)x;\n"
OSLO = {"Street": {"City": "Oslo"}}
FIRST = "Firma;Kontakt;Telefon;By\n" + ROWS
OTHER_COLUMNS = "Firma;Kontakt;Notat;By\n" + ROWS


def imported(
    api: WebApi, keeper: ImportKeeper, text: str, *, sends: bool = True, file: str = "fair.csv"
) -> TableRun:
    """Imports a table as the window does."""
    plan = TablePlan.of(text.encode(), "NO")

    def make() -> Planner:
        begun = with_table({}, file)
        return Planner(
            *("Work", lambda: api, keeper.found_before, keeper.in_outbox()),
            earlier=keeper.earlier(),
            begin_with=begun,
            matched=plan.matched,
        )

    run = TableRun(plan, make, keeper)
    run.check()
    run.put_away(sends=sends)
    return run


def counts(keeper: ImportKeeper) -> tuple[int, int]:
    return len(keeper._outbox.summaries()), len(keeper._drafts.all())


def test_with_other_columns_the_same_companies_are_imported_before(api: WebApi, keeper: ImportKeeper) -> None:
    first = imported(api, keeper, FIRST)
    assert [first.line(number).state for number in range(3)] == [
        LineState.NEW,
        LineState.NEW,
        LineState.DOUBTFUL,
    ]
    assert counts(keeper) == (2, 1)
    again = imported(api, keeper, OTHER_COLUMNS)
    assert [again.line(number).state for number in range(3)] == [LineState.DONE] * 3
    assert counts(keeper) == (2, 1)
    assert [item.id for item in again.walk] == [item.id for item in first.walk]
    assert again.rows_by_id().keys() == first.rows_by_id().keys()


@pytest.mark.parametrize(
    "other",
    ["Firma;Kontakt;By\nFjell AS;Ola Li;Oslo\n", "Firma;Kontakt;By\nFjell AS;Kari Moe;Bodø\n"],
    ids=["somebody else", "another place"],
)
def test_what_may_be_another_company_is_not_told_as_imported(
    api: WebApi, keeper: ImportKeeper, other: str
) -> None:
    imported(api, keeper, FIRST)
    again = imported(api, keeper, other)
    assert again.line(0).state is LineState.DOUBLE


def test_what_is_there_and_waits_as_well_is_there_already(api: WebApi, keeper: ImportKeeper) -> None:
    imported(api, keeper, FIRST)
    api.create_contact(ContactEntity(name="Vann AS"))
    again = imported(api, keeper, "Firma;By\nVann AS;Bodø\n", sends=False)
    line = again.line(0)
    assert (line.state, len(line.reasons)) == (LineState.DOUBLE, 2)


def test_what_was_saved_comes_again_in_another_form_with_one_more_person(
    api: WebApi, keeper: ImportKeeper
) -> None:
    """It adds nobody twice, and no company: its draft is told who is there, and where."""
    head, monday = "Firma;Kontakt;By\n", "Tindfoten Sport AS;Kari Moe;Oslo\n"
    first = imported(api, keeper, head + monday)
    made = api.create_contact(ContactEntity(name="Tindfoten Sport AS"))
    kari = {"Firstname": "Kari", "Lastname": "Moe", "Contact": {"ContactId": made.contact_id}}
    api.create_person(read_as(PersonEntity, kari))
    tuesday = "TINDFOTEN SPORT A/S;Kari Moe;Oslo\nTINDFOTEN SPORT A/S;Lars Li;Oslo\n"
    line = imported(api, keeper, head + tuesday).line(0)
    assert (first.line(0).state, line.state) == (LineState.NEW, LineState.DOUBLE)
    assert line.reasons[-2:] == (
        f"SuperOffice has “Tindfoten Sport AS” already, with the id {made.contact_id}.",
        "Some are in it already, too (Kari Moe).",
    )


def test_one_that_is_stored_is_that_of_one_row() -> None:
    form = {"Name": "Fjell AS", "Persons": [{"Lastname": "Moe"}]}
    earlier = EarlierImports([("Fjell A/S", "a")], {"a": form}.get)
    assert earlier.id_of("x", "FJELL AS", lambda: form) == "a"
    assert earlier.id_of("x", "FJELL AS", lambda: form) == "a"
    assert earlier.id_of("y", "Fjell AS", lambda: form) == "y"
    assert earlier.id_of("a", "Fjell AS", dict) == "a"
    assert earlier.id_of("z", "", lambda: form) == "z"


def test_a_name_alone_is_not_enough() -> None:
    assert not is_surely_same({"Name": "Fjell"}, {"Name": "Fjell"})
    numbers = ({"Phones": [{"Value": one}]} for one in ("+47 22 33 44 55", "22334455"))
    assert is_surely_same(*numbers)
    assert not is_surely_same({"OrgNr": "1", "Emails": [{"Value": "a@b"}]}, {"OrgNr": "2"})


def test_each_company_of_a_chain_is_read_once_and_found_by_what_few_have() -> None:
    """A chain has hundreds of places: not each of them is compared with each."""
    stored: dict[str, dict[str, Any]] = {
        f"a{at}": {"Name": "Fjell AS", "Phones": [{"Value": f"2233{at:04d}"}], "Address": OSLO}
        for at in range(300)
    }
    read: list[str] = []

    def get(entry_id: str) -> dict[str, Any] | None:
        read.append(entry_id)
        return stored.get(entry_id)

    earlier = EarlierImports([*(("Fjell AS", one) for one in stored), ("Vann AS", "b")], get)
    found = [
        earlier.id_of(f"x{at}", "Fjell AS", partial(stored.__getitem__, f"a{at}"))
        for at in reversed(range(300))
    ]
    assert found == [f"a{at}" for at in reversed(range(300))]
    assert earlier.id_of("y", "Fjell AS", lambda: stored["a0"]) == "y", "all are taken"
    assert earlier.id_of("x7", "Fjell AS", dict) == "a7", "as it was told before"
    assert sorted(read) == sorted(stored)


def test_columns_that_go_nowhere_make_no_other_company_of_the_same_table(
    api: WebApi, keeper: ImportKeeper
) -> None:
    imported(api, keeper, FIRST)
    for columns in ("Firma;;Telefon;By\n", "Firma;;;\n", "Firma;Kontakt;;\n"):
        again = imported(api, keeper, columns + ROWS)
        assert [again.line(number).state for number in range(3)] == [LineState.DONE] * 3, columns
        assert counts(keeper) == (2, 1)


def test_somebody_who_came_to_the_table_since_is_not_told_as_imported(
    api: WebApi, keeper: ImportKeeper
) -> None:
    """It is said that the company was imported; whoever is new is seen in a draft."""
    imported(api, keeper, FIRST)
    again = imported(api, keeper, FIRST + "Sand AS;Eva Dahl;;\nFjell AS;Eva Dahl;22 33 44 55;Oslo\n")
    told = {again.line(number).name: again.line(number) for number in range(3)}
    assert (told["Fjell AS"].state, told["Vann AS"].state) == (LineState.DOUBLE, LineState.DONE)
    assert told["Sand AS"].state is LineState.DOUBTFUL
    assert "A company of this name was imported before." in told["Sand AS"].reasons
    assert counts(keeper) == (2, 3)


BEFORE = "Firma;Kontakt;E-post;Mobil\nFjell AS;Ola Li;ola@fjell;\nVann AS;Kari Moe;;\n"
AFTER = (
    "Firma;Kontakt;E-post;Mobil;Org.nr\nFjell AS;Ola Li;ola@fjell.example;91722399;\n"
    "Vann AS;Kari Moe;kari@vann.example;91722333;974760673\n"
)


def forms(keeper: ImportKeeper) -> dict[str, str]:
    """Returns the e-mail addresses of all drafts by the names of the companies."""
    return {
        str(one.form["Name"]): " ".join(person.get("Email", "") for person in one.form["Persons"])
        for one in keeper._drafts.all()
    }


def test_a_corrected_row_replaces_the_draft_that_nobody_has_touched(
    api: WebApi, keeper: ImportKeeper
) -> None:
    first = imported(api, keeper, BEFORE)
    again = imported(api, keeper, AFTER)
    assert [again.line(number).state for number in range(2)] == [LineState.NEW, LineState.DOUBTFUL]
    assert again.walk[0].id not in first.rows_by_id()
    assert [one.id for one in again.added] == [first.walk[0].id], "sent under the id of its draft"
    assert forms(keeper) == {"Vann AS": "kari@vann.example"}
    for text in (BEFORE, AFTER):  # neither creates anything once more
        third = imported(api, keeper, text)
        assert [third.line(number).state for number in range(2)] == [LineState.DONE] * 2
        assert counts(keeper) == (2, 1)


def test_what_one_that_was_sent_lacks_is_told(api: WebApi, keeper: ImportKeeper) -> None:
    imported(api, keeper, BEFORE)
    line = imported(api, keeper, AFTER).line(1)
    assert line.reasons[0] == (
        "It was imported before and is in the outbox. Here it has other values: VAT No. “974760673”, "
        "E-mail “kari@vann.example” (Kari Moe), Mobile “91722333” (Kari Moe)."
    )


def test_a_corrected_row_is_a_draft_of_its_own_beside_one_that_somebody_has_touched(
    api: WebApi, keeper: ImportKeeper
) -> None:
    first = imported(api, keeper, BEFORE)
    draft = keeper._drafts.all()[0]
    keeper._drafts.save(replace(draft, updated=draft.updated + timedelta(seconds=1)))
    again = imported(api, keeper, AFTER)
    assert (
        "waits as a draft. Here it has other values: E-mail “ola@fjell.example”" in again.line(0).reasons[0]
    )
    assert {first.walk[0].id, again.walk[0].id} <= {one.id for one in keeper._drafts.all()}
    assert counts(keeper) == (1, 3)


def test_a_draft_that_is_typed_in_before_the_rows_are_put_away_stays(
    api: WebApi, keeper: ImportKeeper
) -> None:
    def make() -> Planner:
        stored = keeper.found_before, keeper.in_outbox()
        return Planner("Work", lambda: api, *stored, earlier=keeper.earlier())

    imported(api, keeper, BEFORE)
    run = TableRun(TablePlan.of(AFTER.encode(), "NO"), make, keeper)
    run.check()
    draft = keeper._drafts.all()[0]
    keeper._drafts.save(replace(draft, updated=draft.updated + timedelta(seconds=1)))
    run.put_away(sends=True)
    assert run.walk[0].id != draft.id
    assert keeper._drafts.get(draft.id) is not None
    assert counts(keeper) == (1, 3)


@pytest.mark.parametrize(
    ("row", "is_done"),
    [
        ("Fjell AS;Ola Li;OLA@fjell.example;+47 22 33 44 55", True),
        ("Fjell AS;Ola Li;olali@fjell.example;22334455", False),
        ("Fjell AS;Ola Li;ola@fjell.example;+46 22 33 44 55", False),
        ("Fjell AS;Ola Li;ola@fjell.example;22334456", False),
        ("Fjell AS;Ola Li;;", True),
    ],
    ids=["another spelling", "mailbox", "code of a country", "number", "less"],
)
def test_what_counts_as_another_value(api: WebApi, keeper: ImportKeeper, row: str, is_done: bool) -> None:
    head = "Firma;Kontakt;E-post;Direkte tlf.\n"
    imported(api, keeper, f"{head}Fjell AS;Ola Li;ola@fjell.example;+4722334455\n")
    state = imported(api, keeper, head + row + "\n").line(0).state
    assert state is (LineState.DONE if is_done else LineState.DOUBTFUL)


def test_what_is_given_for_all_companies_is_no_correction(api: WebApi, keeper: ImportKeeper) -> None:
    imported(api, keeper, FIRST)
    planner = Planner(
        *("Work", lambda: api, keeper.found_before),
        earlier=keeper.earlier(),
        constants=[("Description", "Met at the fair")],
        begin_with=with_table({}, "fair.csv"),
    )
    plan = TablePlan.of(OTHER_COLUMNS.encode(), "NO")
    assert [str(planner.plan(plan.company(at)).outlook) for at in range(3)] == ["done"] * 3


def test_a_mailbox_that_another_one_of_the_company_had_is_a_correction(
    api: WebApi, keeper: ImportKeeper
) -> None:
    head, ola, kari = "Firma;Kontakt;E-post\n", "ola.li@fjell.example", "kari@fjell.example"
    imported(api, keeper, f"{head}Fjell AS;Ola Li;{kari}\nFjell AS;Kari Moe;{ola}\n")
    again = imported(api, keeper, f"{head}Fjell AS;Ola Li;{ola}\nFjell AS;Kari Moe;{kari}\n")
    assert again.line(0).state is LineState.DOUBTFUL


def test_a_company_whose_name_has_other_signs_is_not_told_as_imported(
    api: WebApi, keeper: ImportKeeper
) -> None:
    head = "Firma;By\n"
    first = imported(api, keeper, f"{head}C++ AS;Oslo\nStudio O AS;Oslo\n@Home AS;Oslo\nA/S Vik;Oslo\n")
    assert first.counts[LineState.NEW] == 4
    again = imported(api, keeper, f"{head}C AS;Oslo\nStudio U AS;Oslo\nHome AS;Oslo\nVik AS;Oslo\n")
    lines = [again.line(number) for number in range(4)]
    assert [line.state for line in lines] == [
        *(LineState.DOUBTFUL, LineState.NEW, LineState.DOUBTFUL, LineState.DONE),
    ]
    assert lines[0].reasons == ("“C++ AS” in the outbox may be the same company.",)


@pytest.mark.parametrize(
    ("file", "is_replaced"), [("fair.result.csv", True), ("fair.xlsx", True), ("other.csv", False)]
)
def test_a_value_that_was_taken_out_of_the_same_table_is_gone_from_its_draft(
    api: WebApi, keeper: ImportKeeper, file: str, *, is_replaced: bool
) -> None:
    """Another table may have no column for it: there the draft stays beside that of the row."""
    head = "Firma;Kontakt;E-post;Mobil\n"
    imported(api, keeper, head + "Fjell AS;Ola Li;ola@fjell;12\n")
    again = imported(api, keeper, head + "Fjell AS;Ola Li;ola@fjell.example;\n", file=file)
    assert again.line(0).state is (LineState.NEW if is_replaced else LineState.DOUBTFUL)
    assert counts(keeper) == ((1, 0) if is_replaced else (0, 2))


@pytest.mark.parametrize(
    ("row", "is_told"),
    [
        ("Delta Norge AS;Nina Bø;nina@delta.example;94444444;0150;Oslo", True),
        ("Delte Holding AS;Nina Bø;NINA@delta.example;94444444;5003;Bergen", True),
        ("Delta AS;Nina Bø;nina@delta.example;94444444;5003;Bergen", True),
        ("Delta Norge AS;Nina Bø;nina@norge.example;94444444;0150;Oslo", False),
        ("Delta Norge AS;Ola Li;ola@delta.example;94444444;0150;Oslo", False),
        ("Delta AS;Nina Bø;nina@delta.example;94444444;0150;Oslo", False),
    ],
    ids=["name", "name and town", "town", "mailbox", "person", "number alone"],
)
def test_somebody_who_waits_in_a_draft_of_another_name_or_town_is_told(
    api: WebApi, keeper: ImportKeeper, row: str, is_told: bool
) -> None:
    head = "Firma;Kontakt;E-post;Mobil;Postnr;Sted\n"
    imported(api, keeper, f"{head}Delta AS;Nina Bø;nina@delta.example;9444444;0150;Oslo\n")
    assert counts(keeper) == (0, 1)
    told = "The draft “Delta AS” has the same person with nina@delta.example: it may be the same company."
    for _time in range(2):  # why it is a draft is told each time
        again = imported(api, keeper, f"{head}{row}\n", file="other.csv")
        assert (told in again.line(0).reasons) is is_told
    assert counts(keeper) == ((0, 2) if is_told else (1, 0) if "Delta AS" in row else (1, 1))
