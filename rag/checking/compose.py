"""From proposals to an Answer: what passes the check becomes its claims, the rest its rejections, and what the claims lack its status."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import replace

from rag.checking.check import Asked, check
from rag.drafting.choosing import NARROW
from rag.drafting.draft import Evidence, Proposal
from rag.drafting.evidence import NOTHING, Exchange, exchange
from rag.drafting.extract import propose
from rag.drafting.leads import introduce
from rag.drafting.model import Drafter, Reply
from rag.drafting.notices import instead
from rag.drafting.outside import outside
from rag.drafting.work import Work
from rag.index.lexical import stem
from rag.types import Answer, Claim, Mode, Rejection, Status

SHOWN = 10
"""Turns that a model is shown."""
MOST_LACKING = 3
"""Words named as what the nearest passages lack."""


def drafted(
    drafter: Drafter, work: Work, history: Sequence[Answer], reply: Reply, rejected: list[Rejection]
) -> Generator[Claim, None, Answer | None]:
    """The claims of a model that pass, and their answer; None where none does, the model being asked once to mend what is wrong with them."""
    shown = Evidence(candidate.hit for candidate in work.candidates[:SHOWN])
    work = replace(work, evidence=shown)
    claims: list[Claim] = []
    for attempt in range(2):
        objections = [each.reason for each in rejected]
        for claim in checked(drafter.draft(work.understanding.standalone, history, shown, reply, objections), work, rejected):
            claims.append(claim)
            yield claim
        if claims or not rejected or reply.repaired or attempt:
            break
    if not claims and rejected:
        return None
    cited = [(citation.briefing, citation.turn) for claim in claims for citation in claim.citations]
    apart = all(outside(*place, work.scope) for place in cited)
    status: Status = "not_found" if not claims else "answered" if reply.verdict == "answered" and not apart else "near"
    return compose(work, "model", status, claims, rejected)


def by_extract(work: Work, notice: str, rejected: list[Rejection]) -> Iterator[Claim | Answer]:
    """The answer chosen from the record; `rejected`: what a model drafted in vain before."""
    claims: list[Claim] = []
    for proposal in propose(work.candidates, work.status, work.sought, work.scope):
        claim = next(checked((proposal, _plain(proposal, work.evidence)), work, rejected), None)
        if claim:
            claims.append(claim)
            yield claim
    status: Status = work.status if claims else "not_found"
    answer = compose(work, "extractive", status, claims, rejected)
    yield replace(answer, notice=notice or answer.notice)


def _plain(proposal: Proposal, evidence: Evidence) -> Proposal:
    """The same with the barest lead-in, for one whose own did not pass."""
    sentence = evidence.get(proposal.sentences[0])
    return replace(proposal, text=f"{introduce(sentence.turn)} said") if sentence else proposal


def checked(proposals: Iterable[Proposal], work: Work, rejected: list[Rejection]) -> Iterator[Claim]:
    """The claims among the proposals; the others go to `rejected`."""
    asked = Asked(work.understanding.standalone, work.scope)
    for proposal in proposals:
        outcome = check(proposal, work.evidence, asked)
        if isinstance(outcome, Rejection):
            rejected.append(outcome)
        else:
            yield outcome


def compose(work: Work, mode: Mode, status: Status, claims: Sequence[Claim], rejected: Sequence[Rejection]) -> Answer:
    """The answer of checked claims; what the question names and no cited exchange holds makes it `near` at best."""
    places = [(citation.briefing, citation.turn, citation.start, citation.stop) for claim in claims for citation in claim.citations]
    around = [exchange(*place) for place in places or ((hit.briefing, hit.turn, 0, len(hit.turn.text)) for hit in work.hits)]
    missing = tuple(name for name in work.sought.missing(NOTHING) if all(name in work.sought.missing(each) for each in around))
    status = "near" if status == "answered" and missing else status
    if status == "near" and not missing:
        missing = _unsaid(work, around)
    return Answer(
        question=work.understanding.question,
        standalone=work.understanding.standalone,
        scope=work.scope,
        status=status,
        mode=mode,
        claims=tuple(claims),
        searched=work.searched,
        read=work.hits,
        rejected=tuple(rejected),
        missing=missing,
        notice="" if status == "answered" else instead(work, missing),
    )


def _unsaid(work: Work, around: Sequence[Exchange]) -> tuple[str, ...]:
    """What keeps the nearest passages from being an answer: the rarest topic words that none of them holds, or the figure or day asked for."""
    terms = work.sought.terms
    words = [word for word in work.understanding.topic if stem(word) in terms and not any(stem(word) in each.stems for each in around)]
    lacking = sorted(words, key=lambda word: -terms[stem(word)])[:MOST_LACKING]
    return tuple(lacking) or ((f"the {work.sought.form} asked for",) if work.sought.form in NARROW else ())
