"""Similar companies: where the links to them lead."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.controller.connection.connections import Connections
from app.controller.connection.status import ConnectionState, ConnectionStatus
from app.controller.form.entry import EntryController
from app.controller.form.live_question import QuestionContext
from app.controller.form.lookups import Lookups
from app.controller.form.similar_companies import DuplicateSearch
from app.controller.process.store_access import StoreAccess
from app.controller.process.workers import WorkerPool
from app.model.profile import Profile, Scheme
from app.model.web_client_links import company_link
from app.service.clients import Clients
from app.storage.files.paths import AppPaths
from app.storage.settings.password_store import SecretStore
from app.storage.settings.settings_file import Settings, SettingsFile


@pytest.fixture
def asking(tmp_path: Path, qtbot: QtBot) -> QuestionContext:
    del qtbot  # signals need its application
    work = WorkerPool(1)
    secrets = SecretStore()
    clients = Clients(secrets)
    connections = Connections(
        file=SettingsFile(AppPaths.of(tmp_path).settings),
        settings=Settings(),
        secrets=secrets,
        clients=clients,
        network=work,
    )
    lookups = Lookups(clients.api, work, StoreAccess(work))
    return QuestionContext(connections, lookups, clients.api, work)


def search(asking: QuestionContext) -> DuplicateSearch:
    entries = EntryController(asking.connections, asking.lookups, StoreAccess(asking.network))
    return DuplicateSearch(entries, asking)


@pytest.mark.parametrize(
    ("profile", "page"),
    [
        (
            Profile(name="Office", url="https://crm.example/sodemo/api"),
            "https://crm.example/sodemo/default.aspx?contact.main?contact_id=5",
        ),
        (
            Profile(name="Online", scheme=Scheme.ONLINE, client_id="id", customer_id="Cust12345"),
            "https://online.superoffice.com/Cust12345/default.aspx?contact.main?contact_id=5",
        ),
    ],
)
def test_a_similar_company_is_opened_where_its_web_client_is(
    asking: QuestionContext, profile: Profile, page: str
) -> None:
    duplicates = search(asking)
    asking.connections.status = ConnectionStatus(ConnectionState.SIGNED_IN, "", profile=profile)
    assert company_link(duplicates.site, 5) == page


def test_without_a_connection_there_is_no_site(asking: QuestionContext) -> None:
    assert search(asking).site == ""
