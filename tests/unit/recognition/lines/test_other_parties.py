"""Blocks about others: who hosts, makes or prints something, or supervises a company."""

import pytest

from app.recognition import recognise
from app.recognition.lines.other_parties import without_other_parties

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


@pytest.mark.parametrize(
    "block",
    [
        "Deutsche Bank AG Mannheim\nIBAN: DE67 6707 0010 0046 8172 00   BIC: DEUTDESMXXX",
        "Sparkasse Kiel\nKonto 184 627 BLZ 210 501 70",
        "SpareBank 1 Nord\nKontonr. 4750 12 34567",
        "Crédit Agricole\nIBAN FR76 1020 7000 2600 0121 2345 678",
        "Jyske Bank A/S\nSWIFT: JYBADKKK\nIBAN: DK50 0040 0440 1162 43",
        "Raiffeisenbank Lech\nIBAN AT61 1904 3002 3457 3201",
    ],
)
def test_a_bank_above_its_accounts_is_not_the_company(block: str) -> None:
    assert not any(line in kept(block) for line in block.split("\n")[:1])
    assert not any(one.path == "Name" for one in recognise(block, "").company)


@pytest.mark.parametrize(
    "block",
    [
        "Fjell AS\nIBAN: NO93 8601 1117 947",  # who has the account
        "Sparkasse Musterstadt\nTel. 0431 22 33 44\nBIC: NOLADE21KIE",  # a bank that writes itself
        "Møbelbanken AS\nStorgata 3, 0150 Oslo",
    ],
)
def test_a_company_beside_its_account_stays(block: str) -> None:
    assert kept(block) == block.split("\n")


@pytest.mark.parametrize(
    "line",
    [
        "Konzept & Umsetzung\npixelhof Werbeagentur, Kulmbach, www.pixelhof.de",
        "Quelle: e-recht24.de",
        "Bildquellen: unsplash.com, Fotostudio Arnold",
        "Webmaster : Agence Bleu – bonjour@agence-bleu.fr",
        "Foto: Kari Lie, www.karifoto.no",
        "Photos: Jane Doe, pexels.com",
        "Crédits photos : Agence Lumière, www.lumiere.fr",
    ],
)
def test_sources_pictures_and_web_masters_are_others(line: str) -> None:
    (found,) = [recognise(f"{OWN}post@fjell.no\n\n{line}", "NO")]
    paths = {one.path: one.value for one in found.company}
    assert (paths["Name"], paths["Emails[0].Value"]) == ("Fjell AS", "post@fjell.no")
    assert not [path for path in paths if path.startswith(("Urls", "Emails[1]"))]
    assert found.persons == ()


@pytest.mark.parametrize("name", ["Foto Lie AS", "Bilder & Rammer AS", "Konzept Bau GmbH", "Text Nord AB"])
def test_a_company_may_begin_with_such_a_word(name: str) -> None:
    assert recognise(f"{name}\nStorgata 1, 0150 Oslo\nTlf. 22 86 54 00", "NO").company[0].value == name
