"""The server's string resources: the translations of ``[SR_...]``."""

from app.sandbox.data import text

RESOURCES = {
    "SR_ACCESS_MANDATORY": text(
        "This field is mandatory", "Feltet er obligatorisk", "Pflichtfeld", "Fältet är obligatoriskt"
    ),
    # Table number * 256 + column number: 1281 is contact.name, 1554 person.person_number.
    "SR_MANDATORY_FIELD_1281": text("Company name", "Firmanavn", "Firmenname", "Företagsnamn"),
    "SR_MANDATORY_FIELD_1554": text("Number", "Nummer", "Nummer", "Nummer"),
    "SR_ACCESS_PERSONONCOMPANY": text(
        "The value comes from the company",
        "Verdien kommer fra firmaet",
        "Der Wert kommt von der Firma",
        "Värdet kommer från företaget",
    ),
    "SR_USER_CANNOT_DELETE_SELF": text(
        "You cannot delete yourself",
        "Du kan ikke slette deg selv",
        "Sie können sich nicht selbst löschen",
        "Du kan inte ta bort dig själv",
    ),
    "SR_ACCESS_DBOWNER": text(
        "The company owns this database",
        "Firmaet eier denne databasen",
        "Der Firma gehört diese Datenbank",
        "Företaget äger den här databasen",
    ),
    "SR_VALIDATE_TOO_LONG": text(
        "The text is too long", "Teksten er for lang", "Der Text ist zu lang", "Texten är för lång"
    ),
    "SR_VALIDATE_NUMBER": text(
        "The number is in use or too long",
        "Nummeret er i bruk eller for langt",
        "Die Nummer ist vergeben oder zu lang",
        "Numret används redan eller är för långt",
    ),
    "SR_VALIDATE_VALUE": text(
        "The value does not fit this field",
        "Verdien passer ikke i feltet",
        "Der Wert passt nicht in dieses Feld",
        "Värdet passar inte i fältet",
    ),
    "SR_DUPLICATE_NAMEDEPARTMENT": text("Similar name", "Lignende navn", "Ähnlicher Name", "Liknande namn"),
    "SR_DUPLICATE_DOMAIN": text("Same domain", "Samme domene", "Gleiche Domain", "Samma domän"),
    "SR_DUPLICATE_EXTERNAL": text(
        "Business register", "Foretaksregister", "Handelsregister", "Företagsregister"
    ),
    "SR_AL_VISITING": text("Visiting", "Besøk", "Besuch", "Besök"),
    "SR_AL_POSTAL": text("Postal", "Post", "Post", "Post"),
    "SR_AL_POBOX": text("PO box", "Postboks", "Postfach", "Postbox"),
    "SR_AL_ADDRESS1": text("Address 1", "Adresse 1", "Adresse 1", "Adress 1"),
    "SR_AL_ADDRESS2": text("Address 2", "Adresse 2", "Adresse 2", "Adress 2"),
    "SR_AL_ADDRESS3": text("Address 3", "Adresse 3", "Adresse 3", "Adress 3"),
    "SR_AL_CITY": text("City", "Sted", "Ort", "Ort"),
    "SR_AL_PCODECITY": text("Postcode/City", "Postnr./Sted", "PLZ/Ort", "Postnr/Ort"),
    "SR_AL_CITYPCODE": text("City/postcode", "Sted/Postnr.", "Ort/PLZ", "Ort/Postnr"),
    "SR_AL_COUNTY": text("County", "Fylke", "Landkreis", "Län"),
    "SR_AL_COUNTYPCODE": text("County/postcode", "Fylke/Postnr.", "Landkreis/PLZ", "Län/Postnr"),
    "SR_AL_STATEPCODE": text("State/zip code", "Stat/Postnr.", "Staat/PLZ", "Delstat/Postnr"),
    "SR_AL_PROVINCEPCODE": text("Province/postcode", "Provins/Postnr.", "Provinz/PLZ", "Provins/Postnr"),
}
