"""Which parts of an archive are the sheets of a workbook, wherever they lie, and what the library has."""

import io
import zipfile

import pytest
from python_calamine import CalamineWorkbook

from app.recognition.workbooks import parts
from app.recognition.workbooks.bounds import TooFar, TooMuch
from app.recognition.workbooks.parts import Archive, book_of, document_of

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
FAR = '<row><c r="A1"><v>1</v></c><c r="XFD1048576"><v>1</v></c></row>'
NEAR = '<row r="1"><c r="A1"><v>1</v></c><c r="B1" t="s"><v>0</v></c></row>'


def archive(contents: dict[str, str]) -> bytes:
    """Returns an archive of such parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as written:
        for path, content in contents.items():
            written.writestr(path, content)
    return file.getvalue()


def link(key: str, kind: str, target: str) -> str:
    """Returns a relationship."""
    return f'<Relationship Id="{key}" Type="{_OFFICE}/{kind}" Target="{target}"/>'


def book(path: str, target: str, rows: str, main: str = "xl/workbook.xml") -> bytes:
    """Returns a workbook whose sheet lies there."""
    folder, _slash, file = main.rpartition("/")
    links = link("a", "worksheet", target) + link("b", "sharedStrings", "/texts.xml")
    return archive(
        {
            "_rels/.rels": f"<Relationships>{link('m', 'officeDocument', main)}</Relationships>",
            main: '<workbook xmlns:r="x"><sheets><sheet name="S &amp; T" r:id="a"/></sheets></workbook>',
            f"{folder}/_rels/{file}.rels": f"<Relationships>{links}</Relationships>",
            path: f"<worksheet><sheetData>{rows}</sheetData></worksheet>",
            "texts.xml": "<sst><si><t>text</t></si></sst>",
        }
    )


PLACES = [
    ("xl/worksheets/sheet1.xml", "worksheets/sheet1.xml"),
    ("data/s.xml", "/data/s.xml"),
    ("xl/x/sheet1.xml", "x/sheet1.xml"),
    ("xl/WorkSheets/Sheet1.xml", "worksheets/sheet1.XML"),
    ("xl/worksheets/sheet1.dat", "worksheets/sheet1.dat"),
    ("xl/worksheets/a/sheet1.xml", "worksheets/a/sheet1.xml"),
    ("data/my sheet.xml", "../data/my%20sheet.xml"),
    ("xl/worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
    ("xl/worksheets/sheet1.xml", "worksheets\\sheet1.xml"),
]


@pytest.mark.parametrize(("path", "target"), PLACES)
def test_a_sheet_is_found_wherever_it_lies(path: str, target: str) -> None:
    for main in ("xl/workbook.xml", "xl/workbook2.xml", "app/book.xml"):
        if main.startswith("app") and not target.startswith(("/", "..", "xl")):
            continue
        with pytest.raises(TooFar):
            book_of(Archive(book(path, target, FAR, main)))
        (part,), file = book_of(Archive(book(path, target, NEAR, main)))
        assert part.name == "S & T"
        read = CalamineWorkbook.from_filelike(io.BytesIO(file))
        assert read.sheet_names == ["S & T"]
        assert read.get_sheet_by_index(0).to_python() == [[1, "text"]]


def test_the_library_has_no_other_parts() -> None:
    """One of the same name, for whoever takes another of the two, and others that no sheet is."""
    data = io.BytesIO(book(*PLACES[0], NEAR))
    with zipfile.ZipFile(data, "a") as written:
        written.writestr("xl/vbaProject.bin", b"x")
        written.writestr("XL/Worksheets/sheet9.xml", f"<worksheet><sheetData>{FAR}</sheetData></worksheet>")
    _parts, file = book_of(Archive(data.getvalue()))
    with zipfile.ZipFile(io.BytesIO(file)) as read:
        names = read.namelist()
    assert len(set(map(str.lower, names))) == len(names)
    assert [name for name in names if "worksheets/" in name] == ["xl/worksheets/sheet1.xml"]
    assert "xl/vbaProject.bin" not in names


def test_a_part_that_is_two_sheets_is_damage() -> None:
    data = book(*PLACES[0], NEAR)
    with zipfile.ZipFile(io.BytesIO(data)) as read:
        contents = {name: read.read(name).decode() for name in read.namelist()}
    sheet = '<sheet name="S &amp; T" r:id="a"/>'
    contents["xl/workbook.xml"] = contents["xl/workbook.xml"].replace(sheet, sheet * 2)
    with pytest.raises(ValueError):
        book_of(Archive(archive(contents)))


def test_an_archive_says_how_much_it_unpacks_to() -> None:
    data = archive({"a": "x" * 5000})
    lie = data.replace((5000).to_bytes(4, "little"), (50).to_bytes(4, "little"))
    assert lie != data
    with pytest.raises(zipfile.BadZipFile):
        Archive(lie).read("a")
    assert Archive(data).read("A") == b"x" * 5000
    assert Archive(data).read("b") == b""


def test_what_is_large_is_packed(monkeypatch: pytest.MonkeyPatch) -> None:
    data = book(*PLACES[0], NEAR + f"<row><c r='A2' t='inlineStr'><is><t>{'x' * 9000}</t></is></c></row>")
    _parts, file = book_of(Archive(data))
    monkeypatch.setattr(parts, "_LARGE", 9000)
    _parts, packed = book_of(Archive(data))
    assert len(packed) < 9000 < len(file)
    assert CalamineWorkbook.from_filelike(io.BytesIO(packed)).sheet_names == ["S & T"]
    monkeypatch.setattr(parts, "MOST_UNPACKED", 9000)
    with pytest.raises(TooMuch):
        Archive(data)


def test_an_archive_without_a_workbook_may_be_a_document() -> None:
    content = "<office:document-content><table:table/></office:document-content>"
    data = archive({"content.xml": content, "mimetype": "x", "xl/worksheets/sheet1.xml": FAR})
    assert book_of(Archive(data)) == ([], b"")
    read, file = document_of(Archive(data))
    assert read == content.encode()
    with zipfile.ZipFile(io.BytesIO(file)) as written:
        assert sorted(written.namelist()) == ["content.xml", "mimetype"]
