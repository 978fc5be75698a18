"""A headless Chromium that is told what to do (WebDriver, W3C), and that the program opens as its browser."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx

from tests.network.services import free_port, program_path, serving

_ELEMENT = "element-6066-11e4-a52e-4f735466cecf"  # the standard's name for a reference to an element
_SECONDS = 30.0


class Chromium:
    """One window. `opened` is the file that the program's addresses to open are written to."""

    def __init__(self, driver: httpx.Client, folder: Path) -> None:
        self._driver = driver
        self.opened = folder / "opened"
        self._script = folder / "open.sh"
        self._script.write_text(
            f'#!/bin/sh\nprintf %s "$1" >"{self.opened}.new"\nmv "{self.opened}.new" "{self.opened}"\n'
        )
        self._script.chmod(0o755)

    @property
    def environment(self) -> dict[str, str]:
        """Has the program open its addresses here (Python's ``webbrowser``)."""
        return {"BROWSER": f"{self._script} %s"}

    def visit(self, address: str) -> None:
        """Opens an address and waits for the page."""
        self._ask("POST", "url", {"url": address})

    def press(self, selector: str) -> None:
        """Presses a button, and waits for the page that follows."""
        found = self._ask("POST", "element", {"using": "css selector", "value": selector})
        self._ask("POST", f"element/{found[_ELEMENT]}/click", {})

    def text(self) -> str:
        """Returns what the page shows, in one question: the page may be another one by the next."""
        script = "return document.body ? document.body.innerText : ''"
        return " ".join(str(self._ask("POST", "execute/sync", {"script": script, "args": []})).split())

    def _ask(self, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
        answer = self._driver.request(method, path, json=body)
        answer.raise_for_status()
        return answer.json()["value"]


@contextmanager
def chromium(folder: Path) -> Iterator[Chromium]:
    """A Chromium that reaches this computer alone."""
    port = free_port()
    arguments = [
        "--headless=new",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-background-networking",
        "--no-first-run",
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
        f"--user-data-dir={folder / 'chromium'}",
        # Its sandbox is not for root.
        *(["--no-sandbox"] if os.getuid() == 0 else []),
    ]
    options = {"binary": program_path("chromium"), "args": arguments}
    wanted = {"capabilities": {"alwaysMatch": {"goog:chromeOptions": options}}}
    with serving("chromedriver", [f"--port={port}"], port, folder):
        base = f"http://127.0.0.1:{port}/session"
        with httpx.Client(trust_env=False, timeout=_SECONDS) as client:
            answer = client.post(base, json=wanted)
            answer.raise_for_status()
            session = f"{base}/{answer.json()['value']['sessionId']}"
            client.base_url = httpx.URL(f"{session}/")
            try:
                yield Chromium(client, folder)
            finally:
                # Chromium outlives its driver otherwise.
                client.delete(session).raise_for_status()
