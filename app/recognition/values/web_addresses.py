"""Mail and web addresses in a text."""

from __future__ import annotations

import re
from collections.abc import Collection

from app.model.checks import plausibility
from app.model.internet_domains import host_of
from app.recognition.language import vocabulary
from app.recognition.language.labels import is_value_label
from app.recognition.language.tables import top_levels

_MAIL = re.compile(
    r"(?<![@\w])(?:mailto:)?(?P<mail>[\w.+&'’-]{1,64}@"
    # A web address may stand right behind it, where blanks were lost.
    r"(?:(?:(?!www\.)[\w-]){1,63}\.){1,6}(?:(?!www\.)[a-z]){2,18}?)(?=www\.|(?![\w@]))",
    re.IGNORECASE,
)
# How addresses are hidden from programs: "kari (at) fjell (dot) no", "kari at fjell dot no".
_DOT_IN_BRACKETS = re.compile(
    r"(?<=\w)\s?[\[({]\s?(?:dot|punkt|punkte|prikk|prik|punt|point|punto|ponto|piste|kropka|tečka|\.)\s?[\])}]\s?(?=\w)",
    re.IGNORECASE,
)
_AT_IN_BRACKETS = re.compile(
    r"(?<=\w)\s?[\[({]\s?(?:at|a|ät|æt|krøllalfa|snabel-?a|arroba|arobase|apestaartje|klammeraffe|chiocciola|@)\s?"
    r"[\])}]\s?(?=[\w-]{1,63}(?:\.[\w-]{1,63}){0,4}\.[a-z]{2,18}(?!\w))",
    re.IGNORECASE,
)
_IN_WORDS = re.compile(
    r"(?<=\w)\s(?:at|AT)\s(?P<domain>[\w-]{1,63}(?:\s(?:dot|DOT)\s[\w-]{1,63}){0,3}\s(?:dot|DOT)\s[a-z]{2,6})(?!\w)"
)
_HOST = r"(?:[a-z0-9æøåäöüéß](?:[a-z0-9æøåäöüéß-]{0,61})\.){1,6}"
# "java.net.SocketException", "com.fjell.app.main": names within programs.
_NO_NAME_OF_CODE = r"(?!\.(?-i:[a-z_$]|[A-Z][a-z]+[A-Z]))"
_OF_CODE = re.compile(r"(?:com|org|net|io|edu|gov|java|javax|android|kotlin)\.", re.IGNORECASE)
_URL = re.compile(
    r"https?://[^\s<>|\"')\]]+|(?<![\w@.-])www\.[^\s<>|\"')\]]+"
    rf"|(?<![\w@.-]){_HOST}(?P<top>[a-z]{{2,18}})(?![\w@-]){_NO_NAME_OF_CODE}(?:[/:][^\s<>|\"')\]]*)?",
    re.IGNORECASE,
)
_PICTURE = re.compile(r"\.(?:png|jpe?g|gif|svg|webp|bmp)(?:[?#]|$)", re.IGNORECASE)
# What stands in the place of a name: "firstname.lastname@fjell.fi".
_PLACEHOLDER = re.compile(
    r"(?:first-?name|fornavn|förnamn|fornamn|vorname|voornaam|pr[eé]nom|etunimi|nombre|nome|imie|name|user|navn|xxx+)"
    r"(?:[._-](?:last-?name|surname|etternavn|efternavn|efternamn|nachname|name|achternaam|nom|sukunimi|apellidos?"
    r"|cognome|nazwisko))?@",
    re.IGNORECASE,
)
_USUAL = frozenset(vocabulary.TOP_LEVELS)


def with_plain_mails(line: str) -> str:
    """Writes ``kari@fjell.no`` for ``kari (at) fjell (dot) no``, as pages hide addresses from programs."""
    if "dot" in line.lower() and (hidden := _IN_WORDS.search(line)):
        domain = re.sub(r"\sdot\s", ".", hidden["domain"], flags=re.IGNORECASE)
        line = f"{line[: hidden.start()]}@{domain}{line[hidden.end() :]}"
    if "(" not in line and "[" not in line and "{" not in line:
        return line
    plain = _AT_IN_BRACKETS.sub("@", _DOT_IN_BRACKETS.sub(".", line))
    return plain if "@" in plain else line


def extract_mails(text: str) -> tuple[list[str], str]:
    """Returns the mail addresses of a text, and the text without them."""
    text, mails = with_plain_mails(text), []
    for match in _MAIL.finditer(text):
        mail = match["mail"].strip("'’")
        if not plausibility.check_email(mail) and not _PLACEHOLDER.match(mail):
            mails.append(mail)
    if not mails:
        return [], text
    return mails, re.sub(r"<\s*>|\[\s*\]|\(\s*\)", "", _MAIL.sub(" ", text)).rstrip()


def extract_urls(text: str, domains: Collection[str] = ()) -> tuple[list[str], str]:
    """Returns the web addresses of a text, and the text without them.

    A host without ``www`` counts under the usual top-level domains; under any that there is if a label says
    so, if it stands alone, or if it is one of `domains`, those of the mails.
    """
    urls, left = [], text
    for match in _URL.finditer(text):
        url = match.group().rstrip(".,;:!?")
        before = text[: match.start()]
        if (
            plausibility.check_web_address(url)
            or _PICTURE.search(url)
            or re.search(r"\w\.?$", before)
            or _OF_CODE.match(url)
            or re.fullmatch(r"(?:[A-Z]\.)+\w*", url)
            or not _is_host(match, text, domains)
        ):
            continue
        urls.append(url)
        left = left.replace(match.group(), " ")
    return urls, left.rstrip() if urls else left


def _is_host(match: re.Match[str], text: str, domains: Collection[str]) -> bool:
    top = (match["top"] or "").lower()
    # "Reg.no 556987-1234": a number, not a host in Norway.
    if top == "nr":
        return match.group().lower().startswith("www.")  # "Momsreg.nr"
    if (
        top == "no"
        and match.group()[:1].isupper()
        and re.match(r"[\s:.]*[A-Z]{0,3}\s?\d", text[match.end() :])
    ):
        return False
    if match.group().lower().removeprefix("www.") in domains:
        return True
    if not top or top in _USUAL:
        return True
    if top not in top_levels():
        return False
    before = text[: match.start()].strip()
    is_alone = not before and not text[match.end() :].strip(" .")
    is_lower = match.group() == match.group().lower()
    return is_value_label(before.rpartition(" ")[2]) or (is_alone and is_lower)


def is_social(url: str) -> bool:
    """Returns True for a page on somebody else's site: a social network, a map, a meeting."""
    host = host_of(url)
    return any(host == one or host.endswith(f".{one}") for one in vocabulary.SOCIAL_HOSTS)
