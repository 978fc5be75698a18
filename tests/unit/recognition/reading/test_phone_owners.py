"""Whose a number is."""

import pytest

from app.recognition import recognise
from app.recognition.reading.findings import PersonBuilder, ResultBuilder
from app.recognition.reading.line_parts import add_phone_numbers, split_into_parts
from app.recognition.reading.phone_owners import assign_phone_numbers

NOWHERE = 99


def assigned(
    *lines: str, names_at: tuple[int, ...] = (), company_at: int = NOWHERE, blocks: tuple[int, ...] = ()
) -> tuple[dict[str, list[str]], list[dict[str, str]]]:
    parts = split_into_parts(lines, blocks)
    add_phone_numbers(parts, "NO")
    builder = ResultBuilder.empty()
    people = [(at, PersonBuilder({})) for at in names_at]
    assign_phone_numbers(parts, people, company_at, builder)
    company = {rows: [value for value, _ in values] for rows, values in builder.rows.items()}
    return company, [{name: value for name, (value, _) in one.values.items()} for _, one in people]


def test_numbers_above_the_company_are_the_persons() -> None:
    lines = ("Kari Lie", "911 00 234", "22 86 54 01", "Fjell AS", "22 86 54 00", "Fax 22 86 54 09")
    company, people = assigned(*lines, names_at=(0,), company_at=3)
    assert company == {"Phones": ["22 86 54 00"], "Faxes": ["22 86 54 09"]}
    assert people == [{"MobilePhone": "911 00 234", "DirectPhone": "22 86 54 01"}]


def test_labels_decide() -> None:
    lines = ("Kari Lie", "Privat 22 86 54 01", "Sentralbord 22 86 54 00", "Direkte 22 86 54 02")
    company, people = assigned(*lines, names_at=(0,))
    assert company == {"Phones": ["22 86 54 00"]}
    assert people == [{"PrivatePhones[0].Value": "22 86 54 01", "DirectPhone": "22 86 54 02"}]


def test_an_extension_is_a_persons_own() -> None:
    company, people = assigned("Kari Lie", "Fjell AS", "22 86 54 00 ext. 5", names_at=(0,), company_at=1)
    assert (company, people) == ({}, [{"DirectPhone": "22 86 54 00 ext. 5"}])


def test_everybody_has_the_number_below_their_name() -> None:
    company, people = assigned("Kari", "911 00 234", "Ola", "911 00 235", names_at=(0, 2))
    assert company == {}
    assert people == [{"MobilePhone": "911 00 234"}, {"MobilePhone": "911 00 235"}]


def test_without_people_all_numbers_are_the_companys() -> None:
    assert assigned("22 86 54 00", "Mobil 911 00 234") == ({"Phones": ["22 86 54 00", "911 00 234"]}, [])


def test_a_second_mobile_is_not_lost() -> None:
    company, people = assigned("Kari", "911 00 234", "911 00 235", names_at=(0,))
    assert people[0]["MobilePhone"] == "911 00 234"
    assert "911 00 235" in (*people[0].values(), *company.get("Phones", ()))


def test_the_number_of_a_department_is_the_companys() -> None:
    company, people = assigned("Kari Lie", "22 86 54 01", "Verksted: 22 86 54 02", names_at=(0,))
    assert company == {"Phones": ["22 86 54 02"]}
    assert people == [{"DirectPhone": "22 86 54 01"}]


def test_a_block_around_the_companys_mailbox_is_about_the_company() -> None:
    lines = ("Kari Lie", "Selger", "Tlf. 22 86 54 01", "Kontor", "Tlf. 22 86 54 00", "post@fjell.no")
    company, people = assigned(*lines, names_at=(0,), blocks=(0, 0, 0, 1, 1, 1))
    assert company == {"Phones": ["22 86 54 00"]}
    assert people == [{"DirectPhone": "22 86 54 01"}]


@pytest.mark.parametrize(
    "shared", ["postmottak@vik.kommune.no", "post@vik.kommune.no", "info@vik.kommune.no"]
)
def test_a_block_with_ones_own_mailbox_is_no_desk(shared: str) -> None:
    found = recognise(
        "Vennlig hilsen\n\nOddvar Hegge\nAvdelingsingeniør\n\nVIK KOMMUNE\nHanestadveien 1, 2485 Rendalen\n"
        "Telefon: 62 46 85 41 / Servicetorg: 62 46 85 00\n"
        f"E-post: oddvar.hegge@vik.kommune.no\nPost: {shared}",
        "NO",
    )
    assert [one.value for one in found.persons[0] if "Phone" in one.path] == ["62 46 85 41"]
    assert [one.value for one in found.company if "Phones" in one.path] == ["62 46 85 00"]


def test_a_block_around_the_companys_mailbox_is_a_desk() -> None:
    found = recognise("Mvh\n\nKari Lie\nSelger\nkari@fjell.no\n\nVerksted\n22 86 54 41\npost@fjell.no", "NO")
    assert [one.value for one in found.company if "Phones" in one.path] == ["22 86 54 41"]


@pytest.mark.parametrize(
    ("lines", "is_shared"),
    [
        ("Vertreten durch die Gesellschafter:\nMaria Lindner\nJosef Lindner\nTelefon 08041 79 34 12", True),
        ("Geschäftsführer:\nAnja Kuhn\nJan Pohl\nTel. 0431 22 33 44", True),
        ("Geschäftsführer:\nAnja Kuhn, Tel. 0431 22 33 41\nJan Pohl, Tel. 0431 22 33 44", False),
        ("Anja Kuhn\nanja.kuhn@hof.de\nJan Pohl\njan.pohl@hof.de\nTel. 0431 22 33 44", False),
    ],
)
def test_what_stands_below_several_names_is_of_all(lines: str, is_shared: bool) -> None:
    found = recognise(f"Hofladen GbR\nDorfstraße 8, 24103 Kiel\n\n{lines}", "DE")
    assert any(one.path.startswith("Phones") for one in found.company) is is_shared


@pytest.mark.parametrize(
    ("text", "direct"),
    [
        ("Daniel Öberg, tlf. 22 86 54 52, daniel@dekk.no", "22 86 54 52"),
        ("Kari Lie | T: 22 86 54 52 | kari@dekk.no", "22 86 54 52"),
        ("Kontaktperson: Ola Moe, telefon 22 86 54 52, ola@dekk.no", "22 86 54 52"),
        ("Ola Moe, ola.moe@dekk.no, tlf 22 86 54 52", "22 86 54 52"),
        ("Ola Moe – 22 86 54 52 – ola@dekk.no", "22 86 54 52"),
        ("Ola Moe, ola@dekk.no\nTlf 22 86 54 52", None),
    ],
)
def test_a_number_between_name_and_mailbox_is_a_persons_own(text: str, direct: str | None) -> None:
    found = recognise(f"Dekk AS\nTorget 4, 2815 Gjøvik\n\n{text}\n", "NO")
    (person,) = ({one.path.partition("].")[2]: one.value for one in person} for person in found.persons)
    assert person.get("DirectPhone") == direct


def test_in_the_line_of_the_company_it_is_the_companys() -> None:
    found = recognise("Dekk AS, Ola Moe, tlf 22 86 54 52, ola@dekk.no", "NO")
    assert "Phones[0].Value" in {one.path for one in found.company}
