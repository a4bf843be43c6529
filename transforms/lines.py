"""Labels every line of a text and names the rule that did it.

A document is read from both ends: rules of the head hold until the first line that reads as body, rules of the
foot from the last line upwards; in between only lines that nothing in a report can look like are taken out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from transforms.adverts import LINES_OF_MILLS, advert, is_of_an_advert, is_spoilt_heading, keywords, offer_of_a_mill
from transforms.amid import without_what_it_parts
from transforms.content import Link
from transforms.cuts import in_order, joined
from transforms.fold import fold, fold_whole
from transforms.foreign import Spans, foreign_in
from transforms.hints import Hints, hints_in
from transforms.houses import Houses
from transforms.likeness import REST, ROW, is_rest_of_an_advert, is_row_of_adverts
from transforms.links import adverts_in_links
from transforms.markers import marker_at_start
from transforms.pitches import PITCH
from transforms.records import Cut, Label, Line
from transforms.rule_files import WholeLineRules, alternatives, read_rules, read_words
from transforms.ruled import Raw, Ruled, Verdict
from transforms.sold import above_reports, certainly_sells, with_what_is_of_them
from transforms.spliced import completed
from transforms.titles import find_title, squash

# Boilerplate is short; an index table flattened into one line is the longest seen.
_LONGEST_BOILERPLATE = 700
_BODY_LENGTH = 60
_SENTENCE_LENGTH = 12
_ADDRESSEE = re.compile(
    r"[\u4e00-\u9fff、,()\s·]{1,60}(?:委|政府|人大|政协|常委会|局|厅|办|院|部门|单位|领导|同志|代表|委员|组)\s*:"
)
# Titles that add 暨党政主要负责人履行…职责情况 are longer than many paragraphs.
_LONG_TITLE = re.compile(r"^[^。;]{1,120}(?:报告|总结|情况)$")
_OPENING = re.compile(r"20\d\d年(?:度|来|以来)?,.{10}")
_LABELS = [label for labels in read_words("labels.yml").values() for label in labels]
# A cell of an index table whose value is the next one.
_FEWEST_LABELS = 3
_BARE_LABEL = re.compile(rf"[|\s]*{alternatives(_LABELS)}\s*[:|]?")
# The last row of an annex: 8 | 行政复议规范化建设 | 市司法局; 行政处罚 | 12 | 35%
_NUMBERED_ROW = re.compile(r"\|?\s?\d{1,3}\s?\|[^|]*[\u4e00-\u9fff][^|]*\||[^|]{2,40}\|\s?[\d.,]{1,12}[^|]{0,4}\|")
_BOILERPLATE = read_rules("boilerplate.yml", {"meta_label": _LABELS})
# Where a copying site gives its name.
_SIGNED = "tool.mill_signature"
_ANYWHERE, _HEAD, _FOOT = (
    WholeLineRules(rule for rule in (*LINES_OF_MILLS, *_BOILERPLATE) if rule.where in zones)
    for zones in (("any",), ("head", "edge"), ("foot", "edge"))
)


def label_lines(
    text: str,
    known_titles: Sequence[str] = (),
    adverts: Sequence[str] = (),
    links: Sequence[Link] = (),
    sites: Sequence[str] = (),
) -> tuple[Line, ...]:
    """The lines of `text` (split at `\\n`), each with its label, the rule that gave it, and cuts.

    `known_titles` are titles that the page's markup gives, best first; they help to find the printed one. `adverts`
    are those that stand beside the text; a name that they give may stand alone in it. `links` are the links
    amid its lines, `sites` the names by which a copying site calls itself, in lower case.
    """
    folded = fold_whole(text)
    hints = hints_in(folded)
    ruled, spans = foreign_in(
        _ruled(_split(text, folded, hints), known_titles), folded, hints, adverts, adverts_in_links(links), sites
    )
    cuts = [_completed(raw.folded, found) for (raw, _), found in zip(ruled, spans, strict=True)]
    houses = Houses((*map(fold, adverts), *_foreign_texts(ruled, cuts)))
    return tuple(_line(raw, verdict, found, houses) for (raw, verdict), found in zip(ruled, cuts, strict=True))


def _split(text: str, whole: str, hints: Hints) -> list[Raw]:
    raws, start = [], 0
    for place, (line, folded) in enumerate(zip(text.split("\n"), whole.split("\n"), strict=True)):
        hinted = (place in each for each in (hints.adverts, hints.keywords, hints.pitches, hints.pairs))
        raws.append(Raw(place + 1, start, line, folded, folded.strip(), *hinted))
        start += len(line) + 1
    return raws


def _ruled(raws: Sequence[Raw], known_titles: Sequence[str]) -> list[Ruled]:
    """The lines with the label that their own words and their place give."""
    verdicts = [_anywhere(raw) or _sold(raw, opens=opens) for raw, opens in zip(raws, above_reports(raws), strict=True)]
    head_end = _label_head(raws, verdicts, known_titles)
    _label_foot(raws, verdicts, head_end)
    return [Ruled(raw, verdict or Verdict("body", "body")) for raw, verdict in zip(raws, verdicts, strict=True)]


def _anywhere(raw: Raw) -> Verdict | None:
    if not raw.core:
        return Verdict("blank", "blank")
    if len(raw.core) > _LONGEST_BOILERPLATE:
        return None
    if raw.may_be_spoilt:
        if (rule := advert(raw.core)) and not is_spoilt_heading(raw.core, rule):
            return Verdict("ad", rule)
        if rule := is_of_an_advert(raw.core):
            return Verdict("ad", rule)
        if rule := offer_of_a_mill(raw.core):
            return Verdict("tool", rule)
    elif raw.may_list_keywords and (rule := keywords(raw.core.lower())):
        return Verdict("ad", rule)
    if raw.may_be_like_adverts and is_row_of_adverts(raw.core):
        return Verdict("ad", ROW)
    return _taking(_ANYWHERE, raw.core)


def _sold(raw: Raw, *, opens: bool) -> Verdict | None:
    if not raw.may_sell or _taking(_HEAD, raw.core) or _foot(raw.core):
        return None
    return Verdict("ad", PITCH) if certainly_sells(raw, opens=opens) else None


def _taking(rules: WholeLineRules, core: str) -> Verdict | None:
    rule = rules.first_of(core)
    return Verdict(rule.label, rule.id) if rule else None


def _label_head(raws: Sequence[Raw], verdicts: list[Verdict | None], known: Sequence[str]) -> int:
    """Labels everything above the body; returns the position of the first line of the body."""
    end = _head_end(raws, verdicts, frozenset(map(squash, known)))
    shown = [place for place in range(end) if raws[place].core and not _is(verdicts[place], "ad")]
    free = [index for index, place in enumerate(shown) if verdicts[place] is None]
    values_above = bool(free) and any(_is(verdicts[place], "meta") for place in shown[: free[0]])
    title = find_title([raws[place].core for place in shown], free, known, values_above)
    for index in title:
        verdicts[shown[index]] = Verdict("title", "title")
    return _label_loose(raws, verdicts, shown, title, end)


def _head_end(raws: Sequence[Raw], verdicts: list[Verdict | None], titles: frozenset[str]) -> int:
    last_ruled = 0
    for place, raw in enumerate(raws):
        if verdicts[place] is None:
            marker = marker_at_start(raw.core)
            if marker and not marker.damaged:
                return place
            if _is_row_of_values(raws, place):
                verdicts[place] = Verdict("meta", "meta.unlabelled_value")
                last_ruled = place + 1
                continue
            # 某某司法 | 某某走进商圈 would pass for a row of an index table.
            is_title = bool(titles) and squash(raw.core) in titles
            verdicts[place] = None if is_title else _taking(_HEAD, raw.core)
            if verdicts[place] is None and not is_title and _reads_as_body(raw.core):
                return place
        if verdicts[place] is not None:
            last_ruled = place + 1
    # Nothing reads as body: a page of short lines only, whose text begins after its title at the latest.
    return min(max(last_ruled, 1), len(raws))


def _is_row_of_values(raws: Sequence[Raw], place: int) -> bool:
    """Whether a row of cells stands right below one of as many labels: 索引号 | 发布机构 | 发布日期."""
    if not place or "|" not in raws[place].core:
        return False
    labels = raws[place - 1].core.strip("| ").split("|")
    return (
        len(labels) >= _FEWEST_LABELS
        and len(labels) == len(raws[place].core.strip("| ").split("|"))
        and all(_BARE_LABEL.fullmatch(label.strip()) for label in labels)
    )


def _reads_as_body(core: str) -> bool:
    return (
        ("。" in core and len(core) >= _SENTENCE_LENGTH)
        or (len(core) >= _BODY_LENGTH and not _LONG_TITLE.search(core))
        or (core.endswith((";", ":", ",")) and len(core) >= _SENTENCE_LENGTH)
        or _ADDRESSEE.fullmatch(core) is not None
        or _OPENING.match(core) is not None
    )


def _label_loose(
    raws: Sequence[Raw], verdicts: list[Verdict | None], shown: list[int], title: list[int], end: int
) -> int:
    """Lines above the body that no rule took: site furniture, values without labels, or the body's first line."""
    ruled = [index for index, place in enumerate(shown) if _is(verdicts[place], "meta", "nav", "tool", "byline")]
    values = [index for index in ruled if _is(verdicts[shown[index]], "meta")]
    for index, place in enumerate(shown):
        is_value = bool(values) and values[0] < index < values[-1]
        if _is(verdicts[place], "byline") and (is_value or _is_below_a_label(raws, shown, index)):
            # an organ amid the index table, or at its end below a label, is a value, not a signature
            verdicts[place] = Verdict("meta", "meta.unlabelled_value")
        if verdicts[place] is not None:
            continue
        if title and index < title[0]:
            verdicts[place] = Verdict("nav", "nav.above_title")
        elif ruled and (index < ruled[-1] or _is_below_a_label(raws, shown, index)):
            verdicts[place] = Verdict("meta", "meta.unlabelled_value")
        else:
            return place
    return end


def _is_below_a_label(raws: Sequence[Raw], shown: Sequence[int], index: int) -> bool:
    return index > 0 and _BARE_LABEL.fullmatch(raws[shown[index - 1]].core) is not None


def _label_foot(raws: Sequence[Raw], verdicts: list[Verdict | None], head_end: int) -> None:
    """Labels what stands below the body. Lines that no rule knows join a link list only if one is found above, and no
    table of an annex."""
    unknown: list[int] = []
    annexed = False
    for place in range(len(raws) - 1, head_end - 1, -1):
        core = raws[place].core
        if verdicts[place] is None:
            if marker_at_start(core) or (_reads_as_body(core) and not _foot(core)):
                return
            # The names of the columns of a table: 名称 | 制发件数 | 备案件数.
            verdicts[place] = None if annexed and "|" in core else _foot(core)
        if verdicts[place] is None:
            unknown.append(place)
            annexed = annexed or _NUMBERED_ROW.match(core) is not None
        elif _is(verdicts[place], "nav") and not annexed:
            for other in unknown:
                verdicts[other] = Verdict("nav", "nav.link_list")
            unknown = []


def _foot(core: str) -> Verdict | None:
    return _taking(_FOOT, core) if len(core) <= _LONGEST_BOILERPLATE else None


def _is(verdict: Verdict | None, *labels: Label) -> bool:
    return verdict is not None and verdict.label in labels


def _foreign_texts(ruled: Sequence[Ruled], spans: Spans) -> Iterator[str]:
    """What is foreign in the text: adverts, the signatures of copying sites, what is cut out of lines that stay."""
    for (raw, verdict), found in zip(ruled, spans, strict=True):
        if verdict.label == "ad" or verdict.rule == _SIGNED:
            yield raw.core
        yield from (raw.folded[cut.start : cut.end] for cut in found)


def _completed(folded: str, cuts: Sequence[Cut]) -> tuple[Cut, ...]:
    """The cuts of a line as they are made: of whole words, with what is of them, and apart."""
    if not cuts:
        return ()
    lowered = folded.lower()
    whole = in_order([completed(lowered, without_what_it_parts(lowered, cut)) for cut in in_order(cuts)])
    return joined(folded, in_order(with_what_is_of_them(folded, whole)))


def _line(raw: Raw, verdict: Verdict, found: tuple[Cut, ...], houses: Houses) -> Line:
    named = houses.cuts_of(raw.folded) if verdict.label in ("body", "title") else ()
    cuts = _completed(raw.folded, (*found, *named)) if named else found
    line = Line(raw.n, raw.start, raw.text, verdict.label, verdict.rule, cuts)
    if cuts and verdict.label == "body" and is_rest_of_an_advert(fold(line.kept)):
        return Line(raw.n, raw.start, raw.text, "ad", REST)
    return line
