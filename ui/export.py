"""Answers as text to take away: newsroom copies, Markdown, Word with footnotes. Quotations are the record's words; nothing here shortens one."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence

from rag.types import Citation, Speaker
from ui.doubts import in_force, rules
from ui.state import Exchange
from ui.typography import mended
from ui.view import explain, full_name, lead


def attributed(citation: Citation, quote: str | None = None) -> str:
    """“...,” said who, what they are, answering whom; on the record; when."""
    turn, asked = citation.turn, citation.question
    speaker = turn.relays or turn.speaker
    who = ", ".join(part for part in (_named(speaker, turn.label), speaker.title or speaker.outlet) if part)
    parts = [f"{_spoken(quote or citation.quote)} {'asked' if speaker.role == 'press' else 'said'} {who}"]
    if asked:
        asker = asked.relays or asked.speaker
        parts[0] += f", answering {_named(asker, asked.label)}" + (f" of {asker.outlet}" if asker.outlet else "")
    parts.append(", ".join(in_force(citation.briefing)))
    parts.append("undated transcript" if citation.briefing.when == "undated" else citation.briefing.when)
    parts.append("fictional sample" if citation.briefing.fictional else "")
    return "; ".join(part for part in parts if part) + "."


def _named(speaker: Speaker, label: str) -> str:
    return "an unnamed reporter" if speaker.role == "press" and not speaker.name else full_name(speaker, label)


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


def copies(cited: Sequence[Citation]) -> list[tuple[str, str]]:
    """What "Copy" offers for quotations: each form with its name."""
    if not cited:
        return []
    found = [
        ("Quotes" if len(cited) > 1 else "Quote", "\n\n".join(f"“{citation.quote}”" for citation in cited)),
        ("With attribution", "\n\n".join(map(attributed, cited))),
    ]
    if any(mended(citation.quote) != citation.quote for citation in cited):
        told = "[typography mended]"
        found.append(("Typography mended", "\n\n".join(f"{attributed(citation, mended(citation.quote))} {told}" for citation in cited)))
    return [*found, ("Sources" if len(cited) > 1 else "Source", "\n".join(f"{source(citation)} {address(citation)}" for citation in cited))]


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
