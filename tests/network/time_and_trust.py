"""Clocks, certificates and addresses: faults E, K, L and P."""

from __future__ import annotations

import os
import time
from functools import partial
from pathlib import Path

from app.sandbox import Options
from app.storage.files.paths import AppPaths
from tests.helpers.faults.certificates import private_authority
from tests.helpers.faults.silent_host import silent_host
from tests.network.bed import bed, said
from tests.network.filters import signed_in
from tests.network.proxies import until
from tests.network.services import HOST, free_port, haproxy, nginx
from tests.network.table import Row

_LIBRARY = "libfaketimeMT.so.1"
_WORKS = "It works"
_DEAD = "127.0.0.2"


def _at(offset: str) -> dict[str, str]:
    """The environment of a program whose clock is off by that much, or that reads it from a file."""
    (library,) = Path("/usr/lib").glob(f"*/faketime/{_LIBRARY}")
    given = {"LD_PRELOAD": str(library), "FAKETIME_DONT_FAKE_MONOTONIC": "1", "FAKETIME_NO_CACHE": "1"}
    is_file = offset.startswith(os.sep)
    return given | ({"FAKETIME_TIMESTAMP_FILE": offset} if is_file else {"FAKETIME": offset})


def _clock_put_right_in_a_command() -> str:
    with bed() as here:
        port = free_port()
        here.connect(f"http://127.0.0.1:{port}")
        here.put_into_outbox(1)
        here.run("outbox", "send", **_at("+3h"))
        with haproxy(here.folder, here.port, port=port):
            here.run("outbox", "send")
        return f"{here.companies('Fjord 1 AS')} saved"


def _clock_put_right_in_a_window() -> str:
    with bed() as here:
        port, clock = free_port(), here.folder / "clock"
        clock.write_text("+3h", encoding="utf-8")
        here.connect(f"http://127.0.0.1:{port}")
        here.put_into_outbox(1)
        log = AppPaths.of(here.folder / "home").logs / "contact-entry.log"
        with here.program(**_at(str(clock))).started():
            until(lambda: log.exists() and "HostRefused" in log.read_text(encoding="utf-8"))
            clock.write_text("+0", encoding="utf-8")
            with haproxy(here.folder, here.port, port=port):
                until(lambda: here.companies("Fjord 1 AS") > 0)
        return f"{here.companies('Fjord 1 AS')} saved"


def _certificate(
    name: str = HOST, days: tuple[int, int] = (-1, 1), offset: str = "", *, is_known: bool = True
) -> str:
    with bed() as here:
        _, authority = private_authority(here.folder, name, days)
        with nginx(here.folder, here.port, here.folder / "issued.pem") as port:
            here.connect(f"https://{HOST}:{port}", ca_file=str(authority) if is_known else "")
            clock = _at(offset) if offset else {}
            return said(
                here.run("profile", "test", "Work", **clock, **here.standing_in(hosts={HOST: ["127.0.0.1"]}))
            )


def _dead_address() -> str:
    """A name with two addresses, the first of which answers nothing."""
    with bed() as here, silent_host(_DEAD, here.port):
        here.connect(f"http://{HOST}:{here.port}", allow_plain_http=True)
        seconds: tuple[list[float], ...] = ([], [])
        # The best of five: other work on this computer takes longer than a connection.
        for _ in range(5):
            for addresses, took in zip((["127.0.0.1"], [_DEAD, "127.0.0.1"]), seconds, strict=True):
                standins = here.standing_in(hosts={HOST: addresses})
                begun = time.monotonic()
                words = said(here.run("profile", "test", "Work", **standins))
                took.append(time.monotonic() - begun)
        more = min(seconds[1]) - min(seconds[0])
        return f"{words[: len(_WORKS)]}, {'within a second' if more < 1 else f'{more:.1f} s'} more"


def _clock_off_online() -> str:
    with bed(Options(companies=False, scheme="online")) as here:
        signed_in(here)
        return said(here.run("profile", "test", "Work", **_at("+20m")))


ROWS = (
    Row("E", "a clock 3 h ahead, put right: outbox send", "1 saved", _clock_put_right_in_a_command),
    Row("E", "a clock 3 h ahead, put right: an open window", "1 saved", _clock_put_right_in_a_window),
    Row(
        "K", "an expired certificate", "its certificate was valid until", partial(_certificate, days=(-3, -1))
    ),
    Row("K", "a clock in the far future", "Check that date", partial(_certificate, offset="+20y")),
    Row(
        "K",
        "a certificate for another name",
        "its certificate is for another name: “other.corp.test”",
        partial(_certificate, "other.corp.test"),
    ),
    Row(
        "K",
        "a certificate whose CA nobody knows",
        "issued by “Private CA”",
        partial(_certificate, is_known=False),
    ),
    Row("L", "a dead first address", "It works, within a second more", _dead_address),
    Row("P", "Online, a clock 20 minutes ahead after the sign-in", _WORKS, _clock_off_online),
)
