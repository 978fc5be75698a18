"""Companies of one table that may be the same."""

from app.service.imports.within_table import WithinTable


def people(*mails: str) -> dict[str, object]:
    return {"Persons": [{"Firstname": "Kari", "Lastname": "Moe", "Email": mail} for mail in mails]}


def test_names_are_the_same_whatever_their_letters() -> None:
    within = WithinTable()
    assert [within.has_name(name) for name in ("Vik AS", "Vann AS", "VIK AS")] == [False, False, True]


def test_a_name_that_lacks_the_legal_form_of_another_is_told() -> None:
    within = WithinTable()
    told = [within.reasons(name, {}) for name in ("Vik AS", "Vik", "Vik AB", "Vann AS", "Vann A/S", "AS")]
    assert told == [
        [],
        ["“Vik AS” of this table may be the same company."],
        ["“Vik” of this table may be the same company."],
        [],
        ["“Vann AS” of this table may be the same company."],
        [],
    ]
    assert WithinTable().reasons("Vik AS", {}) == []


def test_another_legal_form_is_another_company() -> None:
    within = WithinTable()
    assert [within.reasons(name, {}) for name in ("Vik AS", "Vik AB", "Vik GmbH")] == [[], [], []]


def test_somebody_who_is_at_two_companies_is_told() -> None:
    within = WithinTable()
    assert within.reasons("Vik AS", people("kari@vik.example")) == []
    assert within.reasons("Vikk AS", people("siv@vik.example", "KARI@vik.example")) == [
        "“Vik AS” of this table has KARI@vik.example, too."
    ]
    assert within.reasons("Vik AS", people("kari@vik.example")) == [
        "“Vik AS” of this table may be the same company."
    ]
