"""The rows of a table that are no companies."""

from app.recognition.odd_rows.left_out_rows import LeftOut
from app.service.imports.table_plan import TablePlan

TABLE = """Firma;By;Telefon
(kreves);(valgfri);
Hall A;;
Fjell AS;Oslo;22 33 44 55
Firma;By;Telefon
Vann AS;Oslo;
;;
Sum;2;
Side 1 av 2;;
"""


def left_out(text: str) -> dict[int, str]:
    return {one.number: one.reason for one in TablePlan.of(text.encode(), "NO").left_out}


def test_each_is_told_with_why() -> None:
    assert left_out(TABLE) == {
        2: "It says nothing in the columns that are read.",
        3: "It is the name of a group.",
        5: "It repeats the headings, or says something of them.",
        8: "It is a sum, or a remark.",
        9: "It is a sum, or a remark.",
    }
    assert left_out("Firma;By\nFjell AS;Oslo\n") == {}


def test_what_stands_only_in_columns_that_go_nowhere_is_told() -> None:
    plan = TablePlan.of(b"Firma;By;Hva de sa\nFjell AS;Oslo;Ring\n;;Husk kaffe\n", "NO")
    (one,) = plan.left_out
    assert (one.number, one.text) == (3, "Husk kaffe")
    assert one.told == "Row 3: “Husk kaffe” – It says nothing in the columns that are read."


def test_of_a_long_row_the_beginning_is_told() -> None:
    (one,) = TablePlan.of(f"Firma;By;X\nFjell AS;Oslo;\n;;{'ord ' * 90}\n".encode(), "NO").left_out
    assert isinstance(one, LeftOut)
    assert len(one.text) == 101
