"""Lists of the words that occur in Norwegian, Danish, Swedish, German and English signatures.

They are in lower case, except for company forms, whose spelling tells them from ordinary words ("AS", "as").
"""

from __future__ import annotations

from app.recognition.language.tables import table


def split_words(text: str) -> tuple[str, ...]:
    """Splits a text into its words, each once."""
    return tuple(dict.fromkeys(text.split()))


ORGANIZER_HEADERS = split_words(
    """
    organizer organiser organisator organisatör arrangør arrangör järjestäjä organisateur organizador
    veranstalter møteleder innkaller
    """
)

SENDER_HEADERS = (
    *split_words("""
    from fra från von de van da od mittente remitente lähettäjä expéditeur avsändare afsender
    """),
    *ORGANIZER_HEADERS,
)

HEADERS = split_words(
    """
    to til till an cc bcc kopi blindkopi sent sendt skickat gesendet date dato datum subject emne ämne
    betreff reply-to svar-til importance viktighet prioritet priority attachments vedlegg anlagen bilagor
    envoyé à objet date pièces-jointes aan verzonden onderwerp datum para enviado asunto inviato a oggetto
    do wysłano temat lähetetty vastaanottaja aihe komu odesláno předmět bijlagen kopia
    aika paikka tid plats sted tidspunkt when where wann wo zeit quand où waar wanneer location time start end
    slut når hvor hvornår när var ort plass milloin missä dónde cuándo dove quando lieu emplacement locatie
    """
)

# Words that occur in sentences but not in names, titles and addresses.
SENTENCE_WORDS = split_words(
    """
    jeg du vi dere han hun det den dette denne disse er var har hadde kan vil skal bør må ikke hvis dersom
    ble bli oss meg deg alle vår vårt våre ditt dine din hvordan når før eller enn ber jag ni är vad detta
    dessa denna inte om hade ska skulle bör måste här hur när innan mig dig våra ich sie wir ihr es ist
    sind war hat haben kann können wird werden wenn falls diese dieser dieses nicht kein bitte sollten
    oder ihnen uns mich unsere ihre sofern wurde i you we he she it they this that these those is are was
    were be been has have had can could will would should may must not if please us me our your any it's
    don't before when how whether je j'ai vous nous ils elle est sont avez avons votre vos cette merci
    veuillez pouvez afin n'hésitez u wij jullie zijn hebben heeft kunt kunnen graag uw deze niet wordt usted
    ustedes nosotros hemos puede podemos gracias adjunto siamo abbiamo grazie questo questa jest są proszę
    dziękuję jsme prosím děkuji olen olemme voit voimme kiitos jos
    """
)

# The forms of resources/recognition/companies.toml: behind the name, and ahead of it.
COMPANY_FORMS = tuple(
    form.replace("_", " ") for form in split_words(" ".join(table("companies")["behind"].values()))
)
FORMS_BETWEEN = split_words(" ".join(table("companies")["between"].values()))
FORMS_AHEAD = split_words(" ".join(table("companies")["ahead"].values()))

# Trades and kinds of organisations: words of companies, not of people.
TRADE_ENDS = split_words(" ".join(table("companies")["word_ends"].values()))
TRADE_WORDS = split_words(" ".join(table("companies")["words"].values()))

# Of resources/recognition/titles.toml: titles, ends of titles, and what is a title only beside a name.
TITLE_WORDS = split_words(" ".join(table("titles")["words"].values()))
TITLE_ENDS = split_words(" ".join(table("titles")["ends"].values()))
TITLE_SURNAMES = split_words(" ".join(table("titles")["surnames"].values()))
TITLE_SURNAME_ENDS = split_words(" ".join(table("titles")["surname_ends"].values()))
OFFICES = split_words(" ".join(table("titles")["offices"].values()))
AREA_WORDS = split_words(" ".join(table("titles")["areas"].values()))
DEPARTMENTS = split_words(" ".join(table("titles")["departments"].values()))

# Particles, which belong to the last name after them.
PARTICLES = split_words(
    """
    von van der den de del della da das di dos du la le af av zu zum zur ten ter vom y e bin al el
    ní nic ní mac mhic giolla ua uí ó uí st st. 't d' dei degli do dal las los les ibn abu auf
    te vande vanden ap ab ferch
    freifrau freiherr freiin baron baronesse baronin edler ritter graf gräfin
    """
)

# Who is meant in "Ring oss på" and "Find us": of sentences and headings, not of names.
PRONOUNS = split_words("oss os us uns ons nous meg mig me mich deg dig dich dere nosotros noi")

POSSESSIVES = split_words(
    """
    vår våra vårt våre vor vores vore min mitt mina din ditt dina dine jer jeres our your my unser unsere
    unserer unseren ihr ihre ihrem ihren onze uw notre votre nos vos nuestro nuestra nostro nostra
    naszej naszą nasza
    """
)

# First names of Spain that stand behind another one.
SECOND_FIRST_NAMES = split_words(
    """
    luis josé maría carlos antonio manuel miguel ángel javier jesús francisco fernando ramón pedro pablo
    ignacio alberto andrés enrique eduardo daniel david rafael ricardo vicente teresa carmen isabel pilar
    dolores elena luisa victoria rosa mercedes cristina belén josefa eugenia soledad concepción ana paz mar
    ángeles dios carmo céu rosário fátima lurdes
    """
)

# Articles begin names of companies, but of no people; "de" and "den" are particles of last names.
ARTICLES = split_words("the das die het les")

# What stands before or in place of a name, and is none.
NO_NAMES = split_words(
    """
    familie familien familjen family ihr ihre unser unsere vår våre vårt our your deres team avsender
    """
)

ROLE_MAILBOXES = split_words(
    """
    post firmapost postmottak info kontakt contact office mail email hello hei hej hallo sales salg
    forsaljning order orders ordre bestilling bestallning support service kundeservice kundservice
    kundtjanst kundenservice helpdesk faktura invoice invoices rechnung buchhaltung regnskap ekonomi
    okonomi accounts accounting finance einkauf innkjop inkop purchase verkauf vertrieb marketing presse
    press media jobb jobs karriere career hr admin administration noreply no-reply donotreply sekretariat
    resepsjon reception empfang zentrale team webmaster privacy personvern datenschutz dpo booking
    bookings reservations lager drift verksted butikk shop web enquiries enquiry ops styret styre bestyrelsen
    styrelsen kontor kontoret toimisto myynti laskutus asiakaspalvelu verkoop inkoop administratie boekhouding
    klantenservice receptie accueil commercial comptabilite mairie secretariat direction ventes team hilfe
    bauamt ordnungsamt standesamt rathaus gemeindeamt buergerbuero
    directie direktion geschaeftsstelle geschaeftsfuehrung rezeption reservierung reservierungen reservation
    boutique magasin atelier bureau gemeente compta rh recrutement lettings editorial news orders parts
    workshop reservasjon legesenter tannlege frisor menighet barnehage kommune kommun registrator diarium
    vaxel loner salon klinikken klinik butik bogholderi lon servicedesk webshop shop studio theoffice
    hola ciao moin
    bestellung bewerbung werkstatt praxis kanzlei kundecenter kundesenter resepsjonen reception receptionen
    skola skole rektor redaksjon redaktion redaktionen bestilling tilbud order ordre hallo welcome ask
    """
)

# Role mailboxes that answer no customer: for applicants, data protection, web masters, complaints;
# and those that nobody reads (RFC 2142, and what programs send from).
OTHER_MAILBOXES = split_words(
    """
    job jobs jobb karriere karriär career careers karrier bewerbung bewerbungen recruitment recruiting
    rekruttering rekrytering recrutement vacatures vacature werkenbij candidatures empleo lavora praca
    privacy personvern dataskydd databeskyttelse datenschutz dpo gdpr dsb tietosuoja rgpd avg
    dpd lopd lopdgdd rodo iod fg gdpr-dpo dataprotection datenschutzbeauftragter datenschutzbeauftragte
    personuppgifter protecciondedatos protecciondatos tietosuojavastaava
    noreply no-reply donotreply ikkesvar webmaster hostmaster postmaster abuse unsubscribe newsletter
    whistleblower varsling
    """
)

# Below these, as below top levels, names are registered: menai.ac.uk, kitano.co.jp.
SECOND_LEVELS = frozenset(
    split_words("co com org net ac edu gov govt or ne go gv sch nhs ltd plc me nom asso")
)

# Hosts of web addresses that are not the company's own.
SOCIAL_HOSTS = split_words(
    """
    linkedin.com facebook.com fb.com twitter.com x.com instagram.com youtube.com youtu.be xing.com
    tiktok.com teams.microsoft.com teams.live.com zoom.us calendly.com outlook.office365.com
    maps.google.com goo.gl maps.app.goo.gl bit.ly lnkd.in safelinks.protection.outlook.com wa.me
    whatsapp.com aka.ms trustpilot.com google.com ec.europa.eu europa.eu verbraucher-schlichter.de
    """
)

# Top-level domains by which a web address is recognised even without www.
TOP_LEVELS = split_words(
    """
    com org net eu io biz info co ai app dev tech shop group gmbh berlin hamburg koeln bayern agency
    consulting solutions cloud digital media services studio design no se dk fi is de at ch li nl be lu uk ie
    fr es pt it pl cz ee lv lt us ca au nu
    """
)
