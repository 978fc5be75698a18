"""Thirty-four countries. Ids are the ISO 3166 numbers, as in all of the vendor's samples.

The layouts differ from country to country on purpose: 1 European, 2 US, 3 UK, 4 German, 5 Canadian,
6 Japanese, 7 other, 8 Spain, 9 European no prefix, 11 German small, 13 Australian, 14 Netherlands,
15 Denmark. Source: https://docs.superoffice.com/en/company/learn/address-formats.
"""

from typing import NamedTuple

from app.sandbox.data import text

HOME = 578


class Land(NamedTuple):
    number: int
    iso2: str
    iso3: str
    english: str
    name: str
    dial: str
    area_prefix: str
    layout: int
    org_nr_text: str
    currency: int


def _land(codes: str, names: tuple[str, str, str, str], org_nr_text: str) -> Land:
    """``codes``: number, ISO codes, dial-in and area prefix, address layout, currency."""
    number, iso2, iso3, phone, layout, currency = codes.split()
    dial, area_prefix = phone.split("/")
    return Land(
        int(number),
        iso2,
        iso3,
        names[0],
        text(*names),
        dial,
        area_prefix,
        int(layout),
        org_nr_text,
        int(currency),
    )


LANDS = (
    _land("578 NO NOR 47/ 1 1", ("Norway", "Norge", "Norwegen", "Norge"), "Org.nr."),
    _land("752 SE SWE 46/0 1 2", ("Sweden", "Sverige", "Schweden", "Sverige"), "Org.nr"),
    _land("208 DK DNK 45/ 15 3", ("Denmark", "Danmark", "Dänemark", "Danmark"), "CVR-nr."),
    _land("246 FI FIN 358/0 1 4", ("Finland", "Finland", "Finnland", "Finland"), "Y-tunnus"),
    _land("352 IS ISL 354/ 1 5", ("Iceland", "Island", "Island", "Island"), "Kennitala"),
    _land(
        "826 GB GBR 44/0 3 6",
        ("United Kingdom", "Storbritannia", "Großbritannien", "Storbritannien"),
        "VAT No.:",
    ),
    _land("372 IE IRL 353/0 3 4", ("Ireland", "Irland", "Irland", "Irland"), "VAT No."),
    _land("276 DE DEU 49/0 4 4", ("Germany", "Tyskland", "Deutschland", "Tyskland"), "USt-IdNr."),
    _land("40 AT AUT 43/0 4 4", ("Austria", "Østerrike", "Österreich", "Österrike"), "UID-Nr."),
    _land("756 CH CHE 41/0 11 7", ("Switzerland", "Sveits", "Schweiz", "Schweiz"), "UID"),
    _land("250 FR FRA 33/0 1 4", ("France", "Frankrike", "Frankreich", "Frankrike"), "N° SIRET"),
    _land("56 BE BEL 32/0 1 4", ("Belgium", "Belgia", "Belgien", "Belgien"), "KBO/BCE"),
    _land("528 NL NLD 31/0 14 4", ("Netherlands", "Nederland", "Niederlande", "Nederländerna"), "KvK"),
    _land("442 LU LUX 352/ 1 4", ("Luxembourg", "Luxembourg", "Luxemburg", "Luxemburg"), "N° TVA"),
    _land("724 ES ESP 34/ 8 4", ("Spain", "Spania", "Spanien", "Spanien"), "NIF"),
    _land("620 PT PRT 351/ 1 4", ("Portugal", "Portugal", "Portugal", "Portugal"), "NIPC"),
    _land("380 IT ITA 39/ 1 4", ("Italy", "Italia", "Italien", "Italien"), "Partita IVA"),
    _land("616 PL POL 48/ 1 8", ("Poland", "Polen", "Polen", "Polen"), "NIP"),
    _land("203 CZ CZE 420/ 1 9", ("Czechia", "Tsjekkia", "Tschechien", "Tjeckien"), "IČO"),
    _land("233 EE EST 372/ 9 4", ("Estonia", "Estland", "Estland", "Estland"), "Registrikood"),
    _land("428 LV LVA 371/ 9 4", ("Latvia", "Latvia", "Lettland", "Lettland"), "Reģ. nr."),
    _land("440 LT LTU 370/0 9 4", ("Lithuania", "Litauen", "Litauen", "Litauen"), "Kodas"),
    _land("348 HU HUN 36/06 1 10", ("Hungary", "Ungarn", "Ungarn", "Ungern"), "Adószám"),
    _land("300 GR GRC 30/ 1 4", ("Greece", "Hellas", "Griechenland", "Grekland"), "ΑΦΜ"),
    _land("840 US USA 1/1 2 11", ("USA", "USA", "USA", "USA"), "EIN"),
    _land("124 CA CAN 1/1 5 12", ("Canada", "Canada", "Kanada", "Kanada"), "Business No."),
    _land("36 AU AUS 61/0 13 13", ("Australia", "Australia", "Australien", "Australien"), "ABN"),
    _land("554 NZ NZL 64/0 13 14", ("New Zealand", "New Zealand", "Neuseeland", "Nya Zeeland"), "NZBN"),
    _land("392 JP JPN 81/0 6 15", ("Japan", "Japan", "Japan", "Japan"), "法人番号"),
    _land("156 CN CHN 86/0 7 16", ("China", "Kina", "China", "Kina"), "USCC"),
    _land("356 IN IND 91/0 7 17", ("India", "India", "Indien", "Indien"), "GSTIN"),
    _land("76 BR BRA 55/0 7 18", ("Brazil", "Brasil", "Brasilien", "Brasilien"), "CNPJ"),
    _land("710 ZA ZAF 27/0 7 19", ("South Africa", "Sør-Afrika", "Südafrika", "Sydafrika"), "Reg. No."),
    _land("702 SG SGP 65/ 7 20", ("Singapore", "Singapore", "Singapur", "Singapore"), "UEN"),
)

BY_NUMBER = {land.number: land for land in LANDS}
