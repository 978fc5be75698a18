"""The invented selections, projects and lists of consents: what a company is put into after a fair."""

from typing import NamedTuple

from app.sandbox.data import text


class Campaign(NamedTuple):
    """A selection or a project; only a static selection takes members by hand."""

    number: int
    name: str
    is_static: bool = True


SELECTIONS = (
    Campaign(1, "Fair Oslo 2026"),
    Campaign(2, "Newsletter spring"),
    Campaign(3, "Large customers", is_static=False),
    Campaign(4, "Christmas cards"),
    Campaign(5, "Christmas cards"),
)
PROJECTS = (
    Campaign(1, "Harbour lights"),
    Campaign(2, "Energy day 2026"),
)
# By their keys.
CONSENT_PURPOSES = {
    "STORE": text("Sales and service", "Salg og service", "Verkauf und Service", "Försäljning och service"),
    "EMARKETING": text("E-marketing", "E-markedsføring", "E-Marketing", "E-marknadsföring"),
}
CONSENT_SOURCES = {
    "UNKNOWN": text("Unknown", "Ukjent", "Unbekannt", "Okänt"),
    "USER": text("Entered by a user", "Lagt inn av en bruker", "Von Hand erfasst", "Inlagd av en användare"),
    "WEBFORM": text("Web form", "Nettskjema", "Webformular", "Webbformulär"),
    "API": text("Another program", "Et annet program", "Anderes Programm", "Annat program"),
    "PHONE": text("By phone", "På telefon", "Am Telefon", "Per telefon"),
    "EMAIL": text("By e-mail", "På e-post", "Per E-Mail", "Per e-post"),
}
LEGAL_BASES = {
    "61A": text("Consent", "Samtykke", "Einwilligung", "Samtycke"),
    "61B": text("Contract", "Avtale", "Vertrag", "Avtal"),
    "61C": text("Legal obligation", "Rettslig plikt", "Rechtliche Pflicht", "Rättslig förpliktelse"),
    "61D": text("Vital interests", "Vitale interesser", "Lebenswichtige Interessen", "Vitala intressen"),
    "61E": text("Public task", "Offentlig oppgave", "Öffentliche Aufgabe", "Offentlig uppgift"),
    "61F": text(
        "Legitimate interest", "Berettiget interesse", "Berechtigtes Interesse", "Berättigat intresse"
    ),
    "WITHDRAWN": text("Withdrawn", "Trukket tilbake", "Widerrufen", "Återkallat"),
}
