"""Words that report speech: verbs with their forms and habits, and nouns."""

from dataclasses import dataclass

from rules_lists import words

# What a verb needs before it counts, and how its content is cut:
#   say     counts almost anywhere
#   tell    an addressee, then the content
#   report  a clause, "that" or a quotation must follow, or content must stand before it
#   show    as report, but the subject must be a document, a poll or a study
#   believe as report, with a subject other than "I"
#   urge    addressee and "to ..." together are the content
#   accuse  addressee and "of ..." together are the content
#   put     a figure behind "at" makes it report: "puts the cost at £2m"
#   call    needs a quotation ("called it “a disgrace”")
_VERBS = {
    "say": "say",
    "tell": "tell inform remind assure reassure notify advise",
    "report": (
        "add announce argue claim warn note insist suggest admit acknowledge assert allege "
        "contend declare deny disclose emphasize emphasise stress explain estimate predict reply "
        "respond report state testify tweet retweet write concede confirm conclude complain "
        "recall remark recommend reiterate joke caution boast maintain quip comment observe post "
        "lament muse mention propose pledge promise vow reveal signal hint imply speculate "
        "counter retort repeat exclaim shout opine forecast swear protest guess clarify telegraph "
        "elaborate confess affirm proclaim read cite question ask wonder inquire quote rule "
        "dispute threaten accept hear reckon intimate"
    ),
    "show": "show find indicate reveal prove demonstrate determine discover",
    "believe": "believe think feel suspect",
    "urge": "urge implore beg challenge order request demand press exhort encourage instruct",
    "accuse": "accuse blame",
    "put": "put",
    "call": "call describe label brand dub characterize characterise dismiss denounce condemn "
    "praise criticize criticise hail decry blast slam mock deride portray depict tout paint "
    "lambast castigate ridicule refer",
}  # fmt: skip

_IRREGULAR = {
    "say": "say says said saying",
    "tell": "tell tells told telling",
    "write": "write writes wrote writing written",
    "find": "find finds found finding",
    "show": "show shows showed showing shown",
    "think": "think thinks thought thinking",
    "feel": "feel feels felt feeling",
    "know": "know knows knew knowing known",
    "understand": "understand understands understood understanding",
    "beg": "beg begs begged begging",
    "admit": "admit admits admitted admitting",
    "read": "read reads reading",
    "quip": "quip quips quipped quipping",
    "swear": "swear swears swore swearing sworn",
    "forecast": "forecast forecasts forecasting",
    "slam": "slam slams slammed slamming",
    "put": "put puts put putting",
    "hear": "hear hears heard hearing",
    "refer": "refer refers referred referring",
}
# Verbs that may stand before their subject: “...,” said Kirby.
INVERTIBLE = words(
    "say add write explain argue note ask reply continue recall warn joke insist announce "
    "declare tweet conclude remark complain agree observe comment counter quip lament "
    "respond report admit muse exclaim read shout recount assert contend protest fume scoff snap "
    "predict suggest promise vow boast acknowledge concede testify maintain state proclaim"
)
# Forms that are nouns at least as often as verbs.
NOUN_LIKE = words(
    "report reports claim claims question questions comment comments post posts estimate "
    "estimates forecast forecasts promise promises pledge pledges vow vows tweet tweets "
    "hint hints signal signals quote quotes doubt doubts fear fears hope hopes challenge "
    "challenges order orders request requests demand demands press blame state states "
    "joke jokes protest protests stress show shows call calls label labels brand brands "
    "praise notes note mention mentions warning finding findings feeling understanding "
    "meaning read reads find suspect suspects counter release swear blast thought guess "
    "answer rule rules"
)
CUE_NOUNS = words(
    "warning warnings claim claims allegation allegations statement statements report reports "
    "argument arguments assertion assertions suggestion suggestions announcement admission "
    "prediction predictions accusation accusations insistence revelation contention belief rumours "
    "rumors acknowledgement acknowledgment assurance assurances promise pledge vow conclusion "
    "complaint complaints denial remark remarks comment comments declaration reminder message "
    "testimony finding findings charge charges estimate estimates confirmation disclosure case "
    "point view opinion theory rumour rumor notion suspicion suspicions pledges vows boast boasts "
    "insistence guarantee declaration threat threats plea call calls"
)
# Bodies before which somebody speaks: "the court heard that" has no source.
HEARERS = words(
    "court jury inquest tribunal inquiry hearing magistrates committee councillors members panel "
    "judge mps msps jurors sheriff coroner trial"
)
# What somebody makes or voices: "made the case that" has the subject of the verb as its source.
VOICED = words(
    "make makes made making voice voices voiced voicing issue issues issued issuing offer offers "
    "offered offering express expresses expressed expressing repeat repeats repeated repeating "
    "reiterate reiterated release released releasing give gives gave giving deliver delivered "
    "send sends sent sending raise raised"
)
DOCUMENT_NOUNS = words(
    "poll polls survey surveys study studies report reports data figures statistics "
    "research document documents records analysis review investigation inquiry papers "
    "paper emails e-mails email letter memo filing filings lawsuit indictment affidavit "
    "complaint statement transcript census estimate estimates projections ruling sign "
    "signs headline headlines results result article newspaper website audit findings "
    "footage video images test tests evidence models forecast page post message tweet "
    "index assessment testimony autopsy book dossier diary entry log logs ledger register "
    "minutes accounts transcript inventory notes order judgment verdict caption"
)
# Nouns for people who may speak without a name.
PEOPLE_NOUNS = words(
    "official officials source sources analyst analysts expert experts critic critics "
    "supporter supporters spokesman spokeswoman spokesperson spokespeople aide aides "
    "adviser advisers advisor advisors president minister senator governor mayor "
    "secretary leader leaders chief director lawyer lawyers attorney prosecutor "
    "prosecutors police witness witnesses resident residents lawmaker lawmakers "
    "republicans democrats economist economists scientist scientists researcher "
    "researchers activist activists campaign company government ministry agency "
    "department candidate candidates nominee judge author authors teacher mother father "
    "son daughter wife husband brother sister man woman boy girl student students doctor "
    "doctors executive executives chairman chairwoman ceo founder professor historian "
    "historians observer observers reporter reporters journalist journalists people "
    "voters voter others many some neighbour neighbours neighbor neighbors victim victims "
    "coach player manager owner army military court union unions group groups opponents "
    "opponent businessman billionaire tycoon congressman congresswoman lawmaker diplomat "
    "diplomats envoy ambassador general commander commissioner officer officers detective "
    "detectives investigators investigator authorities strategist strategists pollster "
    "member members staffer staffers insiders insider representative representatives host "
    "anchor moderator magazine newspaper paper bank firm team organization organisation "
    "association committee commission council union panel statement spokesmen tyrant "
    "person donor buyer buyers politician politicians parents family families"
)
ADDRESSEES = words(
    "reporters journalists lawmakers supporters me him her them us you it everyone people "
    "voters delegates staff colleagues friends viewers listeners followers investors "
    "parliament mps senators police officers investigators jurors congress members "
    "audience crowd readers fans residents shareholders leaders officials analysts "
    "students employees workers"
)
OCCASIONS = words(
    "statement interview speech tweet tweets post letter email e-mail memo conference "
    "briefing report article blog op-ed column press video message book interviews "
    "conversation address hearing testimony note filing appearance call telephone "
    "broadcast remarks news television twitter facebook editorial phone release webinar "
    "session debate rally event podcast documentary comments response"
)


@dataclass(frozen=True, slots=True)
class Verb:
    """A form of a cue verb: its lemma, its habit (see above) and its form."""

    lemma: str
    habit: str
    form: str  # base, s, past, ing


def verb_table() -> dict[str, Verb]:
    """Return every lower-case form of every cue verb."""
    table: dict[str, Verb] = {}
    for habit, lemmas in _VERBS.items():
        for lemma in lemmas.split():
            for form, word in _forms(lemma):
                table.setdefault(word, Verb(lemma, habit, form))
    return table


def _forms(lemma: str) -> list[tuple[str, str]]:
    """Return (form, word) for the forms of `lemma`."""
    if lemma in _IRREGULAR:
        forms = []
        for place, word in enumerate(_IRREGULAR[lemma].split()):
            if word.endswith("ing"):
                forms.append(("ing", word))
            else:
                forms.append(("base" if place == 0 else "s" if place == 1 else "past", word))
        return forms
    stem = lemma[:-1] if lemma.endswith("e") else lemma
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        return [
            ("base", lemma), ("s", lemma[:-1] + "ies"), ("past", lemma[:-1] + "ied"),
            ("ing", lemma + "ing"),
        ]  # fmt: skip
    plural = lemma + ("es" if lemma.endswith(("s", "sh", "ch")) else "s")
    return [("base", lemma), ("s", plural), ("past", stem + "ed"), ("ing", stem + "ing")]
