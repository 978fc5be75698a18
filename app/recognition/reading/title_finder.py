"""Finds the titles of people: of the parts near a name, the likeliest wins."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from app.model.carriers.lists import Country
from app.recognition.language import patterns
from app.recognition.language.names import before_company, company_name_in
from app.recognition.reading.leading_names import NamedPerson
from app.recognition.reading.line_parts import LinePart
from app.recognition.values.titles import IMPOSSIBLE, SURE, title_score

_WITHIN = 6  # parts
_NEAR = 3  # lines
_PROMISED = 9.0
# "(Anschrift wie oben)" says where somebody is, not who.
_WHERE = re.compile(
    r"(?:^|\s*\()(?:anschrift|adress?e?|address|adres)\s(?:wie|siehe|s\.|som|se|as|see|zie|als)\b[^()]*(?:\)|$)"
    r"|\s*\((?:anschrift|adress?e?|address|adres)\b[^()]*\)",
    re.IGNORECASE,
)


class TitleFinder:
    """Finds the titles of people, in parts that hold nothing else: of all lines, the likeliest wins."""

    def __init__(
        self,
        line_parts: Sequence[LinePart],
        used: set[int],
        countries: Sequence[Country],
        *,
        domains: Sequence[str] = (),
        has_signature: bool = True,
        company: str = "",
    ) -> None:
        self._line_parts = line_parts
        self._used = used
        self._countries = countries
        self._domains = domains
        self._names: Sequence[str] = domains
        self._has_signature = has_signature
        self._company = company

    def find(self, person: NamedPerson, below: int) -> None:
        """Sets the title: the words after the name, else the likeliest part above index `below`."""
        # What bears the person's or the domain's name is no title: a company, "Kari's profile".
        names = [f"{name}.name" for name in (person.name.last, person.name.first) if name]
        self._names = [*self._domains, *names]
        rest = self._title_in(person.rest)
        if rest and self._score(rest, is_next=True) >= SURE:
            person.builder.set("Title", rest, person.snippet)
            return
        rated = [(self._rate(person, at), -at) for at in self._places(person, below)]
        score, at = max(rated, default=(IMPOSSIBLE, 0))
        if score < SURE:
            return
        text = self._title_in(self._line_parts[-at].words)
        whole = " | ".join([text, *self._same_line(-at, below)])
        snippet = self._line_parts[-at].text
        is_sure = self._has_signature or person.mail or patterns.TITLE.search(text)
        if is_sure or self._line_parts[-at].promised:
            person.builder.set("Title", whole, snippet)
            self._used.add(-at)
        else:
            person.builder.add_doubtful("Title", whole, snippet)

    def _title_in(self, text: str) -> str:
        """Returns a text without the company: ``Director`` of ``Director, Hope Kitchen``."""
        # A bracket may have held a mailbox and numbers.
        text = _WHERE.sub("", text).removesuffix("(").strip()
        return before_company(text.removesuffix(f", {self._company}") if self._company else text)

    def _places(self, person: NamedPerson, below: int) -> Iterator[int]:
        start = max(person.at, 0)
        # A department is the heading of who stands in its block: it belongs to nobody above.
        end = below - 1 if self._is_heading_of(below) else below
        for at in range(person.at + 1, min(end, start + _WITHIN)):
            if self._is_free(at) and self._line_parts[at].words:
                yield at
        if self._is_heading_of(person.at) and patterns.TITLE.search(self._line_parts[start - 1].words):
            yield start - 1

    def _is_heading_of(self, at: int) -> bool:
        """Returns True if what stands above part `at` begins its block, as a title may above a name."""
        parts = self._line_parts
        if not 0 < at < len(parts) or parts[at].block != parts[at - 1].block or not self._is_free(at - 1):
            return False
        return at == 1 or parts[at - 2].block != parts[at].block

    def _rate(self, person: NamedPerson, at: int) -> float:
        part = self._line_parts[at]
        text = before_company(part.words)
        if part.promised == "title":
            return _PROMISED
        between = self._line_parts[person.at + 1 : at]
        is_next = person.at >= 0 and not any(one.words for one in between) and self._is_near(person, at)
        score = self._score(text, is_next=is_next)
        is_far = not self._is_near(person, at) and not patterns.TITLE.search(text)
        return IMPOSSIBLE if is_far or part.promised or (person.at < 0 and not self._has_signature) else score

    def _is_near(self, person: NamedPerson, at: int) -> bool:
        return self._line_parts[at].line <= self._line_parts[max(person.at, 0)].line + _NEAR

    def _score(self, text: str, *, is_next: bool = False) -> float:
        return title_score(text, self._names, self._countries, is_next=is_next)

    def _same_line(self, at: int, below: int) -> Iterator[str]:
        """Yields further titles in the same line as the one at `at`."""
        for other in range(at + 1, below):
            text = self._line_parts[other].words
            is_beside = self._line_parts[other].line == self._line_parts[at].line
            if is_beside and self._is_free(other) and not company_name_in(text) and self._score(text) >= SURE:
                yield text

    def _is_free(self, at: int) -> bool:
        return at not in self._used and not patterns.LEGAL.search(self._line_parts[at].text)
