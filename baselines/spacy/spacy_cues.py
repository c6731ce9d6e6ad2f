"""What reports speech: verbs by what they may govern, nouns, and sources that are papers."""


def word_set(words: str) -> frozenset[str]:
    """Return the words of a text as a set."""
    return frozenset(words.split())


#: Verbs whose clause is what is said.
CLAUSE = word_set(
    """
    say tell add admit acknowledge advise affirm allege announce answer argue ask assert
    assure believe boast brag caution claim comment complain concede conclude confess
    confirm contend continue counter declare deny disclose emphasise emphasize estimate
    exclaim explain forecast hint imply indicate inform insist joke lament maintain mention
    note observe opine point predict proclaim promise pledge vow protest quip reassure
    recall recount reiterate remark remind repeat reply report respond retort reveal rule
    scoff shout signal speculate state stress suggest suspect swear testify think threaten
    tweet underline underscore urge warn whisper write post marvel muse grumble demand
    propose recommend reckon contest stipulate cite anticipate hear
    """
)
#: Verbs of papers and data; of people only some of them report speech.
PAPER_CLAUSE = word_set(
    """
    find show suggest indicate say conclude estimate reveal warn note
    """
)
#: Verbs whose infinitive or gerund is what is said.
INFINITIVE = word_set(
    """
    claim promise pledge vow threaten swear deny admit profess propose
    """
)
#: Verbs whose object and its infinitive are what is said.
ORDER = word_set(
    """
    urge tell ask advise warn implore instruct exhort beg call invite
    """
)
#: Verbs whose mere noun is what is said.
OBJECT = word_set(
    """
    announce cite propose promise pledge deny demand confirm reiterate predict allege
    acknowledge forecast admit claim recommend suggest
    """
)
#: Verbs that name: "called the plan 'madness'", "described him as", "accused her of".
NAMING = word_set(
    """
    call describe brand dub label dismiss denounce accuse blame hail slam
    """
)
#: Prepositions that lead to what a naming verb says of its object.
NAMING_PREPOSITIONS = {
    "accuse": "of",
    "blame": "for",
    "describe": "as",
    "dismiss": "as",
    "denounce": "as",
    "hail": "as",
}
#: Belief: only with a source and a clause, and not the speaker's own inside his quotation.
BELIEF = frozenset(["believe", "think", "suspect", "reckon", "estimate"])
#: Where "heard" and "was told" report what somebody said there; nobody says who.
HEARING = word_set(
    """
    court inquest inquiry jury hearing tribunal committee panel
    """
)
#: Nouns that report when they govern a clause.
NOUN = word_set(
    """
    accusation admission allegation announcement argument assertion assurance belief boast
    claim comment complaint conclusion confirmation contention declaration denial estimate
    forecast hint insistence message pledge prediction promise proposal report revelation
    statement suggestion testimony threat view vow warning
    """
)
#: Heads of sources that are papers or data.
PAPER = word_set(
    """
    account accounts analysis assessment audit census data document documents estimate
    estimates figure figures filing filings findings index inquiry inspection investigation
    letter memo minutes paper poll polls projection record records report research result
    results review statistics studies study survey surveys tally transcript
    """
)
#: Not said by anyone: a clause under one of these subjects is a dummy's.
DUMMY = frozenset(["there", "this", "that", "which", "what"])
