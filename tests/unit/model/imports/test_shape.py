"""A table as it was read."""

from app.model.imports.shape import TableColumn, TableShape


def test_two_tables_are_the_same_by_what_is_shown_of_them() -> None:
    column = TableColumn(0, "Firma", "Name", ("Fjell AS",))
    shape = TableShape("fair.csv", (column,), 1, 1, has_names=True)
    assert shape == TableShape("fair.csv", (TableColumn(0, "Firma", "Name", ("Fjell AS",)),), 1, 1, True)
