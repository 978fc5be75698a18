"""Several registers on one stand-in, each below a path of its own, and settings that lead there."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.storage.files.paths import AppPaths
from app.storage.settings.settings_file import SettingsFile
from tests.helpers.registers.stand_in import StandIn


def _filled(name: str, number: str, street: str, postcode: str, city: str) -> dict[str, Any]:
    there = {"Address1": street, "Zipcode": postcode, "City": city}
    return {"Name": name, "OrgNr": number, "Address": {"Street": there}}


CODES = ("no", "dk", "fi", "fr", "vies")
NORDLYS: dict[str, Any] = {
    "organisasjonsnummer": "923609016",
    "navn": "NORDLYS HAVBRUK ASA",
    "hjemmeside": "www.nordlys.example",
    "epostadresse": "post@nordlys.example",
    "telefon": "51 99 00 00",
    "forretningsadresse": {
        "adresse": ["Forusbeen 50"],
        "postnummer": "4035",
        "poststed": "STAVANGER",
        "landkode": "NO",
    },
}
OTHER = {"organisasjonsnummer": "974760673", "navn": "NORDLYS IDRETTSLAG", "konkurs": True}
_ROLE = {"type": {"kode": "DAGL", "beskrivelse": "Daglig leder"}}
ROLES = {
    "rollegrupper": [{"roller": [_ROLE | {"person": {"navn": {"fornavn": "ANDERS", "etternavn": "OPEDAL"}}}]}]
}
MASKIN = {
    "vat": 24256790,
    "name": "HAVNENS MASKINFABRIK A/S",
    "address": "Novo Alle 1",
    "zipcode": "2880",
    "city": "Bagsværd",
    "protected": True,
}
REVONTULI = {
    "businessId": {"value": "0112038-9"},
    "names": [{"name": "REVONTULI OYJ", "type": "1"}],
    "addresses": [
        {
            "type": 1,
            "street": "Keilasatama",
            "buildingNumber": "5",
            "postCode": "02150",
            "postOffices": [{"city": "ESPOO", "languageCode": "1"}],
        }
    ],
}
MOULINS = {
    "siren": "356000000",
    "nom_complet": "GRANDS MOULINS",
    "nom_raison_sociale": "GRANDS MOULINS SA",
    "siege": {
        "numero_voie": "9",
        "libelle_voie": "RUE AVIA",
        "code_postal": "75015",
        "libelle_commune": "PARIS",
    },
    "etat_administratif": "A",
}
DUTCH = {
    "countryCode": "NL",
    "vatNumber": "004495445B01",
    "valid": True,
    "name": "MOLENHOEK B.V.",
    "address": "BEZUIDENHOUTSEWEG 00273\n2594AN DEN HAAG",
}
ANSWERS: dict[str, Any] = {
    "GET /no/enheter/923609016": NORDLYS,
    "GET /no/enheter/923609016/roller": ROLES,
    "GET /no/enheter/974760673": OTHER,
    "GET /no/enheter?navn=nord": {"_embedded": {"enheter": [OTHER, NORDLYS]}},
    "GET /no/enheter?navn=havb": {"_embedded": {"enheter": [NORDLYS]}},
    "GET /dk/?country=dk&vat=24256790": MASKIN,
    "GET /dk?country=dk&vat=24256790": MASKIN,
    "GET /dk?country=dk&search=havn": MASKIN,
    "GET /fi/companies?businessId=0112038-9": {"totalResults": 1, "companies": [REVONTULI]},
    "GET /fi/companies?name=revon": {"totalResults": 1, "companies": [REVONTULI]},
    "GET /fr/search?q=356000000&": {"results": [MOULINS], "total_results": 1},
    "GET /fr/search?q=mouli": {"results": [MOULINS], "total_results": 1},
    "POST /vies/check-vat-number": DUTCH,
}


@dataclass(frozen=True)
class Card:
    """A company of the stand-in: how somebody asks for it, and what its card has then.

    `country` is chosen before, where it is not the desktop's or told by the number. Without `name`, its
    register finds no names.
    """

    register: str
    country: str
    number: str
    name: str
    filled: dict[str, Any]


CARDS = (
    Card(
        "no",
        "",
        "923609016",
        "havb",
        _filled("Nordlys Havbruk ASA", "923609016", "Forusbeen 50", "4035", "Stavanger"),
    ),
    Card(
        "dk",
        "Denmark",
        "24256790",
        "havn",
        _filled("Havnens Maskinfabrik A/S", "24256790", "Novo Alle 1", "2880", "Bagsværd"),
    ),
    Card(
        "fi",
        "Finland",
        "01120389",
        "revon",
        _filled("Revontuli Oyj", "0112038-9", "Keilasatama 5", "02150", "Espoo"),
    ),
    Card(
        "fr",
        "France",
        "356000000",
        "mouli",
        _filled("Grands Moulins SA", "356000000", "9 Rue Avia", "75015", "Paris"),
    ),
    Card(
        "vies",
        "",
        "NL004495445B01",
        "",
        _filled("Molenhoek B.V.", "NL004495445B01", "Bezuidenhoutseweg 00273", "2594AN", "Den Haag"),
    ),
)


def lead_to(server: StandIn, home: Path, allowed: str = ", ".join(CODES)) -> None:
    """Writes the settings of somebody who has allowed these registers, all of them on the stand-in."""
    addresses = " ".join(f"{code}={server.url}/{code}" for code in CODES)
    SettingsFile(AppPaths.of(home).settings).change(
        lambda now: now.with_changes(registers=allowed, register_urls=addresses)
    )
