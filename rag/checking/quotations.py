"""The quotations of a draft, each held against the record: true to the word, altered, cropped, somebody else's, or nowhere.

Typography never counts as a change; words and numbers do. Reads the library and the word index; nothing leaves the machine.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import chain, islice
from typing import Literal, Protocol

from rag.checking.attributions import NOBODY, Attribution, attribution, spoken_by
from rag.checking.cropping import denied_before, turns_after
from rag.checking.facts import NEGATIONS
from rag.checking.likeness import likeness
from rag.text import Word, words
from rag.types import Briefing, Citation, Turn

Verdict = Literal["verbatim", "altered", "cropped", "misattributed", "not_found"]

LIKE = 0.6
"""Share of a quotation's words that must stand in one turn, in order and at least two in a row, to call it altered rather than not found."""
SPLICED = 0.85
"""The same for two turns together."""
LONGEST = 3_000
"""Characters: a longer text between quotation marks is a mark that was never closed."""
LEAST = 3
"""Words: fewer between marks are a quotation only where somebody is said to have spoken them."""
MOST_OF_TITLE = 8
RUN = 4
"""Words of a quotation in a row that make a turn worth comparing."""
MOST_ALIKE = 5
FOLLOWING = 12
"""Words shown of what a cropped quotation keeps from its reader."""
GAP = 400
"""Words: pieces on both sides of an ellipsis lie no further apart."""

# A paragraph that goes on with a quotation opens it anew. Straight marks do not reach over a blank line otherwise, so that one too many spoils little.
_MARKS = re.compile(
    r"“((?:[^“”]|\n\s*“){2,3000})”|\"((?:[^\"\n]|\n(?!\s*\n)|\n\s*\n\s*\"){2,3000})\"|«([^«»]{2,3000})»|„([^„“”]{2,3000})[“”]"
    r"|(?<!\w)‘([^‘’]{2,200}(?:’\w[^‘’]{0,200}){0,20})’(?!\w)|^(?:> ?(?=[^>\s“\"]))([^“”\"\n]{2,3000}(?:\n>[^“”\"\n]{0,3000}){0,40})$",
    re.MULTILINE,
)
_ELLIPSIS = re.compile(r"\s*(?:\[\s*)?(?:…|\.\s?\.\s?\.(?:\s?\.)?)(?:\s*\])?\s*|\s*\[[^\]]{0,80}\]\s*")


class Source(Protocol):
    """Where turns come from: those that hold a run of words, and those that share the most of its rare ones."""

    def holding(self, phrase: str) -> Iterable[tuple[Briefing, Turn]]: ...

    def sharing(self, phrase: str) -> Iterable[tuple[Briefing, Turn]]: ...


@dataclass(frozen=True, slots=True)
class Quotation:
    """The text between quotation marks at `[start, stop)` of the draft, its verdict, and the place in the record that decides it."""

    text: str
    start: int
    stop: int
    verdict: Verdict
    attributed_to: str
    found: Citation | None
    difference: str


def check_text(text: str, source: Source) -> tuple[Quotation, ...]:
    """Every quotation of a draft with its verdict, in order."""
    judged = (_judge(text, start, stop, source) for start, stop in quotations(text))
    return tuple(each for each in judged if each)


def quotations(text: str) -> Iterator[tuple[int, int]]:
    """What stands between quotation marks and holds a word: spans `[start, stop)` without the marks."""
    for match in _MARKS.finditer(text):
        start, stop = match.span(match.lastindex or 0)
        if words(text[start:stop]):
            yield start, stop


def _judge(text: str, start: int, stop: int, source: Source) -> Quotation | None:
    """The verdict on one, None for what is no quotation: a title, or a word or two that nobody is said to have spoken."""
    quoted = text[start:stop]
    named = attribution(text, start, stop)
    pieces = [piece for piece in (words(part) for part in _ELLIPSIS.split(quoted)) if piece]
    if sum(map(len, pieces)) < LEAST and named == NOBODY:
        return None
    places = _exact(pieces, quoted, source)
    if places:
        verdict, citation = _whose(places, named)
        tell = {"misattributed": _by, "cropped": _goes_on}.get(verdict)
        said = tell(citation) if tell else _left_out(quoted, citation) or _printed(quoted, citation)
        return Quotation(quoted, start, stop, verdict, named.name, citation, said)
    altered = _altered(quoted, pieces, named, source)
    if altered:
        return Quotation(quoted, start, stop, "altered", named.name, altered, difference(quoted, altered.quote))
    return None if _is_title(quoted) else Quotation(quoted, start, stop, "not_found", named.name, None, "")


def _is_title(quoted: str) -> bool:
    """“The Long Road to Rabat”: few words, every longer one with a capital."""
    longer = [word for word in quoted.split() if len(word.strip(".,:!?")) > 3]
    return 2 <= len(longer) <= MOST_OF_TITLE and all(word[0].isupper() for word in longer)


def _whose(places: Sequence[Citation], named: Attribution) -> tuple[Verdict, Citation]:
    """The verdict on words that are in the record: whole and of the one named, best case first."""
    own = [place for place in places if spoken_by(place.turn, named)]
    if not own:
        return "misattributed", places[0]
    whole = [place for place in own if not (turns_after(place.turn.text, place.stop) or denied_before(place.turn.text, place.start))]
    return ("verbatim", whole[0]) if whole else ("cropped", own[0])


def _exact(pieces: Sequence[tuple[Word, ...]], quoted: str, source: Source) -> list[Citation]:
    """The places that hold the pieces in order, whatever the typography; words that the source glued together are found among like turns."""
    if not pieces:
        return []
    wanted = [[word.folded for word in piece] for piece in pieces]
    longest = max(wanted, key=len)
    for turns in (source.holding(" ".join(longest)), source.sharing(quoted)):
        found = [Citation(briefing, turn, *span) for briefing, turn in turns if (span := _in_order(wanted, turn.text))]
        if found:
            return found
    return []


def _in_order(wanted: Sequence[Sequence[str]], text: str) -> tuple[int, int] | None:
    """Where the runs of words stand one after the other, as close as they do anywhere, the gaps no longer than GAP words."""
    have = words(text)
    folded = [word.folded for word in have]
    starts = _runs(wanted[0], folded, 0, len(folded))
    places = [(stop - first, first, stop) for first in starts if (stop := _following(wanted[1:], folded, first + len(wanted[0])))]
    if not places:
        return None if len(wanted) > 1 else _glued(wanted[0], text)
    _, first, stop = min(places)
    return have[first].start, have[stop - 1].stop


def _following(pieces: Sequence[Sequence[str]], folded: Sequence[str], at: int) -> int | None:
    """Where the last of the pieces ends that follow one another from `at` on."""
    for piece in pieces:
        start = next(_runs(piece, folded, at, at + GAP), None)
        if start is None:
            return None
        at = start + len(piece)
    return at


def _runs(piece: Sequence[str], folded: Sequence[str], start: int, stop: int) -> Iterator[int]:
    size = len(piece)
    for at in range(start, min(stop, len(folded) - size + 1)):
        if folded[at] == piece[0] and folded[at : at + size] == list(piece):
            yield at


def _glued(piece: Sequence[str], text: str) -> tuple[int, int] | None:
    from rag.text import find

    return next(iter(find(" ".join(piece), text)), None)


def _altered(quoted: str, pieces: Sequence[tuple[Word, ...]], named: Attribution, source: Source) -> Citation | None:
    """The place most like a quotation that is nowhere true, of the one named where two are alike."""
    wanted = [word.folded for piece in pieces for word in piece]
    found = ((likeness(wanted, turn.text), briefing, turn) for briefing, turn in _alike(quoted, wanted, source))
    likes = [(like.held, Citation(briefing, turn, like.start, like.stop)) for like, briefing, turn in found if like]
    likes.sort(key=lambda like: (-len(like[0]), not spoken_by(like[1].turn, named)))
    if not likes:
        return None
    best, place = likes[0]
    if len(best) >= LIKE * len(wanted):
        return place
    both = max((len(best | other) for other, _ in likes[1:]), default=0)
    return place if both >= SPLICED * len(wanted) and len(wanted) >= 8 else None


def _alike(quoted: str, wanted: Sequence[str], source: Source) -> Iterator[tuple[Briefing, Turn]]:
    """The turns worth comparing: those that share the rarest words, and those that hold the first, the middle or the last of them in a row."""
    seen = set()
    size = max(RUN, len(wanted) // 3)
    starts = dict.fromkeys((0, (len(wanted) - size) // 2, len(wanted) - size)) if len(wanted) >= 2 * RUN else ()
    rows = (islice(source.holding(" ".join(wanted[at : at + size])), MOST_ALIKE) for at in starts)
    for briefing, turn in chain(source.sharing(quoted), *rows):
        if (briefing.id, turn.index) not in seen:
            seen.add((briefing.id, turn.index))
            yield briefing, turn


def difference(quoted: str, record: str) -> str:
    """What was changed, in words: the record's in [-brackets-], the draft's in {+braces+}."""
    mine, theirs = words(quoted), words(record)
    parts = []
    matcher = SequenceMatcher(None, [word.folded for word in theirs], [word.folded for word in mine], autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            parts.append(_written(record, theirs[a:b]))
        else:
            parts += [f"[-{_shortened(_written(record, theirs[a:b]))}-]"] * (b > a) + [f"{{+{_written(quoted, mine[c:d])}+}}"] * (d > c)
    return " ".join(parts)


def _written(text: str, run: Sequence[Word]) -> str:
    return text[run[0].start : run[-1].stop] if run else ""


def _shortened(text: str, most: int = 24) -> str:
    """A long run of words by its ends."""
    parts = text.split()
    return text if len(parts) <= most else f"{' '.join(parts[:6])} … {' '.join(parts[-6:])}"


def _printed(quoted: str, citation: Citation) -> str:
    """Words that the source prints otherwise, such as a lost apostrophe; "" where there are none but capitals and the shape of marks."""
    mine = {word.folded: _plain(quoted[word.start : word.stop]) for word in words(quoted)}
    theirs = {word.folded: citation.quote[word.start : word.stop] for word in words(citation.quote)}
    other = [written for folded, written in theirs.items() if folded in mine and _plain(written) != mine[folded]]
    return f"the source prints “{'”, “'.join(other[:5])}”" if other else ""


def _goes_on(citation: Citation) -> str:
    """What a cropped quotation keeps from its reader."""
    text = citation.turn.text
    if turns_after(text, citation.stop):
        return f"the source goes on: “{' '.join(text[citation.stop :].lstrip('.!? ”').split()[:FOLLOWING])}”"
    return f"the source says before it: “{' '.join(text[: citation.start].split()[-FOLLOWING:])}”"


def _left_out(quoted: str, citation: Citation) -> str:
    """The denials that an ellipsis hides."""
    if not _ELLIPSIS.search(quoted):
        return ""
    kept = {word.folded for word in words(quoted)}
    hidden = [citation.quote[word.start : word.stop] for word in words(citation.quote) if word.folded in NEGATIONS - kept]
    return f"what is left out holds “{'”, “'.join(dict.fromkeys(hidden))}”" if hidden else ""


def _plain(word: str) -> str:
    return re.sub("[’‘ʼ`´]", "'", word).casefold()


def _by(citation: Citation) -> str:
    speaker = citation.turn.speaker
    return f"these are the words of {speaker.name or citation.turn.label} ({speaker.speaks_for or speaker.outlet or speaker.role})"
