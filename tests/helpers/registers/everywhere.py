"""Several registers on one stand-in, each below a path of its own, and settings that lead there."""

from pathlib import Path
from typing import Any

from app.storage.files.paths import AppPaths
from app.storage.settings.settings_file import SettingsFile
from tests.helpers.registers.stand_in import StandIn

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
    "GET /dk/?country=dk&vat=24256790": MASKIN,
    "GET /dk?country=dk&vat=24256790": MASKIN,
    "GET /dk?country=dk&search=havn": MASKIN,
    "GET /fi/companies?businessId=0112038-9": {"totalResults": 1, "companies": [REVONTULI]},
    "GET /fi/companies?name=revon": {"totalResults": 1, "companies": [REVONTULI]},
    "GET /fr/search?q=356000000&": {"results": [MOULINS], "total_results": 1},
    "GET /fr/search?q=mouli": {"results": [MOULINS], "total_results": 1},
    "POST /vies/check-vat-number": DUTCH,
}


def lead_to(server: StandIn, home: Path, allowed: str = ", ".join(CODES)) -> None:
    """Writes the settings of somebody who has allowed these registers, all of them on the stand-in."""
    addresses = " ".join(f"{code}={server.url}/{code}" for code in CODES)
    SettingsFile(AppPaths.of(home).settings).change(
        lambda now: now.with_changes(registers=allowed, register_urls=addresses)
    )
