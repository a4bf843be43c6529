"""Names what came of a request, in exactly one word, from what the site answered."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from posixpath import splitext
from typing import Any
from urllib.parse import urlsplit

import yaml

from spiders.dialects.article import ArticlePage, is_file
from spiders.dialects.tree import characters
from spiders.exchange import Exchange
from spiders.media import READABLE, file_type, is_html
from spiders.outcome import Kind, Verdict
from spiders.webpage import WebPage, folded

OBSTACLES: dict[str, dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("obstacles.yml").read_text("utf-8"))
CHALLENGE, FIREWALL, SOFT_404 = OBSTACLES["challenge"], OBSTACLES["firewall"], OBSTACLES["soft_404"]
FLOORS: dict[str, int] = OBSTACLES["floors"]
PATTERNS: dict[str, list[re.Pattern[str]]] = {
    section: list(map(re.compile, OBSTACLES[section]["patterns"]))
    for section in ("challenge", "firewall", "rate", "trouble")
}
ERROR_PATH = re.compile(SOFT_404["error_paths"])
HOME_PATH = re.compile(SOFT_404["home_paths"])
# A link back: to the home page, to what was seen before, or nowhere.
BACK = re.compile(r"(?:https?://[^/]*)?/?(?:#.*)?|(?:javascript:)?\s*(?:window\.|self\.)*(?:history|close)\b.*", re.I)
FILE_SUFFIXES = frozenset({".pdf", ".doc", ".docx", ".wps", ".ofd", ".xls", ".xlsx", ".et", ".zip", ".rar", ".7z"})


@dataclass(frozen=True, slots=True)
class Answer:
    """A final response: what was asked for and what came.

    `document` is decoded of its Content-Encoding, `text` is it as text (None for a file), `page` what the dialect
    reads in an article.
    """

    kind: Kind
    url: str
    exchange: Exchange
    document: bytes
    media_type: str
    text: str | None = None
    page: ArticlePage | None = None

    @property
    def status(self) -> int:
        return self.exchange.status


def of_answer(answer: Answer) -> Verdict:
    """The outcome of a response that is no redirect to follow."""
    if answer.status == 304:
        return Verdict("not_modified")
    web = _web_page(answer)
    return _limit(answer, web) or _block(answer, web) or _failure(answer) or _content(answer, web)


def _web_page(answer: Answer) -> WebPage | None:
    if answer.text is None or not is_html(answer.media_type, answer.document):
        return None
    return WebPage(answer.text, answer.exchange.url)


def _limit(answer: Answer, web: WebPage | None) -> Verdict | None:
    if words := _words_of("rate", answer, web):
        return Verdict("rate_limited", f"HTTP {answer.status}: {words}")
    again = answer.exchange.header("Retry-After")
    if answer.status == 429 or (answer.status == 503 and again):
        return Verdict("rate_limited", f"HTTP {answer.status}{f', Retry-After: {again}' if again else ''}")
    return None


def _block(answer: Answer, web: WebPage | None) -> Verdict | None:
    """The verdict on an answer that is a challenge or a block page, whatever its status says."""
    if answer.status in CHALLENGE["statuses"]:
        return _challenged(answer, _vendor(answer))
    if phrase := _firewall_phrase(answer, web) or _words_of("firewall", answer, web):
        return Verdict("blocked_waf", f"HTTP {answer.status}: {phrase}")
    if answer.status in FIREWALL["statuses"] or _is_page_refused(answer):
        return Verdict("blocked_waf", f"HTTP {answer.status}: a block page")
    if answer.status in CHALLENGE["statuses_of_short_pages"] and _is_short(answer, web):
        return _challenged(answer, _vendor(answer))
    if web is not None and (mark := _challenge_mark(answer, web)):
        return _challenged(answer, mark)
    return None


def _challenged(answer: Answer, mark: str | None) -> Verdict:
    return Verdict("blocked_challenge", f"HTTP {answer.status}: a challenge{f' ({mark})' if mark else ''}")


def _is_page_refused(answer: Answer) -> bool:
    return answer.kind != "listing" and answer.status in FIREWALL["statuses_of_pages"]


def _is_short(answer: Answer, web: WebPage | None) -> bool:
    return not answer.document or (web is not None and web.characters < FLOORS["article_characters"])


def _firewall_phrase(answer: Answer, web: WebPage | None) -> str | None:
    """A firewall's words, in what a page shows; of an error also in its source, or in JSON and plain text."""
    phrases, floor = FIREWALL["phrases"], FLOORS["phrase_page_characters"]
    if answer.status >= 400 and answer.text is not None:
        return _phrase(phrases, folded(answer.text)) if characters(answer.text) < floor else None
    return _phrase(phrases, web.text) if web is not None and _is_without_article(answer, web) else None


def _is_without_article(answer: Answer, web: WebPage) -> bool:
    """Whether a page is too short to hold an article in which phrases may stand for something else."""
    return not _has_article(answer) and web.characters < FLOORS["phrase_page_characters"]


def _is_hollow(answer: Answer, web: WebPage) -> bool:
    """Whether a page is too short to hold any article."""
    return not _has_article(answer) and web.characters < FLOORS["article_characters"]


def _has_article(answer: Answer) -> bool:
    """Whether the dialect found an article's text; then the rest of the page need not be counted."""
    return answer.page is not None and answer.page.characters >= FLOORS["article_characters"]


def _words_of(section: str, answer: Answer, web: WebPage | None) -> str | None:
    """What a page without content says that a pattern of the section knows.

    The title of a list's row or the name of a file may hold such words too.
    """
    if web is None:
        return None
    has_content = _leads_on(web) if answer.kind == "listing" else bool(answer.page and answer.page.attachments)
    if (has_content and answer.status < 400) or not _is_hollow(answer, web):
        return None
    matches = (pattern.search(web.text) for pattern in PATTERNS[section])
    return next((match[0] for match in matches if match), None)


def _leads_on(web: WebPage) -> bool:
    """Whether a page has a link besides those with which an error page sends its visitor back."""
    return any(BACK.fullmatch(href.strip()) is None for href in web.links)


def _challenge_mark(answer: Answer, web: WebPage) -> str | None:
    """What shows that a page without content is a challenge, None where nothing does."""
    if _has_article(answer):
        return None
    count = web.characters
    if count < FLOORS["article_characters"] and (phrase := _phrase(CHALLENGE["phrases"], web.text)):
        return phrase
    # Who must log in may have to type what a picture shows, too.
    if not web.asks_password and (words := _words_of("challenge", answer, web)):
        return words
    if count >= FLOORS["script_page_characters"] or web.links or not web.has_script:
        return None
    name = _phrase(CHALLENGE["script_names"], web.source)
    return name if name or web.has_content else _hollow_mark(answer, web)


def _hollow_mark(answer: Answer, web: WebPage) -> str | None:
    """What shows that a page that is nothing but a script is a challenge."""
    if vendor := _vendor(answer):
        return vendor
    if all(piece in web.source for piece in CHALLENGE["script_pieces"]):
        return "a script that sets a cookie"
    return "it refreshes itself" if web.refresh == answer.exchange.url else None


def _vendor(answer: Answer) -> str | None:
    """Whose challenge it is, by the headers and cookies that came with it."""
    for name, vendor in CHALLENGE["headers"].items():
        if answer.exchange.header(name) is not None:
            return str(vendor)
    for cookie in answer.exchange.cookies():
        for beginning, vendor in CHALLENGE["cookies"].items():
            if cookie.startswith(beginning):
                return str(vendor)
    return None


def _failure(answer: Answer) -> Verdict | None:
    match answer.status:
        case 404 | 410:
            return Verdict("gone", f"HTTP {answer.status}")
        case 401 | 403 | 451:
            return Verdict("refused", f"HTTP {answer.status}")
        case status if not 200 <= status < 300:
            return Verdict("error", f"HTTP {status}")
    return None


def _content(answer: Answer, web: WebPage | None) -> Verdict:
    if web is None:
        return _of_file(answer)
    if _expects_file(answer):
        return _login(web) or _instead_of_file(web)
    if sign := _sign_of_missing(answer, web):
        return Verdict("soft_404", sign)
    return _of_list(answer, web) if answer.kind == "listing" else _of_article(answer, web)


def _of_list(answer: Answer, web: WebPage) -> Verdict:
    """The verdict on a list page, which may be empty, or a shell that a script fills."""
    if words := _words_of("trouble", answer, web):
        return Verdict("error", f"HTTP {answer.status}: {words}")
    return (_login(web) if _phrase(OBSTACLES["login"]["titles"], web.title) else None) or Verdict("ok")


def _of_file(answer: Answer) -> Verdict:
    """The verdict on what is no web page: a file, or a listing's data."""
    is_listing = answer.kind == "listing"
    if not answer.document:
        return Verdict("ok") if is_listing else Verdict("soft_404", "empty answer")
    kind = file_type(answer.document, answer.url)
    if is_listing:
        return Verdict("soft_404", f"{kind} instead of a list") if kind else Verdict("ok")
    if kind is None and answer.text is not None and _expects_file(answer):
        return Verdict("soft_404", f"{answer.media_type} instead of the file")
    if kind in READABLE or (kind is None and answer.text is not None):
        return Verdict("ok")
    if answer.kind == "article" and is_html(answer.media_type, answer.document):
        return Verdict("error", f"{answer.media_type}, and no text")
    return Verdict("attachment_only", f"{answer.media_type}: no text is read from it yet")


def _instead_of_file(web: WebPage) -> Verdict:
    if phrase := _phrase(CHALLENGE["captcha_phrases"], web.source):
        return Verdict("blocked_challenge", f"a captcha instead of the file: {phrase}")
    return Verdict("soft_404", "a web page instead of the file")


def _sign_of_missing(answer: Answer, web: WebPage) -> str | None:
    """What says that the page which was asked for is not there, though the status is 200."""
    shown = web.text if _is_without_article(answer, web) else web.title
    if phrase := _phrase(SOFT_404["phrases"], shown):
        return phrase
    if place := _other_place(answer.url, answer.exchange.url):
        return f"redirected to {place}"
    if web.refresh and characters(web.own_text) < FLOORS["article_characters"]:
        place = _other_place(answer.url, web.refresh)
        return f"refreshes to {place}" if place else None
    return None


def _other_place(asked: str, reached: str) -> str | None:
    """The home page or an error page, where a site sent a visitor who asked for another."""
    before, after = (urlsplit(url).path.lower() for url in (asked, reached))
    if ERROR_PATH.search(after) and not ERROR_PATH.search(before):
        return "an error page"
    return "the home page" if HOME_PATH.search(after) and not HOME_PATH.search(before) else None


def _of_article(answer: Answer, web: WebPage) -> Verdict:
    page = answer.page
    # An index page that is given in an article's stead has its text in links.
    count = characters(web.own_text) if page is None or page.container is None else page.characters
    if count >= FLOORS["article_characters"] or _is_cut_short(web):
        return Verdict("ok")
    if holds := _beside_text(answer.page, web):
        return Verdict("attachment_only", f"{count} Chinese characters and {holds}")
    if words := _words_of("trouble", answer, web):
        return Verdict("error", f"HTTP {answer.status}: {words}")
    return _login(web) or Verdict("soft_404", f"{count} Chinese characters")


def _is_cut_short(web: WebPage) -> bool:
    """Whether the tree lacks most of the page's text: libxml2 leaves out what is nested over 2,048 deep.

    The transforms walk such a page another way.
    """
    count = web.source_characters
    return count >= FLOORS["article_characters"] and count > 2 * web.characters


def _login(web: WebPage) -> Verdict | None:
    """The verdict on a page without content that asks who is there."""
    is_empty = web.characters < FLOORS["article_characters"]
    return Verdict("refused", "a login page") if is_empty and web.asks_password else None


def _beside_text(page: ArticlePage | None, web: WebPage) -> str | None:
    """What a page without text may hold it in: files, or images of its sheets."""
    if page is None:
        files = sum(map(is_file, web.links))
        return _number(files, "file") if files else None
    found = [(len(page.attachments), "file"), (len(page.images), "image")]
    return " and ".join(_number(count, noun) for count, noun in found if count) or None


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def _expects_file(answer: Answer) -> bool:
    suffix = splitext(urlsplit(answer.url).path)[1].lower()
    return answer.kind == "attachment" or suffix in FILE_SUFFIXES


def _phrase(phrases: list[str], text: str) -> str | None:
    return next((phrase for phrase in phrases if phrase in text), None)
