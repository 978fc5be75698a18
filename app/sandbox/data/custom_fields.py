"""The custom fields of companies and persons. These keys are stable: tests and demonstrations use them.

Companies (``Contact/UdefLayout/Published``), in tab order:

    SuperOffice:1   ShortText      contract number, mandatory
    SuperOffice:2   Number         employees
    SuperOffice:3   LongText       delivery terms, with a default
    SuperOffice:4   Date           customer since
    SuperOffice:5   UnlimitedDate  founded
    SuperOffice:6   Checkbox       reference customer
    SuperOffice:7   List           segment, list udlist28, default 2
    SuperOffice:8   Decimal        discount
    SuperOffice:9   ShortText      credit rating, read-only, with a default
    Demo:Sector     List           sector, list business, which has headings
    SuperOffice:11  ShortText      cost centre; its ProgId is blank, so the key is made of its identity

and the extra fields ``x_...`` of ``Contact/CustomField`` below, one of each further FieldInfoBase type.
Persons have SuperOffice:1 (ShortText), SuperOffice:2 (Date), SuperOffice:3 (List udlist29) and x_badge.
"""

from typing import NamedTuple

from app.sandbox.data import text


class Field(NamedTuple):
    """A custom field. ``kind`` is its type in FieldInfoBase, ``layout`` the one in UserDefinedFieldInfo."""

    key: str
    kind: str
    label: str
    layout: str = ""
    identity: int = 0
    prog_id: str = ""
    tooltip: str = ""
    default: str = ""
    length: int = 0
    mandatory: bool = False
    read_only: bool = False
    hidden: bool = False
    list_name: str = ""


def _extra(key: str, kind: str, label: str, list_name: str = "", *, hidden: bool = False) -> Field:
    length = {"ShortText": 254, "ListText": 254, "LongText": 3999}.get(kind, 0)
    return Field(key, kind, label, length=length, list_name=list_name, hidden=hidden)


CONTACT = (
    Field(
        "SuperOffice:1",
        "ShortText",
        text("Contract number", "Avtalenummer", "Vertragsnummer", "Avtalsnummer"),
        "ShortText",
        1,
        "SuperOffice:1",
        text("As on the signed contract", "Som på signert avtale", "Wie im Vertrag", "Som i avtalet"),
        length=39,
        mandatory=True,
    ),
    Field(
        "SuperOffice:2",
        "Integer",
        text("Employees", "Ansatte", "Mitarbeiter", "Anställda"),
        "Number",
        2,
        "SuperOffice:2",
        text("Head count", "Antall hoder", "Anzahl Köpfe", "Antal personer"),
    ),
    Field(
        "SuperOffice:3",
        "LongText",
        text("Delivery terms", "Leveringsvilkår", "Lieferbedingungen", "Leveransvillkor"),
        "LongText",
        3,
        "SuperOffice:3",
        default="Free delivery",
        length=199,
    ),
    Field(
        "SuperOffice:4",
        "Date",
        text("Customer since", "Kunde siden", "Kunde seit", "Kund sedan"),
        "Date",
        4,
        "SuperOffice:4",
    ),
    Field(
        "SuperOffice:5",
        "Date",
        text("Founded", "Stiftet", "Gegründet", "Grundat"),
        "UnlimitedDate",
        5,
        "SuperOffice:5",
        text("May be long ago", "Kan være lenge siden", "Auch lange her", "Kan vara länge sedan"),
    ),
    Field(
        "SuperOffice:6",
        "Checkbox",
        text("Reference customer", "Referansekunde", "Referenzkunde", "Referenskund"),
        "Checkbox",
        6,
        "SuperOffice:6",
        default="0",
    ),
    Field(
        "SuperOffice:7",
        "MdoList",
        text("Segment", "Segment", "Segment", "Segment"),
        "List",
        7,
        "SuperOffice:7",
        text("By head count", "Etter antall ansatte", "Nach Mitarbeiterzahl", "Efter antal anställda"),
        default="2",
        list_name="udlist28",
    ),
    Field(
        "SuperOffice:8",
        "Decimal",
        text("Discount", "Rabatt", "Rabatt", "Rabatt"),
        "Decimal",
        8,
        "SuperOffice:8",
        text("In per cent", "I prosent", "In Prozent", "I procent"),
    ),
    Field(
        "SuperOffice:9",
        "ShortText",
        text("Credit rating", "Kredittvurdering", "Bonität", "Kreditbetyg"),
        "ShortText",
        9,
        "SuperOffice:9",
        text("Set by accounting", "Settes av regnskap", "Setzt die Buchhaltung", "Sätts av ekonomi"),
        default="Not rated",
        length=39,
        read_only=True,
    ),
    Field(
        "Demo:Sector",
        "MdoList",
        text("Sector", "Sektor", "Sektor", "Sektor"),
        "List",
        10,
        "Demo:Sector",
        list_name="business",
    ),
    Field(
        "SuperOffice:11",
        "ShortText",
        text("Cost centre", "Kostnadssted", "Kostenstelle", "Kostnadsställe"),
        "ShortText",
        11,
        "",
        length=19,
    ),
    _extra("x_visits", "Integer", text("Visits", "Besøk", "Besuche", "Besök")),
    _extra("x_nickname", "ShortText", text("Nickname", "Kallenavn", "Spitzname", "Smeknamn")),
    _extra("x_directions", "LongText", text("Directions", "Veibeskrivelse", "Anfahrt", "Vägbeskrivning")),
    _extra(
        "x_contract_end", "Date", text("Contract ends", "Avtalen utløper", "Vertragsende", "Avtalet slutar")
    ),
    _extra("x_next_visit", "DateTime", text("Next visit", "Neste besøk", "Nächster Besuch", "Nästa besök")),
    _extra("x_opens_at", "Time", text("Opens at", "Åpner", "Öffnet um", "Öppnar")),
    _extra("x_response_time", "TimeSpan", text("Response time", "Responstid", "Reaktionszeit", "Svarstid")),
    _extra("x_rebate", "Decimal", text("Rebate", "Bonus", "Rückvergütung", "Återbäring")),
    _extra(
        "x_invoice_by_mail",
        "Checkbox",
        text("Paper invoice", "Papirfaktura", "Papierrechnung", "Pappersfaktura"),
    ),
    _extra("x_region", "MdoList", text("Region", "Region", "Region", "Region"), "udlist29"),
    _extra(
        "x_parent", "RelationTo", text("Parent company", "Morselskap", "Muttergesellschaft", "Moderbolag")
    ),
    _extra("x_logo", "Attachment", text("Logo", "Logo", "Logo", "Logotyp")),
    _extra("x_fingerprint", "Blob", text("Fingerprint", "Fingeravtrykk", "Fingerabdruck", "Fingeravtryck")),
    _extra("x_intranet", "DynamicLink", text("Intranet", "Intranett", "Intranet", "Intranät")),
    _extra("x_colour", "ListText", text("Colour", "Farge", "Farbe", "Färg")),
    _extra("x_legacy", "Unknown", text("Legacy", "Arv", "Altbestand", "Arv")),
    _extra("x_import_id", "Integer", text("Import id", "Import-id", "Import-Id", "Import-id"), hidden=True),
)

PERSON = (
    Field(
        "SuperOffice:1",
        "ShortText",
        text("Assistant", "Assistent", "Assistenz", "Assistent"),
        "ShortText",
        1,
        "SuperOffice:1",
        length=39,
    ),
    Field(
        "SuperOffice:2", "Date", text("Met on", "Møtt", "Getroffen am", "Träffad"), "Date", 2, "SuperOffice:2"
    ),
    Field(
        "SuperOffice:3",
        "MdoList",
        text("Region", "Region", "Region", "Region"),
        "List",
        3,
        "SuperOffice:3",
        list_name="udlist29",
    ),
    _extra("x_badge", "Integer", text("Badge", "Adgangskort", "Ausweis", "Passerkort")),
)
