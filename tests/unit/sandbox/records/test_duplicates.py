"""Similar companies."""

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import httpx
import pytest

from app.sandbox.records.duplicates import normalized_name

Check = Callable[[Any, str], None]


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("Nordlys Bakeri AS", "nordlysbakeri"),
        ("NORDLYS BAKERI A/S", "nordlysbakeri"),
        ("Keller & Söhne GmbH & Co. KG", "kellersohne"),
        ("Harbour Lane Books, Ltd.", "harbourlanebooks"),
        ("S.A.S.", "sas"),
        ("AS", "as"),
        ("!?", ""),
    ],
)
def test_names_are_compared_bare(name: str, bare: str) -> None:
    assert normalized_name(name) == bare


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("nordlys bakeri a/s", [2]),
        ("Nordlis Bakeri", [2]),
        ("Keller und Söhne Werkzeugbau", [4]),
        ("Harbour Lane Books Limited", [5]),
        ("Nordlys Regnskap", [0]),  # another register
        ("Super +", []),
        ("!", []),
    ],
)
def test_similar_names(standing: httpx.Client, name: str, found: list[int]) -> None:
    if "/" not in name:
        by_path = standing.get(
            f"Contact/Duplicates/{quote(name, safe='')}", params={"department": "X"}
        ).json()
        assert [entry["SoPrimaryKey"] for entry in by_path] == found
    body = {"Name": name, "Department": ""}
    by_agent = standing.post("Agents/Contact/GetNameDepartmentDuplicates", json=body).json()
    assert [entry["SoPrimaryKey"] for entry in by_agent] == found


def test_a_slash_in_the_path_does_not_work(standing: httpx.Client) -> None:
    assert standing.get("Contact/Duplicates/Nordlys%20A%2FS").status_code == 404


def test_entries_are_what_the_vendor_defines(standing: httpx.Client, conforms: Check) -> None:
    for name in ("Nordlys Bakeri", "Nordlys Regnskap"):
        (entry,) = standing.get(f"Contact/Duplicates/{name}").json()
        conforms(entry, "DuplicateEntry")


def test_domains(standing: httpx.Client) -> None:
    entries = standing.get(
        "Contact/DuplicateDomains/Nordlys-Bakeri.example", headers={"SO-Language": "en"}
    ).json()
    assert [(e["SoPrimaryKey"], e["EntryName"]) for e in entries] == [(2, "Nordlys Bakeri AS, Tromsø")]
    assert entries[0]["RuleDisplayName"] == "Same domain"
    assert standing.get("Contact/DuplicateDomains/example").json() == []
