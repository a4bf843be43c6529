"""Articles that a page keeps in its script as JSON, for the reader's browser to put into the page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from html import unescape
from itertools import islice
from json import JSONDecoder
from typing import NamedTuple

# Guangdong's gkmlpt: window._CONFIG = {…, DETAIL:{"id":…,"content":"\u003Cp\u003E…"}, …}
_DETAIL = re.compile(r"""[Dd](?<!\w.)(?:ETAIL|etail)["']?\s*[:=]\s*(?=\{)""")
_OF_DETAIL = ("ETAIL", "etail")
_META_OF_DETAIL = {
    # Guangdong's has created_at, which is the day that its pages show as that of publication; others have both.
    "<detail>": ("publishTime", "publish_time", "publishDate", "pubDate", "pubTime", "created_at"),
    "articletitle": ("title",),
    "contentsource": ("source",),
    "<identifier>": ("identifier",),
    "<document_number>": ("document_number",),
    "<publisher>": ("publisher",),
}
# var detailData = {"title":"…","content":"<p>…<\/p>"}
_CONTENT = re.compile(r"""["'](?<=\bcontent.)\s*:\s*(?=")""")
_OF_CONTENT = ('content"', "content'")
_MOST_CONTENTS = 50
_TITLE_OF_WECHAT = "msg_title"
# "publishDate": "2025-02-27 11:26:40", "indexNo": "111503020115520837/202502-00019", of whatever object
_NAMES = {
    "<detail>": "pubTime|publishTime|publishDate|pubDate",
    "<identifier>": "indexNo|indexNumber|indexCode|index_no",
    "<document_number>": "docNo|docNumber|documentNo|fileNumber",
}
# indexCode may be a banner's, docNo undefined: what they say must look like a day or a number of an office.
_SHAPES = {
    "<detail>": re.compile(r"20\d\d-\d{2}-\d{2}"),
    "<identifier>": re.compile(r"(?=(?:\D*\d){8})[\w/().-]{8,60}$"),
    "<document_number>": re.compile(r"[\u4e00-\u9fff]{1,12}〔20\d\d〕\d{1,5}号$"),
}
_SAID = {
    meta: re.compile(rf"[\"'](?:{names})[\"']\s*:\s*[\"']([^\"'<>\n]{{4,80}})[\"']") for meta, names in _NAMES.items()
}
# {"articleId":…,"title":"某县2023年法治政府建设年度报告",…,"content":"<p>…"}
_TITLE = re.compile(r"[\"'](?:title|articleTitle|docTitle)[\"']\s*:\s*\"([^\"<>\n]{4,200})\"")
_BRACE = re.compile(r"[{}]")
# var pubdate = "2024-03-01 09:01:17"; of whatever template
_DAY_OF_A_VARIABLE = re.compile(r"=\s*[\"'](20\d\d-\d{1,2}-\d{1,2})[\d: .]{0,12}[\"']")
_VARIABLE = re.compile(r"(?<![\w-])(?:pub|publish|release)_?(?:date|time)\s*$", re.IGNORECASE)
_LONGEST_VARIABLE = 20
_MOMENT_OF_WECHAT = re.compile(r"(?:createTime|publish_time)\s*=\s*[\"'](20\d\d-\d{2}-\d{2})[\d: ]{0,9}[\"']")
_TAG = re.compile(r"<[^<>]*>")
_JSON = JSONDecoder(strict=False)
_FEWEST_SENTENCES = 3


class _Article(NamedTuple):
    """What an object of a script calls its content, and where that stands, with its name, in the page."""

    content: str
    start: int
    end: int


def embedded_article(html: str) -> str | None:
    """The HTML of the article that the page's script holds, or a field that its script reads; None without one."""
    return _of_script(html) or _of_field(html)


def _of_field(html: str) -> str | None:
    """<textarea style="display:none">&lt;p&gt;…, whose value a script puts into the page."""
    fields = (part.partition("</textarea>")[0].partition(">")[2] for part in html.split("<textarea")[1:])
    longest = max(fields, key=len, default="")
    content = unescape(longest)
    return content if content.count("。") >= _FEWEST_SENTENCES and "<" in content else None


def embedded_metas(html: str) -> dict[str, str]:
    """What the script's object says of that article, as if in meta tags: its title, source, day (`<detail>`), office
    and numbers."""
    detail = _detail(html)
    said = ((meta, detail.get(name)) for meta, names in _META_OF_DETAIL.items() for name in reversed(names))
    shown = {meta: _shown(value) for meta, value in said if isinstance(value, str) and value}
    return _of_variables(html) | _of_wechat(html) | _of_an_object(html) | shown


def _of_an_object(html: str) -> dict[str, str]:
    """The title, the day and the numbers of a page whose article is in one of its objects: what is said beside the
    article, else what the page says but once."""
    articles = tuple(_articles(html))
    longest = max((article.content for article in articles), key=len, default="")
    texts = [_beside(html, article) for article in articles if article.content == longest]
    if not texts:
        return {}
    # An object that stands twice must say the same.
    beside = "\n".join(texts)
    return _said_in(html) | _title_in(beside) | _said_in(beside)


def _beside(html: str, article: _Article) -> str:
    """What an object says before and behind its content, without objects within it."""
    opened = max(html.rfind(brace, 0, article.start) for brace in "{}") + 1
    closed = _BRACE.search(html, article.end)
    return html[opened : article.start] + html[article.end : closed.start() if closed else len(html)]


def _said_in(text: str) -> dict[str, str]:
    """The day and the numbers of which a text names but one."""
    named = {meta: set(_shaped(said, meta)) for meta, said in ((meta, _SAID[meta].findall(text)) for meta in _SAID)}
    return {meta: values.pop() for meta, values in named.items() if len(values) == 1}


def _title_in(text: str) -> dict[str, str]:
    title = _TITLE.search(text)
    return {"articletitle": _shown(_unescaped(title[1]))} if title else {}


def _shaped(said: Iterable[str], meta: str) -> Iterator[str]:
    """What of the values has the shape of a day or of a number."""
    for value in said:
        found = _SHAPES[meta].match(_unescaped(value))
        if found:
            yield found[0]


def _unescaped(value: str) -> str:
    try:
        return str(_JSON.decode(f'"{value}"'))
    except ValueError:
        # A script's string need not be JSON's (\x2F); its shape decides as it stands.
        return value


def _of_variables(html: str) -> dict[str, str]:
    """The day that a page's script keeps in a variable, where it names but one."""
    scripts = (part.partition("</script")[0] for part in html.split("<script")[1:])
    days = {
        day[1]
        for script in scripts
        for day in _DAY_OF_A_VARIABLE.finditer(script)
        if _VARIABLE.search(script, max(0, day.start() - _LONGEST_VARIABLE), day.start())
    }
    return {"<detail>": days.pop()} if len(days) == 1 else {}


def _of_wechat(html: str) -> dict[str, str]:
    """The moment that WeChat's script fills into its page: var createTime = '2026-03-12 17:40'."""
    moment = _MOMENT_OF_WECHAT.search(html) if _TITLE_OF_WECHAT in html else None
    return {"<detail>": moment[1]} if moment else {}


def _shown(value: str) -> str:
    return " ".join(unescape(_TAG.sub(" ", _whole(value))).split())


def _whole(text: str) -> str:
    """Without halves of surrogate pairs, which JSON can spell and no file takes."""
    return text.encode("utf-8", "replace").decode("utf-8")


@lru_cache(maxsize=1)
def _detail(html: str) -> dict[str, object]:
    # Few pages have the word.
    found = _DETAIL.search(html) if any(map(html.__contains__, _OF_DETAIL)) else None
    if found is None:
        return {}
    try:
        detail, _ = _JSON.raw_decode(html, found.end())
    except (ValueError, RecursionError):
        return {}
    return dict(detail)


def _of_script(html: str) -> str | None:
    content = _detail(html).get("content")
    if not isinstance(content, str) or not content:
        content = max((article.content for article in _articles(html)), key=len, default="")
    return _whole(content) or None


def _articles(html: str) -> Iterator[_Article]:
    """The articles among the strings that the page's objects call their content, whatever the objects are called."""
    objects = _CONTENT.finditer(html) if any(map(html.__contains__, _OF_CONTENT)) else ()
    for found in islice(objects, _MOST_CONTENTS):
        try:
            content, end = _JSON.raw_decode(html, found.end())
        except ValueError:
            continue
        if content.count("。") >= _FEWEST_SENTENCES and "<" in content:
            yield _Article(content, found.start(), end)
