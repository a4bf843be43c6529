"""Pages as sites of no known family make them: the replica's reports in eight layouts that name nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from replica.catalogue import Holding, catalogue

_MENU = "".join(f'<li><a href="/c{number}/">政务栏目{number}</a></li>' for number in range(14))
_OTHERS = "".join(
    f'<li><a href="/x{number}.html">某区关于印发202{number % 6}年法治政府建设工作要点的通知</a> 2024-0{number}-11</li>'
    for number in range(1, 9)
)
_HEAD = f'<div class="menu"><ul>{_MENU}</ul></div><div class="loc">您现在的位置：<a>首页</a>&gt;<a>信息公开</a></div>'
_FACTS = (
    '<div class="xx"><span>发布时间：2024-03-01</span><span>信息来源：区司法局</span><span>浏览次数：<b></b>次</span>'
    "<span>【字体：<a>大</a> <a>中</a> <a>小</a>】</span></div>"
)
_TOOLS = '<div class="op"><a>【打印本页】</a><a>【关闭窗口】</a></div><div>上一篇：<a>没有了</a></div>'
_SIDE = f'<div class="r"><h3>热点信息</h3><ul>{_OTHERS}</ul></div>'
_FOOT = (
    '<div class="btm"><p>主办单位：云岭区人民政府办公室　承办：云岭区大数据中心</p><p>网站标识码：9901010001</p></div>'
)

# What a portal puts around each of its articles besides: a menu of all its sections, lists, style sheets and scripts.
_PORTAL_MENU = "".join(
    f'<li class="nav n{number % 7}"><a href="/c{number}/" title="栏目{number}" target="_blank">栏目{number}</a></li>'
    for number in range(110)
)
_PORTAL_ROWS = "".join(
    f'<li><a href="./t2024_{number}.html" title="某区202{number % 6}年普法要点">某区202{number % 6}年普法要点</a>'
    f"<span>2024-0{number % 9 + 1}-11</span></li>"
    for number in range(30)
)
_PORTAL_STYLES = "".join(f".c{number}{{float:left;width:{number}px;color:#333}}" for number in range(60))
_PORTAL_SCRIPT = "".join(f"function f{number}(a){{$('#x{number}').html(a);}}\n" for number in range(60))
_PORTAL_HEAD = (
    f'<style>{_PORTAL_STYLES}</style><script>{_PORTAL_SCRIPT}</script><div class="top"><ul>{_PORTAL_MENU}</ul></div>'
)
_PORTAL_FOOT = f'<div class="more"><h3>更多</h3><ul>{_PORTAL_ROWS}</ul></div>'

Layout = Callable[[str, Sequence[str]], str]


@dataclass(frozen=True, slots=True)
class UnknownPage:
    """A page and the lines of the text that it shows."""

    layout: str
    html: str
    lines: tuple[str, ...]


def unknown_pages() -> Iterator[UnknownPage]:
    """Every report of the replica in every layout."""
    for holding in reports():
        yield from pages_with(holding.title, lines_of(holding))


def reports() -> Iterator[Holding]:
    return (holding for holding in catalogue() if holding.kind == "annual_report")


def pages_with(title: str, lines: tuple[str, ...]) -> Iterator[UnknownPage]:
    """A text in every layout."""
    for name, layout in LAYOUTS.items():
        yield UnknownPage(name, _page(title, layout(title, lines)), lines)


def in_a_portal(page: UnknownPage) -> str:
    """The HTML of a page with a portal's menus, lists, style sheets and scripts around it: 20 kB more."""
    opened = page.html.replace("<body>", f"<body>{_PORTAL_HEAD}", 1)
    return opened.replace("</body>", f"{_PORTAL_FOOT}</body>", 1)


def lines_of(holding: Holding) -> tuple[str, ...]:
    return tuple(line.strip() for line in holding.text.split("\n") if line.strip() and not line.startswith("<"))


def _page(title: str, content: str) -> str:
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}-云岭区</title></head><body>'
        f'<div class="wrap">{_HEAD}{content}{_TOOLS}</div>{_SIDE}{_FOOT}</body></html>'
    )


def _paragraphs(lines: Sequence[str]) -> str:
    return "".join(f"<p>{line}</p>" for line in lines)


def _boxed(title: str, lines: Sequence[str]) -> str:
    return f'<div class="bt">{title}</div>{_FACTS}<div class="nr_x">{_paragraphs(lines)}</div>'


def _tables(title: str, lines: Sequence[str]) -> str:
    text = "<br>".join(f"&nbsp;&nbsp;&nbsp;&nbsp;{line}" for line in lines)
    return (
        f'<table width="100%"><tr><td><table><tr><td align="center"><b>{title}</b></td></tr>'
        f'<tr><td>{_FACTS}</td></tr><tr><td class="hang">{text}</td></tr></table></td></tr></table>'
    )


def _unboxed(title: str, lines: Sequence[str]) -> str:
    return f"<h2>{title}</h2>{_FACTS}{_paragraphs(lines)}"


def _divisions(title: str, lines: Sequence[str]) -> str:
    text = "".join(f'<div style="text-indent:2em">{line}</div>' for line in lines)
    return f'<div class="t3">{title}</div>{_FACTS}<div class="cc">{text}</div>'


def _word_paste(title: str, lines: Sequence[str]) -> str:
    text = "".join(f'<p class="MsoNormal">{_spans(line)}<o:p></o:p></p>' for line in lines)
    return f'<div class="tt">{title}</div>{_FACTS}<div class="Section0">{text}</div>'


def _spans(line: str) -> str:
    parts = (line[start : start + 7] for start in range(0, len(line), 7))
    return "".join(f'<span style="font-family:仿宋">{part}</span>' for part in parts)


def _two_boxes(title: str, lines: Sequence[str]) -> str:
    half = len(lines) // 2
    first, second = _paragraphs(lines[:half]), _paragraphs(lines[half:])
    return f'<div class="tt">{title}</div>{_FACTS}<div class="pg1">{first}</div><div class="pg2">{second}</div>'


def _breaks(title: str, lines: Sequence[str]) -> str:
    text = "<br/>".join(f"　　{line}" for line in lines)
    return f'<div class="tt">{title}</div>{_FACTS}<div class="nn"><p>{text}</p></div>'


def _box_a_chapter(title: str, lines: Sequence[str]) -> str:
    chapters: list[list[str]] = [[]]
    for line in lines:
        if line[1:2] == "、":
            chapters.append([])
        chapters[-1].append(line)
    text = "".join(f'<div class="sec">{_paragraphs(chapter)}</div>' for chapter in chapters)
    return f'<div class="tt">{title}</div>{_FACTS}<div class="aa">{text}</div>'


LAYOUTS: dict[str, Layout] = {
    "a box of paragraphs": _boxed,
    "tables in tables": _tables,
    "no box": _unboxed,
    "a div a line": _divisions,
    "pasted from Word": _word_paste,
    "two boxes": _two_boxes,
    "line breaks": _breaks,
    "a box a chapter": _box_a_chapter,
}
