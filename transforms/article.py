"""Which lines of a page are its article: where its head begins above the text, and where it ends below it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from transforms.adverts import advert
from transforms.annex import with_its_annex
from transforms.container import is_prose
from transforms.flow import FlowLine
from transforms.fold import fold
from transforms.markers import marker_at_start
from transforms.neighbours import LONGEST_TEASER, end_of_article
from transforms.rule_files import alternatives, read_words
from transforms.titles import (
    is_organ,
    lacks_its_body,
    names_its_matter,
    parts_a_year,
    place_of_title,
    reads_as_title,
    squash,
    without_day,
)

_LABELS = alternatives(label for labels in read_words("labels.yml").values() for label in labels)
# A QR code stands in a cell of its own before the first row: 扫一扫在手机打开当前页 | 索 引 号: | …
_LABEL_FIRST = re.compile(
    rf"(?:[^|]{{0,12}}扫一扫[^|]{{0,30}}\|)?[\s\[【|]*{_LABELS}\s*(?:[\]】]|[:：|]|$|(?=[\dA-Z]))"
)
_BARE_LABEL = re.compile(rf"[\s\[【|]*{_LABELS}[\s\]】|:：]*")
# 2020年11月2日 星期一 is the clock of a page.
_DATE_FIRST = re.compile(r"[(（\[]?20\d\d\s?[-年/.]\s?\d{1,2}\s?[-月/.]\s?\d{1,2}(?!.{0,8}(?:星期|周[一二三四五六日]))")
# 某县2014年度依法行政暨<br>法治政府建设工作情况的报告
_JOINS_A_TITLE = re.compile(r"[^。，,；;：:|]{4,50}(?:暨|和|及|与|、|关于|年度?)")
# 2019年 / 法治政府建设年度报告; 关于2024年度推进依法行政 / 建设法治政府情况的报告
_OPENS_A_TITLE = re.compile(r"20\d\d年度?|[\u4e00-\u9fff]{0,30}关于20\d\d年[\u4e00-\u9fff]{2,16}(?<!报告|情况|总结)")
_BREADCRUMB = re.compile(r".{0,8}位\s?置\s?(?:是|为)?\s?[:：]")
# Lists of other articles that stand in the midst of one.
_RELATED = re.compile(r"[\[【]?(?:相关|关联|推荐|延伸|拓展|猜你喜欢)(?:阅读|链接|文章|内容|资料|新闻)?[】\]]?\s?[:：]?")
_LINES_ABOVE = 60
# The name of an office behind its label is shorter than links to several.
_LONGEST_VALUE = 40
_INDEX_CODE = re.compile(alternatives(read_words("boilerplate.yml")["index_code"]))
_VALUES_ABOVE = 6
_MOST_TEASERS = 8
_LONGEST_PRINTED, _LONGEST_SPEAKER = 80, 14


def article_of(lines: Sequence[FlowLine], titles: set[str]) -> Sequence[FlowLine]:
    """The lines of a page that are its article, from its title or index table on; all where none stands `inside`.

    `titles` are those that the page's markup gives, squashed.
    """
    inside = [place for place, line in enumerate(lines) if line.inside]
    if not inside:
        return lines
    first, last = inside[0], with_its_annex(lines, _last(lines, inside))
    # A container of no known name may hold the page's head as well.
    prose = next(_sentences(lines, inside, titles), first)
    article = lines[_beginning(lines, first, prose, titles) : last + 1]
    end = end_of_article([line.text for line in article], [line.linked for line in article])
    return _without_boxes(article[:end])


def _sentences(lines: Sequence[FlowLine], inside: Sequence[int], titles: set[str]) -> Iterator[int]:
    """Where sentences of the article stand: not above the first heading with its title, where those of teasers do."""
    title = next((place for place in inside if lines[place].heading and squash(lines[place].text) in titles), -1)
    above = [place for place in inside if place < title and is_prose(lines[place].text)]
    teased = len(above) <= _MOST_TEASERS and all(len(lines[place].text) <= LONGEST_TEASER for place in above)
    return (place for place in inside if is_prose(lines[place].text) and (place > title or not teased))


def _without_boxes(lines: Sequence[FlowLine]) -> list[FlowLine]:
    """The lines without the heading 相关阅读 and the links below it."""
    kept: list[FlowLine] = []
    in_a_box = False
    for line, below in zip(lines, (*lines[1:], None), strict=True):
        heads = _RELATED.fullmatch(line.text) is not None and below is not None and _leads_elsewhere(below)
        in_a_box = heads or (in_a_box and _leads_elsewhere(line))
        if not in_a_box:
            kept.append(line)
    return kept


def _leads_elsewhere(line: FlowLine) -> bool:
    """Whether a line amid an article is a link, or the title or day of another one."""
    return line.linked or reads_as_title(fold(line.text)) or _DATE_FIRST.fullmatch(line.text) is not None


def _last(lines: Sequence[FlowLine], inside: Sequence[int]) -> int:
    """The last line inside that is no link, or is prose behind an anchor that nobody closed: lists of other articles
    and of attachments stand below the text."""
    ends = (place for place in reversed(inside) if not lines[place].linked or is_prose(lines[place].text))
    return next(ends, inside[-1])


def _beginning(lines: Sequence[FlowLine], first: int, prose: int, titles: set[str]) -> int:
    """The first line that prints the title, a date or a label of the index table, at most some lines above the first
    sentence; without one the `first` of the container."""
    window = range(max(0, prose - _LINES_ABOVE), prose)
    # Above the breadcrumb stand the site's own clock, tools and menus.
    below = window[_after(window, [place for place in window if _BREADCRUMB.match(lines[place].text)]) :]
    squashed = [squash(without_day(line.text)) for line in lines[window.start : prose + 2]]
    printed = {
        place
        for place in window
        if (lines[place].heading and not is_organ(fold(lines[place].text)))
        or _prints(squashed, place - window.start, titles)
    }
    # A title that is a link stands in a list of articles, unless no other is there.
    alone = {place for place in printed if not lines[place].linked} or printed
    shown = (place for part in (below, window) for place in part if place in alone)
    sound = [place for place in shown if place in below or not _is_an_advert(lines[place].text)]
    known = sound[place_of_title([lines[place].text for place in sound])] if sound else None
    labels = next((place for place in _of_the_article(lines, below, known) if _opens_the_head(lines, place)), None)
    places = [place for place in (known, labels) if place is not None]
    if known is None:
        # The nearest line that reads as a title: side columns above the article may show those of other reports.
        searched = window if labels is None else below
        near = next((place for place in reversed(searched) if _may_be_the_title(lines[place])), None)
        places += [] if near is None else [_first_alike(lines, squashed, window, near)]
        if near is None and labels is not None and len(below) < len(window):
            places.append(_below_breadcrumb(lines, below.start, labels))
        if near is None and labels is not None:
            places += _entitled_above(lines, labels)
    beginning = min(places, default=first)
    if beginning > 0 and _is_broken_before(lines[beginning - 1], lines[beginning]):
        beginning -= 1
    # What stands in the title's place is shown to the line rules even if it is not the title (an advert is put there).
    while beginning > 0 and _stands_for_the_title(lines[beginning - 1]):
        beginning -= 1
    values = range(max(0, beginning - _VALUES_ABOVE), beginning)
    return next((place for place in values if _INDEX_CODE.fullmatch(lines[place].text)), beginning)


def _is_an_advert(text: str) -> bool:
    """Whether a heading is nothing but one, as stands above the menus of some copies."""
    return len(text) <= _LONGEST_PRINTED and advert(fold(text).strip()) is not None


def _entitled_above(lines: Sequence[FlowLine], labels: int) -> list[int]:
    """The nearest line above the labels, of the few that stand there, that its markup calls a title."""
    few = range(max(0, labels - _VALUES_ABOVE), labels)
    named = (place for place in reversed(few) if lines[place].entitled and not lines[place].linked)
    return [place for place in named if not is_organ(fold(lines[place].text))][:1]


def _below_breadcrumb(lines: Sequence[FlowLine], start: int, labels: int) -> int:
    """The first of the lines above the labels that alone stand below the breadcrumb and speak of such a matter: a
    title that no mark shows, on two lines or with an advert."""
    begins = labels
    while labels > start and not lines[labels - 1].linked and _stands_in_a_head(lines[labels - 1].text):
        labels -= 1
        begins = labels if _may_be_of_a_title(lines[labels].text) else begins
    return begins


def _stands_in_a_head(text: str) -> bool:
    """Whether it may be of a title, or stand below one: 县长 谢某某 below a speech's."""
    return _may_be_of_a_title(text) or (len(text) <= _LONGEST_SPEAKER and not _LABEL_FIRST.match(text))


def _may_be_of_a_title(text: str) -> bool:
    return len(text) <= _LONGEST_PRINTED and not _LABEL_FIRST.match(text) and names_its_matter(fold(text))


def _of_the_article(lines: Sequence[FlowLine], window: range, title: int | None) -> range:
    """The window without what is another article's: above a title stand side columns with summaries and days."""
    above = [place for place in window if title is not None and place < title]
    # A row of the index table may have marks of sentences: 主题分类 | 政务公开；其他.
    others = [place for place in above if is_prose(text := lines[place].text) and not _LABEL_FIRST.match(text)]
    if not others:
        return window
    below = window[_after(window, others) :]
    days = takewhile(lambda place: _DATE_FIRST.match(lines[place].text), below)
    return below[len(list(days)) :]


def _is_broken_before(above: FlowLine, line: FlowLine) -> bool:
    """Whether a title begins on the line above: with its organ, or with words that join it to the rest."""
    if lacks_its_body(fold(line.text)) and is_organ(fold(above.text)):
        return True
    if not above.linked and parts_a_year(fold(above.text), fold(line.text)):
        return True
    if not above.linked and _OPENS_A_TITLE.fullmatch(fold(above.text)) and names_its_matter(fold(line.text)):
        return True
    return above.block is line.block and not above.linked and _JOINS_A_TITLE.fullmatch(above.text) is not None


def _first_alike(lines: Sequence[FlowLine], squashed: Sequence[str], window: range, place: int) -> int:
    """The first line of the window that prints what stands at `place`: a title is printed above and in the text."""
    alike = squashed[place - window.start]
    return next(each for each in window if squashed[each - window.start] == alike and not lines[each].linked)


def _after(window: range, places: Sequence[int]) -> int:
    """Where in the window the lines behind the last of `places` begin."""
    return places[-1] + 1 - window.start if places else 0


def _stands_for_the_title(line: FlowLine) -> bool:
    return line.entitled and not line.linked and not reads_as_title(fold(line.text))


def _prints(squashed: Sequence[str], place: int, titles: set[str]) -> bool:
    """Whether a title stands here, on one line or on several."""
    return any("".join(squashed[place : place + count]) in titles for count in (1, 2, 3))


def _opens_the_head(lines: Sequence[FlowLine], place: int) -> bool:
    line = lines[place]
    if line.linked:
        return False
    if _BARE_LABEL.fullmatch(line.text) and _is_a_list_of_links(lines[place + 1 : place + 3]):
        # 公开机构 above links to all of them is the heading of a column.
        return False
    return bool(_LABEL_FIRST.match(line.text) or _DATE_FIRST.match(line.text))


def _is_a_list_of_links(lines: Sequence[FlowLine]) -> bool:
    return all(line.linked for line in lines) or (lines[0].linked and len(lines[0].text) > _LONGEST_VALUE)


def _may_be_the_title(line: FlowLine) -> bool:
    if line.linked:
        return False
    text = fold(line.text)
    return reads_as_title(text) and marker_at_start(text) is None
