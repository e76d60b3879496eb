"""Answers as text to take away: newsroom copies, Markdown, Word with footnotes. Quotations are the record's words; nothing here shortens one."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence

from rag.types import Answer, Citation
from ui.state import Exchange
from ui.view import explain, full_name, lead, rules

# Contractions whose apostrophe the source lost and that are no other English word ("well", "its" and "lets" are, so they stay).
MENDED = {
    **{word: word[:-1] + "'t" for word in "dont doesnt didnt isnt arent wasnt werent hasnt havent hadnt couldnt wouldnt shouldnt cant wont".split()},
    **{word: word[:-2] + "'" + word[-2:] for word in "weve youve theyve ive youre theyre youll theyll itll".split()},
    **{word: word[:-1] + "'s" for word in "thats whats theres heres hes shes".split()},
    "im": "I'm",
}
_LOST = re.compile(r"\b(" + "|".join(MENDED) + r")\b", re.IGNORECASE)


def mended(quote: str) -> str:
    """The quotation with lost apostrophes put back ("weve" becomes "we've"); letters and words stay."""
    return _LOST.sub(lambda found: _like(found[0], MENDED[found[0].lower()]), quote)


def _like(written: str, word: str) -> str:
    if written.isupper() and len(written) > 2:
        return word.upper()
    return word[0].upper() + word[1:] if written[0].isupper() else word


def attributed(citation: Citation, quote: str | None = None) -> str:
    """“...,” said who, what they are, answering whom; on the record; when."""
    turn, asked = citation.turn, citation.question
    speaker = turn.relays or turn.speaker
    who = ", ".join(part for part in (full_name(speaker, turn.label), speaker.title or speaker.outlet) if part)
    parts = [f"{_spoken(quote or citation.quote)} said {who}"]
    if asked:
        asker = asked.relays or asked.speaker
        parts[0] += f", answering {full_name(asker, asked.label)}" + (f" of {asker.outlet}" if asker.outlet else "")
    parts.append(", ".join(dict.fromkeys(rule.rule for rule in citation.briefing.ground_rules)))
    parts.append("undated transcript" if citation.briefing.when == "undated" else citation.briefing.when)
    parts.append("fictional sample" if citation.briefing.fictional else "")
    return "; ".join(part for part in parts if part) + "."


def _spoken(quote: str) -> str:
    flat = quote.replace("\n", " ")
    if flat.endswith(("?", "!", "—", "–", "-")):
        return f"“{flat}”"
    return f"“{flat.removesuffix('.')},”"


def source(citation: Citation) -> str:
    """Where the words stand: speaker, briefing, office, day, turn."""
    turn, briefing = citation.turn, citation.briefing
    speaker = turn.relays or turn.speaker
    who = ", ".join(part for part in (full_name(speaker, turn.label), speaker.title or speaker.outlet, speaker.speaks_for) if part)
    office = briefing.office if briefing.office not in briefing.name else ""
    where = [who, briefing.name, office, briefing.when, *rules(briefing), f"turn {turn.index}", "fictional sample" if briefing.fictional else ""]
    return "; ".join(part for part in where if part) + "."


def address(citation: Citation) -> str:
    """The official page, scrolled to the words, else the name of the file they came from."""
    return citation.link or citation.briefing.source


def copies(answer: Answer) -> list[tuple[str, str]]:
    """What "Copy" offers for an answer: each with its name."""
    cited = [citation for claim in answer.claims for citation in claim.citations]
    if not cited:
        return []
    found = [("Quotes", "\n\n".join(f"“{citation.quote}”" for citation in cited)), ("With attribution", "\n\n".join(map(attributed, cited)))]
    if any(mended(citation.quote) != citation.quote for citation in cited):
        told = "[typography mended]"
        found.append(("Typography mended", "\n\n".join(f"{attributed(citation, mended(citation.quote))} {told}" for citation in cited)))
    return [*found, ("Sources", "\n".join(f"{source(citation)} {address(citation)}" for citation in cited))]


def markdown(exchanges: Sequence[Exchange]) -> str:
    """Questions and answers with a footnote a citation. Text is escaped, so that a reader of Markdown shows it as it is."""
    body: list[str] = []
    notes: list[str] = []
    for exchange in exchanges:
        body.append(f"## {escape(exchange.question)}")
        for paragraph in _before(exchange):
            body.append(escape(paragraph))
        for claim in exchange.claims:
            body.append(escape(claim.text))
            for citation in claim.citations:
                where = f"<{citation.link}>" if citation.link else escape(citation.briefing.source)
                notes.append(f"[^{len(notes) + 1}]: {escape(source(citation))} {where}")
                quote = "  \n> ".join(escape(line) for line in citation.quote.split("\n"))
                body.append(f"> “{quote}”[^{len(notes)}]")
    return "\n\n".join([*body, *notes]) + "\n"


def _before(exchange: Exchange) -> Iterator[str]:
    if exchange.answer and exchange.answer.status != "answered":
        yield f"{lead(exchange.answer)} {explain(exchange.answer)}"
    if exchange.answer and exchange.answer.total is not None:
        yield f"{exchange.answer.total} in all."
    if exchange.problem:
        yield f"{exchange.problem.message} {exchange.problem.fix}"
    if exchange.stopped:
        yield "Stopped before it was whole."


_MARKUP = re.compile(r"([\\`*_\[\]<>#|~$^&@]|(?<=:)/(?=/)|(?<=www)\.)")
_AT_START = re.compile(r"^(\s*(?:\d+(?=[.)]))?)([-+=.)])", re.MULTILINE)


def escape(text: str) -> str:
    """The text with whatever Markdown might take for markup, a list or a link escaped."""
    return _AT_START.sub(r"\1\\\2", _MARKUP.sub(r"\\\1", text))


def word(exchanges: Sequence[Exchange], title: str) -> bytes:
    """The same as a Word document, with real footnotes."""
    import docx

    from ui.footnotes import Footnotes

    document = docx.Document()
    document.add_heading(_printable(title), level=1)
    notes = Footnotes(document)
    for exchange in exchanges:
        document.add_heading(_printable(exchange.question), level=2)
        for paragraph in _before(exchange):
            document.add_paragraph(_printable(paragraph))
        for claim in exchange.claims:
            document.add_paragraph(_printable(claim.text))
            for citation in claim.citations:
                quoted = document.add_paragraph(_printable(f"“{citation.quote}”"), style="Quote")
                notes.add(quoted, _printable(f"{source(citation)} {address(citation)}"))
    notes.finish()
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


def _printable(text: str) -> str:
    """Without the control characters that XML cannot hold."""
    return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "", text)


def file_name(exchanges: Sequence[Exchange], ending: str) -> str:
    """A plain name for the file: the words of the first question."""
    words = re.findall(r"[a-z0-9]+", exchanges[0].question.lower())[:8] if exchanges else []
    return ("-".join(words) or "answer") + ending
