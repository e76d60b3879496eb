"""What stands at the beginning of a line where a label may be, as regular expressions, each with what it is for. None backtracks over more than a label."""

from __future__ import annotations

import re

LONGEST = 120
"""Characters that a label may have."""

_STAMP = r"[\[(]?\d{1,3}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?[\])]?"
_CLOCK = r"\d{1,2}:\d{2} ?[AaPp]\.?[Mm]\.?(?: [A-Z]{2,4})?"
_SENT = r"[\[(]?\d{1,4}[./-]\d{1,2}[./-]\d{2,4},? \d{1,2}:\d{2}(?::\d{2})?(?: ?[AaPp][Mm])?[\])]?"

# Before a label: spaces, bullets, list numbers, times of the recording, a chat's date and time, a committee's "Q12".
LEAD = re.compile(rf"(?:[\s>•‣·*–—-]|{_SENT}(?=\s)|{_CLOCK}(?=\s)|{_STAMP}(?=[\s\]])|\d{{1,2}}\.\s(?=\s?[A-Z])|Q\d{{1,4}}\s(?=\s*[A-Z]))*")
LIST_NUMBER = re.compile(r"(?:^|\s)(\d{1,2}\.\s)\s*$")

# "Q." "Q: " "Q   So" "Q So" "QSo", and "A" alike; "Q (Reuters): "; "A So" beside them.
QUESTION = re.compile(r"(?:[QA][.:]+(?=\s|[A-Z(…“\"])|[QA](?=[ \xa0\t]{2,})|Q(?=[ \xa0\t]+[\w(\[“\"'‘—–…$.-])|Q(?=(?!QAnon)[A-Z][a-z’']))\s*")
ASKED_BY = re.compile(r"([QA] ?\([^()]{1,60}\)) ?:\s*")
ANSWER = re.compile(r"A[ \xa0\t](?=[A-Z“\"(—])")

# "Matt (00:48):" and "Matt: (00:48)"; a time right before the words; "00:48 Matt"; "Matt 00:48" and "Matt  10:02 AM" in a line of their own.
_IN_BRACKETS = r"[\[(]\d{1,3}:\d{2}(?::\d{2})?[\])]"
STAMPED = re.compile(rf"([^\W\d_][^:;\n]{{0,{LONGEST}}}?)\s*:?\s*{_IN_BRACKETS}\s*:?\s*")
TIME = re.compile(rf"{_IN_BRACKETS}\s*")
TIMED = re.compile(rf"{_STAMP}\s+(\S{{1,20}}(?: \S{{1,20}}){{0,3}}?)(?:\s{{2,}}|\t+|\s*$)")
NAME_AND_TIME = re.compile(r"([^\W\d_][^:;\n]{0,60}?)\s+[\[(]?\d{1,3}:\d{2}(?::\d{2})?(?: ?[AaPp]\.?[Mm]\.?)?[\])]?\s*")

# "PM ( cont)" after a page break; its last letters are often misread.
CONTINUED = re.compile(r"([^\W\d_a-z][^:;.\n()]{0,60}? ?\( ?c[ao]nt\w{0,6}[.’']?d? ?\)) ?:?\s*")

# "Mr. Koo. Thank you": words with capitals up to a full stop that no honorific or initial has.
STOPPED = re.compile(
    r"((?:[^\W\d_a-z][^\s.:;,?!]{0,40}|Mr|Ms|Mrs|Dr|Hon|[A-Z])"
    r"(?:\.?,? (?:of |the |and |de |del |della |dell[’']|di |des |du |von |van |al-|bin )?[^\W\d_a-z][^\s.:;,?!]{0,40}){0,6}?(?: \([^()]{1,60}\))?)\.(?=\s|$)\s*"
)
INITIAL = re.compile(r"[A-Z]|(?i:Mr|Ms|Mrs|Dr|Hon|Gen|Lt|Col|Sgt|Adm|St|Jr|Sr|Rep|Sen|Gov|Rev|Prof)")

# "President. – Thank you", "P.- Gracias"; "JANE DOE - Welcome", "JANE DOE, TT - ", "O SR. DOE (PSD - MG) – ", "SORU- Ne zaman?"; "Q - Why?", a label like any other.
STOP_AND_DASH = re.compile(r"\.(?:-| ?[–—])\s+(?=\S)")
DASHED = re.compile(r"((?:[^\W\d_a-z][\w'’-]{0,30}[.,]? ){0,5}[^\W\d_a-z][\w'’-]{0,30}(?: \([^()]{1,80}\))?) ?[–—-] ")
DASHED_LETTER = re.compile(r"[A-Z] [–-] ")

# "JANE DOE   Welcome"; "[Jane Doe] Welcome", "（記者）", "(問)", "【大臣】", "<질문>"; what may follow a name in bold: "(Rowley) (Con)".
IN_CAPITALS = re.compile(r"((?:[A-Z][A-Z'’-]++\.? ){0,5}[A-Z][A-Z'’-]++)(?:[.,]? {2,}|\xa0)\s*")
BRACKETED = re.compile(
    r"((?:\[[^\W\d_][^\[\]]{0,60}\]|<[^\W\d_a-zA-Z][^<>]{0,30}>)(?=\s*\S)|（[^（）]{1,30}）|\([^\W\d_a-zA-Z][^()\x00-\x7f]{0,30}\)|【[^【】]{1,30}】)\s*"
)
# A chat's sender: "From Jane Doe to Everyone", "From Jane Doe".
SENT_BY = re.compile(r"From\s+(\S.{0,60}?)(?:\s+to\s+\S.{0,60})?")
ASIDES = re.compile(r"(?:\s*\([^()]{1,60}\)){1,3}\s*:?\s*")
