"""Regular expressions for the parts of signatures: headers, closings, labels, company forms, streets."""

from __future__ import annotations

import re
from collections.abc import Iterable

from app.recognition.language import labels, vocabulary

KIND_OF_LABEL = labels.KIND_OF_LABEL
MOBILE, DIRECT, SWITCHBOARD = labels.MOBILE, labels.DIRECT, labels.SWITCHBOARD
FAX, PHONE, PRIVATE = labels.FAX, labels.PHONE, labels.PRIVATE


def _any_of(words: Iterable[str], depth: int = 3) -> str:
    """Returns the alternatives of words, longer ones first, grouped by their beginnings.

    An expression tries alternatives one by one: a thousand titles at each word of a text would take long.
    """
    groups: dict[str, list[str]] = {}
    for word in sorted(set(words), key=len, reverse=True):
        groups.setdefault(word[:1], []).append(word[1:])
    return "|".join(
        re.escape(letter)
        + (f"(?:{_any_of(rests, depth - 1)})" if depth and len(rests) > 1 else _joined(rests))
        for letter, rests in groups.items()
    )


def _joined(rests: list[str]) -> str:
    return f"(?:{'|'.join(map(re.escape, rests))})" if len(rests) > 1 else re.escape(rests[0])


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
      # "Le mar. 10 nov. 2026 à 09:12, Sophie <sophie@lac.fr> a écrit :", "Op di 10 nov schreef Jan:"
      | (?=.*(?:\d|@)).{4,250}?\b(?:wrote|schrieb|skrev|écrit|escribió|escreveu|scritto|schreef|kirjoitti
            |napisał\(?a?\)?|napsala?|skrifaði|írta)\b.{0,120}:\s*$
      | .{4,120}\b(?:wrote|schrieb|skrev)\s*:\s*$
    )""",
    re.IGNORECASE | re.VERBOSE,
)
CLOSING = re.compile(
    r"""\s*(?P<closing>
        (?:med\s+)?(?:(?:de\s+)?(?:vennlig(?:st|e)?|vennleg(?:e|aste)?|venlig(?:e|st)?|beste|bedste|gode|mange|varme|kjære|kærlig|hyggelig))
            \s+(?:hils(?:en|ninger?|ener?|ner)|helsing(?:ar)?)
      | (?:med\s+)?(?:hilsen|helsing) | le\s+meas | mvh | vh | m\.?v\.?h\.? | dbh | kh
      | (?:med\s+)?(?:vänlig(?:a|en)?|bästa|varma|hjärtliga|soliga|trevliga)?\s*hälsning(?:ar)?(?:en)?
      | vänligen | hälsn\.?
      | (?:mit\s+)?(?:freundliche|beste|herzliche|viele|liebe|schöne|sonnige)[nmr]?
            (?:\s+[a-zäöüß]{3,14}en)?\s+(?:grüße?n?|grüsse?n?|gruß|gruss|empfehlungen)
      | hochachtungsvoll | (?:grüße|grüsse|gruß|gruss)(?:\s+aus\s+\w+)?
      | (?:mfg|vg|lg|bg|mvg|yt)\b | gr\.(?=\s+\w+\s*$) | t(?=[.,]?\s*$)
      | (?:with\s+)?(?:kind(?:est)?|best|warm(?:est)?|many|sincere)?\s*regards
      | (?:best|warm|kind)\s+wishes | (?:yours\s+)?(?:sincerely|faithfully|truly|respectfully)(?:\s+yours)?
      | all\s+the\s+best | (?:many\s+)?thanks\s+(?:and|&)\s+regards | thanks\s+a\s+million
      | (?:(?:bien|très)\s+)?cordialement | bien\s+à\s+(?:vous|toi)
      | (?:avec\s+)?(?:(?:nos|mes)\s+)?(?:(?:sincères|meilleures|cordiales)\s+)?salutations
            (?:\s+(?:distinguées|cordiales|les\s+meilleures))? | respectueusement
      | (?:met\s+)?(?:vriendelijke|hartelijke|beste)?\s*groet(?:en|jes)? | hoogachtend
      | (?:ystävällisin|parhain|terveisin|terv\.?)\s*(?:terveisin)? | kunnioittavasti
      | kramar | kram | klem(?:mer)? | knus | bis(?:ous|es) | sl[áa]n(?:\s+go\s+fóill)? | tschüss | ciao
      | (?:un\s+)?(?:cordial(?:es)?\s+|afectuosos?\s+)?saludos?(?:\s+cordiales)?
      | (?:muy\s+)?atentamente | (?:cordiali|distinti|cari)\s+saluti | cordialmente | un\s+abrazo
      | (?:os\s+)?(?:melhores|cordiais|com\s+os\s+melhores)\s+cumprimentos | atenciosamente
      | (?:z\s+)?(?:poważaniem|wyrazami\s+szacunku|pozdrowieniami)
      | (?:s\s+)?(?:pozdravem|přátelským\s+pozdravem|úctou) | üdvözlettel
      | (?:með\s+)?(?:bestu\s+)?kveðjur? | pozdrawiam | (?:parimate|tervitades)(?:\s+tervitustega)?
      | (?:best|cheers|(?:many\s+)?thanks|thank\s+you
            |(?:på\s+förhand\s+)?tack(?:\s+på\s+förhand)?|takk(?:\s+på\s+forhånd)?|tak|danke|merci|kiitos
            |grt(?:js|z|n)?|vr\.?\s?gr\.?|br|rgds|brgds|cdlt|cordt|bàv|bedankt|allt\s+gott|alt\s+godt|vi\s+(?:hörs|høres|snakkes|ses|tales\s+ved)
            |(?:speak|talk|see\s+you)\s+soon|ha\s+det\s+(?:bra|fint|godt|gott)
            |(?:ha|have|i\s+ønskes)\s+(?:en|ei|a|an)\s+(?:\w+\s+){1,3}(?:dag|uke|helg|kveld|vecka|weekend|day|week|evening)
            |(?:trevlig|god|fin|schönes|fijne?|bonne|excellente|nice)\s+(?:helg|weekend|wochenende|dag|journée|week|vecka|sommar|sommer|sommarferie|jul|påske?|höst|ferie|urlaub|adventszeit)
        |(?:glad|glada|god|gode|glædelig|prettige|schöne|frohe|bonnes|happy|merry|fijne|hyvää|feliz|felices|buone)\s+(?:feiertage|weihnachten|ostern|fêtes|vacances|holidays|easter
            |christmas|feestdagen|kerst|kesää|joulua|navidad|fiestas|feste|sommar|sommer|jul|påske?|høst|høstferie|ferie|vakantie)
        )(?=\s*(?:$|[,.!/–-]))
    )(?=$|[\s,.!/|:–-])(?P<rest>.*)""",
    re.IGNORECASE | re.VERBOSE,
)
# How a mail begins: whom it greets is not its writer.
GREETING = re.compile(
    r"""\s*(?:
        (?:hei(?:\s+hei)?|heisann|hallo(?:en)?|hi(?:\s+there)?|hello|hej(?:\s+hej)?|hejsan|halla|moi|hei\s+kaikki|terve|moin|servus
          |kjære|kære|käre|kära|dear|geachte|beste|bonjour|bonsoir|salut|chers?|chère|madame|monsieur|hyvä|arvoisa
          |lieber?|liebes|sehr\s+geehrter?|grüezi|grüß\s+gott|guten\s+(?:tag|morgen|abend)|god(?:e)?\s+(?:dag|morgen|kveld|morgon)
          |good\s+(?:morning|afternoon|evening|day)|goedemorgen|goedemiddag|dag(?=\s+(?:allemaal|mevrouw|meneer)|[,!]|\s*$)|hola|buenos\s+días|gentile|egregio
          |to\s+whom\s+it\s+may\s+concern|dzień\s+dobry|sæll?|góðan\s+dag(?:inn)?)
      )(?:[\s,!.–-].{0,60}|[,!:]?)\s*$""",
    re.IGNORECASE | re.VERBOSE,
)
DELIMITER = re.compile(r"\s*(?:--\s*|—|_{3,}|-{3,}|\*{3,}|={3,}|\.{5,})\s*$")

_DISCLAIMER = _pattern(
    r"confidential|privileged|intended (?:only|solely)|konfident|fortrolig|konfidens|taushets|sekretess",
    r"vertraulich|unbefugt|irrtüm|unsubscribe|avmeld|abmelden|before printing|skriver? ut|drucken|virus",
    r"disclaimer|personvern|integritetspol|datenschutz|privacy|gdpr|scanned|skannet",
)
# Where a company is registered: of such lines only the number is of use.
_LEGAL = (
    r"\breg(?:d|\.|d\.) in\b",
    r"registered (?:in|office|number)|company (?:no|number|reg)|sitz der gesellschaft|amtsgericht",
    r"registergericht|handelsregister|geschäftsführ(?:er|ung|erin)\s*:|vorstand\s*:|aufsichtsrat|\bhr[ab]\s*\d",
    r"limited liability partnership|ust-?id|foretaksregisteret|vat\s+(?:no|reg|number)|momsreg|säte\s*:",
    r"f-?skatt|styrelsens säte|\brcs\b|\brpr\b|\bvr ?\d{3,}|geschäftsführung\s*:",
    r"vorsitzender(?!\s*$)|\bkomplementär",
    r"chairman of the board|board of directors|\bhandelsreg|capital (?:social|de)\b|\bsäte\b\s+i\b",
    r"\bregulated by\b|\bco\.? reg(?:istration)?\b|\btrading as\b|registro mercantil",
    r"limited by guarantee|registered charity",
    r"cap(?:itale|\.)? soc(?:iale|\.)|\brea [a-z]{2}\b|conservatória|firmenbuchgericht|\bfn \d{5,6} ?[a-z]\b",
    r"sąd rejonowy|kapitał zakładowy|kapitału zakładowego|\bkrs:?\s*\d{6}|obchodním rejstříku",
)
# Where none of them begins, none is tried: that takes most of the time of a long text.
LEGAL = re.compile(rf"(?=[abcfghklmorstuv])(?:{'|'.join(_LEGAL)})", re.IGNORECASE)
# Who watches over a company does not work there.
SUPERVISION = _pattern(
    r"aufsichtsr|beirat|supervisory|commissaris|tilsyn|tillsyn|surveillance|sorveglianza|nadzorcz|revisor|auditor"
)
PUBLICATION = _pattern(r"publi[ck]a|rédaction|redak|redac|inhalt|innehåll|innhold|indhold|contenu|webmaster")
# Labels of values that are not numbers: the label is dropped, the value is kept.
LABEL = re.compile(
    r"(?<!\w)(?:e-?\s?(?:mail|post)(?:adresse?)?|mail|epost|email|web(?:site|side|seite)?|www|internet|homepage"
    r"|hjemmeside|nettside|nettsted|hemsida|url|e|w|a|address?|adresse|adress|anschrift)\s*[:.]*\s*$",
    re.IGNORECASE,
)
VISITING = re.compile(
    r"\s*(?:besøk|besök|visit|forretningsadr(?:esse)?\.?|firmaadresse|adr\.?|besøks-?(?:\s?og\s?leverings)?adr(?:esse)?\.?|besöksadr(?:ess)?\.?|leverings?adresse|leveransadress|deliver(?:y\s(?:to|address)|\sto)|ship(?:ping\saddress|\sto)|lieferadresse"
    r"|hausanschrift|besucheradresse|lieferanschrift|bezoekadres|käyntiosoite|adresse de visite"
    r"|vestigingsadres|visiting address|visitors?|street address|head office|hovedkontor|huvudkontor"
    r"|hauptsitz|registered office|office|kontor|adresse|address|adress|adres|osoite|anschrift"
    r"|gateadresse|gatuadress|straße|strasse|street|gade|siège(?: social)?|a)\s*:\s*",
    re.IGNORECASE,
)
# For whom a letter is: no part of the street.
ATTENTION = re.compile(
    r"(?:att(?:n|ention)?\b\.?:?|z\.?\s?hd\.?|zu händen|t\.\s?a\.\s?v\.|à l['’]attention)\s*", re.IGNORECASE
)
POSTAL = re.compile(
    r"\s*(?:post-?adr(?:esse)?\.?|postadress|postanschrift|postal address|mailing address|fakturaadresse?"
    r"|postadres|postiosoite|adresse postale|boîte postale|post"
    # Where invoices go is no place to visit.
    r"|(?:e-?)?(?:faktur(?:or|aer|aen|a)?|invoices?|rechnungen|facturen|factures?)\s(?:[^\W\d_]+\s){0,2}"
    r"(?:till?|to|an|naar|à|adresse|address|adress)|(?:fakturerings|rechnungs|factuur|laskutus)[-\s]?"
    r"(?:adress?e?|anschrift|adres|osoite)|billing address|adresse de facturation|indirizzo di fatturazione"
    r")\s*:\s*",
    re.IGNORECASE,
)
PO_BOX = _pattern(
    r"\b(?:post-?boks|postb\.|pb\.?|boks|box|fe(?=\s\d{2,4}$)|postfach|postbox|postbus|postilokero|pl|bp|cs|cp|c\.p\.|apartado|apdo\.?|p\.?\s?b\.|p\.?\s?o\.?\s?box)"
    r"\s+[\d ]{1,10}",
    r"\b(?:case|casella) postale\s\d{1,6}",
    r"^(?:postfach|case postale|casella postale|postboks|postbus)$",
)

# A company form that is also an ordinary word counts only at the end.
FORM = re.compile(
    rf"(?<![\w&/.-])(?:{_any_of(vocabulary.COMPANY_FORMS)})(?![\w&/])"
    # "Meningie SA 5264" lies in South Australia.
    r"(?!(?<=\bSA)\s+5\d{3}\s*(?:$|,))"
    rf"(?:\s+(?:{_any_of(vocabulary.COMPANY_FORMS)})(?![\w&/]))?"
    r"(?:\s*&\s*Co\.?(?:\s*KGa?A?|\s*OHG)?)?(?:\s*\([^)]{1,40}\))?"
    r"|(?<=[\w&]\s)(?:Co\.|Company)(?=$|,)|(?<=\w\s)SE$|(?<=\w\s)Stiftung$|\baktiebolag\b|\baksjeselskap\b"
)
# Firms that are called after a family.
FAMILY_FIRM = re.compile(
    r"\s(?:&|[Oo]g|[Oo]ch|[Uu]nd|[Aa]nd|[Ee]n|[Ee]t)\s(?:Sons?|Sønn(?:er)?|Sønn?er|Søn|Söner|Sohn|Söhne|Zoon|Zonen"
    r"|Zn\.?|Fils|Daughters?|Døtre|Co\.?|Partners?|Partnere)(?!\w)"
    r"|^(?:Brødrene|Bröderna|Brdr\.?|Gebr\.?|Gebrüder|Gebroeders|Veljekset)\s[A-ZÆØÅÄÖÜ]"
    r"|\w\s(?:Bros\.?|Brothers|Frères)$"
)
# The form between the trade and the name: "Fastighets AB Lyckebo".
FORM_BETWEEN = re.compile(
    rf"(?:{_any_of(vocabulary.FORMS_BETWEEN)})\s+(?:AB|Aktiebolag|HB|KB)\s+[A-ZÅÄÖ][\w&'’-]+(?:\s(?:&\s)?[A-ZÅÄÖ][\w'’-]+){{0,3}}"
)
FORM_AHEAD = re.compile(
    rf"(?:{_any_of(vocabulary.FORMS_AHEAD)})\s+(?=[\"„“«]?[\w'’]*[A-ZÆØÅÄÖÜÉ])(?=\S{{2}})"
)
# What may stand between a title or a person and the company; `surely` is never part of its name.
BEFORE_COMPANY = re.compile(
    r",\s+|\s+[–—-]\s+|\s+(?:(?P<surely>hos|at|bei|chez|bij|@|(?:la|die|the)\s+(?:société|Firma|company))|på|i|in|for|ved|av|of|from|fra|från|von|der|des)\s+(?=[A-ZÆØÅÄÖÜÉ])"
)
OCCUPATION = _pattern(
    rf"\b(?:{_any_of(vocabulary.TITLE_WORDS)})\b", rf"(?:{_any_of(vocabulary.TITLE_ENDS)})\b"
)
# A title, or a word that makes one likely: "Salg", "Kundeservice".
TITLE = _pattern(OCCUPATION.pattern, rf"\b(?:{_any_of(vocabulary.AREA_WORDS)})\b")
STREET = _pattern(
    r"\bc/\s?[^\W\d_]{3}",
    r"(?:gata|gate|gaten|gt\.|veien|vegen|vei|veg|vn\.|allé|alle|allè|plass|torget?|torv|brygge|brygga|kaia?"
    r"|kaien|bakken|gatan|vägen|väg|gränd|torg|plan|stigen|backen|kajen|hamn|leden|esplanaden"
    r"|straße|strasse|str\.|weg|platz|allee|gasse|ring|damm|ufer|chaussee|markt|steig|kai|wall|graben|hof"
    r"|gade|gaden|vej|vejen|pladsen|boulevarden|alléen|stræde|strædet|torvet|vænget|parken|toften|katu|tie|straat|laan)(?=$|[\s,\d])",
    r"\b(?:street|st\.?|road|rd\.?|lane|ln\.?|avenue|ave\.?|drive|dr\.?|row|square|sq\.?|court|ct\.?|place"
    r"|pl\.?|terrace|way|close|crescent|gardens|boulevard|blvd\.?|highway|hwy\.?|parkway|pkwy\.?|hill|park"
    r"|house|building|quay|wharf|mews|yard|estate|centre|center|mill|barn|cottage|farm|lodge|hall|manor|tower|chambers|works|campus|rue|allée|chemin|route|quai|impasse|boulevard|boul\.?|cours|chaussée|via|calle|plaza|avenida|avda?\.?"
    r"|paseo|ronda|camino|carretera|ctra\.?|travesía|pza\.?|viale|piazza|corso|largo|vicolo|rua|travessa"
    r"|estrada|praça|alameda|ul\.|ulica|aleja|al\.|třída|náměstí|nám\.|utca|út)(?=$|[\s,\d])",
)
UNIT = _pattern(
    r"\b(?:unit|suite|floor|level|flat|apt\.?|room|etasje|etg\.?|etage|krs\.?|kerros|kerr\.?|våning(?:en)?|tr\.?|vån\.?|stock)\b",
    r"\b(?:aufgang|haus|gebäude|oppgang|inngang|uppgång|bygg|building|block|port|c/o|plan|trapp(?:or)?)\b",
    r"\b(?:seksjon|postboks|box|sal|tv|th|kld|nave|pol(?:ígono|\.)|planta|piso|oficina|despacho|local|lote|edificio|edifício)\b",
    r"\b(?:bât(?:iment)?|étage|bureau|appt|zi|za|zac|interno|scala|palazzina|piano|lok\.|klatka|piętro|plot|phase)\b",
    r"\b\d\.?\s?(?:og|ug|dg)$|\b(?:ober|unter|erd|dach)gescho(?:ss|ß)\b",
    r"^c/o\b",
)

# Parts of a company, with a number that is no house's.
DEPARTMENT = re.compile(
    r"(?:avd(?:eling|elning)?|abt(?:eilung)?|dep(?:t|artment|artement)?|team|enhet|seksjon|sektion|halle?|gate|plan|anknytning|ankn?|linje|ext(?:ension)?|intern|nst|toestel|poste)\b\.?"
    r"\s*\d{1,5}\b|(?:afd(?:eling|\.)|avd(?:eling|elning|\.)|abteilung|abt\.|department|dept\.?|service|referat)\s+(?-i:[A-ZÆØÅÄÖÜ])",
    re.IGNORECASE,
)
# Where a part of a company is: "Standort Kiel", "Avd. Stavanger".
SITE = re.compile(
    r"(?:standort|locatie|niederlassung|zweigstelle|filiale|außenstelle|werk|büro|avd(?:eling|elning)?\.?|afd(?:eling)?\.?|kontor(?:et)?"
    r"|distrikt|region|office|branch|vestiging|agence|site|sede|delegación|oddział|pobočka)\s+(?-i:[A-ZÆØÅÄÖÜ])"
    r"[^\W\d_]+(?:[ -][^\W\d_]+)?",
    re.IGNORECASE,
)
# What programs write into their logs: a time to the second, and the calls that led to an error.
_LOGGED = re.compile(
    r"\s*(?:\[?\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d|\[?(?:TRACE|DEBUG|INFO|WARN(?:ING)?|ERROR|FATAL)\b[\]:\s]"
    r"|at\s[\w.$<>/]{3,200}\(|File \"[^\"]{1,200}\", line \d)"
)
_SENTENCE_WORDS = frozenset(vocabulary.SENTENCE_WORDS)


def is_sentence(line: str) -> bool:
    """Returns True if a line is prose and not part of a signature."""
    if _LOGGED.match(line):
        return True
    # "i.v." and "e.K." are abbreviations, not the words "i" and "e".
    words = re.findall(r"(?<![\w.])[^\W\d_]+(?:['’][^\W\d_]+)?(?!\.\w)", line.lower())
    hits = sum(word in _SENTENCE_WORDS for word in words)
    if _DISCLAIMER.search(line) and (hits or len(words) > 6):
        return True
    if len(words) >= 6 and hits >= 2:
        return True
    return len(words) >= 4 and hits >= 1 and line.rstrip().endswith((".", "!", "?"))
