"""Signs that a copy is not what the body published: flags, adverts of betting, an end in mid-sentence."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit

from transforms.adverts import is_betting
from transforms.chained import BETTING
from transforms.content import Source
from transforms.fold import fold
from transforms.records import Flag, Line
from transforms.rule_files import read_words

_LONG_TEXT = 800
# A copy from which a filter has deleted a word everywhere: 深入贯彻习思想, and not one 法治 in a report on it.
_DELETED_NAME = re.compile(r"习(?:法治)?思想|习新时代|以习同志")
_OF_THE_REPORT = re.compile(r"法治|依法|行政|政府|执法|复议|普法|司法|党")
_OPENING = re.compile(r"现将[^。]{0,60}(?:报告|汇报|公布|公开)|法治政府建设")
# 某县, xx镇, 20xx年, X万亩, ____: a template or a legal database's example, not a body's report.
_MASKED = re.compile(
    r"[某xX×*_](?:(?<=某)(?:[省市县区镇乡局]|街道)|(?<=(?<![xX×*])[xX×*])[xX×*]++[省市县区镇乡局年件次名个]|(?<=20[xX×])[xX×]"
    r"|(?<=_)__|(?<=[xX×])万)"
)
_FEWEST_MASKS = 3
_MISCODED = read_words("mirrors.yml")["miscoded"]
_FEWEST_MISCODED = 3
_CLOSED = re.compile(r"[。!?;…”’)》〉\]|:]\s*$|\d\s*$")
_TITLES_OF_PAGES = ("keywords", "description", "articletitle")


def flags_of(
    lines: Sequence[Line], title: str, body: str, metas: Mapping[str, str], url: str | None
) -> tuple[Flag, ...]:
    """The flags of a document; `title` and `body` are folded."""
    paragraphs = [line.text for line in lines if line.label == "body" and line.text.strip()]
    signs: dict[Flag, bool] = {
        "keyword_deletion": _lacks_keywords(title, body),
        "splice": _is_spliced(paragraphs),
        "other_domain": _names_another_domain(metas, url),
        "masked": len(_MASKED.findall(f"{title}\n{body}")) >= _FEWEST_MASKS,
        "miscoded": sum(map(body.count, _MISCODED)) >= _FEWEST_MISCODED,
    }
    return tuple(flag for flag, shown in signs.items() if shown)


def is_compromised(lines: Sequence[Line], adverts: Sequence[str]) -> bool:
    """Whether betting is advertised in a text, or beside it (`adverts`)."""
    return (
        any(line.label == "ad" and line.rule.startswith(BETTING) for line in lines)
        or any(cut.rule.startswith(BETTING) for line in lines for cut in line.cuts)
        or any(map(is_betting, adverts))
    )


def said_of_itself(source: Source) -> tuple[str, ...]:
    """What a page says of itself to windows and to programs."""
    return source.window_title or "", *(source.metas.get(name, "") for name in _TITLES_OF_PAGES)


def is_truncated(lines: Sequence[Line]) -> bool:
    """Whether the text breaks off: its last line of body, with no signature below, ends in mid-sentence."""
    last = next((line for line in reversed(lines) if line.label in ("body", "byline")), None)
    if last is None or last.label == "byline":
        return False
    text = fold(last.text).strip()
    return not _CLOSED.search(text) and not text.startswith("附件")


def _lacks_keywords(title: str, body: str) -> bool:
    if _DELETED_NAME.search(body):
        return True
    return len(body) > _LONG_TEXT and "政府建设" in title + body and "法治" not in body


def _is_spliced(paragraphs: Sequence[str]) -> bool:
    """Whether paragraphs that speak of nothing of a report stand before its opening."""
    before = next((place for place, text in enumerate(paragraphs) if _OPENING.search(text)), 0)
    return before > 0 and not any(_OF_THE_REPORT.search(text) for text in paragraphs[:before])


def _names_another_domain(metas: Mapping[str, str], url: str | None) -> bool:
    """Whether the page says that it belongs to another site's domain: a copied template."""
    said = metas.get("sitedomain", "").strip().lower()
    host = _host(url or "")
    domain = said.split("://")[-1].split("/")[0].split(":")[0].removeprefix("www.")
    if any("." not in name or name.replace(".", "").isdigit() for name in (domain, host)):
        return False
    return not (host == domain or host.endswith(f".{domain}") or domain.endswith(f".{host.removeprefix('www.')}"))


def _host(url: str) -> str:
    """In lower case; empty for what is no address."""
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""
