"""Rows of those who do not come, or are no longer there, read as a whole table."""

import pytest

from app.recognition.tables.columns import match_columns
from app.recognition.tables.companies import companies_of
from app.recognition.tables.reading import read_table


def doubts(text: str) -> list[str]:
    """Returns what is doubted of a table's rows, each with where it stands."""
    sheet = read_table(text.encode())
    companies = companies_of(match_columns(sheet), sheet.notes, "NO")
    return [note.told for one in companies for note in one.notes if note.is_doubt]


def listed(heading: str, *states: str) -> str:
    """Returns a table of companies, each with what one more column says of it."""
    names = "Fjell AS;Kari Moe", "Vann AS;Ola Lie", "Tre AS;Per By", "Sten AS;Eva Dal", "Sand AS;Geir Vik"
    rows = (f"{name};{state}\n" for name, state in zip(names, states, strict=False))
    return f"Firma;Kontakt;{heading}\n{''.join(rows)}"


@pytest.mark.parametrize(
    ("heading", "state"),
    [
        ("Status", "Avmeldt"),
        ("Attendee Status", "Not Attending"),
        ("Order status", "Cancelled"),
        ("RSVP", "Declined"),
        ("Påmelding", "Avbestilt 3. mai"),
        ("Teilnahme", "Storniert"),
        ("Anmeldestatus", "Hat sich abgemeldet"),
        ("Svar", "Avböjt"),
        ("Tilmelding", "Afmeldt pga. sygdom"),
        ("Status", "Geannuleerd"),
        ("Check-in status", "No-show"),
        ("Status", "DELETED"),
        ("Ansettelse", "Sluttet"),
        ("Employment status", "Left company"),
        ("Kommentar", "Har sluttet"),
        ("Stilling", "Sluttet"),
    ],
)
def test_a_word_for_who_does_not_come_is_a_doubt_that_quotes_it(heading: str, state: str) -> None:
    assert doubts(listed(heading, "", state)) == [f"Row 3, column C: The list says “{state}” of this row."]


@pytest.mark.parametrize(
    ("heading", "states"),
    [
        ("Status", ("New", "Confirmed", "Open")),
        ("Lead Status", ("Attempted to contact", "Closed won", "In progress")),
        ("Status", ("Påmeldt", "Venteliste", "Ikke avmeldt", "Not cancelled", "Delvis refundert")),
        ("Newsletter status", ("Cancelled", "Abgemeldet")),
        ("Nyhetsbrev", ("Avmeldt", "Påmeldt")),
        ("Kommentar", ("Avmeldt nyhetsbrevet i fjor, ring", "Spør om Per har sluttet")),
        ("Deltar", ("Nei", "nei", "")),
        ("Deltar på middag", ("Nei", "Ja")),
        ("Avmeldt", ("", "Nei", "0", "-")),
        ("Produkt", ("Storno", "Cancelled")),
    ],
)
def test_other_states_and_what_is_about_something_else_are_no_doubts(
    heading: str, states: tuple[str, ...]
) -> None:
    assert not doubts(listed(heading, *states))


@pytest.mark.parametrize(
    ("heading", "yes", "no"),
    [("Deltar?", "Ja", "Nei"), ("Will you attend?", "Yes", "No"), ("Zusage", "Ja", "Nein")],
)
def test_a_no_where_others_say_yes(heading: str, yes: str, no: str) -> None:
    told = f"Row 3, column C: The list says “{heading.rstrip('?')}: {no}” of this row."
    assert doubts(listed(heading, yes, no)) == [told]


@pytest.mark.parametrize("mark", ["x", "Ja", "31.12.2025", "1"])
def test_a_mark_or_a_day_in_a_column_that_is_called_so(mark: str) -> None:
    told = f"Row 3, column C: The list says “Avmeldt: {mark}” of this row."
    assert doubts(listed("Avmeldt", "", mark)) == [told]


@pytest.mark.parametrize(
    "title",
    [
        *("Avmeldt:", "Avmeldt", "AVMELDTE DELTAKERE (1)", "--- Not attending ---", "Cancellations:"),
        *("Geannuleerde deelnemers", "Absagen", "Afbud:", "Avböjt", "Kommer ikke:"),
    ],
)
@pytest.mark.parametrize("end", ["Venteliste\n", "Påmeldt:\n", "Sum: 3\n"])
def test_what_stands_below_such_a_heading_is_doubted_up_to_the_next_one(title: str, end: str) -> None:
    rows = "Fjell AS;Kari Moe;kari@fjell.example\n", "Vann AS;Ola Lie;ola@vann.example\n"
    found = doubts(f"Firma;Kontakt;E-post\n{rows[0]}{title}\n{rows[1]}{end}Tre AS;Per By;per@tre.example\n")
    told = f"Row 4: The list says “{title.strip(' :-')}” of this row."
    assert [one for one in found if "The list says" in one] == [told]
    assert not any(title in one for one in found if one != told), "the heading is no company"


def test_a_title_above_headings_that_are_repeated_counts_as_well() -> None:
    head = "Firma;Kontakt;E-post\n"
    rows = "Fjell AS;Kari Moe;kari@fjell.example\n", "Vann AS;Ola Lie;ola@vann.example\n"
    assert doubts(f"Påmeldt\n{head}{rows[0]}Avmeldt\n{head}{rows[1]}") == [
        "Row 6: The list says “Avmeldt” of this row."
    ]


def test_a_company_that_is_called_like_such_a_word_is_one() -> None:
    text = "Firma;Kontakt;E-post\nAvbud AS\nVann AS;Ola Lie;ola@vann.example\n"
    assert not any("The list says" in one for one in doubts(text))
