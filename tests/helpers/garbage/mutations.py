"""Valid JSON values made wrong in one place: the value itself, or the way in which it is written.

Whatever is chosen by chance comes from the `Random` that is handed in, so that a seed repeats it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field, replace
from random import Random
from typing import Any, Final

Place = tuple[str | int, ...]

SCALARS: Final[tuple[object, ...]] = (
    None,
    True,
    False,
    0,
    -1,
    1,
    2**31 - 1,
    2**31,
    -(2**31),
    2**63,
    10**40,
    1.5,
    -0.0,
    1e308,
    float("nan"),
    float("inf"),
    "",
    " ",
    "0",
    "²",
    "-5",
    "9" * 5000,
    "null",
    "x",
    "\x00",
    "a\x00b",
    "\ud800",
    "\udfff!",
    "\u202e\u0000\ufeff",
    "<b>bold</b><img src='/dev/zero'>",
    "{name} %s %(x)s {0}",
    "0001-01-01T00:00:00",
    "0001-01-01T00:00:00+14:00",
    "9999-12-31T23:59:59-14:00",
    "9999-12-31T23:59:59.9999999Z",
    "2026-13-45T99:99:99",
    "2026-01-01T00:00:00",
    "[D:01/01/0001]",
    "[D:99/99/9999]",
    "[I:999999999999999999999]",
    "[DT:13/45/2026 99:99:99.0]",
    "[B:x]",
    "[F:NaN]",
    "line\r\nbreak\u2028end",
    "a" * 5000,
    [],
    {},
    [None],
    [[]],
    {"": None},
    {"Id": 1},
)
"""What a value of any other type or range is replaced by."""

_DEPTHS: Final = (1, 3, 60, 400)
_LONG: Final = (300, 70_000)
_MANY: Final = (2, 40, 3_000)


@dataclass(frozen=True)
class Mutant:
    """A mutated body, and what was done to it."""

    body: bytes
    what: str
    content_type: str = "application/json; charset=utf-8"
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


def places(value: object, at: Place = ()) -> Iterator[Place]:
    """Yields where there is a value: the whole first."""
    yield at
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from places(inner, (*at, key))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from places(inner, (*at, number))


def value_at(value: Any, place: Place) -> Any:
    for part in place:
        value = value[part]
    return value


def with_value(whole: Any, place: Place, value: object) -> Any:
    """Returns a copy with another value at the place."""
    if not place:
        return value
    copy = deepcopy(whole)
    value_at(copy, place[:-1])[place[-1]] = value
    return copy


def mutated_value(whole: Any, random: Random, *, largest: int = 70_000) -> tuple[Any, str]:
    """Returns a copy that is wrong in one place, and what was done. `largest` bounds what is enlarged."""
    # A place of the few upper levels as often as one of the many below: that is where answers are told apart.
    everywhere = list(places(whole))
    depth = random.randint(0, max(map(len, everywhere)))
    place = random.choice([one for one in everywhere if len(one) == depth])
    change = random.choice(_CHANGES)
    changed, what = change(whole, place, random, largest)
    return changed, f"{what} at {_spelled(place)}"


def mutant_of(whole: Any, random: Random, *, largest: int = 70_000) -> Mutant:
    """Returns the body of a mutated answer: one in five is written wrongly, the others have a wrong value."""
    if random.random() < 0.2:
        return _miswritten(whole, random)
    value, what = mutated_value(whole, random, largest=largest)
    return Mutant(written(value), what)


def refusal(random: Random) -> Mutant:
    """Returns an answer with another status: the server's own error, mutated, with headers that lie."""
    mutant = mutant_of(random.choice(_ERRORS), random, largest=70_000)
    headers = {name: random.choice(_HEADERS) for name in ("retry-after", "www-authenticate", "location")}
    status = random.choice(_STATUSES)
    return replace(mutant, what=f"{status} with {mutant.what}", status=status, headers=headers)


def written(value: object) -> bytes:
    """Writes JSON as no careful program does: NaN, lone halves of surrogates, numbers of 5,000 digits."""
    text = json.dumps(value, ensure_ascii=True)
    return text.encode()


def _replaced(whole: Any, place: Place, random: Random, _largest: int) -> tuple[Any, str]:
    value = random.choice(SCALARS)
    return with_value(whole, place, deepcopy(value)), f"{value!r:.30}"


def _dropped(whole: Any, place: Place, random: Random, largest: int) -> tuple[Any, str]:
    if not place:
        return _replaced(whole, place, random, largest)
    copy = deepcopy(whole)
    del value_at(copy, place[:-1])[place[-1]]
    return copy, "dropped"


def _nested(whole: Any, place: Place, random: Random, _largest: int) -> tuple[Any, str]:
    value, depth = deepcopy(value_at(whole, place)), random.choice(_DEPTHS)
    key = random.choice((None, "Value", "ChildItems"))
    for _ in range(depth):
        value = [value] if key is None else {key: value}
    return with_value(whole, place, value), f"nested {depth} deep"


def _in_itself(whole: Any, place: Place, random: Random, _largest: int) -> tuple[Any, str]:
    """A cycle, as far as JSON can tell of one: a part repeated inside itself."""
    above = place[: random.randint(0, len(place))]
    value = deepcopy(value_at(whole, above))
    for _ in range(random.choice((1, 2, 3))):
        value = with_value(whole, place, value)
    return value, f"{_spelled(above)} in itself"


def _enlarged(whole: Any, place: Place, random: Random, largest: int) -> tuple[Any, str]:
    value = value_at(whole, place)
    if isinstance(value, list) and value:
        times = min(random.choice(_MANY), largest // len(value))
        return with_value(whole, place, [*value * times]), f"{times} times"
    if isinstance(value, dict) and value:
        times = min(random.choice(_MANY), largest // len(value))
        more = {f"{key}{number}": inner for number in range(times) for key, inner in value.items()}
        return with_value(whole, place, {**value, **more}), f"{times} times the properties"
    length = min(random.choice(_LONG), largest)
    return with_value(whole, place, random.choice("aW<\n🙂ﷺ") * length), f"{length} characters"


def _renamed(whole: Any, place: Place, random: Random, largest: int) -> tuple[Any, str]:
    if not place or not isinstance(place[-1], str):
        return _replaced(whole, place, random, largest)
    copy = deepcopy(whole)
    holder, key = value_at(copy, place[:-1]), place[-1]
    other = random.choice((key.lower(), key.upper(), "", f"{key}\x00", "__class__", "model_config"))
    holder[other] = holder.pop(key)
    return copy, f"renamed to {other!r}"


def _shuffled(whole: Any, place: Place, random: Random, _largest: int) -> tuple[Any, str]:
    """Another value of the same answer stands there."""
    other = random.choice(list(places(whole)))
    return with_value(whole, place, deepcopy(value_at(whole, other))), f"what is at {_spelled(other)}"


_CHANGES: Final[tuple[Callable[[Any, Place, Random, int], tuple[Any, str]], ...]] = (
    *(_replaced,) * 4,
    *(_dropped, _nested, _in_itself, _enlarged, _enlarged, _renamed, _shuffled),
)


def _miswritten(whole: Any, random: Random) -> Mutant:
    body = json.dumps(whole).encode()
    cut = random.randrange(len(body) + 1)
    text = body.decode()
    kinds: tuple[Callable[[], Mutant], ...] = (
        lambda: Mutant(body[:cut], f"cut off after {cut} bytes"),
        lambda: Mutant(body[:cut] + b"\xff\xc3\x28" + body[cut:], "bytes that are no UTF-8"),
        lambda: Mutant(body[:cut] + b"\x00" + body[cut:], "a NUL"),
        lambda: Mutant(b"\xef\xbb\xbf" * random.choice((1, 2)) + body, "byte order marks"),
        lambda: Mutant(text.encode("utf-16"), "UTF-16"),
        lambda: Mutant(text.encode("utf-32-be"), "UTF-32"),
        lambda: Mutant(body, "another charset", f"application/json; charset={random.choice(_CHARSETS)}"),
        lambda: Mutant(body, "another type", random.choice(_TYPES)),
        lambda: Mutant(body * 2, "twice"),
        lambda: Mutant(b")]}',\n" + body, "a prefix"),
        lambda: Mutant(_with_twin(text, random).encode(), "a key twice"),
        lambda: Mutant(b"", "nothing"),
        lambda: Mutant(b"\x1f\x8b\x08\x00" + body[:cut], "what looks like gzip"),
        lambda: Mutant(random.randbytes(cut), "noise"),
        lambda: Mutant(b"[" * 100_000, "100,000 brackets"),
        lambda: Mutant(b'{"a":' * 100_000, "100,000 braces"),
        lambda: Mutant(b"1" * 100_000, "100,000 digits"),
        lambda: Mutant(random.choice(_XML), "XML", "application/xml"),
    )
    return random.choice(kinds)()


_STATUSES: Final = (
    100,
    201,
    204,
    206,
    302,
    304,
    400,
    401,
    403,
    404,
    407,
    409,
    413,
    421,
    429,
    500,
    503,
    599,
    999,
)
_ERRORS: Final = (
    {"Error": True, "ErrorType": "SoException", "ErrorMessage": "No", "ErrorSource": "x"},
    {"Message": "The request is invalid.", "ModelState": {"newEntity.Name": ["Too long", "Empty"], "": [""]}},
    {"error": "invalid_grant", "error_description": "No"},
)
_HEADERS: Final = (
    "",
    "0",
    "-1",
    "9" * 400,
    "1e9",
    "Fri, 31 Dec 9999 23:59:59 -2359",
    "Mon, 01 Jan 0001 00:00:00 +1400",
    "Mon, 01 Jan 99999999999999999999 00:00:00 GMT",
    "Mon, 01 Jan 2026 00:00:00 +99999999999999999999",
    "31 Foo 2026",
    'Basic realm="' + '\\"' * 3000,
    "Bearer " + "a, " * 9000,
    "Negotiate\x00",
)
_CHARSETS: Final = ("utf-16", "latin-1", "nonsense", "", '"', "utf-8; charset=latin-1", "\x7f")
_TYPES: Final = (
    "text/html",
    "text/plain",
    "image/png",
    "",
    ";",
    "application/xml",
    "application/json;",
    "a" * 9000,
)
_XML: Final = (
    b"<a/>",
    b"<a>" * 3000,
    b"<a>" * 3000 + b"</a>" * 3000,
    b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
    b'<a xmlns="x"><Name nil="true"/><Id>' + b"9" * 6000 + b"</Id></a>",
    b"<ContactEntity><ContactId>7</ContactId><Persons><Person/></Persons><Name/></ContactEntity>",
    b"<?xml version='1.0' encoding='nonsense'?><a/>",
    b"<?xml version='1.0' encoding='utf-7'?><a>+ADw-</a>",
)


def _with_twin(text: str, random: Random) -> str:
    """Returns JSON with one property told twice, the second time as something else."""
    keys = list(re.finditer(r'"[^"\\]*": ', text))
    if not keys:
        return text
    key = random.choice(keys)
    return f"{text[: key.start()]}{key[0]}{written(random.choice(SCALARS)).decode()}, {text[key.start() :]}"


def _spelled(place: Place) -> str:
    return ".".join(map(str, place)) or "the whole"
