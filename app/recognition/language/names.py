"""Parses names of people and companies, and compares them with mailboxes."""

from __future__ import annotations

import re

from app.model.text_normalization import ascii_letters
from app.recognition.language import patterns, vocabulary
from app.recognition.language.honorifics import LONGEST_NAME, bare_name
from app.recognition.language.person_names import (
    Name,
    in_reading_order,
    is_particle,
    split_name,
    with_whole_surname,
)

_INITIALS = re.compile(r"(?:[A-ZÆØÅÄÖÜ]\.-?){1,4}")
_WORD = re.compile(r"[^\W\d_][^\W\d_.]*(?:['’\-][^\W\d_]+)*\.?")
_VOWEL = re.compile(r"[aeiouyæøåäöüáàâéèêëíìîïóòôõúùûœãěůýőű’']|[^\x00-\u024f]")
_EMPLOYER = re.compile(
    r"(?P<title>\S.{2,60}?),?\s+(?:hos|at|bei|chez|bij|@)\s?(?P<company>[A-ZÆØÅÄÖÜÉ][^,|@]{2,50})"
)
_SHORTEST_COMPOUND = 7
_FEWEST_NAMES = 2
_MOST_NAMES = 5  # without particles
_MOST_WORDS = 10
# "Obergeschoss" and "Untergeschoss" are written as an Austrian and a German legal form are.
_FLOORS = ("OG", "UG", "EG", "DG")
_LENGTH_OF_INITIALS = 2
_LONGEST_LINE = 1000  # with a company, and what stands beside it
# To what courts and authorities write in Italy (PEC): "fjell@pec.it".
_CERTIFIED = re.compile(r"[@.](?:pec|legalmail|postacert)\.", re.IGNORECASE)
_QUOTES = '"„“”«»'
_MOST_OF_A_FIRM = 6  # words
_ROLES = frozenset((*vocabulary.ROLE_MAILBOXES, *vocabulary.OTHER_MAILBOXES))
_TRADE_ENDS = vocabulary.TRADE_ENDS
_TRADE_WORDS = frozenset(vocabulary.TRADE_WORDS)


def parse_name(text: str) -> Name | None:
    """Parses `text` as one name; returns None if it does not look like a name as a whole."""
    bare = with_whole_surname(bare_name(text)) if len(text) <= LONGEST_NAME else ""
    if "," in bare:  # "Nordmann, Kari", but not "Emil Sandgren, Kalkylator"
        last, _, _ = bare.partition(",")
        if len([word for word in last.split() if word.lower() not in vocabulary.PARTICLES]) > 1:
            return None
        bare = in_reading_order(bare)
    found = bare.split()
    # Some titles are last names, too: Tom Baker, Eva Kaufmann.
    others = " ".join(found[:-1] if found and _is_title_and_surname(found[-1].lower()) else found)
    is_other = patterns.FORM.search(bare) or patterns.TITLE.search(others) or patterns.SITE.fullmatch(bare)
    particles = sum(map(is_particle, found))
    is_long = len(found) > _MOST_WORDS or len(found) - particles > _MOST_NAMES
    if len(found) < _FEWEST_NAMES or is_long or is_other:
        return None
    if found[0].lower() in vocabulary.ARTICLES or any(word.lower() in vocabulary.NO_NAMES for word in found):
        return None
    # "Mª" is María.
    long = [
        word
        for word in found
        if len(word.strip(".")) > 1
        and word not in vocabulary.PARTICLES  # "el" is electricity, too
        and not _INITIALS.fullmatch(word)
        and not word.endswith(("ª", "º"))
    ]
    if any(is_trade_word(word) or not _VOWEL.search(word.lower()) for word in long):
        return None
    for index, word in enumerate(found):
        is_within = 0 < index < len(found) - 1 and word.lower() in vocabulary.PARTICLES
        if not is_within and not ((_WORD.fullmatch(word) or _INITIALS.fullmatch(word)) and word[0].isupper()):
            return None
    return split_name(found)


def _is_title_and_surname(word: str) -> bool:
    is_compound = word.endswith(vocabulary.TITLE_SURNAME_ENDS) and word not in vocabulary.TITLE_WORDS
    return word in vocabulary.TITLE_SURNAMES or is_compound


def is_trade_word(word: str) -> bool:
    """Returns True for a word of companies and authorities, such as ``Bygg`` and ``Kommune``."""
    lower = word.strip(".,").lower()
    return lower in _TRADE_WORDS or (len(lower) > _SHORTEST_COMPOUND and lower.endswith(_TRADE_ENDS))


def names_trade(text: str) -> bool:
    """Returns True for a proper name with a word of a trade or an organisation: ``Vatne kommune``."""
    words = text.split()
    trades = [word for word in words if is_trade_word(word)]
    proper = [word for word in words if word[0].isupper() and word not in trades and len(word) > 2]
    return 1 < len(words) <= 6 and bool(trades and proper) and not patterns.TITLE.search(" ".join(proper))


def name_from_mailbox(mail: str) -> Name | None:
    """Returns the name in ``kari.nordmann@example.no``; None if the mailbox does not clearly hold one."""
    local = mail.partition("@")[0]
    parts = local.split(".")
    if any(map(is_trade_word, parts)):
        return None
    if len(parts) == 2 and all(len(part) > 1 and part.replace("-", "").isalpha() for part in parts):
        shown = ["-".join(bit.capitalize() for bit in part.split("-")) for part in parts]
        if len(parts[0]) == _LENGTH_OF_INITIALS and not _VOWEL.search(parts[0].lower()):
            shown[0] = "".join(f"{letter}." for letter in parts[0].upper())  # "jw.bakker@" is no Jw
        return split_name(shown)
    return None


def is_role_mailbox(mail: str) -> bool:
    """Returns True if a mailbox such as ``post@`` or ``sales@`` belongs to a company, not to a person."""
    local = mail.partition("@")[0].lower()
    known = {local, re.split(r"[._+-]", local)[0]}
    return bool(known & _ROLES)


def answers_no_customer(mail: str) -> bool:
    """Returns True for a mailbox of applicants, data protection or programs: ``jobs@``, ``noreply@``."""
    is_of_role = re.split(r"[._+-]", mail.partition("@")[0].lower())[0] in vocabulary.OTHER_MAILBOXES
    return is_of_role or bool(_CERTIFIED.search(mail))


def fits_mailbox(name: Name, mail: str) -> bool:
    """Returns True if a mailbox can be made from a name, as ``k.nordmann``, ``kari`` and ``kno`` are."""
    local = mail.partition("@")[0].lower()
    return any(_fits(name, local, digraphs=digraphs) for digraphs in (False, True))


def _fits(name: Name, local: str, *, digraphs: bool) -> bool:
    parts = [ascii_letters(part, digraphs=digraphs) for part in name.parts]
    whole = ascii_letters(local, digraphs=digraphs)
    line_parts = {ascii_letters(bit, digraphs=digraphs) for bit in re.split(r"[._+]", local)}
    if any(len(part) > 2 and part in line_parts for part in parts):
        return True
    families = ascii_letters(name.last, digraphs=digraphs)
    first = ascii_letters(name.first, digraphs=digraphs)
    initials = "".join(bit[0] for part in name.parts for bit in part.split("-") if bit)
    made = {
        initials.lower(),
        "".join(bit[0] for bit in re.split(r"[\s-]+", name.first) if bit).lower(),
        first[:1] + families,
        families + first[:1],
        first + families,
        first + families[:1],
    }
    made |= {first} if len(first) > 2 else set()
    made |= {first[:2] + families[:2], first[:3] + families[:3], first[:1] + families[:2]}
    return whole in made or (len(families) > 3 and families in whole)


def company_name_in(text: str) -> str:
    """Returns the company that a legal form reveals: ``Fjell AS`` in ``Daglig leder, Fjell AS``."""
    if len(text) > _LONGEST_LINE:
        return ""
    # A label is no part of the name: "Inhaber: Bernd Schütte e.K."; whom letters go through is another one.
    text = re.sub(r"^[^\W\d_][\w ./-]{1,45}:\s+(?=\S)", "", text)
    if re.match(r"c/o\s", text, re.IGNORECASE):
        return ""
    if between := patterns.FORM_BETWEEN.match(text):
        return between.group().strip()
    found = (match for match in patterns.FORM.finditer(text) if text[: match.start()].strip(" ,"))
    forms = [one for one in found if not _is_other_than_form(one, text)]
    if not forms:
        return _family_firm(text) or _with_form_ahead(text)
    form = forms[0]
    named = _without_what_is_no_name(text[: form.start()])
    whole = (named + text[form.start() : form.end()]).strip(" ,;:")
    is_name = bool(re.search(r"[^\W\d_]{2}", named)) or (named.strip() and form.end() == len(text.rstrip()))
    if is_name and len(whole) <= 100 and (whole[0].isalnum() or whole[0] in _QUOTES):
        return whole
    return _with_form_ahead(text)


def employer_in(text: str) -> str:
    """Returns a company without a form that a title names: ``Kodeverket`` of ``Selger hos Kodeverket``."""
    employer = _EMPLOYER.fullmatch(text.strip())
    if employer is None or not patterns.OCCUPATION.search(employer["title"]):
        return ""
    company = employer["company"]
    is_other = patterns.TITLE.search(company) or is_trade_word(company)  # "Attorney at Law"
    return "" if is_other else company


def behind_occupation(text: str) -> str:
    """Returns what stands behind an occupation and a comma, and is none: ``Director, Hope Kitchen``."""
    occupation, comma, rest = text.rpartition(", ")
    is_other = comma and patterns.OCCUPATION.search(occupation) and not patterns.TITLE.search(rest)
    return rest if is_other and rest[:1].isupper() else ""


def before_company(text: str) -> str:
    """Returns the text before a company's name: ``Daglig leder`` of ``Daglig leder i Fjell AS``."""
    company = company_name_in(text)
    if not company:
        employer = _EMPLOYER.fullmatch(text.strip())
        return employer["title"] if employer_in(text) and employer else text.strip()
    return re.sub(
        r"[\s,–-]+(?:at|hos|bei|i|in|på|for|of|chez|bij|von|der|des|ved|@)?\s*$",
        "",
        text.partition(company)[0],
    ).strip(" ,–-")


def _family_firm(text: str) -> str:
    """Returns a firm that is called after a family: ``D. Hargreaves & Son``, ``Gebr. Bakker``."""
    firm = text.strip(" ,;")
    is_firm = patterns.FAMILY_FIRM.search(firm) and len(firm.split()) <= _MOST_OF_A_FIRM
    return firm if is_firm and firm[0].isupper() and not re.search(r"[\d:@]|,\s", firm) else ""


def _with_form_ahead(text: str) -> str:
    """Returns the company whose form stands first, as in ``SAS Kervran`` and ``Stichting De Hoeksteen``."""
    text = text.strip(" ,;")
    is_company = patterns.FORM_AHEAD.match(text) and len(text) <= 100 and not patterns.OCCUPATION.search(text)
    return re.split(r",\s|\s+[-–—]\s+", text)[0] if is_company else ""


def _without_what_is_no_name(before: str) -> str:
    """Returns what belongs to the company's name of the words before its form.

    What stands before a comma, a dash or an "at" is left out if it is a title, a person or an address.
    """
    start = 0
    for match in patterns.BEFORE_COMPANY.finditer(before):
        if not _belongs_to_name(before[start : match.start()].strip(), match, before[match.end() :]):
            start = match.end()
    return before[start:]


def _belongs_to_name(piece: str, separator: re.Match[str], rest: str) -> bool:
    """Returns True if a piece before a comma, a dash or a preposition is part of a company's name."""
    if "," in separator.group() and not re.search(r"[^\W\d_]", rest):
        return True  # the form follows: "Ridgeline Engineering, PLLC"
    if not separator["surely"] and "," not in separator.group() and _is_place_alone(rest):
        # "Berg Konsult i Falun AB": a name with a word of a title; "Daglig leder i Oslo AS" is a title alone.
        return not _is_title_alone(piece)
    if separator["surely"] or parse_name(piece) or patterns.TITLE.search(piece) or re.search(r"\d", piece):
        return False
    if "," in separator.group():
        return not re.search(r"[^\W\d_]", rest) or bool(
            re.search(r"(?:&|\b(?:og|och|und|and|et|en|ja))\s", rest)
        )
    return not piece[:1].islower()


def _is_other_than_form(form: re.Match[str], text: str) -> bool:
    """Returns True for postcodes, floors (``4. OG``), and the Norwegian "and" in capitals between words."""
    # "5735 SL Aarle-Rixtel" is a Dutch postcode.
    is_code = len(form.group()) == len("SL") and re.search(r"(?<!\d)[1-9]\d{3}\s?$", text[: form.start()])
    if is_code and re.match(r"\s+[A-ZÆØÅÄÖÜÉ'’]", text[form.end() :]):
        return True
    is_and = form.group() == "OG" and re.match(r"\s+[^\W\d_]", text[form.end() :])
    return bool(is_and or (form.group() in _FLOORS and re.search(r"\d\.?\s?$", text[: form.start()])))


def _is_title_alone(piece: str) -> bool:
    others = patterns.TITLE.sub(" ", piece)
    return others != piece and not re.search(r"\b[A-ZÆØÅÄÖÜÉ][^\W\d_]{2}", others)


def _is_place_alone(rest: str) -> bool:
    """Returns True for a place and nothing else: ``Grönska Trädgård i Lund AB`` is a name as a whole."""
    from app.recognition.language.postcodes import is_place_name

    return is_place_name(rest)
