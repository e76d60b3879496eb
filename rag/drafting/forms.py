"""What form of answer a question asks for (a number, a day, a reason, who asked), and whether a text has it. Plain words and shapes, no model."""

from __future__ import annotations

import re
from typing import Literal

from rag.checking.facts import MONTHS, facts, numbers
from rag.index.lexical import stem
from rag.text import tokens, words

Form = Literal["statement", "yes or no", "number", "date", "duration", "person", "reason", "said", "asker", "question"]
"""What is asked for: the last three are "who said ...", "who asked about ..." and "what did CBC ask"."""

_DO = r"(?:is|are|was|were|do|does|did|will|would|can|could|should|shall|has|have|had|may|might|must)"
_FORMS: tuple[tuple[Form, str], ...] = (
    (
        "asker",
        r"\b(?:who|(?:which|what) (?:reporters?|journalists?|outlets?|senators?|members?))\b(?: \w+){0,3}? (?:ask(?:s|ed)?|raised|pressed)\b",
    ),
    ("asker", r"\bwho (?:was|were) asking\b|\bwhose question\b"),
    (
        "question",
        r"\bwhat(?: \w+){0,6}? (?:ask|asked|asks)\b(?! for)|\bquestions? (?:by|from|of)\b",
    ),
    (
        "question",
        r"\bwhat (?:was|were)\b.{1,60}\bquestions?\b|\bwhat questions?\b",
    ),
    ("question", r"\b(?:reporters?|journalists?|press)(?: \w+)? ask(?:ed)?\b"),
    (
        "said",
        r"\bwho (?:\w+ )?(?:said|says|say|talked|spoke|mentioned|used|called|quoted|told|warned|promised)\b",
    ),
    ("duration", r"\bhow (?:long|soon|often|quickly)\b|\b(?:until|till) when\b"),
    ("number", r"\bhow (?:many|much|big|large|old|far|close|high|low|tall|deep|fast|wide)\b"),
    ("number", r"\bwhat (?:percent|percentage|share|proportion|number|amount)\b"),
    ("number", r"\bwhat(?:['’]?s| is| was| are)(?: \w+){0,4}? (?:size|value|cost|price|amount|number|figure|total|percentage|rate|budget|limit)\b"),
    ("date", r"\bwhen\b|\b(?:what|which) (?:date|day|year|month|time)\b"),
    ("person", r"^(?:(?:and|so|but) )?(?:who|whom|whose)\b|\b(?:what|which) (?:person|official)\b|\bwhat (?:is|was|are|were) the names?\b"),
    ("reason", r"\bwhy\b|\bhow come\b|\bfor what reason\b"),
    ("yes or no", rf"^(?:(?:and|so|but) )?{_DO}(?:n['’]?t)?\b|, {_DO} \w+\b"),
)
_COMPILED = tuple((form, re.compile(pattern, re.IGNORECASE)) for form, pattern in _FORMS)

_UNITS = r"(?:second|minute|hour|day|night|week|weekend|month|quarter|year|decade|spring|summer|autumn|fall|winter|morning|afternoon|evening)s?"
_TIME = re.compile(
    rf"\b(?:today|tomorrow|tonight|yesterday|immediately|soon|shortly|eventually|midnight|noon|(?:mon|tues|wednes|thurs|fri|satur|sun)day|20\d\d|19\d\d"
    rf"|(?:next|last|this|coming|early|late|later this|end of(?: the)?|in the|by the) {_UNITS}|\w+(?: to \w+)? {_UNITS} (?:ago|from now|before|after)"
    rf"|(?:in|within|about|after|up to)(?: \w+){{1,3}}? {_UNITS}|at \d+|(?:no|any|a) (?:date|timeline|timetable))\b",
    re.IGNORECASE,
)
_SPAN = re.compile(rf"\b(?:{_UNITS}|until|as long as|indefinitely|permanently|right away|ahead|years)\b", re.IGNORECASE)
_AMOUNTS = frozenset("half third quarter dozen dozens hundreds thousands millions billions trillions none zero couple double twice once".split())
# Words that ask, refer or join, and say nothing about the topic.
IDLE = frozenset(
    "a an the of to in on at for from by with about and or but if is are was were be been being do does did has have had will would can could should"
    " may might must shall what who whom whose which when where why how that this these those it its he she they them his her hers their theirs i you"
    " we our ours your my mine me us not no so as than then there here just any some all every each also too very more most much many say said says"
    " saying tell told tells talk talked speak spoke mention mentioned ask asked asks question questions answer answered comment comments commented"
    " remark remarks statement statements anything everything something nothing thing things please know known explain explained according view views"
    " opinion position line response respond responded reaction thanks thank regarding concerning whether did didnt doesnt dont isnt arent wasnt"
    " werent hasnt havent hadnt wont cant couldnt wouldnt shouldnt out up down over into like get got still now one go going make made take give us s"
    " per t isn hasn haven hadn don doesn didn wasn weren aren won couldn wouldn shouldn ll ve re".split()
)


# Words that carry little of a topic: verbs that hold a sentence together, measures, and what a question calls the thing it asks for.
LIGHT = frozenset(
    "happen come go take give make get keep put let run cover involve include contain look want need try use mean think believe know like change start"
    " begin end work call show see hear find feel bring hold leave become seem appear cause follow expect hope allow large big long great small high low"
    " close far soon often old new deep fast wide quick last next first second other another same different exact current currently today right still yet"
    " again back away actually really specific certain possible kind sort type way part fact issue matter topic subject point reason reaction reply share"
    " name list date number amount figure size value total people person official officials anyone someone receive reporter reporters journalist journalists senior department".split()
)


def asks_for(question: str) -> Form:
    """The form of the answer that a question wants; "statement" where nothing narrower is plain."""
    plain = re.sub(r"[“\"][^”\"]*[”\"]", "“”", question.strip())
    if re.match(r"(?:and |so |but )?(?:who|what|where|why|how|which)\b", plain, re.IGNORECASE):
        plain = re.sub(r"\bwhen\b", "as", plain, flags=re.IGNORECASE)  # "who greets him when he lands" asks for no date
    return next((form for form, pattern in _COMPILED if pattern.search(plain)), "statement")


def holds(form: Form, text: str) -> bool:
    """Whether a sentence has the shape of what is asked for; True for forms that have none (a reason is often
    given without a "because", and a person may be "the buyer")."""
    if form == "number":
        return bool(numbers(text)) or bool(_AMOUNTS & set(tokens(text)))
    if form == "date":
        return bool(facts(text).months or _TIME.search(text))
    if form == "duration":
        return bool(_TIME.search(text) or _SPAN.search(text) or numbers(text))
    return True


_COUNTED = re.compile(
    r"\bhow many (?:(?:more|other|of the|of) )?((?:[\w’'-]+ ){0,4}?[\w’'-]+) "
    r"(?:are|is|were|was|did|do|does|have|has|had|will|would|can|could|should|may|might|must|remain|be|been|in|of|to|on|per|a|and|the|that|who|for|from|at)\b",
    re.IGNORECASE,
)
_MEASURES = frozenset(
    "percent cent dollar dollars euro euros pound pounds second seconds minute minutes hour hours day days week weeks month months year years am pm"
    " oclock degree degrees mile miles kilometer kilometers meter meters".split()
)


def counted(question: str) -> str:
    """What "how many" counts, as a folded word; "" where nothing is counted."""
    match = _COUNTED.search(question)
    return (tokens(match[1]) or [""])[-1] if match else ""


def counts(text: str, noun: str) -> bool:
    """Whether a text holds a number that may count such things: not an amount of money, a share, a length of time or a day of other things."""
    if not noun or noun in _MEASURES:
        return True
    found = words(text)
    for at, word in enumerate(found):
        number = numbers(text[word.start : word.stop]) or (word.folded in _AMOUNTS)
        if not number:
            continue
        after = [each.folded for each in found[at + 1 : at + 3]]
        if stem(noun) in map(stem, after):
            return True
        beside = found[at - 1].folded if at else ""
        money = text[max(0, word.start - 1) : word.start] in ("$", "£", "€") or text[word.stop : word.stop + 1] == "%"
        year = re.fullmatch(r"(?:19|20)\d\d", text[word.start : word.stop])
        if not (year or money or _MEASURES & set(after[:1]) or beside in MONTHS or MONTHS.keys() & set(after[:1])):
            return True
    return False
