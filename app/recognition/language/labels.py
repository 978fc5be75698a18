"""The words before a value that say what it is: ``Mob``, ``Telefonväxel:``, ``W:``, ``Kontonr.``."""

from __future__ import annotations

import re

from app.recognition.language.tables import table

MOBILE, DIRECT, SWITCHBOARD = "mobile", "direct", "switchboard"
FAX, PHONE, PRIVATE = "fax", "phone", "private"
ASSISTANT, OWN = "assistant", "own"

KIND_OF_LABEL: dict[str, str] = {
    word: kind
    for kind, known in reversed(table("labels")["phone"].items())
    for word in known["words"].split()
}
"""The kind of phone that a word stands for."""

_STEMS = [
    (stem, kind)
    for kind, known in table("labels")["phone"].items()
    for stem in known.get("stems", "").split()
]
_SHORTEST_COMPOUND = 6
_FIELDS = {word: kind for kind, known in table("labels")["field"].items() for word in known["words"].split()}
# Behind the label of a person, too, something else than a number may stand: "Kontakt: fjell.as".
_VALUE_WORDS = frozenset(
    (
        *table("labels")["other"]["value"]["words"].split(),
        *(word for word, kind in _FIELDS.items() if kind == "person"),
    )
)
_LEADING = re.compile(r"\s*(?P<label>[^\W\d_]+(?:[ /-][^\W\d_]+)?)\s*:\s*(?=\S)")
# What follows the word tells what for: "Kontaktperson for leveransen: Hege Brun".
_LEADING_PHRASE = re.compile(
    r"\s*(?P<label>[^\W\d_]{5,})(?:\s[^\W\d_]+){1,4}\s*:\s*(?=[A-ZÆØÅÄÖÜÉ][^\W\d_]+[ -][^\W\d_])"
)
_IGNORED = table("labels")["other"]["ignored"]["words"].split()
_SIGNS = {sign: f"{word}: " for sign, word in table("labels")["signs"].items()}
_SIGN = re.compile("|".join(map(re.escape, _SIGNS)))
# Pictures, dingbats and what joins or varies them; letters, digits and punctuation of all scripts are others.
_PICTURE = re.compile(
    "[\u2190-\u21ff\u2300-\u23ff\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff\ufe0f\u20e3]+"
)
_HEADINGS = frozenset(heading.strip() for heading in table("labels")["lines"]["headings"].split(","))


def _words_of_lines(name: str) -> str:
    """Returns the words that `name` lists as alternatives, longer ones first."""
    known = {words.strip() for words in table("labels")["lines"][name].split(",")}
    return "|".join(sorted(map(re.escape, known), key=len, reverse=True))


_CRAFTS = _words_of_lines("crafts")
_ABOUT_OTHERS = re.compile(rf"\s*(?:{_words_of_lines('others')})(?!\w)", re.IGNORECASE)
# "Design & Umsetzung: Studio Elf", "Webdesign by Studio Elf"; "Webdesign Elf GmbH" is a company.
_CRAFT = re.compile(
    rf"\s*(?:{_CRAFTS})(?:(?:\s*[,&/+]\s*|\s+(?:und|and|og|och|en|et|ja)\s+)[^\W\d_]+){{0,3}}"
    r"(?P<says>\s*:|\s+(?:by|av|af|von|durch|door|par|fra|från)\s(?=\s*\S)|\s*$)",
    re.IGNORECASE,
)
_BANK = re.compile(
    rf"(?<!\w)(?:{_words_of_lines('banks')}|[^\W\d_]*(?:{_words_of_lines('bank_ends')}))(?!\w)", re.IGNORECASE
)
_ACCOUNT = re.compile(rf"(?<![\w@.-])(?:{_words_of_lines('accounts')})[\s.:]*(?=[\dA-Z])", re.IGNORECASE)
_SOME_WORD = re.compile(r"[^\W\d_]{3}")
_MOST_OF_A_HEADING = 4  # words behind those that make one: "Hébergeur du site internet"
_OWNER = re.compile(
    r"\s*(?:v/|inh\./gf:|inh\.:?|inhaber(?:in)?(?!:)|indehaver(?!:)|prop\.:?)\s*(?=[^\W\d_])", re.IGNORECASE
)
_WORD = r"[^\W\d_]+(?:[-.][^\W\d_]+)*"
_SOME_IGNORED = "|".join(sorted(map(re.escape, _IGNORED), key=len, reverse=True))
_IGNORED_VALUE = re.compile(
    rf"(?<![\w@.-])(?:{_SOME_IGNORED})(?![\w@-])(?:[\s.-]*(?:nr|nummer|no|number|id)\b)?\.?"
    # After a colon anything, up to the next part; else what has a digit or an @ in it.
    r"(?:\s*[:#]\s*[^,;|]*|(?:[\s./-]*(?=[^\s,;]*[\d@])[@\w.:/*-]+)+)",
    re.IGNORECASE,
)
# ISO 13616: letters of the country, two check digits, and up to thirty more in groups of four.
_IBAN = re.compile(
    r"(?<!\w)(?i:iban)(?:[\s-]?(?i:nr|no)\.?)?\s?:?\s?[A-Z]{2}\d{2}(?:\s?[\dA-Z]{4}){2,7}(?:\s?[\dA-Z]{1,3}(?![\w]))?"
)


def kind_of_word(word: str) -> str:
    """Returns the kind of phone that a word stands for, compounds included; empty if it is no label."""
    lower = word.lower().strip(".:")
    if kind := KIND_OF_LABEL.get(lower):
        return kind
    if len(lower) < _SHORTEST_COMPOUND:
        return ""
    return next((kind for stem, kind in _STEMS if stem in lower), "")


def kinds_before(text: str) -> list[str]:
    """Returns the kinds named by the label at the end of `text`, in their order.

    The last word must be a label, unless a colon says that something is: ``Telefon städtjänster:``.
    """
    found = re.findall(_WORD, text)[-4:]
    kinds = [kind_of_word(word) for word in found]
    if len(kinds) > 1 and not kinds[-1] and kinds[-2] and found[-1][0].isupper():
        kinds.pop()  # whose it is: "Mobil Anders"
    if not kinds or not (kinds[-1] or text.rstrip().endswith(":")):
        return []
    return [kind for kind in kinds if kind]


def most_specific(kinds: list[str]) -> str:
    """Returns the kind that says most: mobile of ``Tel. mobil``."""
    specific = [kind for kind in kinds if kind != PHONE]
    if "mobile" in specific:
        return "mobile"  # "Mobil DL"
    return specific[-1] if specific else (PHONE if kinds else "")


def is_phone_label(text: str) -> bool:
    """Returns True if a text is only a label of a phone, such as ``Telefon:``."""
    found = re.findall(r"[\w-]+", text)
    return bool(found) and len(found) <= 3 and all(map(kind_of_word, found))


def is_value_label(word: str) -> bool:
    """Returns True for a label whose value is no number: ``W``, ``E-post``, ``Kontakt``."""
    return word.lower().strip(" .:") in _VALUE_WORDS


def split_field_label(text: str) -> tuple[str, str]:
    """Returns what a leading label promises, and the rest.

    That is ``person``, ``company``, ``title``, ``zip``, ``city`` or nothing.
    """
    match = _LEADING.match(text) or _LEADING_PHRASE.match(text)
    if match is None:
        return "", text
    kind = _kind_of_field(match["label"])
    if match.re is _LEADING_PHRASE and kind != "person":
        return "", text  # "Firma der Woche: …" may be anything
    return (kind, text[match.end() :]) if kind else ("", text)


def names_field(text: str) -> bool:
    """Returns True for a word that names a field of a form, or one of a phone, a mail or a web address."""
    return bool(_kind_of_field(text) or kind_of_word(text) or is_value_label(text))


def _kind_of_field(label: str) -> str:
    """Returns what a label names; of two that a slash parts, the company: ``Navn/foretaksnavn``."""
    kinds = [_FIELDS.get(one.strip(" .:").replace(" ", "-"), "") for one in label.lower().split("/")]
    return "company" if "company" in kinds else kinds[0]


def without_owner_sign(text: str) -> tuple[bool, str]:
    """Returns whether a text begins as the owner of the company before it (``v/ Ola Lie``), and the name."""
    match = _OWNER.match(text)
    return (True, text[match.end() :]) if match else (False, text)


def is_heading(line: str) -> bool:
    """Returns True for what stands above contact details and is none: ``Kontakt oss``, ``Impressum``."""
    return line.strip(" *#:.–-|").casefold() in _HEADINGS


def is_about_others(line: str) -> bool:
    """Returns True for a line about those who made or keep a web site: ``Hébergeur : OVH SAS``."""
    craft = _CRAFT.match(line)
    # "Trykk: 22 11 33 44" is the number of a department.
    names_somebody = craft and craft["says"].strip() and _SOME_WORD.search(line, craft.end())
    return bool(_ABOUT_OTHERS.match(line) or names_somebody)


def names_account(line: str) -> bool:
    """Returns True for a line with the number or the code of an account: ``IBAN: DE67 6707 …``."""
    return bool(_ACCOUNT.search(line))


def names_bank(line: str) -> bool:
    """Returns True for a line with a bank's name: ``Sparkasse Rhein Neckar Nord``."""
    return bool(_BANK.search(line))


def heads_others(line: str, *, is_above_company: bool) -> bool:
    """Returns True for a heading above a block about others: ``Hébergeur du site``, ``Webdesign:``.

    What is a trade, too, heads only a block with a company: else it is a department of people.
    """
    if craft := _CRAFT.match(line):
        return is_above_company and craft.end() == len(line.rstrip())
    match = _ABOUT_OTHERS.match(line)
    rest = line[match.end() :].strip(" :.–-") if match else ""
    is_alone = len(rest.split()) <= _MOST_OF_A_HEADING and (not rest or rest.islower())
    return match is not None and is_alone


def with_words_for_signs(text: str) -> str:
    """Writes labels for the pictures that stand for them, and drops other pictures."""
    if text.isascii():
        return text
    text = _SIGN.sub(lambda match: _SIGNS[match.group()], text)
    return re.sub(r"^\s*:\s*", "", _PICTURE.sub("", text)).strip()


def without_ignored(text: str) -> str:
    """Removes what the form has no place for: accounts, customer numbers, names in social networks."""
    return _IGNORED_VALUE.sub(" ; ", _IBAN.sub(" ; ", text) if "IBAN" in text.upper() else text)
