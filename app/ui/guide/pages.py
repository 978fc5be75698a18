"""The pages of the guide: Markdown files and pictures of the program's own, read all at once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

import resources

FIRST: Final = "index.md"
_FOLDER: Final = "guide/"
_PICTURE = re.compile(r"!\[[^\]]*\]\([^)]*\)")
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_MARKS = re.compile(r"^\|[|: -]+\|$|[*`|\\]|^\s*(?:#+|>|-|\d+\.)\s", re.MULTILINE)


@dataclass(frozen=True)
class Page:
    """One page: `name` is that of its file, `title` its first heading, `text` its Markdown."""

    name: str
    title: str
    text: str

    @classmethod
    def of(cls, name: str, text: str) -> Page:
        """Returns the page of a file."""
        heading = text.lstrip().partition("\n")[0]
        return cls(name, heading.lstrip("# ").strip(), text)

    @property
    def words(self) -> str:
        """What somebody reads of it, in small letters, for the search: no marks, pictures or addresses."""
        text = _MARKS.sub("", _LINK.sub(r"\1", _PICTURE.sub("", self.text)))
        return " ".join(text.casefold().split())


@dataclass(frozen=True)
class Guide:
    """All pages, the first one is the contents, and the pictures in them, by their files' names."""

    pages: tuple[Page, ...]
    pictures: Mapping[str, bytes]

    def page(self, name: str) -> Page | None:
        """Returns the page of a file's name; None for one that there is not."""
        return next((page for page in self.pages if page.name == name), None)

    def find(self, text: str) -> Iterator[tuple[Page, int]]:
        """Yields the pages that have every word of `text`, each with how often they come."""
        wanted = text.casefold().split()
        for page in self.pages:
            words = page.words
            counts = [words.count(word) for word in wanted]
            if counts and all(counts):
                yield page, sum(counts)


def read_guide() -> Guide:
    """Reads all pages and pictures. Raises OSError where one is not there."""
    names = [name for name in resources.NAMES if name.startswith(_FOLDER)]
    pages = [name for name in names if name.endswith(".md")]
    pictures = {name.rpartition("/")[2]: resources.data(name) for name in names if name.endswith(".png")}
    texts = [(name.removeprefix(_FOLDER), resources.text(name)) for name in pages]
    texts.sort(key=lambda one: (one[0] != FIRST, one[0]))
    return Guide(tuple(Page.of(*one) for one in texts), MappingProxyType(pictures))
