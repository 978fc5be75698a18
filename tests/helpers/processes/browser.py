"""Somebody who signs in in a browser: follows redirects, reads the page, presses a button, sends forms on."""

from __future__ import annotations

import html
import re
import threading

import httpx

_FORM = re.compile(r'<form method="post" action="([^"]*)">(.*?)</form>', re.DOTALL)
_HIDDEN = re.compile(r'<input type="hidden" name="([^"]*)" value="([^"]*)">')


class Browser:
    """``open`` is handed to the program as its way to open a browser; it works in a thread, as that does.

    `pages` are the texts of all pages that were shown. Use it as a context manager.
    """

    def __init__(self, decision: str = "allow") -> None:
        self.decision = decision
        self.pages: list[str] = []
        self.opened: list[str] = []
        self._threads: list[threading.Thread] = []

    def __enter__(self) -> Browser:
        return self

    def __exit__(self, *_: object) -> None:
        for thread in self._threads:
            thread.join(20)

    def open(self, address: str) -> None:
        self.opened.append(address)
        thread = threading.Thread(target=self._visit, args=(address,), daemon=True)
        self._threads.append(thread)
        thread.start()

    def _visit(self, address: str) -> None:
        with httpx.Client(follow_redirects=True, trust_env=False) as client:
            page = client.get(address)
            self.pages.append(page.text)
            while form := _FORM.search(page.text):
                fields = {html.unescape(k): html.unescape(v) for k, v in _HIDDEN.findall(form[2])}
                if 'name="decision"' in form[2]:
                    fields["decision"] = self.decision
                page = client.post(str(page.url.join(html.unescape(form[1]))), data=fields)
                self.pages.append(page.text)
