"""Cut a document at its labels: what is said becomes turns, what stands around them is left out. Knows no format."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.cutting.candidates import Candidate
from ingest.cutting.damage import damage
from ingest.cutting.edges import Body, adjourned_at, ends_sentence, follows_sentence, is_end, is_page_break, is_rule, is_unspoken, trim
from ingest.cutting.extent import over_lines, over_pages, within
from ingest.cutting.labels import find_labels, in_capitals, running_labels
from ingest.cutting.unlabelled import interview, opening
from ingest.document import Cut, Document, Line, RawTurn, squeeze
from rag.types import Note


def cut(document: Document) -> Cut:
    """Header, turns and footer of a document; no turns where it has no labels."""
    if document.turns:
        return Cut(document.lines, document.turns, notes=document.notes)
    lines, marks, notes = _marked(document.lines)
    lines, marks = over_lines(*over_pages(lines, within(lines, marks)))
    if not marks:
        return Cut(lines, (), notes=document.notes)
    if greeting := opening(lines, marks[0].line):
        marks, notes = (greeting, *marks), (*notes, Note(lines[greeting.line].number, "the opening has no label"))
    last = _end_of_page(lines, marks)
    bodies = [_body(lines, mark, stop, final=stop == last) for mark, stop in zip(marks, [*(mark.line for mark in marks[1:]), last], strict=True)]
    made = [_turn(mark, body) for mark, body in zip(marks, bodies, strict=True)]
    turns = tuple(turn for turn in made if turn.text)
    if len(turns) < len(marks):
        notes += (Note(None, f"labels without words were left out ({len(marks) - len(turns)})"),)
    said = bodies[-1][-1][0].number
    stop = next((at for at in range(marks[-1].line, len(lines)) if lines[at].number > said), len(lines))
    return Cut(lines[: marks[0].line], _opened(turns), lines[stop:], (*document.notes, *notes, *damage(lines, marks, stop)))


def _turn(mark: Candidate, body: Body) -> RawTurn:
    return RawTurn(mark.label, _text(body), body[0][0].number, "" if mark.label else mark.key)


def _opened(turns: tuple[RawTurn, ...]) -> tuple[RawTurn, ...]:
    """The turns; an opening without a label is by the only one there who does not ask, if there is only one."""
    if not turns or turns[0].label or turns[0].known_as:
        return turns
    asked = Counter(turn.label for turn in turns if turn.text.endswith("?"))
    counts = Counter(turn.label for turn in turns[1:])
    others = [label for label, count in counts.items() if 2 * asked[label] <= count]
    return (replace(turns[0], known_as=others[0]), *turns[1:]) if len(others) == 1 else turns


def _marked(lines: tuple[Line, ...]) -> tuple[tuple[Line, ...], tuple[Candidate, ...], tuple[Note, ...]]:
    """The lines and the labels in them; a line in which a known label follows a sentence is parted there."""
    found = find_labels(lines)
    running = running_labels(lines)
    labels = running | {label for label in in_capitals(found.marks) if len(label) > 1}
    lengths = sorted({len(label) for label in labels}, reverse=True)
    parted = tuple(part for line in lines for part in (_parts(line, labels, running, lengths) if labels and ":" in line.text else (line,)))
    if len(parted) > len(lines):
        lines, found = parted, find_labels(parted)
    stop = adjourned_at(lines)
    if not found.marks and (unlabelled := interview(lines)):
        return lines, unlabelled, (Note(None, "no speaker labels are printed: only their type sets the questions apart"),)
    notes = () if found.sure else (Note(None, "the speaker labels are not sure: few of them come back"),)
    return lines, tuple(mark for mark in found.marks if mark.line < stop), notes


def _parts(line: Line, labels: frozenset[str], running: frozenset[str], lengths: Sequence[int]) -> Iterator[Line]:
    """A line, parted before every label after its beginning. `lengths`: those of the labels, the longest first."""
    text, begin, at = line.text, 0, line.text.find(":", 1)
    while at > 0:
        start = next((at - length for length in lengths if at - length > begin and text[at - length : at] in labels), 0)
        if start and ((text[start:at] in running and (not begin or text[start:at].isupper())) or follows_sentence(text, start)):
            yield replace(line, text=text[begin:start], bold=_shift(line.bold, begin, start), gap=line.gap if not begin else 1)
            begin = start
        at = text.find(":", at + 1)
    yield line if not begin else replace(line, text=text[begin:], bold=_shift(line.bold, begin, len(text)), gap=1)


def _shift(spans: tuple[tuple[int, int], ...], start: int, stop: int) -> tuple[tuple[int, int], ...]:
    return tuple((max(a, start) - start, min(b, stop) - start) for a, b in spans if a < stop and b > start)


def _end_of_page(lines: Sequence[Line], marks: Sequence[Candidate]) -> int:
    """Where the last turn must end: at the next line outside the part of the page's tree that holds the labels."""
    trunk = lines[marks[0].line].path
    for mark in marks:
        path = lines[mark.line].path
        while path[: len(trunk)] != trunk:
            trunk = trunk[:-1]
    start = marks[-1].line + 1
    return next((at for at in range(start, len(lines)) if lines[at].path[: len(trunk)] != trunk), len(lines))


def _body(lines: Sequence[Line], mark: Candidate, stop: int, *, final: bool) -> Body:
    first = lines[mark.line]
    body = [(first, first.text[mark.words :])]
    torn = False
    for line in lines[mark.line + 1 : stop]:
        if is_rule(line) and not final:
            continue
        if is_end(line):
            break
        if is_page_break(line):
            torn = not ends_sentence(body[-1][1])
        elif not is_unspoken(line):
            body.append((replace(line, gap=0) if torn else line, line.text))
            torn = False
    return trim(body, final=final)


def _text(body: Body) -> str:
    """The words of a turn by the text rule (see `tidy`); a line that goes on with a paragraph is joined to it by a space."""
    paragraphs: list[str] = []
    for line, raw in body:
        text = squeeze(raw)
        if text and paragraphs and line.gap == 0:
            paragraphs[-1] = f"{paragraphs[-1]} {text}"
        elif text:
            paragraphs.append(text)
    return "\n".join(paragraphs)
