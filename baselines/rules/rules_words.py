"""Closed-class words, and what a tagger would tell: whether a word is a finite verb."""

from rules_lists import words

PRONOUNS = words("he she they it we i you who someone everyone somebody everybody nobody one both")
SUBJECT_PRONOUNS = words("he she they it we i you this that there")
DETERMINERS = words(
    "the a an this that these those his her its their our my your some many most several "
    "few all any no every each another both other one two three four five six seven eight "
    "nine ten dozens hundreds thousands more"
)
POSSESSIVES = words("his her its their our my your")
AUXILIARIES = words(
    "is are was were am be been being has have had having do does did will would can "
    "could may might must shall should 's 're 've 'll 'd 'm isn't aren't wasn't weren't "
    "hasn't haven't hadn't don't doesn't didn't won't wouldn't can't couldn't cannot "
    "shouldn't mustn't ain't"
)
FINITE_AUXILIARIES = AUXILIARIES - {"be", "been", "being", "having"}
NEGATIONS = words("not never n't")
ADVERBS = words(
    "also later then still even once now again already just only often always ever "
    "earlier afterwards further thus soon twice instead yet simply long since so too "
    "rather alone"
)
PREPOSITIONS = words(
    "in on at by for from with to of into onto over under about against between among "
    "amid during after before since until through throughout across behind beyond near "
    "outside inside within without despite toward towards upon via per than like as "
    "around along off up down out following including"
)
SUBORDINATORS = words(
    "that which who whom whose when while where because although though if unless whether "
    "whereas since until as after before once why how what than"
)
CONJUNCTIONS = words("and but or nor yet so plus")
WEEKDAYS = words("monday tuesday wednesday thursday friday saturday sunday")
MONTHS = words(
    "january february march april may june july august september october november "
    "december jan. feb. aug. sept. oct. nov. dec."
)
TIME_WORDS = (
    WEEKDAYS
    | MONTHS
    | words(
        "yesterday today tomorrow tonight morning afternoon evening night week month year "
        "weekend late early earlier later recently last next previously meanwhile overnight ago"
    )
)
CONNECTIVES = words(
    "and but or so yet however meanwhile moreover still then also nevertheless "
    "nonetheless furthermore besides instead therefore thus indeed plus"
)
FUNCTION_WORDS = (
    PRONOUNS
    | DETERMINERS
    | AUXILIARIES
    | NEGATIONS
    | ADVERBS
    | PREPOSITIONS
    | SUBORDINATORS
    | CONJUNCTIONS
    | words("him them us me himself herself itself themselves itself there here")
)
# Words that end a noun phrase when one reads it backwards from the verb.
PHRASE_BREAKS = (
    AUXILIARIES
    | NEGATIONS
    | ADVERBS
    | SUBORDINATORS
    | (CONJUNCTIONS - {"and"})
    | (TIME_WORDS - {"week", "month", "year", "may", "march", "last", "next"})
    | words("him them us me i he she they we you himself herself itself there here")
)

_COMMON_PAST = words(
    "went came got gave took made saw knew thought found left felt kept held began became "
    "brought bought built caught chose drew drove fell fought flew forgot grew hit hurt "
    "led lost meant met paid put quit ran rose sat sent set shook shot showed shut sold "
    "spent spoke spread stood stole struck swept threw told understood woke won wore "
    "wrote said ate beat bore broke burst cut dealt fled froze hid hung laid lay lent lit "
    "read rode rang sank sang sought slept slid split swore swung taught tore withdrew "
    "won"
)
_COMMON_PRESENT = words(
    "says goes comes gets gives takes makes sees knows thinks finds leaves feels keeps "
    "holds begins becomes brings buys needs wants looks seems means remains includes "
    "shows plans faces helps works lives runs appears continues provides requires allows "
    "believes expects hopes tells need want know think believe mean seem feel remain "
    "include come go get make take give keep live agree expect hope face deserve require "
    "belong exist appear"
)
_NOT_PAST = words(
    "need feed seed speed deed breed indeed hundred united red bed sacred naked alleged "
    "so-called unprecedented armed limited skilled wounded rugged beloved wicked hatred "
    "ahead instead bleed proceed exceed succeed weed creed wed shed sled embed "
    "hundred-odd advanced experienced"
)


def is_adverb(lower: str) -> bool:
    """Tell whether a word may stand between a subject and its verb."""
    return lower in ADVERBS or (lower.endswith("ly") and len(lower) > 4)


def is_finite_verb(lower: str) -> bool:
    """Guess whether a lower-case word is a finite verb; participles pass as past forms."""
    if lower in FINITE_AUXILIARIES or lower in _COMMON_PAST or lower in _COMMON_PRESENT:
        return True
    return len(lower) > 3 and lower.endswith("ed") and lower not in _NOT_PAST
