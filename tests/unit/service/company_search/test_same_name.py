"""Companies of a name that is written otherwise, against the practice server."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.model.carriers.contact import ContactEntity
from app.model.carriers.lists import DuplicateEntry
from app.model.company_search.questions import Criterion, Question
from app.model.company_search.similar_companies import SearchKeys
from app.recognition.cells.company_keys import parts_of
from app.recognition.language.tables import phrases, table
from app.sandbox import PASSWORD, USER, SandboxServer
from app.service.company_search import same_name
from app.service.company_search.recent_answers import RecentAnswers
from app.service.company_search.same_name import Likeness, companies_of_name, company_of_name
from app.webapi.client import WebApi
from app.webapi.company_finder import FoundHits
from app.webapi.errors import UnreachableError
from tests.helpers.fakes.connect import profile

SHORT = list(table("companies")["short"])
"""Legal forms of many countries."""
COUNTED = "Aurora", "Bergkrystall", "Citrin", "Diamant", "Epidot", "Feltspat", "Granat"


@pytest.fixture(scope="module")
def api(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WebApi]:
    path: Path = tmp_path_factory.mktemp("server") / "server.sqlite3"
    with (
        SandboxServer(path) as server,
        WebApi(profile(server.url, user=USER), lambda: PASSWORD) as api,
    ):
        yield api


def found(api: WebApi, name: str, department: str = "") -> list[tuple[str, Likeness]]:
    there = companies_of_name(api, SearchKeys(name, department), RecentAnswers())
    return [(one.entry.entry_name or "", one.likeness) for one in there]


def test_each_legal_form_is_found_in_each_of_its_spellings(api: WebApi) -> None:
    for number, short in enumerate(SHORT):
        name = f"{COUNTED[number % 7]} {COUNTED[number // 7 % 7]} {COUNTED[number // 49]} Verk"
        longest = phrases("companies", "short", short)
        there = f"{name} {short.upper()}"
        api.create_contact(ContactEntity(name=there))
        for long in (longest[0].title(), longest[-1]):
            told = found(api, f"{name} {long}")
            assert told[:1] == [(there, Likeness.SPELLED_OTHERWISE)], long


@pytest.mark.parametrize(
    ("there", "typed"),
    [
        ("Molenaar Bloemen B.V.", "Molenaar Bloemen BV"),
        ("Nordlys Brød AS", "Nordlys Brød A/S"),
        ("Blåbær Logistik AB", "BLÅBÆR LOGISTIK Aktiebolag"),
        ("Harbour Lane Papers Ltd.", "Harbour Lane Papers Limited"),
        ("Keller & Söhne Bohrer GmbH", "Keller & Soehne Bohrer GmbH"),
        ("Keller & Söhne Fräser GmbH", "Keller und Söhne Fräser GmbH"),
        ("Havbris Skjell AS", "Havbris Skjell A.S."),
        ("Zielona Łąka Sp. z o.o.", "Zielona Łąka spółka z o.o."),
        ("Cheminées Dupuis S.à r.l.", "Cheminées Dupuis SARL"),
        ("Eagle Peak, Inc.", "Eagle Peak Incorporated"),
        ("Järvi Oy Ab", "Järvi Oy"),
        ("Gruve AB (publ)", "Gruve AB"),
        ("A/S Solberga Gods", "Solberga Gods A/S"),
        ("Snøfnugg Kafé AS", "A/S Snøfnugg Kafé"),
        ("Oy Kleppe Purje Ab", "Kleppe Purje Oy"),
        ("SARL Tissages Lune", "Tissages Lune S.A.R.L."),
    ],
)
def test_however_a_name_is_written_its_company_is_found(api: WebApi, there: str, typed: str) -> None:
    api.create_contact(ContactEntity(name=there, department="Salg"))
    for name in (typed, there):
        assert found(api, name)[0][0].casefold() == f"{there}, Salg".casefold()


@pytest.mark.parametrize(
    ("there", "typed"),
    [
        ("Fjell Verft AS", "Fjell AS"),
        ("Fjell AS", "Fjell Verft AS"),
        ("Fjell AB", "Fjell AS"),
        ("Fjell, Inc.", "Fjell Ltd"),
        ("Fjell Nord AS, Salg", "Fjell AS"),
        ("Müller GmbH & Co. KG", "Müller GmbH"),
        ("Berg & Co", "Berg AS"),
        ("Mol AS", "Möl AS"),
        ("Fjell Verft AS", "Fjell"),
        ("Studio O AS", "Studio U AS"),
        ("A/S Fjell Verft", "Fjell AS"),
        ("♥ AS", "∞ AS"),
    ],
)
def test_another_company_is_another_one(there: str, typed: str) -> None:
    assert company_of_name(DuplicateEntry(entry_name=there), SearchKeys(typed)) is None


@pytest.mark.parametrize(
    ("there", "typed"),
    [
        ("C++ AS", "C AS"),
        ("@Home AS", "Home"),
        ("Bygg+ AS, Salg", "Bygg AS"),
        ("Berg & Dal AS", "Berg Dal AS"),
    ],
)
def test_a_name_that_differs_by_signs_may_be_the_same(there: str, typed: str) -> None:
    for one, other in ((there, typed), (typed, there.partition(",")[0])):
        told = company_of_name(DuplicateEntry(entry_name=one), SearchKeys(other))
        assert told is not None
        assert told.likeness is Likeness.OTHER_SIGNS
        assert not same_name.is_of_name(one, SearchKeys(other))


@pytest.mark.parametrize("is_cut", [False, True])
def test_a_server_that_compares_letters_knows_a_form_ahead_all_the_same(
    api: WebApi, monkeypatch: pytest.MonkeyPatch, is_cut: bool
) -> None:
    monkeypatch.setattr(WebApi, "duplicates", lambda _api, _name: ())
    ask = WebApi.find_companies

    def cut(api: WebApi, question: Question, most: int) -> FoundHits:
        found = ask(api, question, most)
        return FoundHits((), is_cut=True) if is_cut and question.criterion is Criterion.NAME_PART else found

    monkeypatch.setattr(WebApi, "find_companies", cut)
    trade = "Frakt" if is_cut else "Lager"
    api.create_contact(ContactEntity(name=f"AB Lingon {trade}"))
    api.create_contact(ContactEntity(name=f"Hjortron {trade} AB"))
    ahead = [(f"AB Lingon {trade}", Likeness.SPELLED_OTHERWISE)]
    assert found(api, f"Lingon {trade} Aktiebolag") == ([] if is_cut else ahead)
    assert found(api, f"AB Hjortron {trade}") == [(f"Hjortron {trade} AB", Likeness.SPELLED_OTHERWISE)]


def test_one_of_which_a_legal_form_is_told_may_be_the_one_without() -> None:
    for there, typed in (("Fjell", "Fjell AS"), ("Fjell, Salg", "Fjell A/S"), ("Fjell A/S", "Fjell")):
        told = company_of_name(DuplicateEntry(entry_name=there), SearchKeys(typed))
        assert told is not None
        assert told.likeness in (Likeness.ONE_HAS_NO_FORM, Likeness.BEGINS_ALIKE)
    assert company_of_name(DuplicateEntry(entry_name="Fjell"), SearchKeys("")) is None


def test_the_name_as_it_is_typed_comes_first(api: WebApi, monkeypatch: pytest.MonkeyPatch) -> None:
    there = [DuplicateEntry(entry_name=name) for name in ("Fjell", "Fjell A/S", "FJELL AS", "Fjell AS Nord")]
    monkeypatch.setattr(WebApi, "duplicates", lambda _api, _name: there)
    assert [name for name, _likeness in found(api, "Fjell AS")] == [
        *("FJELL AS", "Fjell A/S", "Fjell", "Fjell AS Nord")
    ]


def test_of_a_name_with_thousands_of_commas_few_are_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[str] = []

    def parts(name: str) -> tuple[str, str]:
        looked.append(name)
        return parts_of(name)

    monkeypatch.setattr(same_name, "parts_of", parts)
    assert company_of_name(DuplicateEntry(entry_name="Vik" + ", Salg" * 5000), SearchKeys("Fjell AS")) is None
    assert len(looked) < 20


def test_the_department_is_that_which_is_given() -> None:
    told = company_of_name(DuplicateEntry(entry_name="Fjell A/S, Salg"), SearchKeys("Fjell AS"))
    assert told is not None
    assert (told.name, told.is_in(""), told.is_in("SALG"), told.is_in("Lager")) == (
        *("Fjell A/S", True, True, False),
    )


def test_a_second_question_is_asked_only_where_it_may_find_more_and_once(
    api: WebApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A server whose own rules compare letter by letter knows a name by how it begins all the same."""
    api.create_contact(ContactEntity(name="Tindfoten Sport AS"))
    asked: list[Question] = []
    ask = WebApi.find_companies

    def count(api: WebApi, question: Question, most: int) -> FoundHits:
        asked.append(question)
        return ask(api, question, most)

    monkeypatch.setattr(WebApi, "find_companies", count)
    assert found(api, "Tindfoten Sport AS")
    assert not asked, "it was found by the first"
    monkeypatch.setattr(WebApi, "duplicates", lambda _api, _name: ())
    assert found(api, "Tindfoten Sport") == []
    assert not asked, "it has no legal form"
    recent = RecentAnswers()
    for name in ("TINDFOTEN SPORT A/S", "TINDFOTEN SPORT Aksjeselskap"):
        (there,) = companies_of_name(api, SearchKeys(name), recent)
        assert there.entry.entry_name == "Tindfoten Sport AS"
    assert len(asked) == 1
    refused = FoundHits(is_refused=True)
    monkeypatch.setattr(WebApi, "find_companies", lambda _api, _question, _most: refused)
    assert found(api, "Tindfoten Sport A/S") == []

    def fail(_api: WebApi, _question: Question, _most: int) -> FoundHits:
        raise UnreachableError("crm.example")

    monkeypatch.setattr(WebApi, "find_companies", fail)
    with pytest.raises(UnreachableError):
        found(api, "Tindfoten Sport A/S")
