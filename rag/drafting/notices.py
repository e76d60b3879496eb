"""What an answer says of itself in a line: that the asked ones do not speak, that the words are of other days, that only a reporter spoke of it."""

from __future__ import annotations

from rag.drafting.choosing import NARROW
from rag.drafting.evidence import NOTHING, exchange, stems
from rag.drafting.leads import reporter
from rag.drafting.work import Work

SAID = 0.85
"""Share of the topic that a reporter's words must hold for it to be what the reporter said."""


def notice(work: Work, *, model: bool) -> str:
    """The one line that matters most, "" where there is nothing to say. `model`: whether a model drafts, which reads other languages."""
    return foreign(work, model=model) or silent(work) or apart(work) or only_asked(work)


def silent(work: Work) -> str:
    """That those whose words are asked for do not speak in this library, but for those whose words are recounted there."""
    absent = " or ".join(work.understanding.absent)
    if not absent:
        return ""
    told = work.status == "answered"
    return f"Nobody speaks here for or as {absent}" + (": these are words of others who recount what was said." if told else ".")


def foreign(work: Work, *, model: bool) -> str:
    """That a question in another language was looked for by its names and numbers alone, and which of them were found."""
    if not work.language or model:
        return ""
    all_of = work.sought.missing(NOTHING)
    found = [name for name in all_of if any(name not in each.missing for each in work.candidates)]
    names = f"found: {', '.join(found)}" if found else f"none of {', '.join(all_of)} was found" if all_of else "the question holds none"
    return (
        f"The question is in another language ({work.language}) than the library, and no model is set: only exact names and numbers were looked for "
        f"({names}). Ask in the library's language, or set a model."
    )


def only_asked(work: Work) -> str:
    """That a reporter spoke of it and no official did, where only officials are asked about and nothing of theirs answers."""
    if work.status == "answered" or "official" not in work.scope.roles or "press" in work.scope.roles:
        return ""
    for hit in work.hits:
        asked = hit.turn.speaker.role == "press" and work.sought.terms and work.sought.share(frozenset(stems(hit.turn.text))) >= SAID
        if asked and not work.sought.missing(exchange(hit.briefing, hit.turn, 0, len(hit.turn.text))):
            return f"A reporter spoke of this ({reporter(hit.turn.speaker)}, {hit.briefing.when}); no official is found to have said it."
    return ""


def apart(work: Work) -> str:
    """Why the best that was found is of other days or people, where it comes near."""
    return work.candidates[0].outside if work.status == "near" and work.candidates else ""


def instead(work: Work, missing: tuple[str, ...]) -> str:
    """What would have to be asked differently, for a question that was not answered; `missing`: what the passages lack."""
    scope, named = work.scope, work.sought.missing(NOTHING)
    lacking = [each for each in missing if each in named]
    ways = [f"take off the filter on {' or '.join(scope.typed)}"] if scope.typed else []
    ways += [f"ask without {' and '.join(lacking)}"] if lacking and (work.sought.terms or len(named) > len(lacking)) else []
    if not ways and work.sought.form in NARROW:
        ways = [f"ask what was said about it, not for a {work.sought.form}"]
    if not ways and scope.speakers:
        ways = ["ask what anybody said about it"]
    return f"To find more, {', or '.join((*ways, 'use the words that a briefing would use'))}."
