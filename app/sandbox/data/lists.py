"""The server's lists, with at most two levels: headings and items.

Headings have ids of their own, here from 57 up as in the vendor's samples, and differ from items only by
their children. An item may have two headings. Deleted and hidden items are sent, too: whether the server
omits them is not documented, so the client has to.
"""

from typing import NamedTuple

from app.sandbox.data import text


class Item(NamedTuple):
    """A list item, or a heading if it has children."""

    number: int
    name: str
    tooltip: str = ""
    deleted: bool = False
    hidden: bool = False
    children: tuple[int, ...] = ()  # a heading's items


_CATEGORY = (
    Item(1, text("Customer", "Kunde", "Kunde", "Kund")),
    Item(2, text("Supplier", "Leverandør", "Lieferant", "Leverantör")),
    Item(3, text("Potential customer", "Potensiell kunde", "Interessent", "Möjlig kund")),
    Item(4, text("Business partner", "Forretningspartner", "Geschäftspartner", "Affärspartner")),
    Item(5, text("Competitor", "Konkurrent", "Wettbewerber", "Konkurrent")),
    Item(6, text("Lost customer", "Tapt kunde", "Verlorener Kunde", "Förlorad kund")),
    Item(7, text("Press", "Presse", "Presse", "Press")),
    Item(
        8, text("Former member", "Tidligere medlem", "Ehemaliges Mitglied", "Tidigare medlem"), deleted=True
    ),
    Item(57, text("Sales", "Salg", "Vertrieb", "Försäljning"), children=(1, 3, 6, 8)),
    Item(58, text("Others", "Andre", "Andere", "Övriga"), children=(2, 4, 5, 7)),
)
# The groups of the enumeration CategoryGroup (Swagger, definition Category).
CATEGORY_GROUPS = {
    1: "Customer",
    2: "Other",
    3: "PotentialCustomer",
    4: "Partner",
    5: "Other",
    6: "Lost",
    7: "Other",
    8: "Unknown",
}
DEFAULT_CATEGORY = 3

_BUSINESS = (
    Item(1, text("Banking/Finance", "Bank/Finans", "Banken/Finanzen", "Bank/Finans")),
    Item(2, text("IT/Software", "IT/Programvare", "IT/Software", "IT/Programvara")),
    Item(3, text("Manufacturing", "Industri", "Produktion", "Tillverkning")),
    Item(4, text("Retail/Wholesale", "Detalj-/engroshandel", "Einzel-/Großhandel", "Detalj-/partihandel")),
    Item(5, text("Construction", "Bygg og anlegg", "Baugewerbe", "Bygg och anläggning")),
    Item(6, text("Transport", "Transport", "Transport", "Transport")),
    Item(7, text("Health", "Helse", "Gesundheit", "Vård")),
    Item(8, text("Public sector", "Offentlig sektor", "Öffentlicher Dienst", "Offentlig sektor")),
    Item(9, text("Consulting", "Rådgivning", "Beratung", "Rådgivning")),
    Item(10, text("Energy", "Energi", "Energie", "Energi")),
    Item(59, text("Services", "Tjenester", "Dienstleistungen", "Tjänster"), children=(1, 2, 6, 9)),
    Item(60, text("Goods", "Varer", "Güter", "Varor"), children=(3, 4, 5, 10)),
    Item(61, text("Public", "Offentlig", "Öffentlich", "Offentligt"), children=(7, 8, 10)),
)
DEFAULT_BUSINESS = 2

_CONTINT = (
    Item(1, text("Newsletter", "Nyhetsbrev", "Rundbrief", "Nyhetsbrev")),
    Item(2, text("Price list", "Prisliste", "Preisliste", "Prislista")),
    Item(3, text("Christmas card", "Julekort", "Weihnachtskarte", "Julkort")),
    Item(4, text("Seminars", "Seminarer", "Seminare", "Seminarier")),
    Item(5, text("Trade fairs", "Messer", "Messen", "Mässor")),
    Item(6, text("Trade fair 2019", "Messe 2019", "Messe 2019", "Mässa 2019"), deleted=True),
    Item(7, text("Golf day", "Golfdag", "Golftag", "Golfdag"), hidden=True),
    Item(62, text("Mailings", "Utsendelser", "Mailings", "Utskick"), children=(1, 2, 3)),
    Item(63, text("Events", "Arrangementer", "Veranstaltungen", "Evenemang"), children=(4, 5, 6, 7)),
)
_PERSINT = (
    Item(1, text("Decision maker", "Beslutningstaker", "Entscheider", "Beslutsfattare")),
    Item(2, text("Technical contact", "Teknisk kontakt", "Technischer Kontakt", "Teknisk kontakt")),
    Item(3, text("Product news", "Produktnyheter", "Produktneuheiten", "Produktnyheter")),
    Item(4, text("Invitations", "Invitasjoner", "Einladungen", "Inbjudningar")),
    Item(64, text("Role", "Rolle", "Rolle", "Roll"), children=(1, 2)),
    Item(65, text("Mailings", "Utsendelser", "Mailings", "Utskick"), children=(3, 4)),
)
_PERSPOS = (
    Item(1, text("Managing director", "Daglig leder", "Geschäftsführer", "Verkställande direktör")),
    Item(2, text("Sales manager", "Salgssjef", "Vertriebsleiter", "Försäljningschef")),
    Item(3, text("Purchaser", "Innkjøper", "Einkäufer", "Inköpare")),
    Item(4, text("Accountant", "Regnskapsfører", "Buchhalter", "Ekonom")),
    Item(5, text("Developer", "Utvikler", "Entwickler", "Utvecklare")),
)
_SEGMENT = (
    Item(
        1,
        text("Small", "Liten", "Klein", "Liten"),
        text("1–19 people", "1–19 personer", "1–19 Personen", "1–19 personer"),
    ),
    Item(
        2,
        text("Medium", "Middels", "Mittel", "Medel"),
        text("20–249 people", "20–249 personer", "20–249 Personen", "20–249 personer"),
    ),
    Item(
        3,
        text("Large", "Stor", "Groß", "Stor"),
        text("250 people and up", "250 personer og flere", "Ab 250 Personen", "250 personer och fler"),
    ),
)
_REGION = (
    Item(1, text("North", "Nord", "Nord", "Nord")),
    Item(2, text("East", "Øst", "Ost", "Öst")),
    Item(3, text("South", "Sør", "Süd", "Syd")),
    Item(4, text("West", "Vest", "West", "Väst")),
)
_FORMATS = (
    "European",
    "US",
    "UK",
    "German",
    "Canadian",
    "Japanese",
    "Other",
    "Spain",
    "European no prefix",
    "Caribbean",
    "German small",
    "German with title",
    "Australian",
    "Netherlands",
    "Denmark",
    "US street+postal",
)

LISTS: dict[str, tuple[Item, ...]] = {
    "category": _CATEGORY,
    "business": _BUSINESS,
    "contint": _CONTINT,
    "persint": _PERSINT,
    "perspos": _PERSPOS,
    "udlist28": _SEGMENT,
    "udlist29": _REGION,
    "ticketpriority": (
        Item(1, text("Low", "Lav", "Niedrig", "Låg")),
        Item(2, text("Medium", "Middels", "Mittel", "Medel")),
        Item(3, text("High", "Høy", "Hoch", "Hög")),
    ),
    "customerlanguage": (
        Item(1, text("English", "Engelsk", "Englisch", "Engelska")),
        Item(2, text("Norwegian", "Norsk", "Norwegisch", "Norska")),
        Item(3, text("German", "Tysk", "Deutsch", "Tyska")),
        Item(4, text("Swedish", "Svensk", "Schwedisch", "Svenska")),
    ),
    "mrmrs": (
        Item(1, text("Mr", "Herr", "Herr", "Herr")),
        Item(2, text("Ms", "Fru", "Frau", "Fru")),
    ),
    "salutation": (Item(1, "Dr."), Item(2, "Prof.")),
    "categorygroup": (
        Item(1, text("Customer", "Kunde", "Kunde", "Kund")),
        Item(2, text("Potential customer", "Potensiell kunde", "Interessent", "Möjlig kund")),
        Item(3, text("Partner", "Partner", "Partner", "Partner")),
        Item(4, text("Lost", "Tapt", "Verloren", "Förlorad")),
        Item(5, text("Other", "Annet", "Andere", "Annat")),
    ),
    "task": (
        Item(1, text("Phone call", "Telefonsamtale", "Telefonat", "Telefonsamtal")),
        Item(2, text("Meeting", "Møte", "Besprechung", "Möte")),
        Item(3, text("Follow-up", "Oppfølging", "Nachfassen", "Uppföljning")),
        Item(4, text("Demonstration", "Demonstrasjon", "Vorführung", "Demonstration"), deleted=True),
    ),
    "addressformat": tuple(Item(number, name) for number, name in enumerate(_FORMATS, 1)),
    "shipmenttype": (
        Item(1, text("Invitations", "Invitasjoner", "Einladungen", "Förfrågningar")),
        Item(2, text("News", "Nyheter", "Neuigkeiten", "Nyheter")),
        Item(3, text("Promotions", "Kampanjer", "Sonderaktionen", "Kampanjer")),
    ),
}
