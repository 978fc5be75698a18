"""What headings name, alone."""

import pytest

from app.recognition.values import headings
from app.recognition.values.headings import (
    field_of_heading,
    has_scope,
    is_title,
    known_fields,
    role_in_heading,
    scope_of_heading,
)


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Bedrift", "Name"),
        ("FIRMANAVN", "Name"),
        ("Företag:", "Name"),
        ("Unternehmen", "Name"),
        ("Bedrijfsnaam", "Name"),
        ("Org.nr.", "OrgNr"),
        ("USt-IdNr.", "OrgNr"),
        ("KVK-nummer", "OrgNr"),
        ("Postnr./sted", "Address.Street.ZipCity"),
        ("PLZ", "Address.Street.Zipcode"),
        ("Ort", "Address.Street.City"),
        ("Straße & Hausnummer", "Address.Street.Address1"),
        ("Kontaktperson", "Person.Name"),
        ("Ansprechpartner", "Person.Name"),
        ("Kontaktpersonens e-post", "Person.Email"),
        ("E-post (kontakt)", "Person.Email"),
        ("Firma e-post", "Emails"),
        ("Company Phone", "Phones"),
        ("Telefon 2", "Phone"),
        ("Tel2", "Phone"),
        ("Hvilken virksomhet representerer du?", "Name"),
        ("Telefonnummer vi kan nå deg på", "Phone"),
        ("Gesprächspartner", "Person.Name"),
        ("Sales contact", "Person.Name"),
        ("Sales contact function", "Person.Title"),
        ("Paikkakunta", "Address.Street.City"),
        ("1. Vorsitzender", "Person.Name"),
        ("Business Email", "Person.Email"),
        ("Job Title1", "Person.Title"),
        ("Address2", "Address.Street.Address2"),
        ("P-nr.", ""),
        ("Branch Phone", "Phones"),
        ("Branch Address", "Address.Street"),
        ("Nazwa firmy", "Name"),
        ("Cognome", "Person.Lastname"),
        ("Código postal", "Address.Street.Zipcode"),
        ("Mobilnr.", "Person.MobilePhone"),
        ("Stilling", "Person.Title"),
        ("Kundenr.", ""),
        ("Gate, arbeid", "Address.Street.Address1"),
        ("Poststed, privat", ""),
        ("Telefon, arbeid", "Person.DirectPhone"),
        ("Telefon (privat)", "Person.PrivatePhones"),
        ("E-post privat", "Person.Email"),
        ("Land/Region geschäftlich", "Country"),
        ("E-mail 2 - Value", "Email"),
        ("E-mail 2 - Type", ""),
        ("Organization 1 - Title", "Person.Title"),
        ("Person - Organization", "Name"),
        ("Person - Name", "Person.Name"),
        ("Person - Phone - Work", "Person.DirectPhone"),
        ("Organization - Address", "Address.Street"),
        ("Billing Zip/Postal Code", "Address.Street.Zipcode"),
        ("Shipping City", ""),
        ("Visiting address", "Address.Street.Address1"),
        ("Postal code (postal)", "Address.Postal.Zipcode"),
        ("Postal code (visiting)", "Address.Street.Zipcode"),
        ("Default Address Address1", "Address.Street.Address1"),
        ("forretningsadresse.poststed", "Address.Street.City"),
        ("postadresse.postnummer", "Address.Postal.Zipcode"),
        ("postadresse.land", ""),
        ("organisasjonsform.beskrivelse", None),
        ("Account Number", ""),
        ("Attendee #", ""),
        ("Billing Address Line 1", "Address.Street.Address1"),
        ("Main Contact Full Name", "Person.Name"),
        ("Main Contact Email", "Person.Email"),
        ("Telefon økonomi", "Person.Phone"),
        ("Kontakt økonomi", "Person.Name"),
        ("Økonomi", None),
        ("Account Manager Email", ""),
        ("E-post daglig leder", "Person.Email"),
        ("Mobil kontaktperson", "Person.MobilePhone"),
        ("Telefon innehaver", "Person.Phone"),
        ("Geschäftsführer Telefon", "Person.Phone"),
        ("VD e-post", "Person.Email"),
        ("Markedssjef", "Person.Name"),
        ("Kundeansvarlig e-post", ""),
        ("Telefon (Assistent)", ""),
        ("Vejnavn og nr.", "Address.Street.Address1"),
        ("Gateadresse: Adresselinje 1", "Address.Street.Address1"),
        ("Postcode bezoekadres", "Address.Street.Zipcode"),
        ("Person - Telefon - Arbeit", "Person.DirectPhone"),
        ("Company owner", ""),
        ("Husnr. fra", "Address.Street.HouseNumber"),
        ("Bogstav til", "Address.Street.HouseNumber"),
        ("Besøkspostnr", "Address.Street.Zipcode"),
        ("Besøkspoststed", "Address.Street.City"),
        ("Faktura postnr", "Address.Postal.Zipcode"),
        ("PC + plaats post", "Address.Postal.City"),
        ("Gesetzl. Vertreter 2", "Person.Name"),
        ("Geschäftsanschrift", "Address.Street"),
        ("Sitz", "Address.Street.City"),
        ("EU-UStID", "OrgNr"),
        ("VAT Registration No.", "OrgNr"),
        ("Kom.", "Person.MobilePhone"),
        ("Tel. stacjonarny", "Phone"),
        ("Directie", "Person.Name"),
        ("Voorvoegsels", "Person.MiddleName"),
        ("Lisätiedot", "Description"),
        ("Commercial contact", "Person.Name"),
        ("Commercial e-mail", "Person.Email"),
        ("Tél. technique", "Person.Phone"),
        ("x" * 81, None),
        ("kari@telefon.example", None),
        ("Favourite colour", None),
        ("", None),
    ],
)
def test_headings(heading: str, field: str | None) -> None:
    assert field_of_heading(heading) == field


@pytest.mark.parametrize(
    ("heading", "scope"),
    [
        ("Bedrift", "company"),
        ("Kontaktperson", "person"),
        ("Deltaker", "person"),
        ("Fair 2026", None),
        ("", None),
    ],
)
def test_what_stands_above_headings(heading: str, scope: str | None) -> None:
    assert scope_of_heading(heading) == scope


def test_a_heading_stands_in_one_list_only() -> None:
    words = [word for each in headings._lists().values() for word in each]
    assert len(words) == len(set(words))
    assert "Name" in known_fields()
    assert {"", "AnyName"}.isdisjoint(known_fields())


def test_roles() -> None:
    headings_and_roles = {
        "E-post daglig leder": "daglig leder",
        "Mobil kontaktperson": "kontaktperson",
        "E-post innkjøpssjef": "innkjøpssjef",
        "Telefon": "",
    }
    for heading, role in headings_and_roles.items():
        assert role_in_heading(heading) == role
    assert is_title("daglig leder")
    assert not is_title("kontaktperson")


def test_scopes_of_headings() -> None:
    assert has_scope("E-post (privat)", "home")
    assert has_scope("Leveringsadresse", "delivery", "other")
    assert not has_scope("E-post", "home")


def test_a_contact_for_a_field_of_work_has_it_as_a_role() -> None:
    assert role_in_heading("Quality contact") == "quality" == role_in_heading("Quality contact e-mail")
    assert role_in_heading("Sales manager") == "sales manager"
