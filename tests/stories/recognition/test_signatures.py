"""Twenty signatures, five in each language: what is recognised of them, and that nothing typed is harmed.

The signatures are in ``tests/data/signatures``, each with the expected values beside it.
"""

import json
import sys
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from app.recognition import RecognitionResult, merge, recognise, review

FOLDER = Path(__file__).parents[2] / "data" / "signatures"
SAMPLES = sorted(path.stem for path in FOLDER.glob("*.txt"))
_PHONES = ("Phones", "Faxes")
_PERSON_PHONES = ("MobilePhone", "DirectPhone", "FaxPhone", "PrivatePhones")

Item = tuple[str, str, str]


def expected(sample: str) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads((FOLDER / f"{sample}.json").read_text("utf-8"))
    return answer


def recognised(sample: str) -> RecognitionResult:
    text = (FOLDER / f"{sample}.txt").read_text("utf-8")
    return recognise(text, str(expected(sample)["region"]))


def accept_all(form: dict[str, Any], found: RecognitionResult) -> dict[str, Any]:
    return merge(form, found, [row.key for row in review(form, found)])


def items(company: dict[str, Any], persons: list[dict[str, Any]]) -> Iterator[Item]:
    """What is counted: kind, place, value."""
    if company.get("Name"):
        yield "names", "company", company["Name"]
    for kind in ("Street", "Postal"):
        if address := company.get(f"Address.{kind}"):
            yield "addresses", kind, json.dumps(address, sort_keys=True)
    for rows in _PHONES:
        yield from (("phones", rows, value) for value in company.get(rows, ()))
    yield from (("mails", "company", value) for value in company.get("Emails", ()))
    for place, person in enumerate(persons):
        parts = (person.get(name) for name in ("Firstname", "MiddleName", "Lastname"))
        yield "names", f"person {place}", " ".join(part for part in parts if part)
        for name in _PERSON_PHONES:
            if person.get(name):
                yield "phones", f"{place} {name}", person[name]
        if person.get("Email"):
            yield "mails", f"person {place}", person["Email"]


def as_expected(found: RecognitionResult) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The result in the form of the expected values."""
    company: dict[str, Any] = {}
    for one in found.company:
        if one.path.startswith("Address."):
            head, _, name = one.path.rpartition(".")
            company.setdefault(head, {})[name] = one.value
        elif "[" in one.path:
            company.setdefault(one.path.partition("[")[0], []).append(one.value)
        else:
            company[one.path] = one.value
    people = [{one.path.partition("].")[2]: one.value for one in person} for person in found.persons]
    return company, people


def test_there_are_five_signatures_in_each_of_four_languages() -> None:
    assert [
        f"{language}-{number}" for language in ("de", "en", "no", "sv") for number in range(1, 6)
    ] == SAMPLES


@pytest.mark.long
def test_names_mails_phones_and_addresses_are_right(capsys: pytest.CaptureFixture[str]) -> None:
    """What is wrong or too much counts against the share as what is missing does."""
    right: dict[str, int] = {}
    total: dict[str, int] = {}
    mistakes = []
    for sample in SAMPLES:
        answer = expected(sample)
        wanted = set(items(answer["company"], answer["persons"]))
        got = set(items(*as_expected(recognised(sample))))
        for item in wanted | got:
            total[item[0]] = total.get(item[0], 0) + 1
            right[item[0]] = right.get(item[0], 0) + (item in wanted & got)
        mistakes += [f"{sample}: {item}" for item in wanted ^ got]
    shares = {kind: right[kind] / total[kind] for kind in sorted(total)}
    share = sum(right.values()) / sum(total.values())
    with capsys.disabled():
        told = ", ".join(f"{kind} {part:.0%}" for kind, part in shares.items())
        sys.stdout.write(f"\nRecognised of 20 signatures: {share:.1%} ({told})\n")
    assert share >= 0.95, mistakes
    assert min(shares.values()) >= 0.85, mistakes


@pytest.mark.parametrize("sample", SAMPLES)
def test_everything_else_is_as_expected_too(sample: str) -> None:
    """Titles, register numbers, web addresses and countries."""
    answer = expected(sample)
    assert as_expected(recognised(sample)) == (answer["company"], answer["persons"])


@pytest.mark.parametrize("sample", SAMPLES)
def test_every_value_can_be_traced_to_the_text(sample: str) -> None:
    text = (FOLDER / f"{sample}.txt").read_text("utf-8")
    found = recognised(sample)
    for one in chain(found.company, *found.persons):
        for part in one.snippet.split(" · "):
            assert all(word in text for word in part.split()), (one.path, one.snippet)


@pytest.mark.parametrize("sample", SAMPLES)
def test_a_filled_form_keeps_every_value(sample: str) -> None:
    found = recognised(sample)
    name = as_expected(found)[1][0]
    form = {
        "Name": "Typed AS",
        "OrgNr": "1",
        "Country": {"CountryId": 578},
        "Address": {
            "Street": {"Address1": "Typed street 1", "City": "Typed"},
            "Postal": {"Zipcode": "0001", "City": "Typed"},
        },
        "Phones": [{"Value": "11 11 11 11", "Description": "Typed"}],
        "Emails": [{"Value": "typed@typed.no"}],
        "Urls": [{"Value": "typed.no"}],
        "Faxes": [{"Value": "12 12 12 12"}],
        "Persons": [
            {
                "Firstname": name["Firstname"],
                "Lastname": name["Lastname"],
                "Title": "Typed",
                "Email": "typed@typed.no",
                "MobilePhone": "13 13 13 13",
                "DirectPhone": "14 14 14 14",
                "Salutation": "Typed",
            }
        ],
    }
    merged = merge(form, found, [row.key for row in review(form, found) if row.begins_ticked])
    for path in ("Name", "OrgNr", "Country", "Address"):
        assert merged[path] == form[path]
    for rows in ("Phones", "Emails", "Urls", "Faxes"):
        assert merged[rows][0] == form[rows][0]  # type: ignore[index]  # the form's values are of many kinds
    person = form["Persons"][0]  # type: ignore[index]  # see above
    kept = {path: merged["Persons"][0].get(path) for path in person}
    assert kept == person


@pytest.mark.parametrize("sample", SAMPLES)
def test_what_was_accepted_once_is_there_the_second_time(sample: str) -> None:
    found = recognised(sample)
    once = accept_all({}, found)
    rows = review(once, found)
    assert rows
    assert {row.reason for row in rows} == {"Already there."}
    assert accept_all(once, found) == once
