"""A sheet as lines of a table for spreadsheets."""

from app.model.sheets.sheet import Section, Sheet


def test_a_company_has_a_line_for_each_field() -> None:
    sections = (Section("", (("Phone", "22 33"),)), Section("Kari Berg", (("Title", "CEO"),)))
    lines = [list(line) for line in Sheet("Fjell", "Fjell", sections=sections).lines()]
    assert lines == [
        ["Part", "Field", "Value"],
        ["Fjell", "Phone", "22 33"],
        ["Kari Berg", "Title", "CEO"],
    ]


def test_a_table_has_its_own_lines() -> None:
    table = (("Company", "State"), ("Fjell", "Saved"))
    assert list(Sheet("Outbox", "Outbox", table=table).lines()) == list(table)
