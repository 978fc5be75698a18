"""The cells of one row by field, those of each of its people apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from app.model.text_normalization import capitalized, shortened
from app.recognition.cells.cell_addresses import code_and_city, same_address_as
from app.recognition.cells.cell_companies import (
    company_of_cell,
    goes_on,
    may_be_somebody,
    may_be_two_companies,
    without_remark,
)
from app.recognition.cells.cell_houses import HOUSE, house_part, named_part
from app.recognition.cells.cell_people import with_comma
from app.recognition.cells.cell_phones import (
    PHONES,
    CellContent,
    is_extension,
    told_apart,
    with_extension,
    with_labels,
)
from app.recognition.cells.cell_values import Cells
from app.recognition.cells.company_keys import without_century
from app.recognition.cells.repairs import LONG, clean_cell, cut_cell, repaired_mail, why_formula
from app.recognition.numbers.post_boxes import BOX, box_in_cell
from app.recognition.people.mail_names import NamedMail, Told, give_mails, mails_with_names, others_mails
from app.recognition.people.name_order import NOT_FIRST, says_surname_first, with_surnames_first
from app.recognition.people.odd_names import those_of_today, without_days
from app.recognition.people.placeholders import is_ditto, others_than_people, without_nobody, without_request
from app.recognition.people.remarks import names_in, remarks
from app.recognition.people.several import people_apart
from app.recognition.people.shared_values import give_shared, nobodys_values
from app.recognition.people.title_columns import is_form_of_address, title_before_name
from app.recognition.sheets.letters import why_damaged
from app.recognition.sheets.sheet import Row, column_letters
from app.recognition.tables.columns import MatchedTable
from app.recognition.tables.owners import Column
from app.recognition.tables.place_columns import has_postal_places
from app.recognition.values.dates import is_day
from app.recognition.values.headings import (
    PHONE_OF_PERSON,
    has_scope,
    heading_words,
    normal,
)
from app.recognition.words.roles import is_title, role_in_heading
from app.translation import _

_NO_LINK: Final = _("“{text}” is what a link is called: the table does not have its address.")
_DAY: Final = _("“{text}” is a date: it is left out.")
_MADE_DAY: Final = _("“{text}” is a date: a spreadsheet may have made it of something else.")
_OF_TAX: Final = re.compile(r"(?i:^(?:NO|DK|FI)(?=\d)|(?<=\d)(?:MVA|MOMS)$)")
_MAY_BE_SOMEBODY: Final = _("“{text}” may be a person: it is read as a part of the company.")
_OPENING: Final = ("[", "(", "<")
_AT_HOME: Final = _("The address is that of a home (“{text}”): it is left out.")
_WORDS: Final = re.compile(r"[^\W_]+")
_NAMES: Final = ("navn", "namn", "name", "naam", "nimi")


@dataclass(frozen=True)
class CellNote:
    """What was noticed about a cell: a repair that is shown, or a reason to doubt the company."""

    row: int
    column: str
    sentence: str
    is_doubt: bool = False

    @property
    def told(self) -> str:
        """The sentence with where the cell is; the row alone where it is in no single column."""
        if not self.column:
            return _("Row {row}: {sentence}").format(row=self.row, sentence=self.sentence)
        return _("Row {row}, column {column}: {sentence}").format(
            row=self.row, column=self.column, sentence=self.sentence
        )


class RowValues(Cells):
    """The cells of one row; `people` has those of each person that it names."""

    def __init__(self, matched: MatchedTable, row: Row, notes: dict[tuple[int, int], str]) -> None:
        super().__init__()
        self.number = row.number
        self.has_departments_of_people = matched.has_departments_of_people
        self.usual_country = matched.usual_country.of_places
        fields = (column.field for column in matched.columns)
        self.has_postal_places = has_postal_places(fields, matched.unread.lost.values())
        self.notes = [CellNote(row.number, *one, is_doubt=True) for one in matched.absent.get(row.number, ())]
        self.is_at_postal = False  # "samme som postadresse" in the place of the visiting one
        self._named_mails: list[NamedMail] = []
        self._beside_numbers: list[tuple[str, int | None, CellNote]] = []
        whose = matched.people_of_columns
        self.people = [Cells() for _person in range(max(whose, default=0) + 1)]
        for column, person in matched.columns_with_people:
            letters = column_letters(column.place)
            if column.field and (error := notes.get((row.number, column.place))):
                self.notes.append(CellNote(row.number, letters, error, is_doubt=True))
            text = row.cell(column.place)
            if text and not column.field:
                self._doubt_unread(matched, row, column.place)
            text = self._labelled(text, column, matched, row) if column.place in matched.labels else text
            text = self._whole_number(text, column, matched, row)
            if text and column.place in matched.plain_titles and is_form_of_address(text):
                self._add_academic(text, letters, person)
                continue
            if column.field and text and (clean := self._clean(text, column.field, letters)):
                if column.field == "Person.Name" and says_surname_first(column.heading):
                    clean = with_comma(clean)
                if column.field == HOUSE:
                    part = house_part(column.heading)
                    self.cells.setdefault(part, []).append((named_part(column.heading, clean, part), letters))
                else:
                    self._add(clean, column.field, letters, person, column.heading)
        self._add_titles(matched, whose)
        self._add_extensions()
        self._doubt_second_names(matched)
        apart = [self._apart(cells) for cells in self.people]
        self._tell_beside_numbers(apart)
        told = [*give_mails(self, apart, self._named_mails)] if self._named_mails else []
        self.people = [one for cells in apart for one in cells]
        told += self._turned(matched)
        for one in self.people:
            without_nobody(one)
        told += self._shared(matched, apart)
        has_parts = any(column.field == "Person.Lastname" for column in matched.columns)
        told += others_than_people(self.people, self.first("Name"), has_parts=has_parts)
        told += others_mails(self.people)
        self.notes += [CellNote(self.number, one.letters, one.sentence, one.is_doubt) for one in told]

    def _labelled(self, text: str, column: Column, matched: MatchedTable, row: Row) -> str:
        """Returns a cell as the one beside it says what it is; nothing for an address at home."""
        place = matched.labels[column.place]
        label = row.cell(place)
        if column.field.startswith(("Address.", "Country")) and label and has_scope(label, "home"):
            told = CellNote(self.number, column_letters(place), _AT_HOME.format(text=shortened(label)))
            self.notes += [told] if text and told not in self.notes else []
            return ""
        return with_labels(text, label) if text and label and column.field in PHONES else text

    def _whole_number(self, text: str, column: Column, matched: MatchedTable, row: Row) -> str:
        """Returns a phone number with its parts in other columns, several with those of their heading."""
        if not text or column.place not in matched.numbers.places:
            return text
        whole, doubt = matched.numbers.read(text, column.place, row, self.usual_country)
        letters = column_letters(column.place)
        self.notes += [CellNote(self.number, letters, doubt, is_doubt=True)] if doubt else []
        return whole

    def _turned(self, matched: MatchedTable) -> Iterator[Told]:
        if (order := matched.surnames_first) != NOT_FIRST:
            yield from with_surnames_first(self.people, order, self.first("Emails"))

    def _doubt_unread(self, matched: MatchedTable, row: Row, place: int) -> None:
        """Doubts what stands in a column that is not read: without a heading, or an address or a number."""
        unclear = matched.numbers.why_doubtful(row.cell(place), place)
        if sentence := unclear or matched.unread.why_doubtful(row, place, matched.other_columns):
            self.notes.append(CellNote(self.number, column_letters(place), sentence, is_doubt=True))

    @staticmethod
    def _shared(matched: MatchedTable, apart: list[list[Cells]]) -> Iterator[Told]:
        if matched.shared_columns:
            yield from give_shared(apart, matched.shared_columns)
        if len(apart) > 1:
            yield from nobodys_values(apart, matched.people_with_names, matched.shared_columns)

    def _apart(self, cells: Cells) -> list[Cells]:
        days = (*without_days(cells), *those_of_today(cells))
        self.notes += [CellNote(self.number, of_column, told, is_doubt) for told, of_column, is_doubt in days]
        asked = without_request(cells) if "Person.Name" in cells.cells else ()
        self.notes += [CellNote(self.number, one.letters, one.sentence, one.is_doubt) for one in asked]
        said = names_in(cells)
        if said and said[0][:1] in _OPENING:
            without_nobody(cells)  # "[to be named]": its brackets are no remark
            said = names_in(cells)
        parted = people_apart(cells)
        names = (one for field in ("Name", "Firstname") for one in cells.cells.get(f"Person.{field}", ()))
        letters = next((letters for _text, letters in names), "")
        self.notes += [CellNote(self.number, letters, told, is_doubt=True) for told in parted.doubts]
        if not parted.doubts and not any(map(is_ditto, said)):  # "wie GF"
            beside = f"{self.first('Name')} {self.city}"
            others = remarks(said, parted.people, beside)
            self.notes += [CellNote(self.number, letters, one, is_doubt) for one, is_doubt in others]
        return parted.people

    def _add_academic(self, text: str, letters: str, person: int) -> None:
        """Adds the academic title of a cell to the name of its person."""
        if title := title_before_name(text):
            self.people[person].cells.setdefault("Person.Salutation", [(title, letters)])

    def _add(self, text: str, field: str, letters: str, person: int, heading: str) -> None:
        if field == "Address.Postal" and (box := box_in_cell(text, heading)):
            text, field = box, BOX
        if field in ("Emails", "Person.Email") and (named := mails_with_names(text)):
            self._named_mails += [NamedMail(*one, letters, person, field == "Emails") for one in named]
            return
        if field == "Name":
            text = self._without_remark(text, letters)
        content = CellContent(company_of_cell(text)) if field == "Name" else told_apart(text, field)
        for of_value, value in content.values:
            if field == "Name" and of_value == "Person.Name":
                self.people.append(Cells())
                self.people[-1].cells[of_value] = [(value, letters)]
                continue
            cells = self.people[person] if of_value.startswith("Person.") else self
            cells.cells.setdefault(of_value, []).append((value, letters))
        names = [value for of_value, value in content.values if of_value == field == "Name"]
        if names and len(content.values) > 1 and "v/" in text.casefold() and "\n" not in text:
            told = _("“{text}” is read as {repaired}.").format(text=text, repaired=names[0])
            self.notes.append(CellNote(self.number, letters, told))
        if any(map(may_be_two_companies, names)):
            told = _("“{text}” may be the names of two companies: they are read as one.")
            told = told.format(text=shortened(" ".join(text.split())))
            self.notes.append(CellNote(self.number, letters, told, is_doubt=True))
        if content.left_out:
            told = _("“{text}” beside the number is left out.").format(text=content.left_out)
            note = CellNote(self.number, letters, told, content.is_doubtful)
            self._beside_numbers.append(
                (content.left_out, person if field.startswith("Person.") else None, note)
            )

    def _without_remark(self, text: str, letters: str) -> str:
        """Returns the name of a company without what is written beside it, which is told."""
        name, said, is_doubt = without_remark(text)
        if said:
            told = _("“{text}” beside the name is left out.").format(text=shortened(said))
            self.notes.append(CellNote(self.number, letters, told, is_doubt))
        return name

    def _tell_beside_numbers(self, apart: Sequence[Sequence[Cells]]) -> None:
        """Tells what stands beside numbers, but for the name of whom they are: ``91 11 11 11 (Kari)``."""
        for said, person, note in self._beside_numbers:
            whose = apart[person] if person is not None else ()
            names = {*_WORDS.findall(" ".join(names_in(whose[0])).casefold())} if len(whose) == 1 else set()
            if not names.issuperset(_WORDS.findall(said.casefold())) or not names:
                self.notes.append(note)

    def _doubt_second_names(self, matched: MatchedTable) -> None:
        """Doubts what looks like somebody in ``Name 2``; what goes on with ``Name 1`` is a part of that."""
        for text, letters in [*self.cells.get("Department", ())] if matched.second_names else ():
            if letters not in matched.second_names:
                continue
            if goes_on(self.first("Name"), text):
                self.cells["Name"] = [(f"{self.first('Name')} {text}", self.cells["Name"][0][1])]
                self.cells["Department"].remove((text, letters))
            elif may_be_somebody(text):
                told = _MAY_BE_SOMEBODY.format(text=shortened(text))
                self.notes.append(CellNote(self.number, letters, told, is_doubt=True))

    def _add_extensions(self) -> None:
        """Writes extensions that stand alone behind the company's number, or the one beside: ``-24``."""
        for kind in ("Person.DirectPhone", PHONE_OF_PERSON):
            for person in self.people:
                alone = [one for one in person.cells.get(kind, ()) if is_extension(one[0], kind)]
                own = [one for one in person.cells.get(PHONE_OF_PERSON, ()) if one not in alone]
                for text, letters in alone[:1]:
                    number = self.first("Phones") or next((said for said, _letters in own), "")
                    whole = self._with_extension(number, text, letters)
                    if whole.startswith(f"{number} ") and not self.first("Phones"):
                        person.cells[PHONE_OF_PERSON].remove(own[0])  # "Tel", "Ext"
                    rest = [one for one in person.cells[kind] if one not in alone]
                    person.cells[kind] = [*rest, *([(whole, letters)] if whole else ())]

    def _with_extension(self, number: str, text: str, letters: str) -> str:
        whole, is_sure = with_extension(number, text)
        told = _("The extension {text} is read as {whole}.")
        if not whole:
            told = _("The extension {text} has no number before it: it is left out.")
        told = told.format(text=text, whole=whole)
        self.notes.append(CellNote(self.number, letters, told, is_doubt=not is_sure))
        return whole

    def _add_titles(self, matched: MatchedTable, whose: Sequence[int]) -> None:
        """Gives who leads the company that title, by the heading; a column of titles says more."""
        for column, person in zip(matched.columns, whose, strict=True):
            cells = self.people[person].cells
            is_named = column.field == "Person.Name" and "Person.Name" in cells
            if is_named and (title := _title_of_heading(column.heading)):
                cells.setdefault("Person.Title", [(title, column_letters(column.place))])

    def _clean(self, text: str, field: str, letters: str) -> str:
        text, told = cut_cell(text, field) if len(text) > LONG else (text, "")
        self.notes += [CellNote(self.number, letters, told, is_doubt=True)] if told else []
        if told := why_formula(text, f"{letters}{self.number}"):
            self.notes.append(CellNote(self.number, letters, told, is_doubt=True))
            return ""
        if (field.startswith("Address.") or "name" in field.lower()) and (told := why_damaged(text)):
            self.notes.append(CellNote(self.number, letters, told, is_doubt=True))
        if text[:1].isdigit() and is_day(text) and (told := _why_day(field)):
            self.notes.append(CellNote(self.number, letters, told.format(text=text), is_doubt=True))
            return text if told == _MADE_DAY else ""
        if field in ("Emails", "Person.Email") and text.casefold() in heading_words("links", "words"):
            self.notes.append(CellNote(self.number, letters, _NO_LINK.format(text=text), is_doubt=True))
            return ""
        clean = clean_cell(text, field)
        if field.startswith("Address.") and (same := same_address_as(clean)):
            self.is_at_postal |= same == "Postal" and field.startswith("Address.Street")
            return "" if self.is_at_postal or field.startswith("Address.Postal") else clean
        if field.endswith(("Email", "Emails")) and (repaired := repaired_mail(clean)) != clean:
            told = _("“{text}” is read as {repaired}.").format(text=clean, repaired=repaired)
            self.notes.append(CellNote(self.number, letters, told))
            return repaired
        return clean

    @property
    def city(self) -> str:
        """The town of the row, as far as a column names it."""
        together = self.first("Address.Street.ZipCity")
        return self.first("Address.Street.City") or (code_and_city(together)[1] if together else "")

    @property
    def telling(self) -> dict[str, str]:
        """What tells two companies of one name apart: number, department and town, where they are named."""
        text = re.sub(r"\W", "", self.first("OrgNr"))
        number = _OF_TAX.sub("", without_century(text))  # "NO 923 609 016 MVA"
        department = "" if self.has_departments_of_people else self.first("Department")
        told = {"OrgNr": number, "Department": department, "City": self.city}
        return {name: text.casefold() for name, text in told.items() if text}


def _why_day(field: str) -> str:
    """Returns a sentence about a date in the place of a value of a field; empty where days are read."""
    if field in PHONES or field == "Person.PrivatePhones":
        return _DAY
    return _MADE_DAY if field == "Name" or field.startswith("Address.") else ""


@lru_cache(maxsize=256)
def _title_of_heading(heading: str) -> str:
    """Returns what those below a heading are: ``Daglig leder`` of ``Daglig leder, navn``; else nothing."""
    role = role_in_heading(heading)
    if not role or not is_title(role) or normal(heading).endswith(_NAMES):
        return ""
    if normal(heading) == role:
        return capitalized(" ".join(heading.split()))  # "Kjøpmann/butikksjef"
    at = heading.casefold().find(role)
    shown = " ".join(heading[at : at + len(role)].split()) if at >= 0 else role
    return capitalized(shown if normal(shown) == role else role)
