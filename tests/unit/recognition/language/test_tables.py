from app.recognition.language.tables import postcode_lines, read_postcodes, table, top_levels


def test_tables_are_read_once() -> None:
    assert table("labels") is table("labels")
    assert "phone" in table("labels")


def test_top_levels_are_those_of_the_world() -> None:
    assert {"no", "as", "bayern", "com"} <= top_levels()
    assert "png" not in top_levels()


def test_each_postcode_has_country_code_and_places() -> None:
    assert len(postcode_lines()) > 40_000
    assert all(line.count("\t") == 2 for line in postcode_lines())


def test_the_postcodes_of_one_country_are_all_that_there_are() -> None:
    countries = {line.partition("\t")[0] for line in postcode_lines()}
    assert len(countries) > 10
    for country in countries:
        own = [line for line in postcode_lines() if line.startswith(f"{country}\t")]
        assert read_postcodes(country) == own, country
    assert read_postcodes("US") == []
