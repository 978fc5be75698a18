"""Reads texts that slow patterns down, in a process of its own whose time of the processor is limited.

``python -m tests.helpers.garbage.long_texts table`` ends with 0 if each text is read in time. Otherwise the
system ends it, and the last line that it has printed names the text.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
import resource
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

_SECONDS = 5  # of the processor, for one text
_LENGTH = 10_000
_LENGTH_FOR_PATTERNS = 300
"""Many are asked for short texts alone; what doubles with each word is not done in time for these, either."""
_PACKAGES = ("app.recognition", "app.model", "app.webapi")
_DEGREES = (
    "MSC",
    "PHD",
    "MBA",
    "MD",
    "LLM",
    "Dr.",
    "Dipl.-Ing.",
    "cand.",
    "pan",
    "Prof.",
    "Jr.",
    "HA",
    "FRCS",
)
_SIGNS = (
    *(
        "\xa0",
        " ",
        "\t",
        "\n",
        " \n",
        "\n\n",
        ",",
        ", ",
        ";",
        "; ",
        ".",
        "-",
        " - ",
        "–",
        "/",
        " / ",
        "@",
        "a@",
        "@a",
    ),
    *(
        "(",
        ")",
        "(a)",
        "(0)",
        "[",
        '"',
        "'",
        ":",
        "<",
        "<a>",
        "&",
        " & ",
        "+",
        "=",
        "|",
        "%",
        "_",
        "\\",
        "\u200b",
    ),
    *(
        "0",
        "1",
        "1 ",
        "1.",
        "1-",
        "1,",
        "+47 ",
        "0155 ",
        "0155 Oslo ",
        "a",
        "A",
        "A ",
        "A. ",
        "a.",
        "a-",
        "a, ",
    ),
    *(
        "Ola ",
        "Ola Li, ",
        "Tel: ",
        "Att: ",
        "c/o ",
        "CEO, ",
        "AS ",
        "GmbH ",
        "van ",
        "Storgata 1, ",
        "www.",
        "http://",
    ),
    *("she/her ", '"Bob" ', "a\n", "Aa\n", "x ", "ext ", "og ", " v/ "),
)
_PUMPS = (*_SIGNS, *(f"{one} " for one in _DEGREES), *(f", {one}" for one in _DEGREES))
_HEADINGS = (
    *(
        "Company",
        "First name",
        "Last name",
        "Contact person",
        "Contacts",
        "Title",
        "E-mail",
        "Phone",
        "Mobile",
    ),
    *("Address", "Zip", "City", "Postcode and city", "Country", "Website", "Org.nr", "Department", "Note"),
)
_CARD_FIELDS = ("N", "FN", "ORG", "TITLE", "TEL", "EMAIL", "ADR", "URL", "NOTE", "TEL;TYPE=x")
_MAIL_FIELDS = ("From", "To", "Content-Type", "Content-Disposition", "Content-Transfer-Encoding", "Subject")


def main(what: str) -> None:
    """Reads all texts of one kind."""
    for said, read in _KINDS[what]():
        sys.stdout.write(f"{said}\n")
        sys.stdout.flush()
        used = int(time.process_time()) + 1
        resource.setrlimit(resource.RLIMIT_CPU, (used + _SECONDS, resource.getrlimit(resource.RLIMIT_CPU)[1]))
        read()


def _text(pump: str, length: int = _LENGTH) -> str:
    """Returns a text that begins and ends with letters, and repeats something between them."""
    return f"Ola Li{' ' if pump[0].isalnum() else ''}{(pump * length)[:length]} ay"


def _names() -> Iterator[tuple[str, Callable[[], Any]]]:
    from app.recognition.cells.cell_companies import company_of_cell, may_be_two_companies
    from app.recognition.cells.repairs import clean_cell
    from app.recognition.language.honorifics import academic_title, bare_name, is_credential
    from app.recognition.language.names import company_name_in, parse_name

    readers: tuple[Callable[[str], Any], ...] = (
        parse_name,
        bare_name,
        academic_title,
        is_credential,
    )
    of_companies: tuple[Callable[[str], Any], ...] = (company_name_in, company_of_cell, may_be_two_companies)
    for pump in _PUMPS:
        for length in (150, _LENGTH):
            text = _text(pump, length)
            for read in (*readers, *of_companies):
                yield f"{read.__name__} {pump!r} {length}", partial(read, text)
            for field in ("Name", "Person.Name", "Phones", "Emails", "OrgNr"):
                yield f"clean_cell {field} {pump!r}", partial(clean_cell, text, field)


def _table() -> Iterator[tuple[str, Callable[[], Any]]]:
    from app.recognition.sheets.sheet import TableProblem
    from app.service.imports.reading import read_whole

    def read(heading: str, text: str) -> None:
        quoted = text.replace('"', '""')
        known = [("Company", "Firma AS"), ("Last name", "Berg"), ("E-mail", "a@f.no"), ("City", "Oslo")]
        others = [(name, said) for name, said in known if name != heading]
        heads = ";".join([heading, *(name for name, _said in others)])
        cells = ";".join([f'"{quoted}"', *(said for _name, said in others)])
        try:
            found = read_whole(f"{heads}\n{cells}\n".encode(), "NO", lambda _key: {})
        except TableProblem:
            return
        for at in range(len(found.plan.groups)):
            found.plan.company(at)

    for pump in _PUMPS:
        for heading in _HEADINGS:
            yield f"{heading} {pump!r}", partial(read, heading, _text(pump))


def _pasted() -> Iterator[tuple[str, Callable[[], Any]]]:
    from app.recognition import recognise

    for pump in _PUMPS:
        signature = f"Fjord AS\n{_text(pump)}\nStorgata 1\n0155 Oslo\nola@fjord.no\n"
        yield f"signature {pump!r}", partial(recognise, signature, "NO", [])
        for field in _CARD_FIELDS:
            card = f"BEGIN:VCARD\nVERSION:3.0\nFN:Ola Li\n{field}:{_text(pump)}\nEND:VCARD\n"
            yield f"{field} {pump!r}", partial(recognise, card, "NO", [])


def _mail() -> Iterator[tuple[str, Callable[[], Any]]]:
    from app.recognition.mails.reader import recognise_mail

    body = "Hei\n\nMed vennlig hilsen\nOla Li\nFjord AS\nola@fjord.no\n"
    for pump in ("((((", *_PUMPS):
        for field in _MAIL_FIELDS:
            begun = "text/plain; " if field.startswith("Content") else ""
            value = begun + _text(pump, 9 * _LENGTH).replace("\n", "\n ")
            mail = f"{field}: {value}\nMIME-Version: 1.0\nFrom: ola@fjord.no\nTo: b@c.no\n\n{body}"
            data = mail.encode()
            yield f"{field} {pump!r}", partial(recognise_mail, data, "NO")
    for charset in ("punycode", "idna", "unicode-escape", "undefined", "utf-7", "rot13", "base64", "uu"):
        mail = f"From: ola@fjord.no\nMIME-Version: 1.0\nContent-Type: text/plain; charset={charset}\n\n{body}"
        mail += "æ-ab1\n" * 150_000
        data = mail.encode()
        yield f"charset={charset}", partial(recognise_mail, data, "NO")


def _patterns() -> Iterator[tuple[str, Callable[[], Any]]]:
    for where, pattern in _compiled().items():
        for pump in dict.fromkeys((*_PUMPS, *_repeated(pattern))):
            text: Any = _text(pump, _LENGTH_FOR_PATTERNS)
            texts = [text, text.removeprefix("Ola Li").lstrip(), f"{text[:-3]}\x01"]
            if isinstance(pattern.pattern, bytes):
                texts = [one.encode("utf-8") for one in texts]
            yield f"{where} {pump!r}", partial(_matched, pattern, texts)


def _matched(pattern: re.Pattern[Any], texts: list[Any]) -> None:
    for one in texts:
        pattern.match(one)
        pattern.fullmatch(one)
        for _match in pattern.finditer(one):
            pass


def _compiled() -> dict[str, re.Pattern[Any]]:
    """Returns the patterns that modules compile while they are imported, by where they do."""
    found: dict[str, re.Pattern[Any]] = {}
    compile_ = re.compile

    def noting(pattern: Any, flags: Any = 0) -> re.Pattern[Any]:
        result = compile_(pattern, flags)
        caller = sys._getframe(1)
        if caller.f_globals.get("__name__", "").startswith(_PACKAGES):
            found[f"{caller.f_globals['__name__']}:{caller.f_lineno} ({len(found)})"] = result
        return result

    re.compile = noting
    for name in _PACKAGES:
        package = importlib.import_module(name)
        for module in pkgutil.walk_packages(package.__path__, f"{name}."):
            importlib.import_module(module.name)
    re.compile = compile_
    return found


def _repeated(pattern: re.Pattern[Any]) -> list[str]:
    """Returns texts that a pattern takes again and again, one for each way to repeat a part."""
    from re import _parser  # type: ignore[attr-defined]

    return [
        text for part in _repeats(_parser.parse(pattern.pattern, pattern.flags)) for text in _samples(part)
    ]


def _parts(op: str, value: Any) -> list[Any]:
    """Returns the parts within a part of a pattern."""
    if op in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        return [value[2]]
    if op == "SUBPATTERN":
        return [value[3]]
    if op == "BRANCH":
        return list(value[1])
    return [value] if op == "ATOMIC_GROUP" else []


def _repeats(tree: Any) -> Iterator[Any]:
    for op, value in tree:
        parts = _parts(str(op), value)
        if (
            str(op) in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT")
            and value[1] > 3
            and len(parts[0]) > 0
        ):
            within = parts[0][0][0]
            if len(parts[0]) > 1 or str(within) in ("SUBPATTERN", "BRANCH", "ATOMIC_GROUP"):
                yield parts[0]
        for part in parts:
            yield from _repeats(part)


def _samples(tree: Any, most: int = 40) -> list[str]:
    """Returns some texts that a part of a pattern matches: each of its alternatives, once."""
    made = [""]
    for op, value in tree:
        name, parts = str(op), _parts(str(op), value)
        if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
            choices = [text * max(1, value[0]) for text in _samples(parts[0])] + (
                [""] if not value[0] else []
            )
        else:
            choices = [text for part in parts for text in _samples(part)] or [_letter(name, value)]
        made = [made[0] + choice for choice in choices] + [text + choices[0] for text in made[1:]]
        made = made[:most]
    return [text for text in dict.fromkeys(made) if text]


def _letter(op: str, value: Any) -> str:
    """Returns a letter that a part without parts matches; nothing for an assertion."""
    if op == "LITERAL":
        return chr(value)
    if op == "IN":
        kind, first = str(value[0][0]), value[0][1]
        of_kind = {"CATEGORY_DIGIT": "1", "CATEGORY_SPACE": " ", "CATEGORY_WORD": "a"}
        known = {"LITERAL": lambda: chr(first), "RANGE": lambda: chr(first[0])}
        return known[kind]() if kind in known else of_kind.get(str(first), "x")
    return "x" if op in ("ANY", "NOT_LITERAL") else ""


_KINDS = {"names": _names, "table": _table, "pasted": _pasted, "mail": _mail, "patterns": _patterns}

if __name__ == "__main__":
    main(sys.argv[1])
