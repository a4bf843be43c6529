"""Lines, document fields and headings against the gold."""

from __future__ import annotations

import re

from score.gold import Gold, Heading, plain
from score.tally import Match, Tally
from transforms.records import Document, Record, Section

# A field of the document and the key under which the gold has it.
_FIELDS = {
    "title": "true_title",
    "doc_kind": "doc_kind",
    "jurisdiction_code": "gbt2260",
    "jurisdiction_name": "jurisdiction",
    "jurisdiction_level": "level",
    "report_year": "report_year",
    "publish_date": "publish_date",
    "index_number": "index_number",
    "document_number": "document_number",
    "issuing_body": "issuing_body",
    "site_compromised": "site_compromised",
    "truncated": "truncated",
}
_Answer = str | int | bool | None
_KINDS = ("own", "run_in", "inline")
_SLACK = 4  # characters by which the indent before a marker may move its start
_SHORTEST_NAME = 2


def measure_lines(gold: Gold, record: Record) -> Tally:
    """Labels of the lines that are not blank. Where a line may be body or not, it is no matter for `body_f1`."""
    tally = Tally()
    read = {line.n: line for line in record.cleaned.lines}
    for line in gold.lines:
        if line.label == "blank":
            continue
        ours = read[line.n].label
        right = ours in line.allowed
        tally.share("line_acc", right)
        tally.classify("label", ours if right else line.label, ours, f"【{read[line.n].text.strip()}】")
        if "body" not in line.allowed or line.allowed == {"body"}:
            body, kept = "body" in line.allowed, ours == "body"
            tally.figures["body_f1"] += Match(int(body and kept), int(kept), int(body))
            tally.harms["body_lost"] += body and not kept
            tally.harms["ads_kept"] += line.label == "ad" and kept
    return tally


def measure_document(gold: Gold, record: Record) -> Tally:
    """Fields of the document; a title only where the text prints one."""
    tally = Tally()
    for name, key in _FIELDS.items():
        ours = _field(record.cleaned.document, name)
        if name == "title" and not gold.document["title_in_text"]:
            tally.harms["title_invented"] += bool(ours)
            continue
        answers = [_wanted(gold, key), *gold.document.get("accept", {}).get(name, [])]
        right = any(_same(name, answer, ours) for answer in answers)
        tally.share("doc_acc", right)
        tally.classes["field", name] += Match(int(right), 1, 1)
    return tally


def _wanted(gold: Gold, key: str) -> _Answer:
    """The gold's answer; a level stands there with its Chinese kind: `county (市辖区)`."""
    answer: _Answer = gold.document.get(key)
    return answer.partition(" ")[0] if key == "level" and isinstance(answer, str) else answer


def _field(document: Document, name: str) -> _Answer:
    owner = document.jurisdiction if name.startswith("jurisdiction_") else document
    value: _Answer = getattr(owner, name.removeprefix("jurisdiction_"))
    return value


def _same(name: str, wanted: _Answer, ours: _Answer) -> bool:
    if isinstance(wanted, bool) or isinstance(ours, bool):
        return wanted is ours
    answer, given = plain(wanted), plain(ours)
    if name == "jurisdiction_name" and answer and len(given) >= _SHORTEST_NAME:
        return answer.endswith(given) or given.endswith(answer)
    return answer == given


def measure_sections(gold: Gold, record: Record) -> Tally:
    """Headings by level and words. A heading that runs on after `;` is right if the part before it is."""
    tally = Tally()
    free = [heading for heading in gold.headings if heading.kind in _KINDS]
    for heading in free:
        _count(tally, heading.kind, Match(wanted=1))
    for section in record.sections:
        if not plain(section.heading):
            continue
        fitting = [heading for heading in free if _is(heading, section)]
        if fitting:
            nearest = min(fitting, key=lambda heading: abs(heading.start - section.source_start))
            free.remove(nearest)
            _count(tally, nearest.kind, Match(hit=1, found=1))
        else:
            _count(tally, _kind(section, gold), Match(found=1))
    return tally


def _count(tally: Tally, kind: str, match: Match) -> None:
    tally.figures["section_f1"] += match
    tally.figures[f"section_{kind}_f1"] += match


def _is(heading: Heading, section: Section) -> bool:
    words = {plain(section.heading), plain(re.split("[;；]", section.heading)[0])}
    return heading.level == section.level and plain(heading.words) in words


def _kind(section: Section, gold: Gold) -> str:
    """Kind of a heading that the gold does not have: that of one in its place, else what its line says."""
    start = section.source_start
    for heading in gold.headings:
        if heading.kind in _KINDS and heading.start - _SLACK <= start <= heading.end:
            return heading.kind
    end = start + len(section.marker) + len(section.heading)
    for line in gold.lines:
        if 0 <= start - line.start <= _SLACK:
            return "own" if end >= line.end - _SLACK else "run_in"
    return "inline"
