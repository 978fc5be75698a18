"""Lists of the words that occur in Norwegian, Danish, Swedish, German and English signatures.

They are in lower case, except for company forms, whose spelling tells them from ordinary words ("AS", "as").
"""

from __future__ import annotations


def split_words(text: str) -> tuple[str, ...]:
    """Splits a text into its words, each once."""
    return tuple(dict.fromkeys(text.split()))


SENDER_HEADERS = split_words(
    """
    from fra från von
    """
)

HEADERS = split_words(
    """
    to til till an cc bcc kopi blindkopi sent sendt skickat gesendet date dato datum subject emne ämne
    betreff reply-to svar-til importance viktighet prioritet priority attachments vedlegg anlagen bilagor
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
    don't before when how whether
    """
)

COMPANY_FORMS = split_words(
    """
    AS ASA ANS DA BA SA NUF ENK KF IKS AB HB KB GmbH gGmbH mbH AG KG KGaA OHG UG e.K. e.Kfm. eG e.V. GbR
    PartG Ltd Ltd. Limited LLP PLC plc Plc CIC Inc Inc. Incorporated LLC L.L.C. Corp Corp. Corporation ApS
    A/S I/S K/S P/S Oy Oyj Ab BV B.V. NV N.V. S.A. SARL SAS S.r.l. Srl S.p.A. SpA s.r.o. OÜ UAB SIA ehf.
    hf. Pty
    """
)

TITLE_WORDS = split_words(
    """
    leder leiar sjef chef chief manager director direktør direktör direktor geschäftsführer
    geschäftsführerin geschäftsführender geschäftsführende leiter leiterin konsulent konsult consultant
    berater beraterin rådgiver rådgivare selger säljare sales salg vertrieb försäljning einkauf innkjøp
    inköp ingeniør ingenjör ingenieur ingenieurin engineer engineering partner advokat advokatfullmektig
    rechtsanwalt rechtsanwältin lawyer solicitor revisor accountant assistent assistant assistentin
    sekretær sekreterare sekretärin secretary executive officer ceo cfo cto coo cio cmo cso vp vice
    president head representative koordinator coordinator analyst analytiker developer utvikler utvecklare
    entwickler designer arkitekt architect specialist spesialist spezialist expert ekspert agent
    kundeansvarlig ansvarlig ansvarig medarbeider medarbetare mitarbeiter mitarbeiterin sachbearbeiter
    sachbearbeiterin referent referentin prokurist prokuristin gesellschafter inhaber inhaberin eier ägare
    owner founder gründer grunder grundare co-founder styreleder ordförande chairman chair vd daglig
    verkställande administrerende administrativ associate senior junior key account regional nordic global
    product produkt project prosjekt projekt projektleiter marketing markedsføring marknad human resources
    hr people culture personal it service support kundeservice kundtjänst lager logistikk logistik
    verksmester mekaniker tekniker technician technical technischer technische teknisk driftsleder daglige
    office surveyor buyer planner recruiter trainer controller professor dozent lektor student intern
    praktikant trainee business development operations avdeling avdelning abteilung department team
    finance økonomi ekonomi
    """
)

# Particles, which belong to the last name after them.
PARTICLES = split_words(
    """
    von van der den de del della da das di dos du la le af av zu zum zur ten ter vom y e bin al el
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
    bookings reservations lager drift verksted butikk shop web enquiries enquiry ops
    """
)

# Hosts of web addresses that are not the company's own.
SOCIAL_HOSTS = split_words(
    """
    linkedin.com facebook.com fb.com twitter.com x.com instagram.com youtube.com youtu.be xing.com
    tiktok.com teams.microsoft.com teams.live.com zoom.us calendly.com outlook.office365.com
    maps.google.com goo.gl maps.app.goo.gl bit.ly lnkd.in safelinks.protection.outlook.com wa.me
    whatsapp.com aka.ms trustpilot.com google.com
    """
)

FAX_LABELS = split_words(
    """
    fax faks telefaks telefax facsimile telefaxnummer f
    """
)

MOBILE_LABELS = split_words(
    """
    mobil mobile mobiltelefon mobilnr mobiltlf mob mobilnummer cell cellphone handy m c mobiltel
    """
)

DIRECT_LABELS = split_words(
    """
    direkt direkte direct dir direktnr direktnummer direkttelefon direktvalg direktwahl durchwahl ddi did
    dw d dl direktlinje direct-line innvalg
    """
)

SWITCHBOARD_LABELS = split_words(
    """
    sentralbord sentral växel växeln zentrale vermittlung switchboard main reception hoved hovednummer
    kundeservice kundtjänst servicetelefon s v central hovednr support hotline servicenummer
    """
)

PRIVATE_LABELS = split_words(
    """
    privat private home hjem hem
    """
)

PHONE_LABELS = split_words(
    """
    telefon telephone phone tel tlf tfn fon ph tel.nr tlfnr telefonnummer telefonnr office kontor büro
    work arbeid arbete t p o call ring k line linje nr no number nummer
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
