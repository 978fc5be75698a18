"""Routes and answer formats, around the handlers."""

import httpx
import pytest

from app.sandbox import PASSWORD, USER, Options, SandboxServer


def test_anybody_may_ask_for_the_version(sandbox: SandboxServer) -> None:
    page = httpx.get(f"{sandbox.url}/api")
    assert page.headers["content-type"].startswith("text/html")
    told = httpx.get(f"{sandbox.url}/api", headers={"Accept": "application/json"}).json()
    assert told["NetServerVersion"]
    assert told["v1"] == f"{sandbox.url}/api/v1"


@pytest.mark.parametrize("path", ["contact/1", "CONTACT/1/", "Contact/1"])
def test_neither_case_nor_a_last_slash_counts(standing: httpx.Client, path: str) -> None:
    assert standing.get(path).json()["ContactId"] == 1


def test_who_is_not_signed_in_learns_nothing_about_addresses(sandbox: SandboxServer) -> None:
    for path in ("Contact/1", "Nothing/here"):
        refused = httpx.get(f"{sandbox.url}/api/v1/{path}")
        assert refused.status_code == 401
        assert refused.headers["www-authenticate"] == 'Basic realm="SuperOffice sandbox"'


def test_addresses_and_methods_that_do_not_exist(standing: httpx.Client) -> None:
    missing = standing.get("Nothing/here")
    assert (missing.status_code, "No HTTP resource" in missing.json()["Message"]) == (404, True)
    assert standing.patch("Contact/1").status_code == 405


def test_a_body_of_an_unknown_type_is_not_supported(standing: httpx.Client) -> None:
    answer = standing.post("Contact/Validate", content="Name\nAcme", headers={"Content-Type": "text/csv"})
    assert answer.status_code == 415
    assert "text/csv" in answer.json()["Message"]


def test_xml_for_who_asks_for_it(standing: httpx.Client) -> None:
    answer = standing.get("Contact/1", headers={"Accept": "application/xml"})
    assert answer.headers["content-type"] == "application/xml; charset=utf-8"
    assert "<ContactId>1</ContactId>" in answer.text


def test_the_tenant_of_online_is_below_its_own_path(tmp_path_factory: pytest.TempPathFactory) -> None:
    file = tmp_path_factory.mktemp("online") / "sandbox.db"
    with SandboxServer(file, Options(scheme="online")) as server:
        elsewhere = httpx.get(f"{server.url}/api/v1/Contact/1", auth=(USER, PASSWORD))
        assert elsewhere.status_code == 421
        there = httpx.get(f"{server.url}/Cust12345/api/v1/Contact/1", auth=(USER, PASSWORD))
        assert there.status_code == 401
        assert there.headers["www-authenticate"].startswith("Bearer ")


def test_a_company_is_replaced_unless_it_was_changed_since(standing: httpx.Client) -> None:
    before = standing.get("Contact/2").json()
    changed = {"Name": before["Name"], "Department": "Sales", "Phones": before["Phones"]}
    told = standing.put("Contact/2", json=changed).json()
    assert (told["Department"], told["Phones"], told["Emails"]) == ("Sales", before["Phones"], []), (
        "what the body lacks is emptied"
    )
    for since, status in (("Mon, 01 Jan 2001 00:00:00 GMT", 412), ("Fri, 01 Jan 2100 00:00:00 GMT", 200)):
        answer = standing.put("Contact/2", json=changed, headers={"If-Unmodified-Since": since})
        assert answer.status_code == status
    assert standing.put("Contact/2", json=changed, headers={"If-Unmodified-Since": "soon"}).status_code == 400
    assert standing.put("Contact/4711", json=changed).status_code == 404
