"""How an editor's paste looks in HTML: paragraphs, one block with <br>, or Word's span round every number."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

from replica.articles import Article

NUMBER = re.compile(r"(\d[\d.,%—-]*)")
WORD_PARAGRAPH = '<p class="MsoNormal" style="text-indent:32.0pt;line-height:29.0pt;mso-line-height-rule:exactly">'
WORD_CHINESE = "<span style=\"font-size:16.0pt;font-family:仿宋_GB2312;mso-hansi-font-family:'Times New Roman'\">"
WORD_LATIN = '<span lang="EN-US" style="font-size:16.0pt">'


def body(article: Article) -> Markup:
    """The article's text and signature as HTML, in its own layout."""
    if article.layout == "breaks":
        return _breaks(article)
    paragraph = _word_paragraph if article.layout == "word" else _paragraph
    written = [paragraph(article.indent, line) for line in article.lines]
    return Markup("\n").join([*written, *map(_signature_line, article.signature)])


def _breaks(article: Article) -> Markup:
    lines = [escape(article.indent + line) for line in (*article.lines, *article.signature)]
    return Markup("<div>") + Markup("<br>\n<br>").join(lines) + Markup("</div>")


def _paragraph(indent: str, line: str) -> Markup:
    if line.startswith("<"):
        return Markup(line)
    return Markup("<p>") + indent + line + Markup("</p>")


def _word_paragraph(indent: str, line: str) -> Markup:
    pieces = [piece for piece in NUMBER.split(line) if piece]
    spans = [Markup(WORD_LATIN if piece[0].isdigit() else WORD_CHINESE) + piece for piece in pieces]
    closed = Markup("").join(span + Markup("</span>") for span in spans)
    return Markup(WORD_PARAGRAPH) + indent + closed + Markup("<o:p></o:p></p>")


def _signature_line(line: str) -> Markup:
    return Markup('<p style="text-align:right;">{}</p>').format(line)
