"""Who is named in a text, by which mailbox, with which title."""

from collections.abc import Sequence

import pytest

from app.recognition.language.person_names import Name
from app.recognition.reading.findings import ResultBuilder
from app.recognition.reading.leading_names import NamedPerson
from app.recognition.reading.line_parts import add_phone_numbers, split_into_parts
from app.recognition.reading.mail_trimming import Mailbox
from app.recognition.reading.people_finder import PeopleFinder
from app.recognition.reading.title_finder import TitleFinder

KARI = Name("Kari", "", "Lie")
OLA = Name("Ola", "", "Hansen")


def found(
    *lines: str, senders: Sequence[Mailbox] = (), domains: Sequence[str] = (), has_signature: bool = False
) -> tuple[list[NamedPerson], ResultBuilder]:
    parts = split_into_parts(lines)
    add_phone_numbers(parts, "NO")
    builder, used = ResultBuilder.empty(), set[int]()
    people = PeopleFinder(parts, builder, used, domains, has_signature=has_signature).find(senders)
    titles = TitleFinder(parts, used, ())
    for person, below in zip(people, [*(one.at for one in people[1:]), len(parts)], strict=False):
        titles.find(person, below)
    return people, builder


def title(person: NamedPerson) -> str:
    return person.builder.values.get("Title", ("", ""))[0]


def test_a_name_is_confirmed_by_its_mailbox() -> None:
    (person,), builder = found("Kari Lie", "Selger", "kari.lie@fjell.no")
    assert (person.name, person.at, person.mail, title(person)) == (KARI, 0, "kari.lie@fjell.no", "Selger")
    assert builder.rows == {}


def test_title_and_company_may_stand_behind_the_name() -> None:
    (person,), builder = found("Dr. Kari Lie, Daglig leder, Fjell AS", "post@fjell.no")
    assert (person.name, person.salutation, title(person)) == (KARI, "Dr.", "Daglig leder")
    assert builder.rows == {"Emails": [("post@fjell.no", "post@fjell.no")]}


def test_two_people_keep_their_own_titles() -> None:
    people, _ = found("Kari Lie", "Selger", "kari@fjell.no", "Ola Hansen", "Lagersjef", "ola@fjell.no")
    assert [(one.name, one.mail, title(one)) for one in people] == [
        (KARI, "kari@fjell.no", "Selger"),
        (OLA, "ola@fjell.no", "Lagersjef"),
    ]


def test_a_signature_begins_with_a_name() -> None:
    (person,), _ = found("Kari Lie", has_signature=True)
    assert person.name == KARI
    assert found("Kari Lie")[0] == [], "nothing says that these words are a person"


def test_a_company_of_the_domain_is_no_person() -> None:
    assert found("Tunsberg Tak", "911 00 234", domains=("tunsbergtak.no",))[0] == []


@pytest.mark.parametrize(
    ("line", "name", "mail"),
    [
        ("ola.hansen@fjell.no", OLA, "ola.hansen@fjell.no"),
        ("Ola Hansen <salg.ola@fjell.no>", OLA, "salg.ola@fjell.no"),
    ],
)
def test_a_mailbox_names_a_person(line: str, name: Name, mail: str) -> None:
    (person,), _ = found(line)
    assert (person.name, person.mail) == (name, mail)


def test_a_mailbox_without_a_name_is_the_companys() -> None:
    people, builder = found("ola.hansen@fjell.no", "k.x@fjell.no")
    assert [one.name for one in people] == [OLA]
    assert [mail for mail, _ in builder.rows["Emails"]] == ["k.x@fjell.no"]


def test_a_first_name_alone_is_enough_above_its_mailbox() -> None:
    (person,), _ = found("Jonas", "jonas@berg.de")
    assert (person.name, person.mail) == (Name("Jonas", "", ""), "jonas@berg.de")


def test_the_sender_is_a_person_and_no_second_one_below() -> None:
    sender = Mailbox("Ola Hansen", "ola@fjell.no", "Ola Hansen <ola@fjell.no>")
    (person,), _ = found("Ola Hansen", "Lagersjef", senders=[sender])
    assert (person.name, person.mail, person.at, title(person)) == (OLA, "ola@fjell.no", 0, "Lagersjef")


def test_a_first_name_below_a_closing_is_a_person_above_a_number() -> None:
    (person,), _ = found("Paul", "911 00 234", has_signature=True)
    assert person.name == Name("Paul", "", "")
    assert found("Vidde", "Storgata 1", has_signature=True)[0] == [], "the name above a street is a company's"


def test_an_occupation_confirms_a_name() -> None:
    (person,), _ = found("Rolf Dahl, fabrikksjef")
    assert (person.name, title(person)) == (Name("Rolf", "", "Dahl"), "fabrikksjef")


def test_a_first_name_above_the_whole_name_is_the_same_person() -> None:
    (person,), _ = found("Hanne", "Hanne Skog", "HR-sjef", has_signature=True)
    assert (person.name, title(person)) == (Name("Hanne", "", "Skog"), "HR-sjef")


def test_two_words_above_a_registers_number_are_a_company() -> None:
    assert found("Tveit Vidde", "Org.nr. 923 609 016", "56 58 11 70")[0] == []
    (person,), _ = found("Tveit Vidde", "Org.nr. 923 609 016", "56 58 11 70", has_signature=True)
    assert person.name == Name("Tveit", "", "Vidde")


def test_a_mailbox_called_as_a_department_is_the_companys() -> None:
    people, builder = found("Kari Lie", "Urbanisme og plan", "urbanisme@by.no", has_signature=True)
    assert [(one.name, one.mail) for one in people] == [(KARI, "")]
    assert [mail for mail, _ in builder.rows["Emails"]] == ["urbanisme@by.no"]


def test_an_occupation_may_stand_right_before_the_name() -> None:
    (person,), _ = found("Prosjektleder Kari Lie", "kari.lie@fjell.no")
    assert (person.name, title(person)) == (KARI, "Prosjektleder")


def test_all_who_hold_an_office_and_can_be_called_are_people() -> None:
    people, _ = found("Leder: Kari Lie, 911 00 234", "Sekretær: Ola Hansen, 911 00 235", "Revisor: Per Holm")
    assert [(one.name, title(one)) for one in people] == [(KARI, "Leder"), (OLA, "Sekretær")]


def test_who_signs_with_the_first_name_stands_there() -> None:
    (person,), _ = found("Ola", "911 00 234", "ola.hansen@online.no")
    assert (person.name, person.at) == (OLA, 0)


@pytest.mark.parametrize("and_", ["og", "und", "&", "en", "et"])
def test_several_owners_are_each_a_person(and_: str) -> None:
    people, _ = found(f"Salong Fin v/ Kari Lie {and_} Ola Hansen", "Torget 6")
    assert [one.name for one in people] == [KARI, OLA]


def test_the_owner_stands_where_the_name_stands_first() -> None:
    (person,), _ = found("Kari Lie", "Elektriker", "Lie Elektro", "Inh. Kari Lie", has_signature=True)
    assert (person.at, title(person)) == (0, "Elektriker")


def test_a_department_is_the_title_of_who_stands_below_it() -> None:
    lines = ("Salg", "Kari Lie", "kari@fjell.no", "Regnskap", "Ola Hansen", "ola@fjell.no")
    parts = split_into_parts(lines, (0, 0, 0, 1, 1, 1))
    people = PeopleFinder(parts, ResultBuilder.empty(), set(), (), has_signature=False).find(())
    titles = TitleFinder(parts, set(), ())
    for person, below in zip(people, (4, 6), strict=True):
        titles.find(person, below)
    assert [title(one) for one in people] == ["Salg", "Regnskap"]


def test_a_nickname_is_no_part_of_the_name() -> None:
    (person,), _ = found('Kari "Kaja" Lie', "kari@fjell.no")
    assert person.name == KARI


@pytest.mark.parametrize(
    ("lines", "is_person"),
    [
        (("Kari Lie", "Illustratør", "karilie.no"), True),
        (("Dr. Kari Lie", "karilie.no"), True),
        (("Kari Lie", "Kari Lie", "karilie.no"), True),
        (("Kari Lie", "karilie.no"), False),
        (("Kari Lie", "Daglig leder: Ola Hansen", "karilie.no"), False),
    ],
)
def test_who_has_a_domain_of_the_same_name_is_a_person_if_something_tells(
    lines: tuple[str, ...], is_person: bool
) -> None:
    people, _ = found(*lines, domains=["karilie.no"], has_signature=True)
    assert (KARI in [one.name for one in people]) is is_person


def test_two_doctors_stand_one_below_the_other() -> None:
    people, _ = found("Gemeinschaftspraxis", "Dr. Kari Lie", "Dr. Ola Hansen", "Tel. 22 86 54 00")
    assert [one.name for one in people] == [KARI, OLA]
    assert [one.name for one in found("Dr. Kari Lie", "Ola Hansen", "Tel. 22 86 54 00")[0]] == [KARI]


@pytest.mark.parametrize(
    ("lines", "people"),
    [
        (
            ("Vertreten durch die Geschäftsführer:", "Dipl.-Ing. Bernd Wiese", "Petra Wiese-Krauß"),
            ["Wiese", "Wiese-Krauß"],
        ),
        (("Geschäftsführer:", "Jan Pohl"), ["Pohl"]),
        (("Daglig leder:", "Kari Lie"), ["Lie"]),
        (("Vertretungsberechtigte Geschäftsführerin:", "Anja Kuhn", "Nordhaus GmbH"), ["Kuhn"]),
        (("Gérants :", "Luc Morel", "Anne Petit"), ["Morel", "Petit"]),
        (("Kundeservice:", "Ring oss gjerne"), []),  # a department
        (("Salg:", "22 86 54 00"), []),
        (("Geschäftsführer:", "siehe oben"), []),
    ],
)
def test_those_below_an_office_hold_it(lines: tuple[str, ...], people: list[str]) -> None:
    found_ones, _builder = found(*lines, "Tel. 0431 22 33 44")
    assert [one.name.last for one in found_ones] == people


def test_an_office_below_who_signs_adds_nobody() -> None:
    people, _builder = found("Kari Lie", "kari@fjell.no", "Daglig leder:", "Per Moe", has_signature=True)
    assert [one.name for one in people] == [KARI]


@pytest.mark.parametrize(
    ("lines", "salutation", "job"),
    [
        (("Marco Berni", "Dipl. Ing. ETH", "Leiter Verkauf"), "Dipl. Ing. ETH", "Leiter Verkauf"),
        (("Urs Wyss", "lic. oec. HSG", "Geschäftsführer"), "lic. oec. HSG", "Geschäftsführer"),
        (("Dipl.-Ing. (FH)", "Katrin Moll", "Einkauf"), "Dipl.-Ing. (FH)", "Einkauf"),
        (("Ueli Frei", "Dipl. Ing. FH/SIA", "Projektleiter"), "Dipl. Ing. FH/SIA", "Projektleiter"),
        (("Ana Roth", "Prof. Dr. med.", "Chefärztin"), "Prof. Dr. med.", "Chefärztin"),
        (("Reto Egli", "Dipl. Architekt ETH/SIA"), "", "Dipl. Architekt ETH/SIA"),  # an occupation
        (("Reto Egli", "Projektleiter"), "", "Projektleiter"),
    ],
)
def test_an_academic_title_may_have_a_line_of_its_own(
    lines: tuple[str, ...], salutation: str, job: str
) -> None:
    (person,), _builder = found(*lines, has_signature=True)
    assert (person.salutation, title(person)) == (salutation, job)


@pytest.mark.parametrize(
    "mail", ["jobs@fjell.no", "karriere@fjell.no", "personvern@fjell.no", "noreply@fjell.no"]
)
def test_a_mailbox_that_answers_no_customer_is_in_doubt(mail: str) -> None:
    _people, builder = found("Kari Lie", "kari@fjell.no", mail, "post@fjell.no")
    assert [one for one, _ in builder.rows["Emails"]] == ["post@fjell.no"]
    assert [(path, one) for path, one, _ in builder.doubtful] == [("Emails", mail)]


@pytest.mark.parametrize(
    ("line", "other", "is_doubtful"),
    [
        ("Fakturaadress: FE 212, 831 90 Östersund, fjell@pdf.scancloud.se", "kari@fjell.no", True),
        ("Faktura sendes til: fjell@fakturamottak.no", "www.fjell.no, kari@fjell.no", True),
        ("Fakturaadresse: Postboks 3, faktura@fjell.no", "kari@fjell.no", False),
        ("Postadresse: Postboks 3, faktura@fjell.no", "ola@vidde.no | www.fjell.no", False),
        ("Fakturaadresse: faktura@fjell.no", "22 86 54 00", False),
    ],
)
def test_a_mailbox_of_who_scans_invoices_is_in_doubt(line: str, other: str, is_doubtful: bool) -> None:
    _people, builder = found("Kari Lie", "Selger", other, line, has_signature=True)
    assert [path for path, _, _ in builder.doubtful] == ["Emails"] * is_doubtful


@pytest.mark.parametrize(
    "name",
    [
        "Dr. med. dent. Miriam Kessler M.Sc.",
        "Dr. Anja Kuhn",
        "Dipl.-Ing. Jan Pohl",
        "Prof. Dr. Eva Roth",
        "Mag. Uta Gruber",
    ],
)
def test_an_academic_title_holds_an_office(name: str) -> None:
    people, _builder = found("Praxis", "Bahnhofstr. 12", "65183 Wiesbaden", name, "Telefon 0611 30 12 45")
    assert len(people) == 1
