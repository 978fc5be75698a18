"""Countries. Ids are the ISO 3166 numbers, as in all of the vendor's samples.

The address layouts differ between countries on purpose: 1 European, 2 US, 3 UK, 4 German, 5 Canadian,
6 Japanese, 7 other, 8 Spain, 9 European no prefix, 11 German small, 13 Australian, 14 Netherlands,
15 Denmark. Source: https://docs.superoffice.com/en/company/learn/address-formats.
"""

from typing import NamedTuple

from app.sandbox.data import text

HOME = 578


class Country(NamedTuple):
    """A country of the list."""

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


def _country(codes: str, names: tuple[str, str, str, str], org_nr_text: str) -> Country:
    """Builds a country. ``codes``: number, ISO codes, dial-in/area prefix, address layout, currency."""
    number, iso2, iso3, phone, layout, currency = codes.split()
    dial, area_prefix = phone.split("/")
    return Country(
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


COUNTRIES = (
    _country("578 NO NOR 47/ 1 1", ("Norway", "Norge", "Norwegen", "Norge"), "Org.nr."),
    _country("752 SE SWE 46/0 1 2", ("Sweden", "Sverige", "Schweden", "Sverige"), "Org.nr"),
    _country("208 DK DNK 45/ 15 3", ("Denmark", "Danmark", "Dänemark", "Danmark"), "CVR-nr."),
    _country("246 FI FIN 358/0 1 4", ("Finland", "Finland", "Finnland", "Finland"), "Y-tunnus"),
    _country("352 IS ISL 354/ 1 5", ("Iceland", "Island", "Island", "Island"), "Kennitala"),
    _country(
        "826 GB GBR 44/0 3 6",
        ("United Kingdom", "Storbritannia", "Großbritannien", "Storbritannien"),
        "VAT No.:",
    ),
    _country("372 IE IRL 353/0 3 4", ("Ireland", "Irland", "Irland", "Irland"), "VAT No."),
    _country("276 DE DEU 49/0 4 4", ("Germany", "Tyskland", "Deutschland", "Tyskland"), "USt-IdNr."),
    _country("40 AT AUT 43/0 4 4", ("Austria", "Østerrike", "Österreich", "Österrike"), "UID-Nr."),
    _country("756 CH CHE 41/0 11 7", ("Switzerland", "Sveits", "Schweiz", "Schweiz"), "UID"),
    _country("250 FR FRA 33/0 1 4", ("France", "Frankrike", "Frankreich", "Frankrike"), "N° SIRET"),
    _country("56 BE BEL 32/0 1 4", ("Belgium", "Belgia", "Belgien", "Belgien"), "KBO/BCE"),
    _country("528 NL NLD 31/0 14 4", ("Netherlands", "Nederland", "Niederlande", "Nederländerna"), "KvK"),
    _country("442 LU LUX 352/ 1 4", ("Luxembourg", "Luxembourg", "Luxemburg", "Luxemburg"), "N° TVA"),
    _country("724 ES ESP 34/ 8 4", ("Spain", "Spania", "Spanien", "Spanien"), "NIF"),
    _country("620 PT PRT 351/ 1 4", ("Portugal", "Portugal", "Portugal", "Portugal"), "NIPC"),
    _country("380 IT ITA 39/ 1 4", ("Italy", "Italia", "Italien", "Italien"), "Partita IVA"),
    _country("616 PL POL 48/ 1 8", ("Poland", "Polen", "Polen", "Polen"), "NIP"),
    _country("203 CZ CZE 420/ 1 9", ("Czechia", "Tsjekkia", "Tschechien", "Tjeckien"), "IČO"),
    _country("233 EE EST 372/ 9 4", ("Estonia", "Estland", "Estland", "Estland"), "Registrikood"),
    _country("428 LV LVA 371/ 9 4", ("Latvia", "Latvia", "Lettland", "Lettland"), "Reģ. nr."),
    _country("440 LT LTU 370/0 9 4", ("Lithuania", "Litauen", "Litauen", "Litauen"), "Kodas"),
    _country("348 HU HUN 36/06 1 10", ("Hungary", "Ungarn", "Ungarn", "Ungern"), "Adószám"),
    _country("300 GR GRC 30/ 1 4", ("Greece", "Hellas", "Griechenland", "Grekland"), "ΑΦΜ"),
    _country("840 US USA 1/1 2 11", ("USA", "USA", "USA", "USA"), "EIN"),
    _country("124 CA CAN 1/1 5 12", ("Canada", "Canada", "Kanada", "Kanada"), "Business No."),
    _country("36 AU AUS 61/0 13 13", ("Australia", "Australia", "Australien", "Australien"), "ABN"),
    _country("554 NZ NZL 64/0 13 14", ("New Zealand", "New Zealand", "Neuseeland", "Nya Zeeland"), "NZBN"),
    _country("392 JP JPN 81/0 6 15", ("Japan", "Japan", "Japan", "Japan"), "法人番号"),
    _country("156 CN CHN 86/0 7 16", ("China", "Kina", "China", "Kina"), "USCC"),
    _country("356 IN IND 91/0 7 17", ("India", "India", "Indien", "Indien"), "GSTIN"),
    _country("76 BR BRA 55/0 7 18", ("Brazil", "Brasil", "Brasilien", "Brasilien"), "CNPJ"),
    _country("710 ZA ZAF 27/0 7 19", ("South Africa", "Sør-Afrika", "Südafrika", "Sydafrika"), "Reg. No."),
    _country("702 SG SGP 65/ 7 20", ("Singapore", "Singapore", "Singapur", "Singapore"), "UEN"),
)

BY_NUMBER = {country.number: country for country in COUNTRIES}
