"""Random entities made from the vendor's Swagger definitions."""

from functools import cache
from typing import Any

from hypothesis import strategies as st

from tests.helpers.data.vendor import properties_of

_TEXT = st.text(max_size=12)
_DATE_TIME = st.one_of(
    st.datetimes().map(lambda moment: moment.isoformat()),
    st.datetimes().map(lambda moment: moment.isoformat(timespec="microseconds") + "7+02:00"),
    st.just("0001-01-01T00:00:00"),
)


_PLAIN = {
    ("integer", "int32"): st.integers(-(2**31), 2**31 - 1),
    ("number", "double"): st.floats(allow_nan=False, allow_infinity=False),
    ("boolean", None): st.booleans(),
    ("string", "date-time"): _DATE_TIME,
    ("string", None): _TEXT,
}


@cache
def entities(definition: str, depth: int = 2) -> st.SearchStrategy[dict[str, Any]]:
    """JSON objects of that definition: each property absent, null or filled, now and then an unknown one."""
    known = {name: st.none() | _values(schema, depth) for name, schema in properties_of(definition).items()}
    unknown = st.fixed_dictionaries({}, optional={"FromANewerServer": st.integers() | _TEXT})
    return st.builds(lambda a, b: {**a, **b}, st.fixed_dictionaries({}, optional=known), unknown)


def _values(schema: dict[str, Any], depth: int) -> st.SearchStrategy[Any]:
    if "$ref" in schema:
        name = schema["$ref"].rsplit(".", 1)[-1]
        return entities(name, depth - 1) if depth else st.just({})
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    if schema["type"] == "array":
        return st.lists(_values(schema["items"], depth), max_size=2)
    if schema["type"] == "object":
        return st.dictionaries(_TEXT, _values(schema["additionalProperties"], depth), max_size=2)
    return _PLAIN[schema["type"], schema.get("format")]
