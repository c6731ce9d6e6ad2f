"""Words that label the names they stand in or before: heads and titles; every list in one place."""

from rules_gazetteer_bodies import ORGANISATIONS, PRODUCTS
from rules_gazetteer_cities import CITIES
from rules_gazetteer_people import FEMALE_NAMES, FIRST_NAMES, MALE_NAMES, NATIONALITIES
from rules_gazetteer_places import COUNTRIES, REGIONS, STATES
from rules_lists import words

__all__ = [
    "CITIES",
    "COUNTRIES",
    "EVENTS",
    "EVENT_HEADS",
    "FACILITY_HEADS",
    "FEMALE_NAMES",
    "FEMALE_TITLES",
    "FIRST_NAMES",
    "LANGUAGES",
    "LAW_HEADS",
    "LOCATION_HEADS",
    "MALE_NAMES",
    "MALE_TITLES",
    "NATIONALITIES",
    "ORGANISATIONS",
    "ORGANISATION_HEADS",
    "PERSON_SUFFIXES",
    "PLACES",
    "PLACE_HEADS",
    "PRODUCTS",
    "PRODUCT_HEADS",
    "REGIONS",
    "STATES",
    "TITLES",
]

# Words that label the name they stand in; the last word of the name speaks first.
ORGANISATION_HEADS = words(
    "inc inc. corp corp. corporation co co. company ltd ltd. llc plc group holdings bank agency "
    "administration association authority board bureau center centre church club coalition college "
    "commission committee conference confederation congress council court department federation "
    "force forces foundation front fund government guard hospital house industries institute "
    "institution international journal league ministry mission movement museum network news "
    "organisation organization office parliament partners party police post press program "
    "programme radio school schools security senate service services society state-tv studio "
    "studios systems team technologies times today tribune trust tv union united university "
    "airlines airways alliance army navy corps academy assembly media motors energy "
    "pharmaceuticals entertainment records magazine herald gazette observer guardian telegraph "
    "chronicle express mirror independent daily weekly broadcasting command brigade brigades "
    "militia secretariat forum labs laboratory ventures capital analytics consulting associates "
    "partnership enterprise enterprises sports football basketball cabinet tribunal chamber "
    "exchange initiative project fc cf afc embassy chamber environmental marine renewables "
    "directorate logistics foods steel mining minerals telecom telecoms mobile software insurance "
    "finance securities investments investment pharma water rail railways railway homes estates "
    "properties brewery brewing solutions networks collective cruises produce mutual casualty "
    "engineering air vegetables fitters workers cruise ferries lines shipping buses coaches "
    "carriers builders contractors breweries distillery dairies farms orchards nurseries "
    "division cooperative regiment battalion constabulary ombudsman utilities aerospace "
    "petroleum oil gas electric power books press publishing theatre-company orchestra opera "
    "ballet choir band"
)
FACILITY_HEADS = words(
    "airport station stadium bridge tower building hotel arena prison jail street road "
    "avenue highway boulevard square hall theatre theater palace castle cathedral mosque "
    "temple park terminal port dam tunnel plaza mall base camp gallery garden gardens "
    "library mansion motorway lane pier zoo cemetery"
)
LOCATION_HEADS = words(
    "river lake sea ocean mountain mountains mount valley island islands isles peninsula "
    "coast bay gulf desert beach forest hills strait straits canal creek canyon cape "
    "continent region glacier basin plain plains delta reef archipelago plateau midlands "
    "highlands"
)
PLACE_HEADS = words("city county province district state town village republic")
EVENT_HEADS = words(
    "war cup olympics games championship championships festival open prix bowl revolution "
    "election summit marathon tournament fair expo awards convention day wars uprising "
    "massacre holocaust spring christmas ramadan easter eve thanksgiving hurricane series "
    "fire inaugural final battle crusade derby"
)
LAW_HEADS = words(
    "act treaty constitution amendment bill accord accords agreement pact convention code "
    "charter law protocol resolution directive regulation"
)
PRODUCT_HEADS = words(
    "iphone ipad galaxy playstation xbox windows android missile jet vaccine boeing model"
)
LANGUAGES = words("english french spanish arabic mandarin cantonese hindi urdu latin")
EVENTS = words(
    "Brexit Christmas Ramadan Easter Olympics Holocaust Thanksgiving Halloween Paralympics"
)
PERSON_SUFFIXES = words("jr jr. sr sr. ii iii iv")

# Titles before a name. They are cut from the span; the gendered ones also settle "he" or "she".
MALE_TITLES = words("mr mr. sir lord king prince pope father baron duke brother")
FEMALE_TITLES = words(
    "mrs mrs. ms ms. miss lady dame queen princess sister baroness duchess madame"
)
OFFICE_TITLES = words(
    "president prime minister chancellor senator sen. sens. rep. reps. representative gov. "
    "governor mayor secretary speaker congressman congresswoman judge justice general gen. lt. "
    "lieutenant colonel col. captain capt. sergeant sgt. major maj. admiral adm. commander officer "
    "detective inspector superintendent supt. supt chief chairman chairwoman chair ceo director "
    "dr. dr doctor professor prof. prof rev. rev reverend bishop archbishop cardinal imam rabbi "
    "sheikh sheik ayatollah coach manager minister ambassador attorney commissioner councillor "
    "cllr cllr. msp td councilman councilwoman spokesman spokeswoman spokesperson analyst "
    "economist vice deputy former vice-president premier emperor constable pc private corporal "
    "cpl. pastor sultan emir senators democrat republican first second state foreign defense "
    "defence interior finance health home treasury presidential hon. hon. leader candidate actor "
    "actress singer director-general secretary-general mp envoy undersecretary economy education "
    "environment energy transport trade agriculture culture labor housing immigration information "
    "majority minority whip acting junior shadow crown counselor counsellor treasurer co-founder "
    "founder co-chair solicitor presidential vice-chairman vice-chancellor deputy-chief high- "
    "commissioner assessor prosecutor owner trainer skipper sheriff magistrate surgeon barrister "
    "lawyer goalkeeper midfielder striker farmer driver assemblyman assemblywoman executive "
    "financial operating assistant producer alderman designer choreographer "
    "conductor composer dc ds di dci headteacher registrar dean provost jockey umpire referee "
    "editor author historian governor-general attorney-general solicitor-general inspector-general "
    "president-elect vice-chair firefighter correspondent justices presidents ministers judges "
    "professors drs messrs rabbi mayor-elect goalie quarterback guitarist cio cto coo cfo "
    "nurse warden brig. brigadier comptroller chaplain deacon sister father envoy laureate"
)
TITLES = MALE_TITLES | FEMALE_TITLES | OFFICE_TITLES

PLACES = COUNTRIES | STATES | CITIES
