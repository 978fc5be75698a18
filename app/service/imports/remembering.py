"""The server's answers that are the same for every company of a table, asked for once."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, cast

from app.model.carriers.lists import Country, DuplicateEntry
from app.model.form.choices import Choices, choices_from_list
from app.service.imports.set_values import colleague
from app.webapi.errors import WebApiError

if TYPE_CHECKING:
    from app.webapi.client import WebApi

_THE_SAME_FOR_ALL = frozenset(
    ("countries", "mdo_list", "default_contact", "new_person", "person_layout", "contact_layout")
)


class RememberingApi:
    """Passes calls on; lists, defaults and layouts are kept. Blocks; raises WebApiError."""

    def __init__(self, connect: Callable[[], WebApi]) -> None:
        self._connect = connect
        self._choices: dict[str, Choices] = {}
        self._kept: dict[tuple[str, tuple[Any, ...]], Any] = {}

    def connect(self) -> WebApi:
        """Returns this, in the place of the client."""
        return cast("WebApi", self)

    def quietly(self) -> WebApi:
        """Returns this for a company that the server has checked already: it is not asked about it again."""
        return cast("WebApi", _Quiet(self))

    def countries(self) -> tuple[Country, ...]:
        """Returns the server's countries."""
        return cast("tuple[Country, ...]", self._ask("countries"))

    def region_of(self, country_id: int | None) -> str:
        """Returns the ISO 3166 code of a country in the server's list; empty for none, and without it."""
        try:
            codes = {one.country_id: one.two_letter_iso_country or "" for one in self.countries()}
        except WebApiError:
            return ""
        return codes.get(country_id, "").strip()

    def region_of_new_companies(self) -> str:
        """Returns the code of the country of new companies; empty for none. Raises WebApiError."""
        country = self._ask("default_contact").country
        return self.region_of(country.country_id) if country else ""

    def duplicates(self, name: str) -> tuple[DuplicateEntry, ...]:
        """Returns companies of a similar name."""
        return self._connect().duplicates(name)

    def choices(self, name: str) -> Choices:
        """Returns the entries of a list, to be found by their names."""
        if name not in self._choices:
            self._choices[name] = choices_from_list(self._ask("mdo_list", name))
        return self._choices[name]

    def colleague(self, text: str) -> int | None:
        """Returns the id of the one user who is meant by a name; a table has the same few again and again."""
        key = "colleague", (text,)
        if key not in self._kept:
            self._kept[key] = colleague(text, self.choices("associate"))
        return cast("int | None", self._kept[key])

    def _ask(self, method: str, *arguments: Any) -> Any:
        key = method, arguments
        if key not in self._kept:
            self._kept[key] = getattr(self._connect(), method)(*arguments)
        return self._kept[key]

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        if name in _THE_SAME_FOR_ALL:
            return lambda *arguments: self._ask(name, *arguments)
        return getattr(self._connect(), name)


class _Quiet:
    """Passes calls on, but for the server's check of one company, which finds nothing."""

    def __init__(self, api: RememberingApi) -> None:
        self._api = api

    def validate_contact(self, _body: object) -> dict[str, str]:
        return {}

    def __getattr__(self, name: str) -> Any:
        return getattr(self._api, name)
