import pytest

from app.recognition.lines.text_columns import below_one_another


def test_two_people_side_by_side_are_read_one_after_the_other() -> None:
    lines = ["Kari Lie\tOla Hansen", "Selger\tLeder", "911 00 234\t911 00 235"]
    assert below_one_another(lines) == [
        "Kari Lie",
        "Selger",
        "911 00 234",
        "Ola Hansen",
        "Leder",
        "911 00 235",
    ]


def test_what_stands_behind_a_label_stays_with_it() -> None:
    lines = [
        "Organisasjonsnummer\t923 609 016",
        "Navn/foretaksnavn\tFJELL AS",
        "Forretningsadresse\tTorget 4",
        "2815 GJØVIK",
        "Organisasjonsform\tAksjeselskap",
        "Telefon\t22 86 54 00",
        "Daglig leder\tKari Lie",
        "Nettside:\tfjell.no",
    ]
    assert below_one_another(lines) == [
        "Organisasjonsnummer: 923 609 016",
        "Navn/foretaksnavn: FJELL AS",
        "Forretningsadresse: Torget 4",
        "2815 GJØVIK",
        "Telefon 22 86 54 00",
        "Daglig leder: Kari Lie",
        "Nettside: fjell.no",
    ]


@pytest.mark.parametrize(
    ("heading", "label"),
    [
        ([], ""),
        (["Navn\tStilling\tTelefon\tE-post"], "Stilling: "),
        (["Name\tTitel\tTelefon\tE-Mail"], "Titel: "),
    ],
)
def test_rows_about_one_person_each_stay_together(heading: list[str], label: str) -> None:
    lines = [
        *heading,
        "Kari Lie\tSelger\t911 00 234\tkari@fjell.no",
        "Ola Hansen\tLeder\t911 00 235\tola@fjell.no",
    ]
    assert below_one_another(lines) == [
        *("Kari Lie", f"{label}Selger", "911 00 234", "kari@fjell.no", ""),
        *("Ola Hansen", f"{label}Leder", "911 00 235", "ola@fjell.no", ""),
    ]


@pytest.mark.parametrize(
    "lines",
    [
        ["Fjell AS\tKari Lie"],
        ["Daglig leder\tProsjektleder", "Kari Lie\tOla Hansen"],
        ["Torget 4\t911 00 234", "2815 Gjøvik\tkari@fjell.no"],
    ],
)
def test_fewer_rows_are_lines(lines: list[str]) -> None:
    assert below_one_another(lines) == [line.replace("\t", " | ") for line in lines]


def test_lines_without_gaps_stay_as_they_are() -> None:
    assert below_one_another(["Kari Lie", "", "Torget 4"]) == ["Kari Lie", "", "Torget 4"]


@pytest.mark.parametrize("gap", ["\t", "          ", "  "])
def test_two_who_sign_side_by_side_have_their_titles_below(gap: str) -> None:
    lines = ["Kari Lie          Ola Hansen", f"Administratrice{gap}Chef de projet"]
    assert below_one_another(lines) == ["Kari Lie", "Administratrice", "Ola Hansen", "Chef de projet"]


def test_two_labels_in_a_row_are_two_cells() -> None:
    assert below_one_another(["E-post\tMomsreg.nr"]) == ["E-post | Momsreg.nr"]


@pytest.mark.parametrize(
    ("lines", "below"),
    [
        (
            [
                "Navn\tStilling\tKontakt",
                "Geir Storm\tMatros\t922 00 118",
                "Storm AS\tKaigata 4, 8006 Bodø\t75 50 00 10",
            ],
            [
                "Geir Storm",
                "Stilling: Matros",
                "922 00 118",
                "",
                "Storm AS",
                "Kaigata 4, 8006 Bodø",
                "75 50 00 10",
                "",
            ],
        ),
        (
            ["Vårt lag", "Namn\tTitel\tTelefon", "Bo Ek\tVD\t08-12 34 56", "Eva Al\tLagerchef\t08-12 34 57"],
            [
                "Vårt lag",
                "",
                "Bo Ek",
                "Titel: VD",
                "08-12 34 56",
                "",
                "Eva Al",
                "Titel: Lagerchef",
                "08-12 34 57",
                "",
            ],
        ),
    ],
)
def test_names_of_columns_say_what_the_cells_of_a_person_are(lines: list[str], below: list[str]) -> None:
    assert below_one_another(lines) == below


@pytest.mark.parametrize(
    "lines",
    [
        ["Navn\tStilling\tKontakt", "Geir Storm\tMatros\t922 00 118"],
        [
            "Besøksadresse:\tPostadresse:\tAdresse:",
            "Kai 4\tPb. 3\tPb. 4",
            "2815 Gjøvik\t2801 Gjøvik\t0101 Oslo",
        ],
        ["Besøk\tPost\tFaktura", "Torget 4\tPostboks 3\tPostboks 4", "2815 Gjøvik\t2801 Gjøvik\t0101 Oslo"],
    ],
)
def test_other_columns_below_three_words_are_no_records(lines: list[str]) -> None:
    assert "" not in below_one_another(lines)
