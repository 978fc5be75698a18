"""A later version of a table in which the name of a company was corrected."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.service.imports.keeping import ImportKeeper
from app.webapi.client import WebApi
from tests.unit.service.imports.test_earlier_imports import counts, imported

HEAD = "Firma;Kontakt;E-post;Telefon;By\n"
NAMELESS = ";Eva Nes;eva@nesbyentre.example;32 07 20 20;Nesbyen\n"
FORMER = "Fjell (tidl. Ski);Bo Li;bo@fjell,example;32 06 10 10;Gol\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (NAMELESS, NAMELESS.replace(";Eva", "Nesbyen Tre;Eva")),
        (FORMER, "Fjell AS;Bo Li;bo@fjell.example;32 06 10 10;Gol\n"),
        ("Fjell;;;32 06 10 1;Gol\n", "Fjell AS;;post@fjell.example;32 06 10 1;Gol\n"),
    ],
    ids=["no name", "another name and address", "no person"],
)
def test_a_row_whose_name_was_corrected_takes_the_place_of_its_draft(
    api: WebApi, keeper: ImportKeeper, before: str, after: str
) -> None:
    others = "Vann AS;Kari Moe;kari@vann;32 08 10 10;Gol\n"
    imported(api, keeper, HEAD + others + before)
    sent, waiting = counts(keeper)
    imported(api, keeper, HEAD + others + after, file="fair.result.csv")
    assert sum(counts(keeper)) == sent + waiting
    assert "" not in [draft.form.get("Name") for draft in keeper._drafts.all()]


@pytest.mark.parametrize(
    ("after", "file"),
    [
        (NAMELESS.replace(";Eva", "Nesbyen Tre;Eva"), "other.csv"),
        (NAMELESS + NAMELESS.replace(";Eva", "Nesbyen Tre;Eva"), "fair.csv"),
        ("Nesbyen Tre;Eva Nes;;;Nesbyen\n", "fair.csv"),
        ("Nesbyen Tre;Kai Nes;eva@nesbyentre.example;32 07 20 20;Nesbyen\n", "fair.csv"),
        (NAMELESS.replace(";Eva", "Nesbyen Tre;Eva").replace("Nesbyen\n", "Gol\n"), "fair.csv"),
    ],
    ids=["another table", "beside the row before", "less", "somebody else", "another town"],
)
def test_what_may_be_another_company_leaves_a_draft_without_a_name(
    api: WebApi, keeper: ImportKeeper, after: str, file: str
) -> None:
    imported(api, keeper, HEAD + NAMELESS)
    assert counts(keeper) == (0, 1)
    imported(api, keeper, HEAD + after, file=file)
    assert [draft.form.get("Name") for draft in keeper._drafts.all()].count(None) == 1
    assert sum(counts(keeper)) == 2


def test_a_draft_that_somebody_has_typed_in_stays(api: WebApi, keeper: ImportKeeper) -> None:
    imported(api, keeper, HEAD + NAMELESS)
    (draft,) = keeper._drafts.all()
    typed = {**draft.form, "Department": "Sag"}
    keeper._drafts.save(replace(draft, form=typed, updated=draft.updated + timedelta(seconds=1)))
    imported(api, keeper, HEAD + NAMELESS.replace(";Eva", "Nesbyen Tre;Eva"))
    assert sum(counts(keeper)) == 2
