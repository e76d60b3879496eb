"""Words that questions are made of, by what they do: they ask, they say, they point, they title. General English, nothing of any library."""

from __future__ import annotations


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


DENYING = _set("""
    aint arent cant couldnt didnt doesnt dont hadnt hasnt havent isnt shouldnt wasnt werent wont wouldnt
""")
"""Auxiliaries that deny, as they are folded."""

ASKING = DENYING | _set("""
    a about all am an and any anyone are as ask asked at be been being by can could did do does doing everything for from had has have he her him
    his how i if in is it its many me much of on or our said say saying says she should tell that the their them there these they this those to us
    was we were what whats when where which who whom whose why will with would you your
""")
"""They ask, point or glue; they are in every transcript and tell nothing about a topic."""

SAYING = _set("""
    accept accepted acknowledge acknowledged address addressed admit admits admitted advise advised agree agreed agrees announce announced answer
    answered argue argued argues ask asked asks assess believe believed believes blame blamed call called characterize characterized claim claimed
    claims clarified clarify comment commented compare compared concerned conclude concluded concludes condemn condemned confident confirm confirmed confirms consider
    considers consult consulted criticize criticized declare declared decline declined define defined denied denies deny describe described determine determined
    disagree disagreed discuss discussed doubt doubts elaborate emphasise emphasize emphasized expect expects explain explained favor favour fear
    fears feel feels hear heard hope hoped hopes insist insisted insists intend intends know knows mention mentioned note noted oppose opposed
    opposes optimistic plan plans praise praised predict predicted predicts prefer prefers promise promised promises propose proposed react
    reacted recommend recommended refuse refused regret regrets reject rejected replied reply respond responded rule ruled said say saying says
    see speak spoke stated stress stressed suggest suggested suggests support supports talk talked tell tells think thinks thought told urge urged
    view want wanted wants warn warned warns welcome welcomed worried worries worry
""")
"""Verbs of saying and states of mind: their subject is who speaks."""

TALK = SAYING | _set("""
    about concern concerning concerns conversation debate debated discuss discussed discussing discussion discussions issue issues meeting regarding
    summarise summarize summary talk talking topic topics
""")
"""Words about talk itself: every transcript is made of it, so they tell little of what a question is about."""

STATEMENTS = _set("""
    account advice announcement answer answers argument assessment belief comment comments definition description estimate estimates expectation
    expectations explanation forecast interpretation judgment line message opinion opinions outlook perspective position question questions
    reaction read readout remark remarks reply response responses stance statement statements take testimony thoughts view views warning words
""")
"""What somebody says, as a noun: \"X's view\", \"the response of X\"."""

LINES = _set("""
    line message policy position question questions reaction response stance statement view
""")
"""Those that follow a government without an apostrophe, as in \"the U.S. position\"."""

OFFICIALS = _set("""
    administration authorities diplomat diplomats government official officials side
""")
"""Those who speak for a government whose name stands before: "U.S. officials", "the Moroccan side"."""

AUXILIARIES = DENYING | _set("""
    are can could did do does had has have is might should was were will would
""")
"""What stands before a subject in a question."""

BETWEEN = _set("""
    actually also been ever first going had has have herself himself is just not now publicly really recently specifically still then to was yet
""")
"""What may stand between a subject and its verb."""

QUESTION_WORDS = _set("""
    how what when where which who whom whose why
""")
"""What opens a question."""

NUMBERS = _set("""
    eight five four nine one seven six ten three two
""")
"""Numbers that end the name of an unnamed official."""

WORDS_TOO = _set("""
    april archer art august baker ball banks bell best bill bishop black brown burns bush carpenter case chair chance church cook cooper cotton
    cross dawn day dean drew earl eight english faith farmer field fields fisher five ford four fox frank french gates german golden good grace
    grant gray green grey guy hill hope house hunt hunter ice israel jobs jordan joy june justice king lake law little long love major marine mark
    mason may miller moon nation nine north one page park parks pat person pope porter power powers price prices ray reed rice rich rivers rose
    rusty said sandy self seven short six small stone street sue summers ten three two walker waters west white will winter wise wolf wood woods
    young
""")
"""Surnames that are words as well; they are names only with a capital inside the sentence, a first name or a title."""

STOPS = _set("""
    a an and by did do does from had has have how is of or per the to was what will would
""")
"""What ends a title to the left."""

SMALL = _set("""
    and at for in of on the to
""")
"""Prepositions that a title goes on with."""

POST_NOMINALS = _set("""
    ac am ao cbe jr kc mbe md mep mla mp mpp ms msp obe phd qc sr td
""")
"""What stands after a name without being a part of it: seats in parliament, honours, degrees."""

HONORIFICS = _set("""
    acting adm administrator admiral ambassador assistant attorney captain chair chairman chairwoman chancellor col colonel commissioner
    congressman congresswoman correspondent dame deputy director dr envoy foreign former gen general gov governor hon honourable judge justice
    lady lord major mayor minister miss mr mrs ms mx premier president press prime prof professor rep reporter representative right rt secretary sen senator sir
    special spokesman spokesperson spokeswoman surgeon the treasury under vice
""")
"""What stands before a name without being a part of it."""

REPORTERS = _set("""
    correspondent correspondents journalist journalists media outlet outlets press reporter reporters
""")
"""The press as such."""

ANYONE = _set("""
    anybody anyone somebody someone who
""")
"""Persons unknown."""

QUESTIONING = _set("""
    ask asked asking asks brought challenged inquired pressed question questioned questions raise raised wanted
""")
"""What the press does."""

PLACED_IN_TIME = _set("""
    after as at before between dated during from in of on since through throughout until
""")
"""What announces a date that tells when something was said."""

MEETINGS = _set("""
    availability briefing briefings call conference event gaggle hearing interview presser readout remarks session statement testimony transcript
""")
"""What a briefing is called."""

LEANING = _set("""
    he her him his it its one ones same she that their them there these they this those
""")
"""Words that point at something said before."""
