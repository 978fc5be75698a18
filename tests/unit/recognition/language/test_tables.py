from app.recognition.language.tables import postcode_lines, table, top_levels


def test_tables_are_read_once() -> None:
    assert table("labels") is table("labels")
    assert "phone" in table("labels")


def test_top_levels_are_those_of_the_world() -> None:
    assert {"no", "as", "bayern", "com"} <= top_levels()
    assert "png" not in top_levels()


def test_each_postcode_has_country_code_and_places() -> None:
    assert len(postcode_lines()) > 40_000
    assert all(line.count("\t") == 2 for line in postcode_lines())
