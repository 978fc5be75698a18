"""Regular expressions for the parts of signatures: headers, closings, labels, company forms, streets."""

from __future__ import annotations

import re
from collections.abc import Iterable

from app.recognition.language import vocabulary


def _any_of(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


def _pattern(*parts: str) -> re.Pattern[str]:
    return re.compile("|".join(parts), re.IGNORECASE)


HEADER = re.compile(
    rf"\*?\s*(?P<name>{_any_of((*vocabulary.SENDER_HEADERS, *vocabulary.HEADERS))})\s*:\*?\s*(?P<value>.*)",
    re.IGNORECASE,
)
QUOTE_BEGINS = re.compile(
    r"""\s*(?:
        -{2,}\s*(?:original|ursprungligt|ursprüngliche|opprinnelig|forwarded|videresendt|vidarebefordrat
                   |weitergeleitete|oprindelig).*
      | (?:on|am|den|på|le|man|tir|tor|fre|ons|søn|lør)\b.{6,200}?\b(?:wrote|schrieb|skrev)\b.*
      | .{4,120}\b(?:wrote|schrieb|skrev)\s*:\s*$
    )""",
    re.IGNORECASE | re.VERBOSE,
)
CLOSING = re.compile(
    r"""\s*(?P<closing>
        (?:med\s+)?(?:vennlig(?:st)?|vennlege|venlig|de\s+beste|beste|bedste|gode|mange|varme|kjære|hyggelig)
            \s+hils(?:en|ninger?|ener?)
      | hilsen | helsing | mvh | vh | m\.?v\.?h\.?
      | (?:med\s+)?(?:vänlig(?:a|en)?|bästa|varma|hjärtliga|soliga|trevliga)?\s*hälsning(?:ar)?(?:en)?
      | vänligen | hälsn\.?
      | (?:mit\s+)?(?:freundliche|beste|herzliche|viele|liebe|schöne|sonnige)[nmr]?
            \s+(?:grüße?n?|grüsse?n?|gruß|gruss|empfehlungen)
      | (?:mfg|vg|lg|bg)\b
      | (?:with\s+)?(?:kind(?:est)?|best|warm(?:est)?|many|sincere)?\s*regards
      | best\s+wishes | (?:yours\s+)?(?:sincerely|faithfully|truly|respectfully) | all\s+the\s+best
      | (?:many\s+)?thanks\s+(?:and|&)\s+regards
      | (?:best|cheers|(?:many\s+)?thanks|thank\s+you|(?:på\s+förhand\s+)?tack|takk|danke|ha\s+en\s+\w+\s+dag)
            (?=\s*(?:$|[,.!/–-]))
    )(?=$|[\s,.!/|:–-])(?P<rest>.*)""",
    re.IGNORECASE | re.VERBOSE,
)
DELIMITER = re.compile(r"\s*(?:--\s*|—|_{3,}|-{3,}|\*{3,}|={3,}|\.{5,})\s*$")

_DISCLAIMER = _pattern(
    r"confidential|privileged|intended (?:only|solely)|konfident|fortrolig|konfidens|taushets|sekretess",
    r"vertraulich|unbefugt|irrtüm|unsubscribe|avmeld|abmelden|before printing|skriver? ut|drucken|virus",
    r"disclaimer|personvern|integritetspol|datenschutz|privacy|gdpr|scanned|skannet",
)
# Where a company is registered: of such lines only the number is of use.
LEGAL = _pattern(
    r"registered (?:in|office|number)|company (?:no|number|reg)|sitz der gesellschaft|amtsgericht",
    r"registergericht|handelsregister|geschäftsführ(?:er|ung|erin)\s*:|vorstand\s*:|aufsichtsrat|\bhr[ab]\s*\d",
    r"limited liability partnership|ust-?id|foretaksregisteret|vat\s+(?:no|reg|number)|momsreg|säte\s*:",
    r"styrelsens säte",
)
# Numbers beside these words are not phone numbers.
NO_PHONE = _pattern(
    r"\biban\b|\bbic\b|\bswift\b|steuer-?n|\bkonto|\bkto\b|bankgiro|plusgiro|\b[bp]g\b|\bhr[ab]\b|\bblz\b",
    r"org\.?\s*-?n|\bean\b|\bgln\b|sort code|\bust\b|\bvat\b|\bmoms|company no|registered",
    r"åpningstid|öppettid|öffnungszeit|opening",
)

MOBILE, DIRECT, SWITCHBOARD = "mobile", "direct", "switchboard"
FAX, PHONE, PRIVATE = "fax", "phone", "private"
KIND_OF_LABEL = {
    label: kind
    for kind, labels in (
        (FAX, vocabulary.FAX_LABELS),
        (MOBILE, vocabulary.MOBILE_LABELS),
        (DIRECT, vocabulary.DIRECT_LABELS),
        (SWITCHBOARD, vocabulary.SWITCHBOARD_LABELS),
        (PRIVATE, vocabulary.PRIVATE_LABELS),
        (PHONE, vocabulary.PHONE_LABELS),
    )
    for label in labels
}
# Labels of values that are not numbers: the label is dropped, the value is kept.
LABEL = re.compile(
    r"(?<!\w)(?:e-?\s?(?:mail|post)(?:adresse?)?|mail|epost|email|web(?:site|side|seite)?|www|internet|homepage"
    r"|hjemmeside|nettside|nettsted|hemsida|url|e|w|a|address?|adresse|adress|anschrift)\s*[:.]*\s*$",
    re.IGNORECASE,
)
VISITING = re.compile(
    r"\s*(?:besøk|besök|visit|besøks-?(?:\s?og\s?leverings)?adresse|besöksadress|leverings?adresse|leveransadress|hausanschrift"
    r"|besucheradresse|lieferanschrift|visiting address|visitors?|street address|head office|hovedkontor"
    r"|huvudkontor|office|kontor|adresse|address|adress|anschrift|a)\s*:\s*",
    re.IGNORECASE,
)
POSTAL = re.compile(
    r"\s*(?:post-?adresse|postadress|postanschrift|postal address|mailing address|fakturaadresse?"
    r"|post)\s*:\s*",
    re.IGNORECASE,
)
PO_BOX = _pattern(r"\b(?:post-?boks|postb\.|pb\.?|boks|box|postfach|postbox|p\.?\s?o\.?\s?box)\s+[\d ]{1,10}")

# A company form that is also an ordinary word counts only at the end.
FORM = re.compile(
    rf"(?<![\w&/.-])(?:{_any_of(vocabulary.COMPANY_FORMS)})(?![\w&/])"
    r"(?:\s*&\s*Co\.?(?:\s*KGa?A?|\s*OHG)?)?(?:\s*\([^)]{1,40}\))?"
    r"|(?<=\w\s)SE$|(?<=\w\s)Stiftung$|\baktiebolag\b|\baksjeselskap\b"
)
TITLE = _pattern(
    rf"\b(?:{_any_of(vocabulary.TITLE_WORDS)})\b",
    r"(?:leder|sjef|chef|manager|direktør|direktör|leiter|leiterin|konsulent|konsult|berater|ingeniør|ingenjör)\b",
    r"(?:ingenieur|selger|säljare|rådgiver|ansvarlig|ansvarig|assistent|mester|mekaniker|referentin|referent)\b",
    r"(?:koordinator|utvikler|entwickler|arkitekt|spesialist|specialist|partner)\b",
)
HONORIFIC = re.compile(
    r"""(?:(?:i\.\s?[va]\.|ppa\.|prof\.?|professor|dr\.?(?:-ing\.|\s?(?:med|jur|phil|rer|nat|h\.\s?c)\.)*
      |dipl\.?\s?-\s?(?:ing|kfm|kffr|inf|phys|chem|betriebsw|vw)\.?(?:\s?\((?:fh|tu|ba|univ)\.?\))?
      |[mb]\.?\s?(?:sc|a|eng)\.|mag\.|ing\.|siv\.?\s?ing\.?|civ\.?\s?ing\.?|adv\.
      |mr\.?|mrs\.?|ms\.?|miss|herr|frau|hr\.|fr\.|fru|sir|dame)\s+)+""",
    re.IGNORECASE | re.VERBOSE,
)
# The honorifics that are not academic titles.
POLITE = re.compile(
    r"(?:i\.\s?[va]\.|ppa\.|adv\.|mr\.?|mrs\.?|ms\.?|miss|herr|frau|hr\.|fr\.|fru|sir|dame)(?:\s+|$)",
    re.IGNORECASE,
)
CREDENTIAL = re.compile(
    r"""(?:[,\s]+(?:(?:mba|emba|ph\.?\s?d\.?|m\.?sc\.?|b\.?sc\.?|b\.?a\.?|m\.?a\.?|b\.?eng\.?|m\.?eng\.?
      |ll\.?[mb]\.?|fca|aca|acca|fcca|cpa|cfa|mrics|frics|mcips|cipd|pmp|cissp|obe|mbe|jr\.?|sr\.?|ii|iii
      |civ\.?\s?ing\.?|siv\.?\s?ing\.?|siviløkonom|civilekonom|dipl\.?-?ing\.?|esq\.?)(?=$|[\s,(])
      |\((?:hons|fh|tu|oxon|cantab|mnif|mna|h)\.?\)))+\s*$""",
    re.IGNORECASE | re.VERBOSE,
)
PRONOUNS = re.compile(
    r"\s*\(?\b(?:she|he|they|hun|han|hon|hen|sie|er)\s*[/|]\s*"
    r"(?:her|him|them|henne|ham|honom|hen|hens|ihr|ihm)s?\b(?:\s*/\s*\w+)?\)?",
    re.IGNORECASE,
)
STREET = _pattern(
    r"(?:gata|gate|gaten|gt\.|veien|vegen|vei|veg|vn\.|allé|alle|allè|plass|torget?|torv|brygge|brygga|kaia?"
    r"|kaien|bakken|gatan|vägen|väg|gränd|torg|plan|stigen|backen|kajen|hamn|leden|esplanaden"
    r"|straße|strasse|str\.|weg|platz|allee|gasse|ring|damm|ufer|chaussee|markt|steig|kai|wall|graben|hof"
    r"|gade|vej|katu|tie|straat|laan)(?=$|[\s,\d])",
    r"\b(?:street|st\.?|road|rd\.?|lane|ln\.?|avenue|ave\.?|drive|dr\.?|row|square|sq\.?|court|ct\.?|place"
    r"|pl\.?|terrace|way|close|crescent|gardens|boulevard|blvd\.?|highway|hwy\.?|parkway|pkwy\.?|hill|park"
    r"|house|building|quay|wharf|mews|yard|estate|centre|center|rue|via|calle|plaza)(?=$|[\s,\d])",
)
UNIT = _pattern(
    r"\b(?:unit|suite|floor|level|flat|apt\.?|room|etasje|etg\.?|etage|våning(?:en)?|tr\.?|vån\.?|stock)\b",
    r"\b(?:aufgang|haus|gebäude|oppgang|inngang|uppgång|bygg|building|block|port|c/o|plan|trapp(?:or)?)\b",
    r"\b(?:seksjon|postboks|box)\b",
)

_SENTENCE_WORDS = frozenset(vocabulary.SENTENCE_WORDS)


def is_sentence(line: str) -> bool:
    """Returns True if a line is prose and not part of a signature."""
    words = re.findall(r"[^\W\d_]+(?:['’][^\W\d_]+)?", line.lower())
    hits = sum(word in _SENTENCE_WORDS for word in words)
    if _DISCLAIMER.search(line) and (hits or len(words) > 6):
        return True
    if len(words) >= 6 and hits >= 2:
        return True
    return len(words) >= 4 and hits >= 1 and line.rstrip().endswith((".", "!", "?"))
