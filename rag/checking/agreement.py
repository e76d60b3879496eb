"""Whether a claim says yes where the sentences it cites say no, no where nothing does, or "will" where they say "may".

Knows word lists and overlap, no grammar; it catches most dropped negations and lets some through.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from rag.checking.facts import NEGATIONS
from rag.drafting.forms import IDLE
from rag.index.lexical import stem
from rag.text import tokens

DENIED = 0.11
"""How much of what a claim asserts may stand under a negation in what it cites (a person's honest paraphrases: 92 in 100 stay below)."""
APART, REACH, OWN_REACH, OWN_AFTER_PAIR = 3, 4, 6, 2
"""Words that two words may be apart to be a pair; before the second of them, those that a negation reaches in the record; before the first
and after the second, those that a claim's own negation reaches."""
AFTER, BEFORE = 7, 1
"""Words that a negation reaches in the record."""
OWN_AFTER, OWN_BEFORE = 10, 3
"""Words that a claim's own negation may reach."""
SHARPNESS = 4
"""The cited sentences that share the most with a claim count this power more."""
LICENCE = 6
"""Words before an item of _ITEMS among which a negation makes it natural."""

_NO = NEGATIONS | frozenset(
    "unable unlikely lack lacked lacking lacks fail failed fails failing refuse refused refuses deny denied decline declined declines against"
    " stop stopped prevent rejected reject ruled avoid barely rarely seldom".split()
)
_PRONOUNS = frozenset("i you he she it we they that this there".split())
_REPLY = re.compile(r"^(?:well, )?no[,.] ", re.IGNORECASE)
_NEGATIVE_PREFIX = re.compile(r"(?:un|in|im|dis|ir|il|non)(\w{4,})")
# Words that mostly stand under a negation, or say of a thing that it is enough: a claim that asserts them needs a record that does.
_ITEMS = re.compile(
    r"\b(?:necessarily|enough|at all|anymore|ever|(?<!and )(?<![,;.] )(?<!^)yet(?! another)|(?:sufficient|adequate|satisf)\w*|any \w+|so many|so much)\b"
    r"|\beither\b(?!.{1,60}\bor\b)",
    re.IGNORECASE,
)
# "did want": a verb that is stressed so, as one does against a denial. What follows must look like a bare verb.
_STRESS = re.compile(
    r"(?<=[\w”\"’'] )(?<!how )(?<!what )(?<!why )(?<!where )(?<!who )(?<!which )(?:do|does|did) (?:\w+ly |also |still |even |indeed |again )?(?P<verb>[a-z]+)\b",
    re.IGNORECASE,
)
_NO_VERBS = frozenset(
    "so it that this these those the a an to their his her its our your my in for with about on as at by of from more what something anything"
    " everything well not they he she we you i and or but if because nothing good better much little less best harm justice business homework"
    " whatever all some any one two three four things thing work both most next similar never".split()
)
_VERBS_IN_S = frozenset("discuss address focus access pass express process assess possess stress press need".split())
_ASKING = frozenset("asked asks asking inquired inquires enquired wondered wonders questioned questions see know".split())
_SOFT = frozenset("may might could perhaps maybe possibly probably likely would should if".split())
_FIRM = frozenset("will must shall definitely certainly".split())
_GOING = frozenset(f"going wont cannot {' '.join(f'{each}ll' for each in _PRONOUNS)}".split())


def disagrees(claim: str, cited: Sequence[str]) -> str:
    """What speaks against the polarity or the certainty of a claim that rests on these sentences, "" when nothing does."""
    said = tokens(claim)
    topic = frozenset(_content(said))
    sentences = [_opened(tokens(_REPLY.sub("", sentence)), topic) for sentence in cited]
    if any(word in NEGATIONS for word in said) and not any(_negations(sentence) for sentence in sentences):
        return "denies what nothing it cites denies"
    if _denied(said, sentences) > DENIED or _only_denied(said, sentences):
        return "asserts what the words it cites deny"
    return _stressed(claim, sentences) or _unlicensed(claim, cited) or _firmer(said, sentences)


def _denied(said: Sequence[str], sentences: Sequence[Sequence[str]]) -> float:
    """The share of a claim's words that stand under a negation, over the sentences that share words with it, 0 to 1."""
    content = [frozenset(_content(sentence)) for sentence in sentences]
    under = [_under(sentence, AFTER, BEFORE) for sentence in sentences]
    spread = Counter(word for words in content for word in words)
    weight = {word: math.log(1 + len(sentences) / count) for word, count in spread.items()}
    claimed = frozenset(_content(said)) - _under(said, OWN_AFTER, OWN_BEFORE) - _open(said)
    total = sum(weight.get(word, 0.0) for word in frozenset(_content(said))) or 1.0
    denied = counted = 0.0
    for words_, negated in zip(content, under, strict=True):
        shared = sum(weight[word] for word in claimed & words_)
        if shared:
            counts = (shared / total) ** SHARPNESS
            denied += counts * sum(weight[word] for word in claimed & words_ & negated) / shared
            counted += counts
    return denied / counted if counted else 0.0


def _only_denied(said: Sequence[str], sentences: Sequence[Sequence[str]]) -> bool:
    """Whether a claim asserts two neighbouring words ("big impact") that stand so in the record under a negation alone."""
    denying, open_ = _negations(said), _open(said)
    asserted = {
        pair
        for first, second, pair in _pairs(said)
        if not open_ & set(pair) and not any(first - OWN_REACH <= at <= second + OWN_AFTER_PAIR for at in denying)
    }
    under: dict[tuple[str, str], bool] = {}
    for sentence in sentences:
        places = [(second, pair) for _, second, pair in _pairs(sentence) if pair in asserted]
        negations = _negations(sentence) if places else []
        for second, pair in places:
            under[pair] = under.get(pair, True) and any(second - REACH <= at <= second for at in negations)
    return any(under.values())


def _pairs(said: Sequence[str]) -> Iterator[tuple[int, int, tuple[str, str]]]:
    """The content words that follow one another closely: their places and stems."""
    places = [at for at, word in enumerate(said) if word not in IDLE and word not in _NO]
    return ((one, other, (stem(said[one]), stem(said[other]))) for one, other in pairwise(places) if other - one <= APART)


def _open(said: Sequence[str]) -> frozenset[str]:
    """The stems of what a claim leaves open: what follows "whether", or "asked if"."""
    places = (at for at, word in enumerate(said) if word == "whether" or (word == "if" and said[at - 1 : at] and said[at - 1] in _ASKING))
    return frozenset(word for at in places for word in _content(said[at + 1 : at + 1 + OWN_AFTER]))


def _stressed(claim: str, sentences: Sequence[Sequence[str]]) -> str:
    """A stressed "did agree" needs a record that stresses it too."""
    for match in _STRESS.finditer(claim):
        verb = match["verb"].lower()
        if verb in _NO_VERBS or verb in NEGATIONS or (verb not in _VERBS_IN_S and verb.endswith(("ing", "ed", "tion", "ment", "s"))):
            continue
        if match["verb"][0].isupper() or any(_stresses(sentence, stem(verb)) for sentence in sentences):
            continue
        return f"stresses “{match.group()}”, which the words it cites do not"
    return ""


def _stresses(sentence: Sequence[str], verb: str) -> bool:
    return any(word in ("do", "does", "did") and verb in map(stem, sentence[at + 1 : at + 3]) for at, word in enumerate(sentence))


def _unlicensed(claim: str, cited: Sequence[str]) -> str:
    """What mostly stands under a negation and is asserted must be asserted somewhere in the record."""
    for match in _ITEMS.finditer(claim):
        if not _negated_before(claim, match.start()):
            item = re.compile(rf"\b{re.escape(match.group())}\b", re.IGNORECASE)
            places = ((sentence, found.start()) for sentence in cited for found in item.finditer(sentence))
            if all(_negated_before(sentence, at) for sentence, at in places):
                return f"asserts “{match.group()}”, which the words it cites do not"
    return ""


def _negated_before(text: str, at: int) -> bool:
    return any(word in _NO for word in tokens(text[:at])[-LICENCE:])


def _firmer(said: Sequence[str], sentences: Sequence[Sequence[str]]) -> str:
    """A claim that is sure ("will", "must") needs as much of the sentence that it shares the most with, where that one is not ("may", "if")."""
    firm = next((word for word in said if word in _FIRM), "")
    if not firm or not sentences:
        return ""
    topic = frozenset(_content(said))
    spread = Counter(word for sentence in sentences for word in frozenset(_content(sentence)))
    nearest = max(sentences, key=lambda sentence: sum(math.log(1 + len(sentences) / spread[word]) for word in topic & frozenset(_content(sentence))))
    sure = any(word in _FIRM | _GOING for word in nearest)
    soft = next((word for word in nearest if word in _SOFT), "")
    return f"says “{firm}” where the record says “{soft}”" if soft and not sure else ""


def _content(words_: Sequence[str]) -> list[str]:
    return [stem(word) for word in words_ if word not in IDLE and word not in _NO]


def _under(words_: Sequence[str], after: int, before: int) -> frozenset[str]:
    """The stems that a negation reaches."""
    reached = [each for at in _negations(words_) for each in words_[max(0, at - before) : at + 1 + after]]
    return frozenset(_content(reached))


def _negations(said: Sequence[str]) -> list[int]:
    """Where words deny: not "not only", "no doubt", "or not", nor a question that expects a yes ("isn't it")."""
    places = []
    for at, word in enumerate(said):
        before, after = said[at - 1] if at else "", said[at + 1] if at + 1 < len(said) else ""
        idiom = (word == "not" and (after in ("only", "just", "merely", "simply", "least") or before in ("or", "if"))) or (
            word == "no" and after in ("doubt", "question", "matter")
        )
        contrast = (word, after) in (("rather", "than"), ("instead", "of"), ("far", "from"))
        asks = word.endswith("nt") and after in _PRONOUNS and before not in _PRONOUNS and before not in ("why", "how")
        if contrast or (word in _NO and not idiom and not (asks and word in NEGATIONS)):
            places.append(at)
    return places


def _opened(sentence: Sequence[str], topic: frozenset[str]) -> list[str]:
    """ "unclear" as "not clear" where the topic is what is clear."""
    opened: list[str] = []
    for word in sentence:
        rest = _NEGATIVE_PREFIX.fullmatch(word)
        if rest and stem(rest[1]) in topic and stem(word) not in topic:
            opened += ["not", rest[1]]
        else:
            opened.append(word)
    return opened
