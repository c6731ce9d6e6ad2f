"""Word sets that tell where a name begins, goes on and ends."""

import re

from rules_gazetteer import (
    EVENT_HEADS,
    FACILITY_HEADS,
    LAW_HEADS,
    LOCATION_HEADS,
    ORGANISATION_HEADS,
    ORGANISATIONS,
    PLACE_HEADS,
    PLACES,
    PRODUCTS,
    REGIONS,
)
from rules_lists import words
from rules_words import FUNCTION_WORDS, MONTHS, TIME_WORDS

HEADS = ORGANISATION_HEADS | FACILITY_HEADS | LOCATION_HEADS | EVENT_HEADS | LAW_HEADS | PLACE_HEADS


KNOWN = PLACES | REGIONS | ORGANISATIONS | PRODUCTS


LONGEST_KNOWN = max(len(name.split()) for name in KNOWN)


PARTICLES = words("de del della la le van von der den bin ibn al el da dos di du ben ter")


DIRECTIONS = words("new north south east west")


MAY_LEAD = DIRECTIONS | words(
    "federal international national old may first high public social private economic political "
    "military foreign local global"
)


KEEPS_TITLE = words("of for and general the &")


ON_HEADS = words(
    "center centre institute campaign force office committee commission council conference "
    "convention panel"
)


SAYS = words("said says told tells added tweeted wrote insisted denied announced")


STARTS = frozenset("“\"‘'«„([—–-:•*…") | {"--", "..."}


OF_HEADS = HEADS | words(
    "ministry embassy department university bank house secretary centre center institute "
    "museum state kingdom gulf bay battle board bureau office court duke isle church sons "
    "daughters king"
)


# Capitals that shorten common nouns, degrees, time zones, units and currencies.
_SHORT = words(
    "pc pcs cpu gpu gps usb dvd cd wifi wi-fi led lcd hd gb mb sat gre gpa mba md diy a&e cctv "
    "lgbt lgbtq ev evs suv suvs dui adhd ptsd pcr mri ufo rsvp hr pr usd eur gbp aud btc gmt bst "
    "est edt pst pdt cst cet aest aedt ist et pt ii iii iv vi vii viii gp iq icu jr sr rs rp tk sh "
    "ksh rm cio cto coo r&d ppe gst vat ipo ipos etf etfs esg llm ar vr api"
)


# Capitalised words that begin a sentence or a title without being a name.
NO_NAME = (
    FUNCTION_WORDS
    | TIME_WORDS
    | MONTHS
    | _SHORT
    | words(
        "web website email e-mail unlike aboard besides nobel laureate laureates "
        "officials police analysts experts critics people residents lawmakers republicanism "
        "sources according asked speaking meanwhile however moreover while yes no please "
        "thanks thank well covid covid-19 internet god bible photo file image video update "
        "breaking exclusive opinion editorial watch read related mr. mrs. sir madam mom dad "
        "am pm a.m. p.m. tv ceo cfo dna gdp hiv aids vip faq pdf url id ok okay i'm earlier "
        "later last next first second third another further former new old young big small "
        "good bad early late high low local national international global federal public "
        "private social political economic military foreign domestic total let asked given "
        "based born added including based made called known compared thousands hundreds "
        "millions dozens several additional other such certain ever whatever whoever whether "
        "maybe perhaps today's let's it's he's she's that's there's what's here's who's rep "
        "mps mp pm vs ngo ngos pdf fta opposition kingdom chapter west east north south "
        "follow click share see look listen remember imagine consider take make get go come "
        "don't no. gh ksh kshs rm nok sek dkk chf gwh mwh kwh sms reporter host interviewer q a kc "
        "qc sc mla mlas msp msps td tds mep meps obe mbe cbe phd ba rs"
    )
)


COMMON_ENDINGS = re.compile(
    r"(?:ly|ing|ed|ion|ions|ment|ments|ness|ers|ists|ents|ors|ants|ies|ves|ity|ous|ful|ive|less"
    r"|able)$"
)
