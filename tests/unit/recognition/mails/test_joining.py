"""Results of one mail become one: nothing twice, the first reading first."""

from app.recognition import recognise, review
from app.recognition.mails.joining import joined
from app.recognition.reading.findings import FoundValue, RecognitionResult


def result(company: dict[str, str], *people: dict[str, str], doubtful: str = "") -> RecognitionResult:
    return RecognitionResult(
        tuple(FoundValue(path, value, "") for path, value in company.items()),
        tuple(
            tuple(FoundValue(f"Persons[{at}].{path}", value, "") for path, value in one.items())
            for at, one in enumerate(people)
        ),
        doubtful=(FoundValue(doubtful, "?", ""),) if doubtful else (),
    )


def values(found: RecognitionResult) -> list[str]:
    people = [one for person in found.persons for one in person]
    return [f"{one.path}={one.value}" for one in (*found.company, *people, *found.doubtful)]


def test_one_result_stays_as_it_is() -> None:
    one = result({"Name": "Fjell AS"}, {"Firstname": "Kari"}, doubtful="Persons[0].Title")
    assert joined([one]) is one


def test_values_complete_each_other_and_nothing_is_there_twice() -> None:
    first = result(
        {"Name": "Fjell AS", "Phones[0].Value": "1", "Address.Street.City": "Oslo"},
        {"Firstname": "Kari", "Lastname": "Lie"},
    )
    second = result(
        {
            "Name": "FJELL AS",
            "Phones[0].Value": "1",
            "Phones[1].Value": "2",
            "Address.Street.Zipcode": "5003",
        },
        {"Firstname": "Ola", "Lastname": "Moe"},
        {"Firstname": "Kari", "Lastname": "Lie", "Email": "kari@fjell.no", "MobilePhone": "3"},
        doubtful="Persons[1].Title",
    )
    assert values(joined([first, second])) == [
        *("Name=Fjell AS", "Address.Street.City=Oslo", "Phones[0].Value=1", "Phones[1].Value=2"),
        *("Persons[0].Firstname=Kari", "Persons[0].Lastname=Lie", "Persons[0].Email=kari@fjell.no"),
        *("Persons[0].MobilePhone=3", "Persons[1].Firstname=Ola", "Persons[1].Lastname=Moe"),
        "Persons[0].Title=?",
    ]


def test_a_company_of_another_name_is_not_mixed_in() -> None:
    found = joined([result({"Name": "Fjell AS"}), result({"Name": "Vidde AS"}, {"Firstname": "Per"})])
    assert values(found) == ["Name=Fjell AS"]
    assert [values(one) for one in found.others] == [["Name=Vidde AS", "Persons[0].Firstname=Per"]]


def test_what_the_rival_says_otherwise_stays_beside_the_first() -> None:
    card = recognise(
        "BEGIN:VCARD\nVERSION:3.0\nFN:Kari Nordmann\nORG:Fjell AS\nTITLE:CEO\nTEL;TYPE=CELL:+4791100234\n"
        "ADR:;;Havnegata 9;Bergen;;5003;Norway\nEND:VCARD\n",
        "NO",
    )
    text = recognise(
        "Mvh\nKari Nordmann\nDaglig leder\nFjell AS\nStorgata 1\n0155 Oslo\nMob 911 00 234\n", "NO"
    )
    found = joined([card, text], text)
    lines = [(line.label, line.value, line.begins_ticked, bool(line.one_of)) for line in review({}, found)]
    assert lines == [
        ("Company name", "Fjell AS", True, False),
        ("Address", "Havnegata 9, 5003 Bergen", True, True),
        ("Address", "Storgata 1, 0155 Oslo", False, True),
        ("Name", "Kari Nordmann", True, False),
        ("Title", "CEO", True, True),
        ("Title", "Daglig leder", False, True),
        ("Mobile", "+4791100234", True, False),
    ]
    assert joined([card, card], card).rivals == ()
