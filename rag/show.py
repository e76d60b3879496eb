"""Answers, hits and transcripts as text for a terminal. Pure: a value in, a string out; transcript text is never interpreted."""

from __future__ import annotations

import shutil
import textwrap
import unicodedata
from collections.abc import Iterable

from rag.checking.quotations import Quotation
from rag.types import Answer, Briefing, Citation, Hit, Scope, Speaker, Turn, show_day


def answer(value: Answer, seconds: float) -> str:
    """The claims with their quotations and numbered citations, or what was searched and what came nearest."""
    parts = [_status(value)]
    cited: list[Citation] = []
    for claim in value.claims:
        lines = [_wrap(f"{claim.text}:" if not claim.text.endswith((".", "?", "!", ":")) else claim.text)]
        for citation in claim.citations:
            cited.append(citation)
            lines.append(_wrap(f"“{citation.quote}” [{len(cited)}]", "    "))
        parts.append("\n".join(lines))
    if cited:
        parts.append("\n".join(_wrap(f"[{number}] {_source(citation)}", "    ", "") for number, citation in enumerate(cited, 1)))
    if not value.claims:
        parts.append(_nearest(value))
    parts.append(_wrap(_searched(value, seconds)))
    return clean("\n\n".join(part for part in parts if part))


def hits(found: Iterable[Hit]) -> str:
    """Ranked turns, each cut to a few lines."""
    lines = [
        _wrap(
            f"{rank}. {_who(hit.turn.speaker, hit.turn.label)}, {hit.briefing.name}, {hit.briefing.when}, turn {hit.turn.index} ({hit.score:.2f})",
            "   ",
            "",
        )
        + "\n"
        + _wrap(_short(hit.turn.text), "   ")
        for rank, hit in enumerate(found, 1)
    ]
    return clean("\n\n".join(lines) or "Nothing found.")


def transcript(briefing: Briefing, turns: Iterable[Turn]) -> str:
    """A header, and the turns with their numbers."""
    head = "\n".join(part for part in (briefing.name, f"{briefing.when} · {briefing.office or briefing.source}", briefing.url or "") if part)
    body = (f"{turn.index}  {turn.label}\n{_wrap(turn.text, '   ')}" for turn in turns)
    return clean("\n\n".join((head, *body)))


def quotations(found: Iterable[Quotation]) -> str:
    """Each quotation of a draft with its verdict and the place that decides it."""
    return clean("\n\n".join(_quotation(each) for each in found) or "No quotation found.")


def _quotation(value: Quotation) -> str:
    lines = [_wrap(f"{value.verdict.replace('_', ' ').upper()}  “{value.text}”", "  ", "")]
    if value.attributed_to:
        lines.append(_wrap(f"attributed to {value.attributed_to}", "  "))
    if value.difference:
        lines.append(_wrap(value.difference, "  "))
    if value.found:
        lines.append(_wrap(_source(value.found), "  "))
    return "\n".join(lines)


def scope(value: Scope) -> str:
    """The scope in words, "" for none."""
    days = f"{show_day(value.since) or '...'} to {show_day(value.until) or '...'}" if value.since or value.until else ""
    parts = [", ".join(value.speakers), ", ".join(value.roles), ", ".join(value.outlets), ", ".join(value.speaks_for), days]
    return "; ".join(part for part in parts if part)


def clean(text: str) -> str:
    """Without the control characters that a terminal would obey; line ends stay."""
    return "".join(letter for letter in text if letter == "\n" or unicodedata.category(letter) not in ("Cc", "Cf", "Co", "Cs"))


def _status(value: Answer) -> str:
    lines = []
    if value.status == "near":
        lines.append("The record does not clearly answer this. The nearest passages, and no more than that:")
    if value.status == "not_found":
        lines.append("The record does not answer this.")
    if value.missing and value.status != "answered":
        lines.append(_wrap(f"Not in these passages: {', '.join(value.missing)}."))
    if value.notice:
        lines.append(_wrap(value.notice))
    if value.total is not None:
        lines.append(f"{value.total} in all.")
    return "\n".join(lines)


def _nearest(value: Answer) -> str:
    if not value.searched.nearest:
        return ""
    return "What came nearest:\n" + hits(value.searched.nearest[:3])


def _searched(value: Answer, seconds: float) -> str:
    told = scope(value.scope)
    undated = f", {value.searched.undated} without a day left out" if value.searched.undated else ""
    rejected = f" {len(value.rejected)} drafted claims did not pass the check." if value.rejected else ""
    looked = f" Looked for: {told}." if told else ""
    return f"Searched {value.searched.turns:,} turns of {value.searched.briefings:,} briefings{undated} in {seconds:.1f} s.{looked}{rejected}"


def _source(citation: Citation) -> str:
    briefing, turn = citation.briefing, citation.turn
    fictional = " (fictional)" if briefing.fictional else ""
    return f"{_who(turn.speaker, turn.label)}. {briefing.name}{fictional}, {briefing.when}, turn {turn.index}. {briefing.url or briefing.source}"


def _who(speaker: Speaker, label: str) -> str:
    side = speaker.speaks_for or speaker.outlet or speaker.role
    return f"{speaker.name or label} ({side})"


def _short(text: str, most: int = 300) -> str:
    return text if len(text) <= most else f"{text[:most].rsplit(' ', 1)[0]} ..."


def _wrap(text: str, indent: str = "", first: str | None = None) -> str:
    width = max(40, min(shutil.get_terminal_size((88, 24)).columns, 100))
    starts = [indent if first is None else first]
    wrapped = []
    for paragraph in text.split("\n"):
        wrapped.append(textwrap.fill(paragraph, width, initial_indent=starts[0], subsequent_indent=indent, break_on_hyphens=False))
        starts = [indent]
    return "\n".join(wrapped)
