"""What every register is to the rest of the program: its names, its address, and its two questions."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import ClassVar

from app.model.registers.record import RegisterRecord
from app.model.registers.settings import TITLES
from app.webapi.registers.asking import Question, RegisterKeyError


class Register(ABC):
    """One public register. Its questions block, so they belong on worker threads; they raise RegisterError.

    `code` is its name in settings and commands, `title` the one for people. `countries` are those whose
    companies it has (ISO 3166), empty for the whole world. `address` is its documented one, without a
    trailing slash. `facts` is the date of the documentation that it was written from: none was tried against
    the real one. `pause` is the number of seconds between two questions that it asks for.
    """

    code: ClassVar[str]
    title: ClassVar[str]
    countries: ClassVar[tuple[str, ...]] = ()
    address: ClassVar[str]
    facts: ClassVar[str] = "2026-09"
    pause: ClassVar[float] = 0.2
    needs_key: ClassVar[bool] = False
    finds_names: ClassVar[bool] = True

    def __init_subclass__(cls) -> None:
        cls.title = TITLES.get(getattr(cls, "code", ""), cls.__name__)

    def signed_headers(self, title: str, address: str, key: str) -> dict[str, str]:
        """Returns the headers that sign every question. Raises RegisterKeyError without a needed key."""
        del address  # of those that have to ask for a token
        if self.needs_key and not key:
            raise RegisterKeyError(title, "no key")
        return {}

    @abstractmethod
    def number_in(self, text: str) -> str:
        """Returns the number as this register asks for it; empty if the text is none of its numbers."""

    def whose(self, asked: Question, number: str) -> tuple[RegisterRecord, ...]:
        """Returns the company of a number that `number_in` gave; what is said of other numbers is dropped."""
        return tuple(one for one in self.by_number(asked, number) if self.number_in(one.number) == number)

    @abstractmethod
    def by_number(self, asked: Question, number: str) -> Sequence[RegisterRecord]:
        """Returns the company of a number that `number_in` gave, whole; nothing if there is none."""

    def by_name(self, asked: Question, name: str) -> Sequence[RegisterRecord]:
        """Returns companies with such a name, best first as the register has them; none is the right one."""
        del asked, name  # of those that find names
        return ()
