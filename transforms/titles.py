"""Which lines above the body are the document's title, printed once or more, on one line or several."""

from __future__ import annotations

import re
from collections.abc import Sequence

from transforms.fold import fold
from transforms.rule_files import read_words

WITHOUT_BOOK_MARKS = str.maketrans("", "", "《》")
_KINDS = "报告|总结|情况|要点|方案|计划|安排|通知|公报|汇报|解读|白皮书|公示|公告|通告"
_CUE = re.compile(rf"{_KINDS}|法治|依法|行政|执法|普法|规划|措施|意见|办法")
_COMPLETE = re.compile(rf"(?:{_KINDS})(?:\(.{{1,20}}\))?$")
# A title that begins so lacks the name of the body, which then stands on the line above.
# 关于某县2019年度… names it itself.
_BODY_BEFORE_YEAR = (
    r"(?![全我本各]|印发)[\u4e00-\u9fff]{2,12}?(?:[省市县区州旗镇乡]|街道|局|委员会|厅)(?:人民政府)?"
    r"(?:20\d\d|[二2][〇○零O0])"
)
_NAMELESS = re.compile(rf"关于(?!{_BODY_BEFORE_YEAR})|20\d\d|法治政府|[二〇○零一三四五六七八九十]{{4}}年")
# 某市某区2023年 / 政府信息公开工作年度报告
_PLACE_AND_YEAR = re.compile(r"[\u4e00-\u9fff]{2,30}20\d\d年度?")
_NAME_OF_AN_ORGAN = (
    r"(?:中共)?[\u4e00-\u9fff]{2,30}(?:政府|局|委员会|管委会|办公室|厅|镇|乡|街道|办事处|委|办|市|县|区|省)"
)
# 中共某县委 某县人民政府 report together.
_ORGAN = re.compile(rf"{_NAME_OF_AN_ORGAN}(?:[\s、]{{1,3}}{_NAME_OF_AN_ORGAN})?")
# Names of columns and of pages, which stand where titles do.
COLUMNS = read_words("containers.yml")["column"]
_NAME_OF_A_SITE = re.compile(r"^[^,。;:]{0,40}(?:^|政府|门户|官方|[局厅委])(?:门户|官方)?网站?$|(?:公开|服务)平台$")
_ON_RULE_OF_LAW = re.compile("法治|依法")
_OF_A_REPORT = re.compile(r"法治|依法|20\d\d|报告|总结")
_YEAR = re.compile(r"20\d\d")
_YEAR_ALONE = re.compile(r"\(?20\d\d年度?\)?")
_SUBTITLE = re.compile(r"[(—-]")
# A template of Shanghai prints the day in the title's element.
_DAY_BEHIND = re.compile(r"\s*[(（\[【]\s*20\d\d[-年/.]\d{1,2}[-月/.]\d{1,2}日?\s*[)）\]】]$")
_OF_A_FILE = re.compile(r"\.(?:docx?|pdf|wps)$", re.IGNORECASE)
_YEAR_PARTED = re.compile(r"(?<!\d)2(?:\n0\d|0\n\d|0\d\n)\d年")
_PUBLICATION_BEHIND = re.compile(r"\s+20\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?\s+\d{1,2}:\d{2}.*$", re.DOTALL)
_SHORTEST_WITH_CUE, _SHORTEST = 6, 8
_MOST_LINES = 3
# A colon or > belongs to a breadcrumb, a dot before it to a list.
_OF_A_LIST = "^[·•●■◆▪►]"
_IN_NO_TITLE = re.compile(f"[>:]|{_OF_A_LIST}")
# Of `A:B` only a headline (某市:以法治护航发展) may be a title, not a label with its value.
_NOT_A_TITLE = re.compile(
    # who speaks, below the title of a speech: 县长 谢某某
    r"^[\u4e00-\u9fff]{0,8}(?:长|书记|主任|主席)\s[\u4e00-\u9fff·]{2,4}$|"
    # where a text was passed or read out: (2024年1月15日县政府第36次常务会议审议通过)
    r"^\([^()]{6,60}(?:通过|会议上|大会上)\)$|"
    rf"\||[。;:]$|{_OF_A_LIST}|^[^:]{{0,8}}(?:类|栏目|目录|方式|机构|部门|主题|来源|期|时间|人|号|者|称|性|效|词)\s?:|:.{{0,7}}$"
    # 法治政府建设/其他 is a subject. A gazette's name, and a line of its contents: …的报告………(3)
    r"|^[\u4e00-\u9fff]{2,8}/[\u4e00-\u9fff]{1,8}$|政府公报$|(?:…|\.{2}|·{2})\s?\(?\d{1,3}\)?$"
)


def names_its_matter(core: str) -> bool:
    """Whether a folded title has a word of what such documents are about."""
    return _CUE.search(core) is not None


def is_of_a_report(core: str) -> bool:
    """Whether a folded title has a word that the titles of reports have, or a year."""
    return _OF_A_REPORT.search(core) is not None


def names_a_report(core: str) -> bool:
    """Whether a folded title alone names a report on the rule of law, and its year."""
    return reads_as_title(core) and _ON_RULE_OF_LAW.search(core) is not None and _YEAR.search(core) is not None


def place_of_title(texts: Sequence[str]) -> int:
    """Which of the texts that a page's markup calls titles is the document's: the first; where that reads as none (a
    site's motto in an `<h1>` of its own), the first that names a report."""
    folded = [fold(text) for text in texts]
    if reads_as_title(folded[0]):
        return 0
    return next((place for place, core in enumerate(folded) if names_a_report(core)), 0)


def parts_a_year(above: str, below: str) -> bool:
    """Whether a line ends amid the year that the next one ends: 某镇人民政府2 / 023年度…, as a PDF breaks its title."""
    return _YEAR_PARTED.search(f"{above[-4:]}\n{below[:4]}") is not None


def without_publication(title: str) -> str:
    """The title without the publication line that a template puts into the title's element, and without what files
    are called behind their name."""
    return _OF_A_FILE.sub("", _PUBLICATION_BEHIND.sub("", title))


def without_day(title: str) -> str:
    """The title without the day that stands in brackets behind it."""
    return _DAY_BEHIND.sub("", title) if title.endswith((")", "）", "]", "】")) else title


def squash(text: str) -> str:
    """The form in which titles are compared: folded, without white space and table cells' pipes."""
    return "".join(fold(text).replace("|", " ").split())


def find_title(cores: Sequence[str], free: Sequence[int], known: Sequence[str], value_above: bool) -> list[int]:
    """Positions in `cores` (the folded non-blank lines above the body) that print the title.

    `free` are the positions that no rule has taken, `known` titles that the page's markup gives; `value_above`
    says that lines of an index table stand above the first free line. Empty where no line is a title.
    """
    known_lines = _under_its_organ(cores, _known_lines(cores, free, known))
    first = known_lines or _column_with_its_year(cores, free) or _cued_lines(cores, free)
    if not first and free and not value_above and _may_be_title(cores[free[0]], _SHORTEST):
        first = _continued(cores, free, [free[0]])
    first = _with_its_subtitle(cores, free, first)
    return first + _repeats(cores, free, first)


def _with_its_subtitle(cores: Sequence[str], free: Sequence[int], run: list[int]) -> list[int]:
    """The title with the line below that names its matter behind a dash: 依法行政 为民 / ——某市2024年…报告."""
    following = run[-1] + 1 if run else -1
    if following in free and _SUBTITLE.match(cores[following]) and reads_as_title(cores[following].lstrip("—-")):
        return [*run, following]
    return run


def _known_lines(cores: Sequence[str], free: Sequence[int], known: Sequence[str]) -> list[int]:
    squashed = [squash(core) for core in cores] if known else []
    for wanted in dict.fromkeys(squash(title) for title in known):
        for place in free:
            for count in range(1, _MOST_LINES + 1):
                if "".join(squashed[place : place + count]) == wanted:
                    return list(range(place, min(place + count, len(cores))))
    return []


def _under_its_organ(cores: Sequence[str], run: list[int]) -> list[int]:
    """The title with the line above, where the window shows only its second line: 某局 / 关于2021年度…的报告."""
    if run and run[0] and lacks_its_body(cores[run[0]]) and is_organ(cores[run[0] - 1]):
        return [run[0] - 1, *run]
    return run


def _column_with_its_year(cores: Sequence[str], free: Sequence[int]) -> list[int]:
    """A title that is called like its column, with its year on a line of its own: 2019年 / 法治政府建设年度报告."""
    for place in free:
        if (core := cores[place].strip(" |")) in COLUMNS and _ON_RULE_OF_LAW.search(core):
            beside = (place + step for step in (-1, 1) if place + step in free)
            year = next((other for other in beside if _YEAR_ALONE.fullmatch(cores[other])), None)
            if year is not None:
                return sorted((place, year))
    return []


def _cued_lines(cores: Sequence[str], free: Sequence[int]) -> list[int]:
    for place in free:
        if _CUE.search(cores[place]) and _may_be_title(cores[place], _SHORTEST_WITH_CUE):
            return _named(cores, free, _continued(cores, free, [place]))
    return []


def _may_be_title(core: str, shortest: int) -> bool:
    text = core.strip(" |-")
    return (
        shortest <= len(text) and text not in COLUMNS and not _NOT_A_TITLE.search(text) and not is_name_of_a_site(text)
    )


def is_name_of_a_site(core: str) -> bool:
    """Whether a folded heading is what a site is called: 某县人民政府网, 政府信息公开平台."""
    return _NAME_OF_A_SITE.search(core.strip()) is not None and not is_of_a_report(core)


def reads_as_title(core: str) -> bool:
    """Whether a folded line alone reads as the whole title of such a document."""
    text = core.strip(" |")
    return _COMPLETE.search(text) is not None and not _IN_NO_TITLE.search(text) and len(text) >= _SHORTEST


def lacks_its_body(core: str) -> bool:
    """Whether a folded title names no body: 关于2009年度依法行政工作情况的报告."""
    return _NAMELESS.match(core) is not None


def is_organ(core: str) -> bool:
    return _ORGAN.fullmatch(core) is not None


def _continued(cores: Sequence[str], free: Sequence[int], run: list[int]) -> list[int]:
    following = run[-1] + 1
    while following in free and len(run) < _MOST_LINES:
        complete = _COMPLETE.search("".join(cores[index] for index in run).strip(" |"))
        if (complete and not _SUBTITLE.match(cores[following])) or _NOT_A_TITLE.search(cores[following]):
            break
        run = [*run, following]
        following += 1
    return run


def _named(cores: Sequence[str], free: Sequence[int], run: list[int]) -> list[int]:
    above = run[0] - 1
    if above < 0:
        return run
    if _NAMELESS.match(cores[run[0]]) and (above in free or _ORGAN.fullmatch(cores[above])):
        return [above, *run]
    if above in free and (_PLACE_AND_YEAR.fullmatch(cores[above]) or parts_a_year(cores[above], cores[run[0]])):
        return [above, *run]
    return run


def _repeats(cores: Sequence[str], free: Sequence[int], run: list[int]) -> list[int]:
    title = squash("".join(cores[index] for index in run))
    if len(title) < _SHORTEST:
        return []
    squashed = [squash(core) for core in cores]
    spans = (range(max(0, last - before), last + 1) for last in free for before in range(_MOST_LINES))
    return [
        place
        for span in spans
        if "".join(squashed[span.start : span.stop]) == title and run[0] not in span
        for place in span
    ]
