"""What goes into a form, what stays out, and why."""

import copy
from typing import Any

import pytest

from app.model.carriers.lists import Country
from app.model.checks.rules import FieldRule, Rules
from app.recognition import FormContext, FoundValue, RecognitionResult, ReviewLine, merge, review

NORWAY = Country(country_id=578, name="Norge", english_name="Norway", two_letter_iso_country="NO")
GERMANY = Country(country_id=276, name="Tyskland", english_name="Germany", two_letter_iso_country="DE")
KARI = {"Firstname": "Kari", "Lastname": "Nordmann", "Email": "kari@fjell.no"}


def text(company: dict[str, str] | None = None, *people: dict[str, str]) -> RecognitionResult:
    return RecognitionResult(
        tuple(FoundValue(path, value, f"from {value}") for path, value in (company or {}).items()),
        tuple(
            tuple(FoundValue(f"Persons[{place}].{path}", value, value) for path, value in person.items())
            for place, person in enumerate(people)
        ),
    )


def everything(
    form: dict[str, Any], found: RecognitionResult, around: FormContext | None = None
) -> dict[str, Any]:
    known = around or FormContext()
    return merge(form, found, [row.key for row in review(form, found, known) if row.begins_ticked], known)


def only(rows: tuple[ReviewLine, ...]) -> ReviewLine:
    (row,) = rows
    return row


def test_an_empty_form_takes_everything() -> None:
    found = text({"Name": "Fjell AS", "OrgNr": "1", "Phones[0].Value": "22"}, KARI)
    assert everything({}, found) == {
        "Name": "Fjell AS",
        "OrgNr": "1",
        "Phones": [{"Value": "22"}],
        "Persons": [KARI],
    }


def test_an_address_alone_is_neither_called_visiting_nor_postal_and_of_two_each_is() -> None:
    street, postal = {"Address.Street.City": "Leeds"}, {"Address.Postal.City": "York"}
    assert [row.label for row in review({}, text(street))] == ["Address"]
    assert [row.label for row in review({}, text(street | postal))] == ["Visiting address", "Postal address"]
    assert [row.label for row in review({}, text(postal))] == ["Postal address"]


def test_the_form_that_was_given_stays_as_it_is() -> None:
    form = {"Phones": [{"Value": "11"}], "Persons": [{"Firstname": "Kari", "Lastname": "Nordmann"}]}
    before = copy.deepcopy(form)
    everything(form, text({"Phones[0].Value": "22"}, KARI))
    assert form == before


def test_only_what_is_accepted_goes_in() -> None:
    found = text({"Name": "Fjell AS", "OrgNr": "1"}, KARI)
    assert merge({}, found, ["OrgNr"]) == {"OrgNr": "1"}
    assert merge({}, found, ["Persons[0].Firstname"]) == {
        "Persons": [{"Firstname": "Kari", "Lastname": "Nordmann"}]
    }
    assert merge({}, found, []) == {}


def test_what_was_typed_stays_unless_its_row_is_ticked_and_the_row_shows_it() -> None:
    found = text({"Name": "Fjell AS"})
    row = only(review({"Name": "Vidde AS"}, found))
    assert (row.label, row.value, row.snippet) == ("Company name", "Fjell AS", "from Fjell AS")
    assert (row.reason, row.current, row.begins_ticked) == ("", "Vidde AS", False)
    assert everything({"Name": "Vidde AS"}, found) == {"Name": "Vidde AS"}
    assert merge({"Name": "Vidde AS"}, found, ["Name"]) == {"Name": "Fjell AS"}
    assert only(review({"Name": "fjell as"}, found)).reason == "Already there."


def test_phones_and_mails_are_added_below_those_that_are_there() -> None:
    form = {
        "Phones": [{"Value": "22 86 54 00", "Description": "Reception"}],
        "Emails": [{"Value": "a@fjell.no"}],
    }
    found = text({"Phones[0].Value": "22 86 54 01", "Emails[0].Value": "B@fjell.no"})
    merged = everything(form, found)
    assert merged["Phones"] == [
        {"Value": "22 86 54 00", "Description": "Reception"},
        {"Value": "22 86 54 01"},
    ]
    assert merged["Emails"] == [{"Value": "a@fjell.no"}, {"Value": "B@fjell.no"}]


@pytest.mark.parametrize(
    ("rows", "there", "found"),
    [
        ("Phones", "+47 22 86 54 00", "22865400"),
        ("Faxes", "0047 22 86 54 00", "22 86 54 00"),
        ("Emails", "Post@Fjell.no", "post@fjell.no"),
        ("Urls", "https://www.fjell.no/", "fjell.no"),
    ],
)
def test_another_spelling_of_the_same_is_not_added(rows: str, there: str, found: str) -> None:
    around = FormContext(rules=Rules(region="NO"))
    row = only(review({rows: [{"Value": there}]}, text({f"{rows}[0].Value": found}), around))
    assert row.reason == "Already there."


def test_an_address_completes_the_same_one_and_is_never_mixed_with_another() -> None:
    found = text(
        {
            "Address.Street.Address1": "Storgata 12",
            "Address.Street.Zipcode": "0155",
            "Address.Street.City": "Oslo",
        }
    )
    assert only(review({}, found)).value == "Storgata 12, 0155 Oslo"
    same = everything({"Address": {"Street": {"City": "Oslo"}, "Postal": {"City": "Bergen"}}}, found)
    assert same["Address"] == {
        "Street": {"City": "Oslo", "Address1": "Storgata 12", "Zipcode": "0155"},
        "Postal": {"City": "Bergen"},
    }
    other = {"Address": {"Street": {"City": "Bergen"}}}
    assert everything(other, found) == other
    assert only(review(other, found)).current == "Bergen"
    other["Address"]["Street"]["Address3"] = "Bygg B"
    replaced = merge(other, found, ["Address.Street.Address1"])
    assert replaced["Address"]["Street"] == {"Address1": "Storgata 12", "Zipcode": "0155", "City": "Oslo"}


def test_a_country_goes_in_by_its_id_where_the_tenant_has_it() -> None:
    found = text({"Country": "DE"})
    assert review({}, found) == ()
    around = FormContext(countries=(NORWAY, GERMANY))
    assert only(review({}, found, around)).value == "Tyskland"
    assert everything({}, found, around) == {"Country": {"CountryId": 276}}


@pytest.mark.parametrize(
    ("code", "read_in", "name"),
    [
        ("GL", "Imaneq 5, 3900 Nuuk, Grønland", "Grønland"),
        ("GL", "Nuuk\nGreenland", "Greenland"),
        ("GL", "+299 32 10 00", "GL"),
        ("IN", "India", "India"),
    ],
)
def test_a_country_that_the_tenant_has_not_is_told_and_changes_nothing(
    code: str, read_in: str, name: str
) -> None:
    found = RecognitionResult((FoundValue("Name", "Fjell AS", ""), FoundValue("Country", code, read_in)))
    around = FormContext(countries=(NORWAY, GERMANY))
    form = {"Country": {"CountryId": 578}}
    row = review(form, found, around)[1]
    assert (row.label, row.value, row.begins_ticked) == ("Country", name, False)
    assert (
        row.reason
        == f"The list of your SuperOffice has no country for “{name}”: choose the one that is meant."
    )
    assert merge(form, found, ["Name", "Country"], around) == {**form, "Name": "Fjell AS"}
    given = RecognitionResult((FoundValue("Country", "", "the one before", given={"CountryId": 7}),))
    assert review(form, given, around) == (), "it was read nowhere"


def test_a_country_gives_way_only_where_it_was_proposed() -> None:
    found, form = text({"Country": "DE"}), {"Country": {"CountryId": 578}}
    chosen = FormContext(countries=(NORWAY, GERMANY), proposed={"Country": {"CountryId": 276}})
    assert only(review(form, found, chosen)).current == "Norge"
    assert everything(form, found, chosen) == form
    assert merge(form, found, ["Country"], chosen) == {"Country": {"CountryId": 276}}
    proposed = FormContext(countries=(NORWAY, GERMANY), proposed=form)
    row = only(review(form, found, proposed))
    assert (row.reason, row.note) == ("", "Instead of Norge, which nobody chose.")
    assert everything(form, found, proposed) == {"Country": {"CountryId": 276}}


def test_a_known_person_is_completed_by_mail() -> None:
    form = {
        "Persons": [{"Firstname": "Ola"}, {"Firstname": "Kari", "Email": "KARI@fjell.no", "Title": "Sjef"}]
    }
    merged = everything(form, text(None, {**KARI, "Title": "Daglig leder", "MobilePhone": "911 00 234"}))
    assert merged["Persons"] == [
        {"Firstname": "Ola"},
        {
            "Firstname": "Kari",
            "Lastname": "Nordmann",
            "Email": "KARI@fjell.no",
            "Title": "Sjef",
            "MobilePhone": "911 00 234",
        },
    ]


def test_a_known_person_is_completed_by_name_and_keeps_the_first_mail() -> None:
    form = {
        "Persons": [{"Firstname": "kari", "Lastname": "Nordmann", "Email": "kari@gmail.com", "Consents": [1]}]
    }
    merged = everything(form, text(None, KARI))
    assert merged["Persons"] == [
        {
            "Firstname": "kari",
            "Lastname": "Nordmann",
            "Email": "kari@gmail.com",
            "Emails": [{"Value": "kari@gmail.com"}, {"Value": "kari@fjell.no"}],
            "Consents": [1],
        }
    ]


def test_a_different_name_with_the_same_mail_stays() -> None:
    form = {"Persons": [{"Firstname": "Kari", "Lastname": "Hansen", "Email": "kari@fjell.no"}]}
    rows = review(form, text(None, KARI))
    assert {row.label: row.current or row.reason for row in rows} == {
        "Name": "Kari Hansen",
        "E-mail": "Already there.",
    }
    assert everything(form, text(None, KARI)) == form
    (person,) = merge(form, text(None, KARI), ["Persons[0].Firstname"])["Persons"]
    assert (person["Firstname"], person["Lastname"]) == ("Kari", "Nordmann")


def test_two_people_of_one_name_in_a_text_are_two() -> None:
    other = {"Firstname": "Kari", "Lastname": "Nordmann", "Email": "kari.n@fjell.no"}
    merged = everything({}, text(None, KARI, other))
    assert merged["Persons"] == [KARI, other]
    assert everything(merged, text(None, KARI, other)) == merged


def test_a_person_of_the_form_is_completed_by_one_of_the_text_only() -> None:
    form = {"Persons": [{"Firstname": "Kari", "Lastname": "Nordmann"}]}
    first = {"Firstname": "Kari", "Lastname": "Nordmann", "Title": "Selger"}
    second = {"Firstname": "Kari", "Lastname": "Nordmann", "Title": "Sjef"}
    assert everything(form, text(None, first, second))["Persons"] == [first, second]


def test_further_numbers_of_a_person_go_in_as_rows() -> None:
    found = text(
        None,
        {
            "Firstname": "Kari",
            "MobilePhone": "1",
            "MobilePhones[1].Value": "2",
            "PrivatePhones[0].Value": "3",
        },
    )
    assert everything({}, found)["Persons"] == [
        {
            "Firstname": "Kari",
            "MobilePhone": "1",
            "MobilePhones": [{"Value": "1"}, {"Value": "2"}],
            "PrivatePhones": [{"Value": "3"}],
        }
    ]


@pytest.mark.parametrize("rule", [FieldRule(read_only=True), FieldRule(hidden=True)])
def test_what_the_tenant_does_not_let_change_stays_out(rule: FieldRule) -> None:
    found = text({"OrgNr": "1"}, KARI)
    around = FormContext(rules=Rules(fields={"orgnr": rule}, person_fields={"emails": rule}))
    reasons = {row.key: row.reason for row in review({}, found, around)}
    assert reasons == {
        "OrgNr": "Your SuperOffice does not let you change this.",
        "Persons[0].Firstname": "",
        "Persons[0].Email": "Your SuperOffice does not let you change this.",
    }
    assert everything({}, found, around) == {"Persons": [{"Firstname": "Kari", "Lastname": "Nordmann"}]}


def test_what_a_register_knows_of_people_is_offered_without_a_word_of_doubt() -> None:
    found = RecognitionResult(
        text({"Name": "Fjell AS", "NoMailing": "true"}).company,
        doubtful=(FoundValue("Persons[0].Lastname", "Opedal", "CVR"),),
        source="CVR",
    )
    rows = {row.key: row for row in review({"Name": "fjell"}, found, FormContext(asked="Name"))}
    assert (rows["Persons[0].Lastname"].is_doubtful, rows["Persons[0].Lastname"].note) == (True, "")
    assert rows["NoMailing"].value == "Yes"
    assert everything({"Name": "fjell"}, found, FormContext(asked="Name")) == {
        "Name": "Fjell AS",
        "NoMailing": True,
    }
    assert only(review({"NoMailing": True}, text({"NoMailing": "true"}))).reason == "Already there."


def test_rows_are_grouped_by_company_and_person() -> None:
    rows = review({}, text({"Name": "Fjell AS"}, KARI, {"Email": "x@fjell.no"}))
    assert [(row.group, row.label) for row in rows] == [
        ("Company", "Company name"),
        ("Kari Nordmann", "Name"),
        ("Kari Nordmann", "E-mail"),
        ("x@fjell.no", "E-mail"),
    ]


def test_doubtful_values_are_lines_of_their_own_and_go_in_if_accepted() -> None:
    sure = text({"Name": "Fjell AS"}, KARI)
    doubtful = (
        FoundValue("OrgNr", "923 609 016", "923 609 016"),
        FoundValue("Persons[0].Title", "Vidde", "V"),
    )
    found = RecognitionResult(sure.company, sure.persons, doubtful=doubtful)
    rows = {row.key: row for row in review({}, found)}
    assert {key for key, row in rows.items() if row.is_doubtful} == {"OrgNr", "Persons[0].Title"}
    assert rows["OrgNr"].note
    assert rows["Persons[0].Title"].group == "Kari Nordmann"
    assert "OrgNr" not in everything({}, found)
    assert merge({}, found, rows)["Persons"] == [{**KARI, "Title": "Vidde"}]
    assert RecognitionResult(doubtful=doubtful[:1])
    assert [row.key for row in review({}, RecognitionResult(doubtful=doubtful[:1]))] == ["OrgNr"]
