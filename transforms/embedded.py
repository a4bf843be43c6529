"""Articles that a page keeps in its script as JSON, for the reader's browser to put into the page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from html import unescape
from itertools import islice
from json import JSONDecoder

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
    "<detail>": ("publishTime", "publishDate", "pubTime", "pubDate"),
    "<identifier>": ("indexNo", "indexNumber", "indexCode", "index_no"),
    "<document_number>": ("docNo", "docNumber", "documentNo", "fileNumber"),
}
# indexCode may be a banner's, docNo undefined: what they say must look like a day or a number of an office.
_SHAPES = {
    "<detail>": re.compile(r"20\d\d-\d{2}-\d{2}"),
    "<identifier>": re.compile(r"(?=(?:\D*\d){8})[\w/().-]{8,60}$"),
    "<document_number>": re.compile(r"[\u4e00-\u9fff]{1,12}〔20\d\d〕\d{1,5}号$"),
}
_SAID = {
    meta: re.compile(rf"[\"'](?:{'|'.join(names)})[\"']\s*:\s*[\"']([^\"'<>\n]{{4,80}})[\"']")
    for meta, names in _NAMES.items()
}
# var pubdate = "2024-03-01 09:01:17"; of whatever template
_DAY_OF_A_VARIABLE = re.compile(r"=\s*[\"'](20\d\d-\d{1,2}-\d{1,2})[\d: .]{0,12}[\"']")
_VARIABLE = re.compile(r"(?<![\w-])(?:pub|publish|release)_?(?:date|time)\s*$", re.IGNORECASE)
_LONGEST_VARIABLE = 20
_MOMENT_OF_WECHAT = re.compile(r"(?:createTime|publish_time)\s*=\s*[\"'](20\d\d-\d{2}-\d{2})[\d: ]{0,9}[\"']")
_TAG = re.compile(r"<[^<>]*>")
# {"articleId":…,"title":"某县2023年法治政府建设年度报告","publishTime":…,"content":"<p>…"}
_META_OF_OBJECT = {"articletitle": ("title", "articleTitle", "docTitle"), **_NAMES}
_FIELDS = ("textarea", "template")
_MOST_SHOWN, _MOST_BRACES = 3, 20
_CLAUSE = re.compile("[\u4e00-\u9fff]{6,40}")
_JSON = JSONDecoder(strict=False)
_FEWEST_SENTENCES = 3


def embedded_article(html: str) -> str | None:
    """The HTML of the article that the page's script holds, or a field that its script reads; None without one."""
    return _of_script(html) or _of_field(html)


def _of_field(html: str) -> str | None:
    """<textarea style="display:none">&lt;p&gt;…, <template><p>…: what a script puts into the page."""
    fields = (part.partition(f"</{tag}>")[0].partition(">")[2] for tag in _FIELDS for part in html.split(f"<{tag}")[1:])
    longest = max(fields, key=len, default="")
    content = unescape(longest)
    return content if content.count("。") >= _FEWEST_SENTENCES and "<" in content else None


def embedded_metas(html: str) -> dict[str, str]:
    """What the script's object says of that article, as if in meta tags: its title, source, day (`<detail>`), office
    and numbers."""
    said = _said_by(_detail(html), _META_OF_DETAIL)
    return _of_variables(html) | _of_wechat(html) | _of_an_object(html) | said


def _of_an_object(html: str) -> dict[str, str]:
    """The day and the numbers of a page whose article is in one of its objects, where they name but one."""
    if not any(_strings(html)):
        return {}
    named = {meta: set(_shaped(said, meta)) for meta, said in ((meta, _SAID[meta].findall(html)) for meta in _SAID)}
    return {meta: values.pop() for meta, values in named.items() if len(values) == 1}


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


def metas_of_the_object(html: str, shown: str) -> dict[str, str]:
    """What the object says whose content the page shows, as if in meta tags: its title, day and numbers; of several
    such objects what they agree on. `shown` is the text of the article."""
    squashed = "".join(shown.split())
    contents = ((place, content) for place, content in _strings(html) if _is_shown(content, squashed))
    objects = [_object_with(html, place, content) for place, content in islice(contents, _MOST_SHOWN)]
    said = [_said_by(each, _META_OF_OBJECT) for each in objects]
    return {
        meta: value
        for meta, value in (said[0] if said else {}).items()
        if all(each.get(meta) == value for each in said)
    }


def _is_shown(content: str, squashed: str) -> bool:
    clauses = _CLAUSE.findall("".join(_TAG.sub("", content).split()))
    return bool(clauses) and max(clauses, key=len) in squashed


def _object_with(html: str, place: int, content: str) -> dict[str, object]:
    """The object around a place of the page that has a content among its own values; empty where none is read."""
    start = place
    for _ in range(_MOST_BRACES):
        start = html.rfind("{", 0, start)
        if start < 0:
            break
        try:
            found, end = _JSON.raw_decode(html, start)
        except (ValueError, RecursionError):
            continue
        if end > place and isinstance(found, dict) and content in found.values():
            return dict(found)
    return {}


def _said_by(detail: Mapping[str, object], names_of: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """What an object says under the first of the names that it has, by the name of a meta tag."""
    said = ((meta, detail.get(name)) for meta, names in names_of.items() for name in reversed(names))
    return {meta: _shown(value) for meta, value in said if isinstance(value, str) and value}


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
        content = max((text for _, text in _strings(html)), key=len, default="")
    return _whole(content) or None


@lru_cache(maxsize=1)
def _strings(html: str) -> tuple[tuple[int, str], ...]:
    """The articles among the strings that the page's objects call their content, whatever the objects are called, each
    with where its name stands."""
    objects = _CONTENT.finditer(html) if any(map(html.__contains__, _OF_CONTENT)) else ()
    articles = []
    for found in islice(objects, _MOST_CONTENTS):
        try:
            content, _ = _JSON.raw_decode(html, found.end())
        except ValueError:
            continue
        if content.count("。") >= _FEWEST_SENTENCES and "<" in content:
            articles.append((found.start(), content))
    return tuple(articles)
