from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, cast

import pytest

from app.service.search.recent import recent_companies
from app.webapi.archive import CompanyRow
from app.webapi.errors import WebApiError

if TYPE_CHECKING:
    from app.webapi.client import WebApi


class Server:
    def __init__(self) -> None:
        self.asked: list[date | None] = []
        self.fails = False

    def recent_contacts(self, day: date | None) -> tuple[CompanyRow, ...]:
        self.asked.append(day)
        if self.fails:
            raise WebApiError("crm.example")
        return (CompanyRow(len(self.asked), "Fjord AS"),)


def ask(server: Server, at: float, *, was_sent: bool = False) -> int:
    (row,) = recent_companies(cast("WebApi", server), was_sent=was_sent, clock=lambda: at)
    return row.contact_id


def test_the_list_is_read_once_for_ten_minutes_and_each_server_has_its_own() -> None:
    server, other = Server(), Server()
    assert [ask(server, at) for at in (5, 6, 604.9)] == [1, 1, 1]
    assert ask(other, 7) == 1
    assert ask(server, 605) == 2
    assert ask(server, 606) == 2
    assert (server.asked, other.asked) == ([None, None], [None])


def test_for_what_was_sent_it_is_read_anew() -> None:
    server = Server()
    assert [ask(server, 5), ask(server, 6, was_sent=True), ask(server, 7)] == [1, 2, 2]


def test_a_computer_that_has_just_been_started_reads_it_too() -> None:
    assert ask(Server(), 0) == 1


def test_what_fails_is_asked_again() -> None:
    server = Server()
    server.fails = True
    with pytest.raises(WebApiError):
        ask(server, 5)
    server.fails = False
    assert ask(server, 6) == 2
