"""Names in capitals whose surnames stand first: mail addresses tell."""

import pytest

from app.recognition.sheets.delimited import read_text_table
from app.recognition.tables.columns import match_columns
from app.recognition.tables.companies import companies_of


def people(*rows: tuple[str, str]) -> list[str]:
    """Returns first names and surname of each row, with a question mark where they are doubted."""
    cells = "".join(f"{name};FIRMA {at} AS;{mail}\n" for at, (name, mail) in enumerate(rows))
    companies = companies_of(match_columns(read_text_table(f"KONTAKT;FIRMA;EPOST\n{cells}")), {}, "NO")
    return [
        ", ".join(one.value for one in company.found.persons[0][:2])
        + "?" * any(note.is_doubt for note in company.notes)
        for company in companies
    ]


@pytest.mark.parametrize(
    ("name", "mail", "read"),
    [
        ("BRUMM OLE", "OLE.BRUMM@TANN.NO", "Ole, Brumm"),
        ("HANSEN MOE KARI", "kari.moe@vik.no", "Kari, Hansen Moe"),
        ("BERG PER ARNE", "per.berg@lie.no", "Per Arne, Berg"),
        ("O'NEIL SEAN", "soneil@os.no", "Sean, O'Neil"),
        ("DE LANGE ANNE-GRETE", "anne-grete.delange@ldl.no", "Anne-Grete, De Lange"),
        ("OLE BRUMM", "ole.brumm@tann.no", "Ole, Brumm"),
        ("HANS WEBER", "weber@weber.no", "Hans, Weber"),
        ("MCDONALD IAN", "ian@vvs.no", "Mcdonald, Ian"),
        ("Brumm Ole", "ole.brumm@tann.no", "Brumm, Ole"),
    ],
)
def test_one_name(name: str, mail: str, read: str) -> None:
    assert people((name, mail)) == [read]


def test_others_of_the_column_tell() -> None:
    told = people(
        ("BRUMM OLE", "OLE.BRUMM@TANN.NO"),
        ("MCDONALD IAN", "IAN@VVS.NO"),
        ("DE LANGE ANNE-GRETE", "AG@LDL.NO"),
        ("HANSEN NILS", "POST@FJELL.NO"),
        ("KARI NORDMANN", "KARI@SOL.NO"),
    )
    assert told == ["Ole, Brumm", "Ian, Mcdonald", "Anne-Grete, De Lange", "Nils, Hansen?", "Kari, Nordmann"]


def test_what_addresses_say_in_two_ways_is_left() -> None:
    told = people(("EVA NEU", "eva.neu@neu.no"), ("MAX ALT", "alt.max@alt.no"), ("KARL ROT", "post@rot.no"))
    assert told == ["Eva, Neu", "Max, Alt", "Karl, Rot"]


def test_a_register_that_turns_names_round_is_read_so_in_all_rows() -> None:
    told = people(
        ("Järvinen Pekka", "pekka.jarvinen@jarvinen.fi"),
        ("Mäkelä Liisa", "liisa@makela.fi"),
        ("Berg Per Arne", "post@berg.no"),
        ("Virtanen Aino", "avirtanen@virta.fi"),
    )
    assert told == ["Pekka, Järvinen", "Liisa, Mäkelä", "Per Arne, Berg?", "Aino, Virtanen"]


@pytest.mark.parametrize(
    "rows",
    [
        [("Ole Brumm", "brumm.ole@tann.no"), ("Kari Moe", "kari@moe.no"), ("Per Vik", "vik@vik.no")],
        [("Ole Brumm", "brumm.ole@tann.no"), ("Kari Moe", "moe.kari@tann.no"), ("Per Vik", "pv@vik.no")],
        [("Kari Moe", "moe@moe.no"), ("Per Vik", "vik@vik.no")],
        [("Brumm Ole", "ole.brumm@tann.no"), ("Kari Moe", "kari.moe@moe.no")],
    ],
)
def test_names_stay_where_it_is_not_clear(rows: list[tuple[str, str]]) -> None:
    assert people(*rows) == [", ".join(name.split()) for name, _mail in rows]


def test_the_mails_of_companies_tell_it_where_people_have_none() -> None:
    table = (
        "Yritys;Toimitusjohtaja;Sähköposti\n"
        "Järvisen Konepaja Oy;Järvinen Pekka;pekka.jarvinen@konepaja.fi\n"
        "Mäkelä & Pojat Ky;Mäkelä Liisa;liisa@makelapojat.fi\n"
        "Åbo Segel Ab;;info@abosegel.fi\n"
    )
    found = companies_of(match_columns(read_text_table(table)), {}, "NO")
    names = [[one.value for one in person[:2]] for company in found for person in company.found.persons]
    assert names == [["Pekka", "Järvinen"], ["Liisa", "Mäkelä"]]
    assert not [note for company in found for note in company.notes if note.is_doubt]
