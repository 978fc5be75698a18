from app.recognition.reading.findings import FoundValue, PersonBuilder, RecognitionResult, ResultBuilder


def test_the_first_value_stays() -> None:
    builder = ResultBuilder.empty()
    builder.set("Name", "Fjell AS", "Fjell AS")
    builder.set("Name", "Vidde AS", "Vidde AS")
    builder.set("OrgNr", "", "nothing")
    assert builder.result().company == (FoundValue("Name", "Fjell AS", "Fjell AS"),)


def test_rows_are_counted_and_never_doubled() -> None:
    builder = ResultBuilder.empty()
    for mail in ("post@fjell.no", "POST@fjell.no", "salg@fjell.no", ""):
        builder.add("Emails", mail, "a line")
    assert [(one.path, one.value) for one in builder.result().company] == [
        ("Emails[0].Value", "post@fjell.no"),
        ("Emails[1].Value", "salg@fjell.no"),
    ]


def test_a_persons_first_row_is_the_light_property() -> None:
    person = PersonBuilder({})
    assert person.set("Firstname", "Kari", "Kari Lie")
    assert not person.set("Firstname", "Ola", "Ola")
    assert not person.set("Lastname", "", "")
    for number in ("911 00 234", "911 00 234", "911 00 235"):
        person.add("MobilePhone", number, number)
    person.add("PrivatePhones", "22 86 54 01", "")
    assert {path: value for path, (value, _) in person.values.items()} == {
        "Firstname": "Kari",
        "MobilePhone": "911 00 234",
        "MobilePhones[1].Value": "911 00 235",
        "PrivatePhones[0].Value": "22 86 54 01",
    }


def test_the_first_of_a_persons_mails_comes_before_the_others() -> None:
    builder = ResultBuilder.empty()
    person = builder.person_named({"Firstname": "Kari"})
    for mail in ("a@fjell.no", "b@fjell.no", "c@fjell.no"):
        person.add("Email", mail, mail)
    found = builder.result().persons[0]
    assert [one.path.partition(".")[2] for one in found] == [
        *("Firstname", "Email", "Emails[1].Value", "Emails[2].Value"),
    ]


def test_values_are_in_the_order_of_the_card_and_empty_people_are_left_out() -> None:
    builder = ResultBuilder.empty()
    builder.add("Phones", "22 86 54 00", "")
    builder.set("Country", "NO", "")
    builder.set("Name", "Fjell AS", "")
    builder.persons += [
        PersonBuilder({}),
        PersonBuilder({"Email": ("k@fjell.no", ""), "Firstname": ("Kari", "")}),
    ]
    result = builder.result()
    assert [one.path for one in result.company] == ["Name", "Country", "Phones[0].Value"]
    assert [one.path for one in result.persons[0]] == ["Persons[0].Firstname", "Persons[0].Email"]


def test_a_result_without_values_is_false() -> None:
    assert not RecognitionResult(message="Nothing.")
    assert RecognitionResult(company=(FoundValue("Name", "Fjell AS", ""),))


def test_people_are_found_by_the_parts_of_their_names_that_are_said() -> None:
    builder = ResultBuilder.empty()
    kari = builder.person_named({"Firstname": "Kari", "MiddleName": "M.", "Lastname": "Moe"})
    other = builder.person_named({"Firstname": "Kari", "Lastname": "Lie"})
    assert builder.person_named({"Firstname": "KARI", "Lastname": "Moe"}) is kari
    assert builder.person_named({"Firstname": "Kari"}) is kari
    assert builder.person_named({"Lastname": "Lie"}) is other
    assert builder.person_named({"Firstname": "Moe"}) not in (kari, other)
    assert builder.persons[:2] == [kari, other]


def test_thousands_of_people_are_found_without_looking_at_each() -> None:
    builder = ResultBuilder.empty()
    for number in range(20_000):  # each with all before it, half an hour
        builder.person_named({"Firstname": "Kari", "Lastname": f"Moe {number}"})
    assert len(builder.persons) == 20_000
