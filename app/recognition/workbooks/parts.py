"""Opens the archive of a workbook, and makes another one of nothing but what was looked at.

What the library reads is written here: then there is no other way to a part than the one by which it was
found here, no part is longer than the archive says, and none is there twice.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import unquote
from xml.sax.saxutils import quoteattr

from app.recognition.workbooks.bounds import MOST_UNPACKED, TooMuch
from app.recognition.workbooks.document_reach import check_document
from app.recognition.workbooks.parser import local, parse, parser
from app.recognition.workbooks.sheet_reach import check_sheets

DOCUMENT: Final = "content.xml"
_MANIFEST: Final = "META-INF/manifest.xml"
_OF_DOCUMENT: Final = ("mimetype", _MANIFEST, DOCUMENT)
_PACKINGS: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_LARGE: Final = 64 * 1024 * 1024
"""Of what unpacks to more, the library, which copies its file, has a packed one: that takes more time."""
_BOOK: Final = "xl/workbook.xml"
_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_DOCUMENT_RELATIONS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NO_SHEETS: Final = ("chartsheet", "dialogsheet", "macrosheet", "xlMacrosheet", "xlIntlMacrosheet")


class _Link(dict[str, str]):
    """A relationship, by its attributes."""

    @property
    def kind(self) -> str:
        """The last word of its type."""
        return self.get("Type", "").rpartition("/")[2]


@dataclass(frozen=True)
class Part:
    """A sheet of an XLSX file: what it is called, whether it is hidden, its content, and its own links."""

    name: str
    state: str
    content: bytes
    targets: dict[str, str] = field(default_factory=dict)


class Archive:
    """The parts of an archive by their paths, whatever their capitals; each is read when it is asked for.

    Raises TooMuch for one that unpacks to too much, zipfile.BadZipFile, OSError, ValueError and others for a
    damaged one.
    """

    def __init__(self, data: bytes) -> None:
        self._file = zipfile.ZipFile(io.BytesIO(data))
        if sum(one.file_size for one in self._file.infolist()) > MOST_UNPACKED:
            raise TooMuch
        self.names: Final = self._file.namelist()
        self._infos = {_plain(one.filename): one for one in self._file.infolist()}

    def __contains__(self, path: str) -> bool:
        return _plain(path) in self._infos

    def read(self, path: str) -> bytes:
        """Returns a part, and no more of it than the archive says; empty if there is none."""
        info = self._infos.get(_plain(path))
        if info is None:
            return b""
        if info.compress_type not in _PACKINGS:
            raise zipfile.BadZipFile
        with self._file.open(info) as part:
            return part.read(info.file_size)

    def is_encrypted(self) -> bool:
        """Returns True for a document with a password."""
        return b"encryption-data" in self.read(_MANIFEST)


def book_of(archive: Archive) -> tuple[list[Part], bytes]:
    """Returns the sheets of an XLSX file, and a file with them for the library, once they are small enough.

    There are none in an archive without a workbook. Raises TooFar, TooMuch, ValueError.
    """
    main = _first(_links(archive, ""), "officeDocument") or _BOOK
    if main not in archive:
        return [], b""
    links = _links(archive, main)
    dates, named = _named_sheets(archive.read(main))
    if not named:
        raise ValueError
    paths = [
        (name, state, links[link]["Target"])
        for name, state, link in named
        if links[link].kind not in _NO_SHEETS
    ]
    if len({_plain(path) for _name, _state, path in paths}) < len(paths):
        raise ValueError
    folder = posixpath.dirname(main)
    texts = archive.read(_first(links, "sharedStrings") or posixpath.join(folder, "sharedStrings.xml"))
    styles = archive.read(_first(links, "styles") or posixpath.join(folder, "styles.xml"))
    parts = []
    for name, state, path in paths:
        if path not in archive:
            raise ValueError
        targets = {key: link.get("Target", "") for key, link in _links(archive, path, False).items()}
        parts.append(Part(name, state, archive.read(path), targets))
    check_sheets([part.content for part in parts], texts)
    return parts, _written(parts, dates, {"xl/sharedStrings.xml": texts, "xl/styles.xml": styles})


def document_of(archive: Archive) -> tuple[bytes, bytes]:
    """Returns the content of an ODS document, and a file with it for the library, once it is small enough.

    Raises TooFar, TooMuch, ValueError.
    """
    content = archive.read(DOCUMENT)
    check_document(content)
    return content, _packed({name: archive.read(name) for name in _OF_DOCUMENT if name in archive})


def _written(parts: list[Part], dates: str, others: dict[str, bytes]) -> bytes:
    sheets = "".join(
        f'<sheet name={quoteattr(part.name)} sheetId="{at}" state={quoteattr(part.state)} r:id="rId{at}"/>'
        for at, part in enumerate(parts, 1)
    )
    links = "".join(
        f'<Relationship Id="rId{at}" Type="{_DOCUMENT_RELATIONS}/worksheet" '
        f'Target="worksheets/sheet{at}.xml"/>'
        for at in range(1, len(parts) + 1)
    )
    for path in others:
        file = posixpath.basename(path)
        kind = posixpath.splitext(file)[0]
        links += f'<Relationship Id="{kind}" Type="{_DOCUMENT_RELATIONS}/{kind}" Target="{file}"/>'
    book = (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_DOCUMENT_RELATIONS}">'
        f"<workbookPr date1904={quoteattr(dates)}/><sheets>{sheets}</sheets></workbook>"
    )
    return _packed(
        {
            "_rels/.rels": f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="rId1" '
            f'Type="{_DOCUMENT_RELATIONS}/officeDocument" Target="{_BOOK}"/></Relationships>'.encode(),
            _BOOK: book.encode(),
            "xl/_rels/workbook.xml.rels": (
                f'<Relationships xmlns="{_RELATIONS}">{links}</Relationships>'.encode()
            ),
            **{path: content for path, content in others.items() if content},
            **{f"xl/worksheets/sheet{at}.xml": part.content for at, part in enumerate(parts, 1)},
        }
    )


def _packed(parts: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    is_large = sum(map(len, parts.values())) > _LARGE
    packing = zipfile.ZIP_DEFLATED if is_large else zipfile.ZIP_STORED
    with zipfile.ZipFile(file, "w", packing, compresslevel=1) as archive:
        for path, content in parts.items():
            archive.writestr(path, content)
    return file.getvalue()


def _named_sheets(book: bytes) -> tuple[str, list[tuple[str, str, str]]]:
    """Returns whether dates count from 1904, and name, state and relationship of each sheet."""
    dates = "0"
    found: list[tuple[str, str, str]] = []

    def begin(name: str, given: dict[str, str]) -> None:
        nonlocal dates
        if local(name) == "workbookPr":
            dates = given.get("date1904", "0")
        elif local(name) == "sheet":
            link = next((value for key, value in given.items() if key.lower().endswith(":id")), "")
            found.append((given.get("name", ""), given.get("state", "visible"), link))

    reader = parser(book)
    reader.StartElementHandler = begin
    parse(reader, book)
    return dates, found


def _links(archive: Archive, path: str, is_inside: bool = True) -> dict[str, _Link]:
    """Returns the relationships of a part; their targets are paths in the archive, or as they stand."""
    folder, file = posixpath.split(path)
    content = archive.read(posixpath.join(folder, "_rels", f"{file}.rels"))
    found: dict[str, _Link] = {}

    def begin(name: str, given: dict[str, str]) -> None:
        if local(name) == "Relationship":
            link = _Link(given)
            if is_inside:
                link["Target"] = _target(archive, folder, given.get("Target", ""))
            found[given.get("Id", "")] = link

    if content:
        reader = parser(content)
        reader.StartElementHandler = begin
        parse(reader, content)
    return found


def _target(archive: Archive, folder: str, target: str) -> str:
    """Returns the path of a target; those of some programs are absolute without saying so."""
    target = target.replace("\\", "/")
    ways = [
        posixpath.normpath(posixpath.join("/", folder, one))
        for one in (target, unquote(target), f"/{target}")
    ]
    return next((way for way in ways if way in archive), ways[0])


def _first(links: dict[str, _Link], kind: str) -> str:
    return next((link["Target"] for link in links.values() if link.kind == kind), "")


def _plain(path: str) -> str:
    return path.replace("\\", "/").lstrip("/").lower()
