"""The words of the man page that are not those of the command line's help, in the program's languages."""

from __future__ import annotations

from typing import Final

ENGLISH: Final = (
    "User Commands",
    "NAME",
    "SYNOPSIS",
    "DESCRIPTION",
    "OPTIONS",
    "COMMANDS",
    "EXIT STATUS",
    "FILES",
    "ENVIRONMENT",
    "OPTION",
    "type companies and people into SuperOffice CRM",
    ("What an administrator decides for all users; see /usr/share/doc/contact-entry/policy.example.toml."),
    "Settings of a user.",
    "Drafts, the outbox and lists of a user.",
    "Logs of a user; without secrets or personal data.",
    "One folder for settings, entries and logs, as with --home.",
    "As --profile and --log-level.",
    "Fields of every connection: the keys of the policy file's table “connection” in capitals.",
)
_OTHERS: Final = {
    "nb": (
        "Brukerkommandoer",
        "NAVN",
        "OVERSIKT",
        "BESKRIVELSE",
        "VALG",
        "KOMMANDOER",
        "AVSLUTNINGSKODER",
        "FILER",
        "MILJØ",
        "VALG",
        "skriv inn firmaer og personer i SuperOffice CRM",
        (
            "Det en administrator bestemmer for alle brukere; se "
            "/usr/share/doc/contact-entry/policy.example.toml."
        ),
        "En brukers innstillinger.",
        "En brukers utkast, utboks og lister.",
        "En brukers logger, uten hemmeligheter og personopplysninger.",
        "Én mappe for innstillinger, registreringer og logger, som med --home.",
        "Som --profile og --log-level.",
        ("Felt for alle forbindelser: nøklene i tabellen «connection» i policyfilen, med store bokstaver."),
    ),
    "sv": (
        "Användarkommandon",
        "NAMN",
        "ÖVERSIKT",
        "BESKRIVNING",
        "FLAGGOR",
        "KOMMANDON",
        "AVSLUTNINGSKODER",
        "FILER",
        "MILJÖ",
        "FLAGGA",
        "skriv in företag och personer i SuperOffice CRM",
        (
            "Det som en administratör bestämmer för alla användare; se "
            "/usr/share/doc/contact-entry/policy.example.toml."
        ),
        "En användares inställningar.",
        "En användares utkast, utkorg och listor.",
        "En användares loggar, utan hemligheter och personuppgifter.",
        "En mapp för inställningar, poster och loggar, som med --home.",
        "Som --profile och --log-level.",
        ("Fält för alla anslutningar: nycklarna i policyfilens tabell ”connection” med stora bokstäver."),
    ),
    "da": (
        "Brugerkommandoer",
        "NAVN",
        "OVERSIGT",
        "BESKRIVELSE",
        "TILVALG",
        "KOMMANDOER",
        "AFSLUTNINGSKODER",
        "FILER",
        "MILJØ",
        "TILVALG",
        "indtast firmaer og personer i SuperOffice CRM",
        (
            "Det, en administrator bestemmer for alle brugere; se "
            "/usr/share/doc/contact-entry/policy.example.toml."
        ),
        "En brugers indstillinger.",
        "En brugers kladder, udbakke og lister.",
        "En brugers logfiler, uden hemmeligheder og personoplysninger.",
        "Én mappe til indstillinger, poster og logfiler, som med --home.",
        "Som --profile og --log-level.",
        ("Felter for alle forbindelser: nøglerne i politikfilens tabel »connection« med store bogstaver."),
    ),
    "de": (
        "Dienstprogramme für Benutzer",
        "NAME",
        "ÜBERSICHT",
        "BESCHREIBUNG",
        "OPTIONEN",
        "BEFEHLE",
        "EXITCODES",
        "DATEIEN",
        "UMGEBUNG",
        "OPTION",
        "Firmen und Personen in SuperOffice CRM erfassen",
        (
            "Vorgaben eines Administrators für alle Benutzer; siehe "
            "/usr/share/doc/contact-entry/policy.example.toml."
        ),
        "Einstellungen eines Benutzers.",
        "Entwürfe, Postausgang und Listen eines Benutzers.",
        "Protokolle eines Benutzers; ohne Geheimnisse und personenbezogene Daten.",
        "Ein gemeinsamer Ordner für Einstellungen, Einträge und Protokolle, wie mit --home.",
        "Wie --profile und --log-level.",
        (
            "Felder jeder Verbindung: die Schlüssel der Tabelle „connection“ in der "
            "Richtliniendatei in Großbuchstaben."
        ),
    ),
    "nl": (
        "Gebruikersopdrachten",
        "NAAM",
        "OVERZICHT",
        "BESCHRIJVING",
        "OPTIES",
        "OPDRACHTEN",
        "AFSLUITCODES",
        "BESTANDEN",
        "OMGEVING",
        "OPTIE",
        "bedrijven en personen invoeren in SuperOffice CRM",
        (
            "Wat een beheerder voor alle gebruikers bepaalt; zie "
            "/usr/share/doc/contact-entry/policy.example.toml."
        ),
        "Instellingen van een gebruiker.",
        "Concepten, Postvak UIT en lijsten van een gebruiker.",
        "Logboeken van een gebruiker, zonder geheimen of persoonsgegevens.",
        "Eén map voor instellingen, invoer en logboeken, zoals met --home.",
        "Zoals --profile en --log-level.",
        (
            "Velden van elke verbinding: de sleutels van de tabel ‘connection’ in het "
            "beleidsbestand, in hoofdletters."
        ),
    ),
}
WORDS: Final = {language: dict(zip(ENGLISH, words, strict=True)) for language, words in _OTHERS.items()}
