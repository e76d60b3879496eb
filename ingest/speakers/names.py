"""What a personal name, an office and an outlet look like in running English, and which capitalised words are none. Knows words, not transcripts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Final

from ingest.speakers.places import places

COURTESIES: Final = frozenset(
    "mr ms mrs miss mme monsieur madame señor señora sr sra senhor senhora senador senadora deputado deputada diputado diputada herr frau dr prof professor doctor sir dame lord lady shri smt hon right honorable honourable rev reverend he sheikh his her excellency highness majesty judge".split()
)
"""Words before a name that say nothing of an office."""

OFFICES: Final = frozenset(
    """secretario secretaria ministro ministra ministre presidente presidenta président présidente präsident präsidentin vicepresidente vicepresidenta vice-president vice-chair minister-president subsecretario secretary minister president chairman chairwoman chairperson chair chancellor premier ambassador senator representative congressman congresswoman
    governor mayor administrator director commissioner commander general admiral colonel captain lieutenant major marshal sergeant brigadier spokesperson
    spokesman spokeswoman sprecher sprecherin portavoz porte-parole coordinator advisor adviser counselor counsellor envoy ceo cfo founder owner attorney treasurer speaker king queen prince princess chief
    counsel officer undersecretary secretary-general director-general inspector superintendent sheriff justice consul chargé charge taoiseach comptroller solicitor""".split()
)
"""Words that make an office by themselves."""

BESIDE_OFFICES: Final = frozenset(
    """acting deputy assistant under vice prime foreign principal special senior associate permanent first second high national security press
    cabinet presidential external affairs executive managing rear fleet air chief interim former shadow federal surgeon state home defense defence treasury homeland interior
    force army navy marine corps guard coast industry technology commerce science culture tourism environment planning development cooperation economic communications services operations
    finance health education energy transport transportation trade economy commerce labor labour agriculture justice veterans white house department
    official detective constable councilor councillor crown alternate staff sergeant ranking member elect""".split()
)
"""Words that stand beside them, and are no part of a personal name there."""

SHORT_TITLES: Final = {
    "gen": "general", "lt": "lieutenant", "col": "colonel", "maj": "major", "capt": "captain", "cmdr": "commander", "adm": "admiral", "sgt": "sergeant",
    "sec": "secretary", "amb": "ambassador", "gov": "governor", "sen": "senator", "rep": "representative", "min": "minister", "brig": "brigadier", "sts": "secretary", "dg": "director-general",
    "det": "detective", "supt": "superintendent", "insp": "inspector",
}  # fmt: skip
"""Short forms of titles, read so only with a full stop (or in capitals)."""

PARTICLES: Final = frozenset("de da del della der den di dos du el al la le van von bin ibn abu ter ten y e".split())
"""Lower-case words inside a personal name."""

NAMES_THAT_ARE_WORDS: Final = frozenset(
    """will rich mark said april june may grant hope faith max guy bill jack rob pat drew chip art frank grace dawn dean earl ray gene rose sue nick hunter
    chase miles chuck don van sunny summer autumn joy peg skip clay reed cliff dale glen heath lane page penny sandy rusty carol iris ivy ruby pearl amber
    jade daisy olive ginger victor christian ward wells carry robin lance brook norm stew barb bud kit""".split()
)
"""Given names that are English words as well: the lower-case word in the text says nothing against them."""

NAMES_THAT_ARE_PLACES: Final = frozenset(
    "chad sofia jordan israel georgia virginia carolina austin sydney victoria paris india kenya london houston santiago roseau regina dakota montana".split()
)
"""Given names that are places as well: names only where a surname follows, or where somebody is told to go ahead."""

TITLES_AS_SURNAMES: Final = frozenset("king prince marshal justice chief major captain judge lord staff press home white house trade banks".split())
"""Words of titles that are surnames as well."""

NO_NAMES: Final = frozenset(
    """six seven eight nine ten eleven twelve twenty thirty forty fifty none nobody zero dozens hundreds thousands millions half sí oui ja nein sim não bonjour merci gracias danke bitte yes yeah yep yup no nope okay ok sure right correct exactly absolutely certainly thanks thank please sorry well so and but now next great good perfect
    fine oh hi hello hey ma'am madam everyone everybody folks guys anyone anybody anything something nothing someone somebody question questions go ahead
    last one two three four five final third fourth again mm-hmm mhm uh-huh uh um hmm wow really indeed always never maybe perhaps both same different
    interesting look listen wait hold let come all any some that this it i you we they he she who whom whose what where when why how is are do does did will
    would could can should may must a an the of on in at to for from with by as if or not then there here these those our your my their his her its let's i'm
    it's that's we're you're they're i've we've i'll we'll you'll don't doesn't didn't can't won't isn't wasn't first also just back over up down out
    yesterday today tomorrow tonight monday tuesday wednesday thursday friday saturday sunday january february march july august september october november
    december christmas easter ramadan thanksgiving inaudible laughter applause crosstalk cross-talk interpreter operator moderator translator unidentified
    audience press media reporter reporters journalist journalists briefing congress senate house government administration department committee pentagon
    covid covid-19 internet english spanish french german russian chinese arabic american americans democrat democrats republican republicans god lord
    happy merry welcome congratulations ladies gentlemen gentleman ma excuse pardon bless follow follow-up quick quickly since given looking speaking
    according because after before during while more most many much other another every each either neither such than though although however until unless
    only even still already yet soon later once here's time times day week month year side middle front row behind left anyways anyway actually obviously
    finally basically honestly frankly look absolutely true false agreed understood noted done ready nice hear heard see saw ask asked asking say says got
    wonderful awesome excellent fantastic super brilliant lovely terrific amazing incredible apologies ah aha hm whoa gosh geez huh ha amen bravo cheers ditto
    likewise alright paralympic olympic games thank-you unclear nah ok'd voila namaste shukran merci gracias danke arigato yes-or-no y'all nope hold-on
    nevertheless nonetheless regardless remember whoever whatever whichever man goodness mm mmm ahh gee enjoy afternoon morning evening approximate bye aw hmmm
    moreover otherwise meanwhile furthermore besides instead overall sometimes somehow anyhow guess people children women men timely operators zoom webex teams
    human rights east west north south capitol congressional constitution eastern central northern southern western terrorists israelis russians ukrainians iranians palestinians
    within without under over above below against among between beyond throughout toward towards upon get take have has had been be was were am let's—""".split()
)
"""Words that begin a sentence or answer a question, and are never a person who is called."""

NAMES_IN_LY: Final = frozenset(
    "emily kelly sally molly lily billy holly polly kimberly beverly carly shelly willy dolly reilly natly ally nelly wally cecily".split()
)
"""Given names that end like adverbs."""
_NEVER_NAMES: Final = NO_NAMES - NAMES_THAT_ARE_WORDS

MASTHEAD: Final = re.compile(
    r"\b(?:News\w*|Times|TV|Television|Radio|Agency|Daily|Weekly|Tribune|Broadcast\w*|Network\w*|Channel|Media|Magazine|Gazette|Reuters|Bloomberg|Politico"
    r"|Axios|Newspaper|Newswire|Jazeera|Arabiya|Univision|Telemundo|Yahoo|Games|Council|Committee|Commission|Board|Cent(?:er|re)|Group|Program|Initiative|Bureau|Directorate|Secretariat|Administration|Task|Union|League|Court|University|College|Institute|Foundation|Association)\b|\.com\b"
)
"""Words that no personal name holds."""

OUTLET_WORDS: Final = re.compile(
    r"\b(?:News\w*|Times|Post|Journal|TV|Television|Radio|Press|Agency|Daily|Weekly|Today|Tribune|Herald|Broadcast\w*|Network\w*|Channel|Media|Magazine"
    r"|Gazette|Chronicle|Globe|Telegraph|Guardian|Bloomberg|Reuters|Economist|Politico|POLITICO|Axios|Newspaper|Newswire|Review|Courier|Observer|Star|Sun"
    r"|Monitor|Record|Report|Inquirer|Examiner|Business|Week|Independent|Atlantic|Hill|Nikkei|Yomiuri|Asahi|Kyodo|Xinhua|TASS|Jazeera|Arabiya|Univision"
    r"|Telemundo|Telegram|Mirror|Mail|Standard|Wire|Interfax|Voice of America|MarketWatch|Yahoo|C-SPAN|BuzzFeed|HuffPost|Newsmax|Semafor|Fox)\b"
    r"|\.com\b|\b(?:TV|News|Radio)\w+|\w+(?:TV|News|Media)\b"
)
"""Words that occur in the names of newspapers, agencies and stations."""

AGENCIES: Final = frozenset(
    """AFP AP UPI CNN BBC NBC ABC CBS NPR PBS MSNBC CNBC CCTV CGTN RT RIA DPA ANSA EFE NHK KBS MBC SBS YTN JTBC RFI RFE VOA RFA ARD ZDF RAI TVN TVP NTV TRT PTI
    ANI NDTV WION ITV CBC CTV SABC EPA TVBS""".split()
)
"""Agencies and broadcasters that are known by their letters, where a label is no more than that."""

ACRONYM: Final = re.compile(r"[A-Z][A-Z0-9&.\-]{1,6}[A-Z0-9]\Z|[A-Z]{2}\Z")

WORD: Final = r"[^\W\d_a-zß-öø-ÿ](?:[^\W_]|['’.\-](?=[^\W\d_]))*"
"""One capitalised word: starts with a letter that is not lower case."""

NAME: Final = rf"(?:{WORD}|(?:[A-Z]\.){{2,3}})(?:[ ](?:[A-Z]\.|(?:{'|'.join(sorted(PARTICLES - {'y', 'e'}))})(?=[ ])|{WORD})){{0,4}}"
"""One to five words of a name. Bounded, and every word starts after one space: linear."""


@lru_cache(maxsize=4096)
def plain(word: str) -> str:
    """The word in lower case, without the marks at its ends and with a straight apostrophe."""
    return word.strip(".,;:!?()[]“”\"'’—–-").lower().replace("’", "'")


def is_office(word: str) -> bool:
    """Whether the word names an office ("Secretary")."""
    return plain(word) in OFFICES


def is_title(word: str) -> bool:
    """Whether the word belongs to a title: an office, a word beside one, or a form of address."""
    low = plain(word)
    return low in OFFICES or low in BESIDE_OFFICES or low in COURTESIES


def holds_office(words: str) -> bool:
    """Whether a title names an office, not only a form of address."""
    return any(is_office(word) for word in re.split(r"[\s/]+|(?<=[Vv]ice)-", words))


@cache
def is_first_name(word: str) -> bool:
    """Whether a capitalised word may be what a person is called: no title, place, weekday, filler, number or acronym (but `JJ`)."""
    low = plain(word)
    if not low or len(low) < 2 or not word[:1].isupper() or any(char.isdigit() for char in low) or re.search(r"-[a-z]|['’]s$|\.[a-z]|(\w)\1\1", word):
        return False
    if low.endswith("ly") and low not in NAMES_IN_LY:
        return False
    if low in NAMES_THAT_ARE_WORDS:
        return word[1:].islower()
    if (
        low in NO_NAMES
        or low in OFFICES
        or low.rstrip("s") in OFFICES
        or low in BESIDE_OFFICES
        or low in COURTESIES
        or low in places()
        or "'" in low[-3:]
    ):
        return False
    return not word.isupper() or re.fullmatch(r"[A-Z]\.?J\.?", word) is not None


def is_person(name: str) -> bool:
    """Whether words may be a person's name: the first may be what one is called, none is a title, none is part of an outlet's name only."""
    words = name.split()
    placed = len(words) > 1 and plain(words[0]) in NAMES_THAT_ARE_PLACES if words else False
    if not words or not (placed or is_first_name(words[0])) or name.lower() in places():
        return False
    if re.search(r"['’]s$", name):
        return False
    rest = [word for word in words[1:] if word.lower() not in PARTICLES and plain(word) not in TITLES_AS_SURNAMES]
    return all((not is_title(word) and plain(word) not in _NEVER_NAMES and not word.isupper()) or len(plain(word)) == 1 for word in rest)


def is_outlet(words: str) -> bool:
    """Whether words name an outlet by themselves: a word such as News or Times, or an acronym that is no place."""
    return bool(OUTLET_WORDS.search(words)) or (bool(ACRONYM.match(words)) and not {words.lower(), f"{words.lower()}."} & places())


def spell(label: str) -> str:
    """A name from capitals in ordinary spelling: `JEAN-PIERRE`, `MCKEON` and `O’BRIEN` as Jean-Pierre, McKeon and O’Brien."""
    if not label.isupper() and not re.match(r"(?:Ma?c|De|La|Le|O['’])[A-Z]{2}", label):
        return label
    words = [re.sub(r"[^\W\d_]+", lambda match: match.group().capitalize(), word) for word in label.split()]
    return re.sub(r"\bMc([a-z])", lambda match: "Mc" + match.group(1).upper(), " ".join(words))


_FAMILY_FIRST: Final = re.compile(r"(?=.*[AEIOUY])[^\W\d_a-z][^\W\d_a-z'’-]*[^\W\d_a-zJ]")
"""A family name in capitals before other names: `WANG Yi`; not initials (`JJ`)."""


def surname(name: str) -> str:
    """The last word of a name, or the first where it alone is in capitals; "" for none."""
    words = re.sub(r" of [A-Z].*", "", name).replace(",", " ").split()
    while len(words) > 1 and plain(words[-1]) in {"jr", "sr", "ii", "iii", "iv"}:
        words.pop()
    return (words[0] if family_first(words) else words[-1]) if words else ""


def family_first(words: Sequence[str]) -> bool:
    """Whether a name is printed with the family's before the others: `WANG Yi`."""
    return len(words) > 1 and _FAMILY_FIRST.fullmatch(words[0]) is not None and not words[-1].isupper()


NICKNAMES: Final = (
    "alexander alex sasha; alexandra alex; andrew andy drew; anthony tony; antony tony; benjamin ben; catherine cathy kate; charles charlie chuck; "
    "christina chris tina; christine chris; christopher chris; daniel dan danny; david dave; deborah deb debbie; donald don; edward ed eddie ted; "
    "elizabeth liz beth betsy; eugene gene; francis frank; frederick fred; gabriel gabe; gerald jerry; gregory greg; james jim jimmy; jeffrey jeff; "
    "jennifer jen jenny; jessica jess; john jack; jonathan jon; joseph joe; joshua josh; katherine kate katie kathy; kathleen kathy; kenneth ken; "
    "lawrence larry; leonard len; martin marty; margaret meg peggy maggie; matthew matt; michael mike mick; michelle shelly; nathan nate; nathaniel nate; "
    "nicholas nick; patricia pat patty; patrick pat; peter pete; philip phil; rachel rach; rebecca becky; richard rich rick dick; robert rob bob bobby; "
    "ronald ron; samuel sam; samantha sam; stephen steve; steven steve; susan sue; tamara tam; theodore ted; thomas tom; timothy tim; victoria vicky; "
    "vincent vince; walter walt; william will bill; zachary zach; abigail abby; jacqueline jackie; nadia nad"
)
"""English given names and their common short forms."""


@cache
def _short_forms() -> frozenset[tuple[str, str]]:
    rows = [row.split() for row in NICKNAMES.split("; ")]
    return frozenset((row[0], short) for row in rows for short in row[1:])


def same_first_name(one: str, other: str) -> bool:
    """Whether two given names may be one person's: equal, one an initial or a short form of the other."""
    a, b = plain(one), plain(other)
    return a == b or (a[:1] == b[:1] and 1 in (len(a), len(b))) or (a, b) in _short_forms() or (b, a) in _short_forms()
