"""What stands between and after turns and is no part of them: end marks, procedure, footers, headings, notes of the publisher."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.cutting.words import HONORIFICS
from ingest.document import Line

LONGEST_END = 300
LONGEST_MARK = 20
"""Characters of a line that may be a page number or a time."""

Body = list[tuple[Line, str]]
"""Lines of a turn, each with those of its words that belong to it."""

_CLOCK = r"\d{1,2}:\d{2,3}\s*[AaPp]\.?\s?[Mm]\.?(?:\s*\(?(?:[A-Z]{1,3}[DS]?T|local(?: time)?|GMT)\)?)?\.?"
_END = re.compile(
    rf"\s*(?:[(\[]?\s*(?:END|[Ee]nds?|ENDS)(?: of)?(?: (?:[Tt]ranscript|TRANSCRIPT))?\s*[\])]?\.?(?:\s+(?:{_CLOCK})?\W?)?"
    rf"|[#*_=~+–—\s-]{{3,}}|##|-\s*30\s*-|[-–—=*]{{1,3}}\s*(?:END|End)\s*[-–—=*]{{1,3}}|-\s*end\s*-|{_CLOCK}|#\d[\d/-]+"
    r"|\((?:The|This) (?:\w+ ){0,3}(?:concluded|concludes|ended|ends|adjourned)\b.{0,60}|(?:[\[(]|--+\s*)Whereupon.*|The meeting (?:rose|was adjourned|ended) at .{0,40}"
    r"|[\[(]?(?:[Cc]onclusion|CONCLUSION|[Ee]nd) of (?:the )?(?:press )?(?:conference|briefing|interview|transcript|meeting)[\])]?\.?|To be continued\.?)\s*"
)
_OPENS_END = frozenset("ETCec")
"""Letters with which an end mark may begin: quicker to look for."""
_RULE = re.compile(r"[*_=~+–—\s-]{3,}")
_PROCEDURE = re.compile(
    r"\s*\[[^\[\]]{0,200}\b(?:prepared statements?|statements? of|recess|can be found|appears? (?:in|on)|page \d|the information|submitted"
    r"|follows|graphic|see appendix|vote|answered through)\b[^\[\]]{0,200}\]\s*|\s*\[(?:translation|english|french|français|traduction|anglais)\]\s*",
    re.I,
)
_EXAMINED = re.compile(
    r"\s*(?:(?:[Cc]ross-|[Rr]e-?|[Ff]urther )?[Ee]xamin(?:ed|ation)|(?:WITNESS|CROSS-|RE-?)? ?EXAMIN(?:ED|ATION))\b.{0,20}? (?:by|BY) .{3,60}"
)
"""Above a court's questions and answers: "Examined by Mr. Doe:"."""
_STAMP = re.compile(r"\s*[\[(]?\d{1,3}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?[\])]?\s*")
_PAGE = re.compile(r"[-–—\s]*\d{1,3}[-–—\s]*|[-–—(\s]*(?:MORE|more)[-–—)\s]*(?:\d{1,3}[-–—\s]*)?")
_OMITTED = re.compile(r"\s*[<\[(]\s*(?:…|\.{3})\s*[>\])]\s*")
_CROSSTALK = re.compile(
    r"\s*[(\[]\s*(?:cross-?talk|recess|pause|break|silence|music|video|simultaneous|q ?& ?a|questions?)[^()\[\]]{0,60}[)\]]\.?\s*", re.I
)
_ADJOURNED = re.compile(r"\s*[\[(]Whereupon\b.{0,200}\b(?:adjourned|concluded|ended)\b", re.S)
_AFTERWORD = re.compile(
    r"\s*[*†(]?\s*(?:(?:Corrections?|Clarification|Note|Editor[’']s note|Cite|Source|Contact|Read more|Related|Share|Tags)\b[^:.]{0,30}:"
    r"|This (?:transcript|interview|text) (?:has|was|is|may)\b)",
    re.I,
)
_NUMBER = re.compile(r"\A\s*\d{1,2} ?[.)–-]?\s+")
_SENTENCE_END = re.compile(r"(?:[.?!:;…—–。！？।؟۔]|--)[\"'”’»)\]]*$|[)\]-]$")
_CLOSE = 12
"""Last characters of a text, which show whether its sentence is whole."""


def ends_sentence(text: str) -> bool:
    """Whether a text ends as a sentence does, or is broken off with a dash."""
    return _SENTENCE_END.search(text.rstrip()[-_CLOSE:]) is not None


def follows_sentence(text: str, at: int) -> bool:
    """Whether a sentence ends right before the offset `at` of a text; the full stop of "Mr." ends none."""
    before = text[max(0, at - _CLOSE) : at].rstrip()
    return ends_sentence(before) and before.split()[-1].casefold() not in HONORIFICS


def is_end(line: Line) -> bool:
    """Whether a line ends a transcript: END, # # #, the time at which it closed."""
    text = line.text
    return len(text) < LONGEST_END and (text[:1] in _OPENS_END or not text[:1].isalpha()) and _END.fullmatch(text) is not None


def is_page_break(line: Line) -> bool:
    """Whether a line is what stands between two pages: a number, "MORE"."""
    return len(line.text) < LONGEST_MARK and _PAGE.fullmatch(line.text) is not None


def is_omission(line: Line) -> bool:
    """Whether a line says that words were left out: "<…>"."""
    return len(line.text) < LONGEST_MARK and _OMITTED.fullmatch(line.text) is not None


def is_rule(line: Line) -> bool:
    """Whether a line is a row of stars or dashes, which parts a text as often as it ends one."""
    return len(line.text) < LONGEST_END and not line.text[:1].isalnum() and _RULE.fullmatch(line.text) is not None


def is_unspoken(line: Line) -> bool:
    """Whether a line amid a turn was not said: a heading, a footnote, a time of the recording, words left out, procedure."""
    if line.kind in ("note", "heading") or (line.text.startswith("**") and not ends_sentence(line.text)):
        return True
    if len(line.text) < LONGEST_MARK and _STAMP.fullmatch(line.text):
        return True
    if len(line.text) < 90 and "xamin" in line.text.lower() and _EXAMINED.fullmatch(line.text):
        return True
    return is_omission(line) or (line.text[:1] == "[" and _PROCEDURE.fullmatch(line.text) is not None)


def adjourned_at(lines: Sequence[Line]) -> int:
    """The line at which a hearing was adjourned for the last time, else the number of lines; what follows is printed, not said."""
    found = [at for at, line in enumerate(lines) if line.text[:1] in ("[", "(") and _ADJOURNED.match(line.text)]
    return found[-1] if found else len(lines)


def trim(body: Body, *, final: bool) -> Body:
    """A turn without the cross-talk note, heading or, in the last one, the footer that follows it."""
    least = 1 if body[0][1].strip() else 2
    while len(body) > least and _CROSSTALK.fullmatch(body[-1][1]):
        body = body[:-1]
    if final:
        body = body[: next((at for at in range(1, len(body)) if _AFTERWORD.match(body[at][1])), len(body))]
    while len(body) > least and (not ends_sentence(body[-1][1]) if final else _is_heading(*body[-1], body[-2][1])):
        body = body[:-1]
    return body


def _is_heading(line: Line, text: str, before: str) -> bool:
    """Whether a line before a label is a title rather than words: all bold, in capitals, centred, capitalised throughout, or a few words alone.

    `before`: the words of the line before it.
    """
    if _breaks_off_in_capitals(text) or (text.isupper() and _breaks_off_in_capitals(before)):
        return True
    if line.gap == 0 or ends_sentence(text):
        return False
    words = _NUMBER.sub("", text).split()
    if not words or len(words) > (60 if text.isupper() else 14):
        return False
    if ends_sentence(before) and len(words) <= 6 and words[0][0].isupper():
        return True
    if line.bold and line.bold[0][0] <= 1 and line.bold[-1][1] >= len(text.rstrip()) - 1:
        return True
    if text.isupper():
        return len(text) > 3
    capitals = all(word[0].isupper() or not word[0].isalpha() or len(word) < 5 for word in words)
    return capitals and (line.indent >= 8 or (len(words) > 2 and words[0][0].isupper() and any(len(word) > 4 for word in words[1:])))


def _breaks_off_in_capitals(text: str) -> bool:
    """Whether a text is the first part of a heading: "STATEMENT OF JIM KOO, PRESIDENT, KOO," and then "INC."."""
    return text.isupper() and " " in text and text.endswith((",", "-")) and not text.endswith("--")
