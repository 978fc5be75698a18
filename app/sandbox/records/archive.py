"""The archives of ``GET Contact`` and ``GET Contact/{id}/Persons``: the part of OData that the client uses.

Source: https://docs.superoffice.com/en/api/search/odata; operators that fail (``le``, ``ge``, ``notEnds``)
are marked so in the vendor's collection of requests. Quotes in a string are escaped by a backslash as in that
collection; doubled quotes are not documented and are refused.

Some archives have rows of several kinds, their entities. All but the first are left out unless ``$entities``
names them: the vendor documents that of project members (archive provider "ProjectMember"), and of people
the reading that catches a careless client is taken (archive provider "Person").
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

from app.sandbox.errors import refused

PAGE = 1000

Row = Any
_TOKEN = re.compile(r"\s*('(?:\\.|[^'\\])*'|\([^()]*\)|=|[^\s'()=]+)")
_OPERAND = re.compile(r"\s*('(?:\\.|[^'\\])*'|[^,']+)\s*(?:,|$)")


@dataclass(frozen=True)
class Column:
    """A column: its kind determines the operators, ``raw`` is compared and ``shown`` is sent.

    Of a tuple, which a record with several rows has, one value has to fit.
    """

    name: str
    kind: str
    raw: Callable[[Row], Any]
    shown: Callable[[Row], Any]


def column(
    name: str, kind: str, raw: Callable[[Row], Any], shown: Callable[[Row], Any] | None = None
) -> Column:
    """Creates a column that sends its raw value unless ``shown`` is given."""
    return Column(name, kind, raw, shown or raw)


@dataclass(frozen=True)
class Condition:
    """One condition of a $filter."""

    column: Column
    operator: str
    values: list[str]


_UNARY = {"today", "beforetoday", "aftertoday", "thismonth", "thisyear", "currentassociate"}
_OPERATORS: dict[str, dict[str, Callable[[Any, list[Any]], bool]]] = {
    "string": {
        **dict.fromkeys(("is", "eq", "=", "equals"), lambda have, want: have == want[0]),
        **dict.fromkeys(("isnot", "ne", "unequals"), lambda have, want: have != want[0]),
        "begins": lambda have, want: have.startswith(want[0]),
        "notbegins": lambda have, want: not have.startswith(want[0]),
        "contains": lambda have, want: want[0] in have,
        "notcontains": lambda have, want: want[0] not in have,
        "in": lambda have, want: have in want,
    },
    "int": {
        **dict.fromkeys(("=", "eq", "equals", "set"), lambda have, want: have == want[0]),
        **dict.fromkeys(("ne", "unequals"), lambda have, want: have != want[0]),
        **dict.fromkeys(("lt", "less"), lambda have, want: have < want[0]),
        **dict.fromkeys(("gt", "greater"), lambda have, want: have > want[0]),
        "between": lambda have, want: want[0] <= have <= want[-1],
        "in": lambda have, want: have in want,
    },
    "bool": {"set": lambda have, want: have == want[0], "=": lambda have, want: have == want[0]},
    "date": {
        "before": lambda have, want: have < want[0],
        "beforeorequal": lambda have, want: have <= want[0],
        "date": lambda have, want: have == want[0],
        "after": lambda have, want: have > want[0],
        "afterorequal": lambda have, want: have >= want[0],
        "datebetween": lambda have, want: want[0] <= have <= want[-1],
        "today": lambda have, _: have == _today(),
        "beforetoday": lambda have, _: have < _today(),
        "aftertoday": lambda have, _: have > _today(),
        "thismonth": lambda have, _: have[:7] == _today()[:7],
        "thisyear": lambda have, _: have[:4] == _today()[:4],
    },
    "list": {
        **dict.fromkeys(("equals", "=", "eq"), lambda have, want: have == want[0]),
        "oneof": lambda have, want: have in want,
        "notoneof": lambda have, want: have not in want,
    },
    "associate": {
        "associateisoneof": lambda have, want: have in want,
        "associateisnotoneof": lambda have, want: have not in want,
    },
}


def _today() -> str:
    return datetime.now(UTC).date().isoformat()


@dataclass(frozen=True)
class Archive:
    """An archive; ``default`` are the columns sent without $select, ``kind`` tells the entity of a row."""

    entity: str
    columns: Mapping[str, Column]
    default: tuple[str, ...]
    kind: Callable[[Row], str] | None = None

    def answer(
        self, rows: list[tuple[int, Row]], query: Mapping[str, str], me: int, url: str
    ) -> dict[str, Any]:
        """Answers a query with an ODataSlimResponse. Raises ServerError (400) for a malformed query."""
        names = [name.strip().lower() for name in (query.get("$entities") or self.entity).split(",")]
        rows = [row for row in rows if self._entity_of(row).lower() in names]
        found = self._sorted(self._filtered(rows, query.get("$filter", ""), me), query.get("$orderby", ""))
        top, skip = _count(query, "$top", PAGE), _count(query, "$skip", 0)
        wanted = [name.strip() for name in query.get("$select", "").split(",") if name.strip()]
        more = skip + top < len(found)
        kept = ((name, value) for name, value in query.items() if name not in ("$skip", "$top"))
        asked = "".join(f"{name}={quote(value)}&" for name, value in kept)
        return {
            "odata.metadata": f"{url}/$metadata",
            "odata.nextLink": f"{url}?{asked}$skip={skip + top}&$top={top}" if more else None,
            "value": [self._select_columns(row, wanted) for row in found[skip : skip + top]],
        }

    def _entity_of(self, row: tuple[int, Row]) -> str:
        return self.kind(row) if self.kind else self.entity

    def _select_columns(self, row: tuple[int, Row], wanted: list[str]) -> dict[str, Any]:
        slim = {"PrimaryKey": str(row[0]), "EntityName": self._entity_of(row)}
        for name in wanted or self.default:
            found = self.columns.get(name.lower())
            if found:  # unknown columns are left out; what the server does is not documented
                slim[name] = found.shown(row)
        return slim

    def _filtered(self, rows: list[tuple[int, Row]], text: str, me: int) -> list[tuple[int, Row]]:
        tests = [_predicate(condition, me) for condition in self._conditions(text)]
        return [row for row in rows if all(test(row) for test in tests)]

    def _conditions(self, text: str) -> list[Condition]:
        tokens = _tokens(text)
        conditions: list[Condition] = []
        while tokens:
            if conditions and tokens.pop(0).lower() != "and":
                raise refused("$filter", "conditions are joined by 'and' here.")
            conditions.append(self._condition(tokens))
        return conditions

    def _condition(self, tokens: list[str]) -> Condition:
        if len(tokens) < 2:
            raise refused("$filter", "a condition needs a column and an operator.")
        name, operator = tokens.pop(0), tokens.pop(0).lower()
        found = self.columns.get(name.lower())
        if found is None:
            raise refused("$filter", f"the column '{name:.40}' is unknown.")
        unary = operator in _UNARY
        if operator not in _OPERATORS[found.kind] and operator != "currentassociate":
            raise refused("$filter", f"'{operator:.40}' is not an operator of the column '{name:.40}'.")
        if not unary and not tokens:
            raise refused("$filter", f"'{operator}' needs a value.")
        return Condition(found, operator, [] if unary else _operands(tokens.pop(0)))

    def _sorted(self, rows: list[tuple[int, Row]], order: str) -> list[tuple[int, Row]]:
        # The order without $orderBy is not documented: newest first, so that no client relies on ascending
        # ids.
        rows = sorted(rows, key=lambda row: row[0], reverse=True)
        for part in reversed([part.split() for part in order.split(",") if part.strip()]):
            found = self.columns.get(part[0].lower())
            if found is None:
                raise refused("$orderBy", f"the column '{part[0]:.40}' is unknown.")
            down = part[1:2] == ["desc"]
            rows = sorted(rows, key=lambda row, by=found: _comparable(by.raw(row)), reverse=down)  # type: ignore[misc]  # bound early
        return rows


def _comparable(value: Any) -> Any:
    return value.casefold() if isinstance(value, str) else value


def _tokens(text: str) -> list[str]:
    tokens: list[str] = []
    position = 0
    while text[position:].strip():
        token = _TOKEN.match(text, position)
        if token is None:
            raise refused("$filter", f"cannot be understood from here on: {text[position:]:.40}")
        tokens.append(token[1])
        position = token.end()
    return tokens


def _operands(token: str) -> list[str]:
    if token.startswith("("):
        return [_unquoted(word) for word in _OPERAND.findall(token[1:-1])]
    return [_unquoted(token)]


def _unquoted(token: str) -> str:
    token = token.strip()
    return re.sub(r"\\(.)", r"\1", token[1:-1]) if token.startswith("'") else token


def _predicate(condition: Condition, me: int) -> Callable[[tuple[int, Row]], bool]:
    kind = condition.column.kind
    if condition.operator == "currentassociate":
        return lambda row: bool(condition.column.raw(row) == me)
    want = [_parse_operand(kind, value) for value in condition.values]
    compare = _OPERATORS[kind][condition.operator]

    def test(row: tuple[int, Row]) -> bool:
        raw = condition.column.raw(row)
        return any(
            compare(_comparable_cell(kind, one), want) for one in (raw if isinstance(raw, tuple) else (raw,))
        )

    return test


def _comparable_cell(kind: str, value: Any) -> Any:
    if kind == "string":
        return value.casefold()
    return value[:10] if kind == "date" else value  # dates are compared by day


def _parse_operand(kind: str, value: str) -> Any:
    if kind == "string":
        return value.casefold()
    try:
        if kind == "date":
            return datetime.fromisoformat(value).date().isoformat()
        return value.lower() in {"true", "1"} if kind == "bool" else int(value)
    except ValueError:
        raise refused("$filter", f"'{value:.40}' is not a value of the kind {kind}.") from None


def _count(query: Mapping[str, str], name: str, default: int) -> int:
    value = query.get(name, "")
    if not value:
        return default
    if not re.fullmatch(r"[0-9]{1,9}", value):
        raise refused(name, f"'{value:.40}' is not a number of rows.")
    return int(value)
