"""Where an entry came from: kept in forms and in entries, and read whatever stands there."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from app.model.additions.target import form_of_entry
from app.model.form.choices import ORIGIN
from app.model.form.submission import entity_from_form
from app.model.history.origin import (
    MOST_TEMPLATES,
    Origin,
    origin_in,
    origin_of,
    same_told,
    with_origin,
    with_same,
    with_table,
    with_template,
)
from tests.helpers.data.store_builders import entry


def test_a_form_knows_its_templates_in_their_order_and_its_table() -> None:
    form = with_template(with_table({"Name": "Fjell"}, "fair.xlsx"), "Fair")
    form = with_template(with_template(form, "Partner"), "Fair")
    assert origin_in(form) == Origin(("Partner", "Fair"), "fair.xlsx")
    assert form["Name"] == "Fjell"
    assert entity_from_form(form).to_create_body() == {"Name": "Fjell"}, "it is never sent"


def test_what_was_typed_alone_has_nothing_of_it() -> None:
    assert with_template(with_table({"Name": "Fjell"}, ""), "") == {"Name": "Fjell"}
    assert with_origin(entry(), Origin()) == entry()
    assert origin_of(entry()) == Origin() == origin_of(entry(steps=()))


def test_names_are_one_line_that_can_be_shown() -> None:
    form = with_table({}, "a\nb\t\u202ec " + "x" * 300)
    table = origin_in(form).table
    assert table.startswith("a b c xxx")
    assert (len(table), table.isprintable()) == (120, True)
    for number in range(MOST_TEMPLATES + 3):
        form = with_template(form, f"Template {number}")
    assert len(origin_in(form).templates) == MOST_TEMPLATES
    assert origin_in(form).templates[-1] == f"Template {MOST_TEMPLATES + 2}"


def test_an_entry_keeps_it_on_its_way_and_back_into_the_form() -> None:
    origin = Origin(("Fair",), "fair.xlsx")
    one = with_origin(entry(), origin)
    assert origin_of(one) == origin
    assert one.steps[1:] == entry().steps[1:]
    assert origin_in(form_of_entry(one)) == origin
    assert ORIGIN not in form_of_entry(entry())


@pytest.mark.parametrize(
    ("kept", "expected"),
    [
        (None, Origin()),
        ([], Origin()),
        ({"templates": "Fair", "table": 7}, Origin()),
        ({"templates": {"Fair": 1}, "table": ["x"]}, Origin()),
        ({"templates": [None, "", "Fair", "Fair", "a\nb", "x" * 200], "table": "\ud800"}, Origin(("Fair",))),
        ({"templates": [f"T{n}" for n in range(99)]}, Origin(tuple(f"T{n}" for n in range(MOST_TEMPLATES)))),
        ({"table": "fair.xlsx", "newer": 1}, Origin((), "fair.xlsx")),
    ],
)
def test_what_is_no_name_is_left_out(kept: Any, expected: Origin) -> None:
    assert origin_in({ORIGIN: kept}) == expected
    one = entry()
    company = replace(one.company, content={ORIGIN: kept})
    assert origin_of(replace(one, steps=(company, *one.steps[1:]))) == expected


def test_a_draft_knows_that_its_company_is_there_for_as_long_as_it_has_that_name() -> None:
    told = "SuperOffice has “Fjell” already, with the id 9."
    form = with_same(with_table({"Name": "Fjell"}, "fair.xlsx"), told)
    assert same_told(form) == told
    assert same_told({**form, "Name": "Fjell Nord"}) == ""
    assert origin_in(form).table == "fair.xlsx"
    assert entity_from_form(form).to_create_body() == {"Name": "Fjell"}, "it is never sent"
    assert origin_of(with_origin(entry(), origin_in(form))) == Origin((), "fair.xlsx")


@pytest.mark.parametrize("same", ["Fjell", ["Fjell"], ["Fjell", 9], [9, "x"], ["Fjell", "a\nb"], {}, None])
def test_what_is_no_such_sentence_is_none(same: Any) -> None:
    assert same_told({"Name": "Fjell", ORIGIN: {"same": same}}) == ""
