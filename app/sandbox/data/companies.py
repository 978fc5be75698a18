"""The companies of a new sandbox: the owner of the database, and a few to be found by searches.

None of them exists. Their numbers are given, so that the counter starts at 10001.
"""

from typing import Any

OWNER: dict[str, Any] = {
    "Name": "Fjordlys Demo AS",
    "Number2": "DEMO-1",
    "Category": {"Id": 4},
    "Country": {"CountryId": 578},
    "Phones": [{"Value": "+47 22 00 00 10"}],
    "Domains": ["fjordlys.example"],
    "Address": {
        "Street": {"Address1": "Strandgata 1", "Zipcode": "0150", "City": "Oslo"},
        "Postal": {"Address1": "Postboks 10", "Zipcode": "0101", "City": "Oslo"},
    },
}

OTHERS: tuple[dict[str, Any], ...] = (
    {
        "Name": "Nordlys Bakeri AS",
        "Department": "Tromsø",
        "Number2": "DEMO-2",
        "OrgNr": "999 888 771",
        "Category": {"Id": 1},
        "Business": {"Id": 4},
        "Country": {"CountryId": 578},
        "Phones": [{"Value": "+47 77 00 00 20"}],
        "Emails": [{"Value": "post@nordlys-bakeri.example"}],
        "Urls": [{"Value": "https://nordlys-bakeri.example"}],
        "Domains": ["nordlys-bakeri.example"],
        "Address": {"Street": {"Address1": "Storgata 5", "Zipcode": "9008", "City": "Tromsø"}},
    },
    {
        "Name": "Blåbär Logistik AB",
        "Number2": "DEMO-3",
        "OrgNr": "556000-4615",
        "Category": {"Id": 3},
        "Business": {"Id": 6},
        "Country": {"CountryId": 752},
        "Associate": {"AssociateId": 7},
        "Domains": ["blabar.example"],
        "Address": {"Street": {"Address1": "Hamngatan 12", "Zipcode": "411 14", "City": "Göteborg"}},
    },
    {
        "Name": "Keller & Söhne Werkzeugbau GmbH",
        "Number2": "DEMO-4",
        "Category": {"Id": 1},
        "Business": {"Id": 3},
        "Country": {"CountryId": 276},
        "Associate": {"AssociateId": 8},
        "Domains": ["keller-werkzeugbau.example"],
        "Address": {"Street": {"Address1": "Industriestraße 8", "Zipcode": "70565", "City": "Stuttgart"}},
    },
    {
        "Name": "Harbour Lane Books Ltd.",
        "Number2": "DEMO-5",
        "Category": {"Id": 6},
        "Business": {"Id": 4},
        "Country": {"CountryId": 826},
        "Associate": {"AssociateId": 9},
        "Xstop": True,
        "Domains": ["harbourlane.example"],
        "Address": {"Postal": {"Address1": "3 Harbour Lane", "City": "Bristol", "Zipcode": "BS1 4RW"}},
    },
)

FURTHER: tuple[dict[str, Any], ...] = (
    {
        "Name": "Havbris Sjømat AS",
        "Department": "Bodø",
        "Number2": "DEMO-6",
        "OrgNr": "NO 999 888 798 MVA",
        "Category": {"Id": 1},
        "Business": {"Id": 4},
        "Country": {"CountryId": 578},
        "Associate": {"AssociateId": 5},
        "Phones": [{"Value": "+47 75 00 00 61"}],
        "Emails": [{"Value": "post@havbris.example"}],
        "Domains": ["havbris.example"],
        "Address": {"Street": {"Address1": "Kaigata 9", "Zipcode": "8006", "City": "Bodø"}},
    },
    {
        "Name": "Havbris Sjømat AS",
        "Department": "Stavanger",
        "Number2": "DEMO-7",
        "Category": {"Id": 1},
        "Business": {"Id": 4},
        "Country": {"CountryId": 578},
        "Associate": {"AssociateId": 6},
        "Phones": [{"Value": "+47 51 00 00 70"}, {"Value": "+47 51 00 00 71"}],
        "Address": {"Street": {"Address1": "Vågen 2", "Zipcode": "4005", "City": "Stavanger"}},
    },
    {
        "Name": "Vestergaard Cykler ApS",
        "Number2": "DEMO-8",
        "OrgNr": "99887766",
        "Category": {"Id": 1},
        "Business": {"Id": 4},
        "Country": {"CountryId": 208},
        "Associate": {"AssociateId": 7},
        "Emails": [{"Value": "vestergaard.cykler@mail.dk"}],
        "Address": {"Street": {"Address1": "Søndergade 14", "Zipcode": "8000", "City": "Aarhus C"}},
    },
    {
        "Name": "Molenaar Bloemen B.V.",
        "Number2": "DEMO-9",
        "OrgNr": "NL999999990B01",
        "Category": {"Id": 1},
        "Business": {"Id": 4},
        "Country": {"CountryId": 528},
        "Associate": {"AssociateId": 9},
        "Urls": [{"Value": "https://molenaar-bloemen.example"}],
        "Domains": ["molenaar-bloemen.example"],
        "Address": {"Street": {"Address1": "Breestraat 30", "Zipcode": "2311 CS", "City": "Leiden"}},
    },
)

# An external register: its matches have SoPrimaryKey 0.
EXTERNAL = ("Nordlys Regnskap AS", "Keller Maschinen AG")
