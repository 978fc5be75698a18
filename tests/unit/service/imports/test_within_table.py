"""Companies of one table that may be the same."""

from app.service.imports.within_table import WithinTable


def told(within: WithinTable, name: str, *mails: str) -> list[str]:
    """Returns the reasons of a company, which is remembered then."""
    form = people(*mails)
    reasons = within.reasons(name, form)
    within.remember(name, form)
    return reasons


def people(*mails: str) -> dict[str, object]:
    return {"Persons": [{"Firstname": "Kari", "Lastname": "Moe", "Email": mail} for mail in mails]}


def test_names_are_the_same_whatever_their_letters() -> None:
    within = WithinTable()
    assert not within.has_name("Vik AS")
    told(within, "Vik AS")
    told(within, "Vik A/S")
    known = [within.has_name(name) for name in ("Vann AS", "VIK AS", "vik a/s", "Vik")]
    assert known == [False, True, True, False]


def test_a_name_that_lacks_the_legal_form_of_another_is_told() -> None:
    within = WithinTable()
    names = ("Vik AS", "Vik", "Vik AB", "Vann AS", "Vann A/S", "AS")
    assert [told(within, name) for name in names] == [
        [],
        ["“Vik AS” of this table may be the same company."],
        ["“Vik” of this table may be the same company."],
        [],
        ["“Vann AS” of this table may be the same company."],
        [],
    ]
    assert WithinTable().reasons("Vik AS", {}) == []


def test_a_name_that_differs_by_signs_is_told_and_one_by_letters_is_not() -> None:
    within = WithinTable()
    names = ("C++ AS", "C# AS", "@Home AS", "Home", "Studio O AS", "Studio U AS", "♥ AS", "∞ AS", "Home Ltd")
    assert [bool(told(within, name)) for name in names] == [
        *(False, True, False, True, False, False, False, False, True),
    ]
    assert [within.similar(name) for name in ("A/S Home", "AB Home", "Vann AS")] == ["@Home AS", "Home", ""]


def test_another_legal_form_is_another_company() -> None:
    within = WithinTable()
    assert [told(within, name) for name in ("Vik AS", "Vik AB", "Vik GmbH")] == [[], [], []]


def test_somebody_who_is_at_two_companies_is_told() -> None:
    within = WithinTable()
    assert told(within, "Vik AS", "kari@vik.example") == []
    assert told(within, "Vikk AS", "siv@vik.example", "KARI@vik.example") == [
        "“Vik AS” of this table has KARI@vik.example, too."
    ]
    assert told(within, "Vik AS", "kari@vik.example") == ["“Vik AS” of this table may be the same company."]


def test_a_company_that_is_asked_about_again_is_none_before_itself() -> None:
    within = WithinTable()
    form = people("kari@vik.example")
    assert [within.reasons("Vik AS", form), within.reasons("Vik AS", form)] == [[], []]
    assert not within.has_name("Vik AS")


def test_thousands_of_spellings_of_one_name_do_not_make_it_slow() -> None:
    within = WithinTable()
    for number in range(1, 400):
        told(within, "Vik" + "." * number)
    assert within.has_name("Vik.")
    assert len(list(within._of_base("vik"))) == 20


def test_a_number_that_another_company_has_is_told() -> None:
    within = WithinTable()

    def of(name: str, number: str, region: str) -> list[str]:
        form = {"Name": name, "OrgNr": number}
        reasons = within.reasons(name, form, region)
        within.remember(name, form, region)
        return reasons

    assert of("Vik Nord AS", "923609016", "NO") == []
    assert of("Vik Bergen AS", "NO 923 609 016 MVA", "") == [
        "“Vik Nord AS” of this table has NO 923 609 016 MVA, too."
    ]
    assert of("Vik Nord AS", "923 609 016", "NO")[0].endswith("may be the same company.")
    others = ("Nes AS", "974760673", "NO"), ("Mol BV", "923609016", "NL"), ("Sand AS", "123", "NO")
    assert [of(*one) for one in (*others, ("Strand AS", "123", "NO"), ("Li AS", "", "NO"))] == [[]] * 5
