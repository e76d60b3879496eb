"""Where a quote may not stop or start: right before the words that turn its meaning ("But", "unless", "is not true"), right after what denies it.

Works on one text; knows how English turns, not what is said.
"""

from __future__ import annotations

import re

from rag.text import sentences, tokens

_TURNS = "but|unless|except|only if|only when|although"
_CONTRASTS = (
    "however|nevertheless|nonetheless|that said|having said that|that being said|at the same time|on the other hand|by contrast|in contrast"
    "|conversely|even so|all the same|then again|not that|not if|not unless"
)
_CAVEAT = "with (?:the|one|some|a few|certain) (?:caveats?|exceptions?|provisos?)"
_THEY_SAY = (
    "(?:he|she|they|some|critics|opponents|people|others) (?:say|says|said|claims?|claimed|argues?|argued|alleges?|alleged|tells? us|told (?:us|me))"
)
_UNTRUE = "(?:not (?:true|right|so|correct|the case)|untrue|false|wrong|nonsense|incorrect|a lie|a myth|a mistake|absurd|ridiculous)"
_SENTENCE_TURNS = re.compile(
    rf"[\"“‘'(\s—–-]*(?:(?:and|so|now|well|again|look)[, ]+)?(?:(?:{_TURNS}|{_CONTRASTS}|{_CAVEAT})\b|(?:yet|still|though|then),"
    rf"|(?:that|this|it)(?:['’]s| is| was|['’]s just| is just) (?:{_UNTRUE}\b|what {_THEY_SAY}\b)|or (?:not\b|so {_THEY_SAY}|at least\b)|at least,? that\b"
    r"|not (?:yet|now|always|necessarily|everyone|everybody|all of|in (?:this|every) case)\b|only (?:if|when|after|then|not)\b|if (?:not|only)\b)",
    re.IGNORECASE,
)
# "But" that adds, hands over or breaks off turns nothing.
_GOES_ON = re.compile(
    r"[\"“‘'(\s—–,-]*but(?:,|\b) ?(?:(?:it |they |we |this |that |he |she )?also\b|(?:more )?(?:particularly|especially)\b|rest assured|thank|go ahead|please\b"
    r"|let me\b|let['’]s\b|anyway|first\b|yes\b|yeah\b|[—–-]\s*(?:\n|$))",
    re.IGNORECASE,
)
_CLAUSE_TURNS = re.compile(
    rf"[\s,;:—–-]*(?:(?:{_TURNS}|{_CAVEAT}|if|until|even though|depending on|assuming|not because|barring|in theory|on paper|in quotation marks)\b"
    r"|though (?=\w)|(?:as|so) long as|to the extent (?:that|possible|it|we|they)\b|provided (?:that|they|we|it|he|she|you|the)\b|on (?:the )?condition\b|contingent on\b|however,"
    r"|only (?:if|when|after|once|for|to|in|as|until|where|with|on|by|because|from|at|under|during)\b|(?:not )?to my knowledge"
    r"|as far as (?:i|we)(?:['’]m| am|['’]re| are)? (?:know|aware|understand|can (?:see|tell))"
    rf"|(?:or )?at least (?:for now|so far|not|that|according)|or so {_THEY_SAY}|is what {_THEY_SAY}"
    rf"|(?:is|was|would be)(?: simply| just| plainly| completely| absolutely| totally)? {_UNTRUE}\b)"
    rf"|\s*[,;:—–-]+ ?(?:and )?(?:(?:{_CONTRASTS}|yet|subject to)\b|{_THEY_SAY}(?=[.;—]|, ?[^“\"\s]))|\s+once (?:it|they|we|he|she|the|their|its|our|your?|that)\b",
    re.IGNORECASE,
)
_SOURCE = re.compile(
    r"[\s,;:—–-]*according to (?!(?:(?:a|an|the|our|their|its|your|his|her) )?(?:own |defined |domestic |international |federal )?"
    r"(?:plans?|schedule|laws?|rules?|needs?|procedures?|process|processes|standards?|principles?|paradigm|timelines?|protocols?|merit)\b)",
    re.IGNORECASE,
)
# After a denial these say how far it goes: "we have not decided" "yet", "we will not talk" "without conditions".
_LIMITS = re.compile(
    r"[\s,—–-]*(?:yet(?=[,.;:—–-]|\s+(?:on|from|about|in|at|whether)\b)|(?:without|alone|just because|simply because|solely)\b)", re.IGNORECASE
)
_DENIES = re.compile(r"\b(?:not|never|no|cannot|none|nobody|nothing)\b|n['’]?t\b", re.IGNORECASE)
# After "not a crisis" a "but" names the right thing: "but a test".
_CORRECTS = re.compile(r"[\s,—–-]*but (?:rather|instead|an?|by|because|to|for|in|with|on) ", re.IGNORECASE)
# "know if", "ask if", "even if", "and if": not a condition of what is quoted.
_ASKS = frozenset(
    "know knows knew see ask asks asked asking wonder wondering wondered sure tell say said check determine decide question doubt remember whether"
    " even as and or that so but what like than because is are was were be of to the a an not have has had me you us him her them which who percent".split()
)
_CONDITION = re.compile(r"[\s,—–-]*(?:if|once|though|only|that|until|is|was|are|were)\b", re.IGNORECASE)
REACH = 8
"""Words before the end of a quote in which a denial is looked for."""
_DENIED_BEFORE = re.compile(
    r"(?:\b(?:not|never|hardly)|n['’]?t)(?: \w+){0,2} (?:think|believe|say|saying|said|mean|suggest|suggesting|claim|accept|agree|the case|true|correct)"
    r"(?: is)?(?: that)?[\s,:“\"‘]*$|\b(?:false|untrue|wrong|nonsense|a lie|a myth) (?:to say )?that[\s,:“\"‘]*$",
    re.IGNORECASE,
)

_END_MARKS = re.compile(r"[\"”’')\].!?…\s]*")

MOST_SENTENCES = 3
"""A quote is extended by at most so many sentences."""


def extend(text: str, stop: int) -> int:
    """The end of a quote of whole sentences that ends at `stop`, moved on over the sentences that turn its meaning."""
    following = [span for span in sentences(text) if span[0] >= stop]
    for start, end in following[:MOST_SENTENCES]:
        if not _sentence_turns(text, start):
            break
        stop = end
    return stop


def turns_after(text: str, stop: int) -> bool:
    """Whether what follows `stop` turns the meaning of what stands before it: in the same sentence, or at the start of the next."""
    end = _END_MARKS.match(text, stop)
    at = end.end() if end else stop
    if text[stop:at].strip("\"”’')] \n") or text[stop - 1 : stop] in (".", "!", "?", "…"):
        return _sentence_turns(text, at)
    return _clause_turns(text, stop)


def denied_before(text: str, start: int) -> bool:
    """Whether the words right before `start`, in the same sentence, deny what follows: "I do not think that"."""
    return bool(_DENIED_BEFORE.search(text, max(0, start - 80), start)) and "." not in text[max(0, start - 2) : start]


def _sentence_turns(text: str, at: int) -> bool:
    return bool(_SENTENCE_TURNS.match(text, at)) and not _GOES_ON.match(text, at)


def _clause_turns(text: str, stop: int) -> bool:
    quoted = text[text.rfind(".", 0, stop) + 1 : stop].split()
    denied = _DENIES.search(" ".join(quoted[-REACH:]))
    if _GOES_ON.match(text, stop) or (denied and _CORRECTS.match(text, stop)):
        return False
    if _SOURCE.match(text, stop) or (denied and _LIMITS.match(text, stop)):
        return True
    turn = _CLAUSE_TURNS.match(text, stop)
    return bool(turn) and not (_CONDITION.match(text, stop) and set(tokens(" ".join(quoted[-1:]))) & _ASKS)
