"""Selections and projects as a search finds them: what a record is called, and what the search has said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from app.model.carriers.lists import Choice
from app.model.text_normalization import normalize_for_search
from app.translation import _

_CLOSED = _("“{name}” takes no members by hand: it is a dynamic or combined selection. Choose another.")


@dataclass(frozen=True)
class Named:
    """A selection or a project, as its archive lists it."""

    id: int
    name: str


@dataclass(frozen=True)
class NamedPage:
    """The first records whose names have a text in them. `is_cut`: there are more."""

    hits: tuple[Named, ...] = ()
    is_cut: bool = False
    closed: tuple[str, ...] = ()
    """Names of dynamic and combined selections, which take no members by hand: they are not offered."""


@dataclass(frozen=True)
class NamedAnswer:
    """What is known of a `text`: a page, or a sentence that says why nobody could be asked."""

    text: str
    page: NamedPage = NamedPage()
    problem: str = ""

    def why_closed(self, text: str) -> str:
        """Returns a sentence if a text can mean a selection that no member can be put into."""
        wanted = normalize_for_search(text)
        named = [one for one in self.page.closed if normalize_for_search(one) == wanted]
        if not (told := named or ([] if self.page.hits else list(self.page.closed))):
            return ""
        sentence = _(
            "“{name}” takes no members by hand: it is a dynamic or combined selection. Choose another."
        )
        return sentence.format(name=told[0])

    def choices(self) -> Iterator[Choice]:
        """Yields what is offered; of several that have one name, each with its number."""
        count = Counter(hit.name.casefold() for hit in self.page.hits)
        for hit in self.page.hits:
            several = _("{name} (No. {number})").format(name=hit.name, number=hit.id)
            yield Choice(hit.id, several if count[hit.name.casefold()] > 1 else hit.name)
