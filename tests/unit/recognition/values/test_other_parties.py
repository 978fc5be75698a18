"""Blocks about others: who hosts, makes or prints something, or supervises a company."""

import pytest

from app.recognition import recognise
from app.recognition.values.other_parties import without_other_parties

OWN = "Fjell AS\nStorgata 1, 0150 Oslo\nTlf. 22 86 54 00\n\n"


def kept(text: str) -> list[str]:
    return [line for line in without_other_parties(text.split("\n")) if line.strip()]


@pytest.mark.parametrize(
    "block",
    [
        "Hébergeur\nOVH SAS, 2 rue Kellermann, 59100 Roubaix – Tél. 09 72 10 10 07",
        "Hébergeur du site internet :\nOVH SAS\n2 rue Kellermann\n59100 Roubaix",
        "Hoster:\n\nNordserver GmbH\nHafenstr. 3\n24103 Kiel\nTelefon 0431 22 33 44",
        "Webbyrå\nPixel AB, Kungsgatan 3, 111 43 Stockholm",
        "Webdesign & Umsetzung\nStudio Elf GmbH\n0221 55 66 77",
        "Utviklet av\nKodeverket AS\nTlf. 55 11 22 33",
        "Hosted by Cloudy Ltd\n5 High Street\nLeeds LS1 4AP",
        "Zuständige Aufsichtsbehörde\nHandwerkskammer Kiel\nRaschstr. 1, 24103 Kiel",
        "Trykkeri:\nNordtrykk AS\npost@nordtrykk.no",
    ],
)
def test_a_block_about_others_goes(block: str) -> None:
    assert kept(OWN + block) == OWN.split("\n")[:3]


@pytest.mark.parametrize(
    "block",
    [
        "Design\nKari Lie\nkari.lie@fjell.no",  # a department
        "Reklamebyrå Fet AS\nStorgata 3",
        "Webdesign Elf GmbH\nHafenstr. 3",
        "Trykkeri Nord AS\n22 11 33 44",
        "Impression Dupont SARL\nTél. 09 72 10 10 07",
    ],
)
def test_a_department_or_a_company_called_so_stays(block: str) -> None:
    assert kept(OWN + block) == [*OWN.split("\n")[:3], *block.split("\n")]


def test_who_hosts_or_designs_stays_where_nobody_stands_above() -> None:
    text = "Webdesign\nStudio Elf GmbH\nHafenstr. 3\n24103 Kiel"
    assert kept(text) == text.split("\n")


def test_what_follows_the_block_stays() -> None:
    text = f"{OWN}Hébergeur\nOVH SAS\n59100 Roubaix\nContact\npost@fjell.no\n\nOrg.nr. 923 609 016"
    assert kept(text)[3:] == ["Contact", "post@fjell.no", "Org.nr. 923 609 016"]


def test_the_company_of_an_imprint_is_not_its_host() -> None:
    text = (
        "Mentions légales\n\nAtelier Morvan\n12 rue des Lilas, 35000 Rennes\nTél. 02 99 11 22 33\n\n"
        "Hébergeur\nServeo SAS, 10 rue de la Toile, 59100 Roubaix – Tél. 03 20 61 55 02"
    )
    found = {one.path: one.value for one in recognise(text, "FR").company}
    assert found["Name"] == "Atelier Morvan"
    assert found["Phones[0].Value"] == "02 99 11 22 33"
    assert "Phones[1].Value" not in found
