"""The pages that may follow a list page: those that its pager links to, or else those that its name leads to expect."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

from lxml.html import HtmlElement
from parsel import Selector, SelectorList

from spiders.address import canonical, host, is_on_host
from spiders.dialects import paging, trs
from spiders.dialects.listing import Ask, Form, resolved
from spiders.dialects.pager_words import Words
from spiders.dialects.rows import LINKS, address_of

NEXT = re.compile(r"[\[【(（\s]*(?:下一?[页頁]|[后後]一?[页頁]|next(?:\s*page)?)[\s>›»＞]*[\]】)）\s]*", re.I)
ARROW = re.compile(r"\s*[>›»＞→]\s*")
# On some sites it is the last page, so it is tried last.
DOUBLE_ARROW = re.compile(r"\s*(?:>>|＞＞|››)\s*")
NUMBER = re.compile(r"\s*[\[【(（]?\s*第?\s*(\d{1,4})\s*[页頁]?\s*[\]】)）]?\s*")
# The words of a pager's links.
WORDS = re.compile(
    r"[\[【(（\s]*(?:第?\s*\d{1,4}\s*[页頁]?|[首上下前后後末尾]一?[页頁]|最[后末]一?[页頁]|next(?:\s*page)?|"
    r"prev(?:ious)?(?:\s*page)?|[<>‹›«»＜＞.…|]+)[\s>›»＞]*[\]】)）\s]*",
    re.I,
)
MARKED = re.compile(r"(?:^|[\s_-])(?:current|cur|active|on|now|selected|this|thisclass|checked)(?:$|[\s_-])", re.I)
NUMBERS = "//*[not(self::option or self::td)][not(*)][string-length(normalize-space()) < 9]"
# A call in a link's script; javascript:void(0) does nothing.
CALL = re.compile(r"\b(?!void\b)\w+\s*\(")
POST_BACK = re.compile(r"__doPostBack\(\s*['\"]([^'\"]*)['\"]\s*,\s*['\"]([^'\"]*)['\"]")
WRITTEN_PARAMETER = re.compile(r"[?&](\w+)=")
LIST_FILE = re.compile(r"(?P<name>.*?)(?P<number>(?<![a-z\d])\d{1,3})?(?P<suffix>\.\w+)", re.I)
# The path of a page that stands as a file on the server.
FIXED = re.compile(r"/$|\.(?:s?html?|jhtml)$", re.I)
SCRIPT = "javascript:"


@dataclass(frozen=True, slots=True)
class Pager:
    """A list page: its text, parsed too; the request that it answers; what its words say, and its links start from."""

    page: Selector
    text: str
    asked: Ask
    words: Words
    base: str

    def following(self, shown: int) -> tuple[Ask, ...]:
        """Guesses at the page after this one, which shows `shown` rows."""
        linked = tuple(dict.fromkeys(ask for ask in self._linked() if self._is_another(ask)))
        if linked or not self._has_more(shown):
            return linked
        return tuple(dict.fromkeys(self._guesses()))

    def _is_another(self, ask: Ask) -> bool:
        is_here = canonical(ask.url) == canonical(self.asked.url) and ask.form == self.asked.form
        return not is_here and is_on_host(ask.url, host(self.asked.url))

    def _linked(self) -> Iterator[Ask]:
        for href in self.page.xpath("//link[@rel='next']/@href | //a[@rel='next']/@href").getall():
            yield self._ask(href)
        yield from self._called(NEXT)
        yield from self._called(ARROW)
        numbered = self._numbered()
        if address := numbered.get(self._current(numbered) + 1):
            yield Ask(address)
        yield from self._called(DOUBLE_ARROW)

    def _called(self, words: re.Pattern[str]) -> Iterator[Ask]:
        """Where the links lead whose words are `words`."""
        for link in self._links(words):
            address = address_of(link.root)
            if match := POST_BACK.search(_script(link)):
                yield self._posted_back(match[1], match[2])
            elif address and not address.lower().startswith(SCRIPT):
                yield self._ask(address)

    def _links(self, words: re.Pattern[str]) -> list[Selector]:
        found = [link for link in self.page.xpath(LINKS) if any(map(words.fullmatch, _names(link)))]
        return found if words is NEXT else [link for link in found if _is_in_pager(link)]

    def _posted_back(self, target: str, argument: str) -> Ask:
        """ASP.NET sends the page's form back with the name of what was clicked."""
        clicked = {"__EVENTTARGET": target, "__EVENTARGUMENT": argument}
        form = self.page.xpath("//form[.//input[@name='__VIEWSTATE']][1]")
        return self._ask(form.xpath("@action").get() or "", tuple((_fields(form) | clicked).items()))

    def _numbered(self) -> dict[int, str]:
        """The addresses of the numbered links, and of the numbers in a drop-down list."""
        found: dict[int, str] = {}
        for link in self.page.xpath(f"{LINKS} | //option[@value]"):
            number = NUMBER.fullmatch(_text(link))
            address = link.xpath("self::option/@value").get() or address_of(link.root)
            if number and re.search(r"[./?]", address) and not address.lower().startswith(SCRIPT):
                found.setdefault(int(number[1]), self._ask(address).url)
        return found

    def _current(self, numbered: dict[int, str]) -> int:
        """The number of this page: by a link to itself, by a mark, by the page's words or by its address."""
        here = canonical(self.asked.url)
        itself = next((number for number, address in numbered.items() if canonical(address) == here), None)
        return itself or self._marked() or self.words.current or self._in_address() or 1

    def _marked(self) -> int | None:
        """The number that beside other numbers is no link, or has a class that says current."""
        groups: defaultdict[HtmlElement, list[tuple[Selector, int]]] = defaultdict(list)
        for each in self.page.xpath(NUMBERS):
            if number := NUMBER.fullmatch(_text(each)):
                parent = each.root.getparent()
                groups[parent.getparent() if parent.tag == "li" else parent].append((each, int(number[1])))
        for numbers in groups.values():
            marked = [number for each, number in numbers if _is_marked(each)]
            if len(numbers) > 1 and marked:
                return marked[0]
        return None

    def _in_address(self) -> int | None:
        asked = paging.number_of(self.asked)
        match = LIST_FILE.fullmatch(_file(self.asked.url))
        if asked is not None or match is None or match["number"] is None:
            return asked
        # list_15.html of a list of 12 pages: the number is the list's own.
        number = int(match["number"])
        return None if self.words.pages is not None and number > self.words.pages else number

    def _has_more(self, shown: int) -> bool:
        """Whether a pager that works by script, or words like 1/12, 共12页 and 共180条, tell of further pages."""
        if self.words.pages is not None:
            return self._current(self._numbered()) < self.words.pages
        if any(CALL.search(_script(link)) for link in (*self._links(NEXT), *self._links(ARROW))):
            return True
        return self.words.rows is not None and self.words.rows > shown

    def _guesses(self) -> Iterator[Ask]:
        url, number = self.asked.url, self._current(self._numbered())
        if any(trs.calls(self.text)):
            yield from trs.following_pages(self.text, url)
        yield from self._filled_in(number + 1)
        written = next(filter(paging.PARAMETER.fullmatch, WRITTEN_PARAMETER.findall(self.text)), None)
        if paging.number_of(self.asked) is not None:
            yield paging.following(self.asked)
        elif written or urlsplit(url).query or not FIXED.search(urlsplit(url).path):
            yield paging.following(self.asked, written or "page")
        else:
            yield from (self._ask(name) for name in _names_after(_file(url), number))

    def _filled_in(self, number: int) -> Iterator[Ask]:
        """The form that a script sends with the number of the page."""
        for form in self.page.xpath("//form"):
            fields = _fields(form)
            if name := next(filter(paging.PARAMETER.fullmatch, fields), None):
                action, filled = form.xpath("@action").get() or "", fields | {name: str(number)}
                if (form.xpath("@method").get() or "").lower() == "post":
                    yield self._ask(action, tuple(filled.items()))
                else:
                    yield self._ask(f"{action.partition('?')[0]}?{urlencode(filled)}")

    def _ask(self, address: str, form: Form = ()) -> Ask:
        return Ask(resolved(self.base, address.strip()), form)


def _names_after(file: str, number: int) -> Iterator[str]:
    """What the page after number `number` may be called, which is itself called `file`."""
    match = LIST_FILE.fullmatch(file or "index.html")
    if match is None:
        return
    own = int(match["number"]) if match["number"] else None
    # The second page may be index_1, so number 2 may stand in index_1.
    if own is not None and own in (number, number - 1):
        yield f"{match['name']}{own + 1}{match['suffix']}"
    else:
        yield from (f"{match['name']}{match['number'] or ''}_{second}{match['suffix']}" for second in (1, 2))


def _names(link: Selector) -> list[str]:
    return [_text(link), *link.xpath("@title | @aria-label | .//img/@alt").getall()]


def _script(link: Selector) -> str:
    """What a click on a link does, besides following its address."""
    href = link.xpath("@href").get() or ""
    own = href if href.strip().lower().startswith(SCRIPT) else ""
    return f"{link.xpath('@onclick').get() or ''} {own.strip()[len(SCRIPT) :]}"


def _fields(form: Selector | SelectorList[Selector]) -> dict[str, str]:
    """Names and values of a form's inputs, buttons apart."""
    inputs = form.xpath(".//input[@name][not(@type='submit' or @type='button' or @type='image')]")
    return {each.xpath("@name").get() or "": each.xpath("@value").get() or "" for each in inputs}


def _is_in_pager(arrow: Selector) -> bool:
    """Whether other links of a pager stand beside an arrow, which alone may lead to more of anything."""
    own = (arrow.root, arrow.root.getparent())
    beside = [each for each in arrow.xpath("../* | parent::li/../li") if each.root not in own]
    return any(WORDS.fullmatch(_text(each)) for each in beside)


def _is_marked(number: Selector) -> bool:
    is_link = number.root.tag == "a" or number.xpath("@onclick").get() is not None
    return not is_link or any(map(MARKED.search, number.xpath("@class | parent::li/@class").getall()))


def _text(node: Selector) -> str:
    return "".join(node.xpath(".//text()").getall())


def _file(url: str) -> str:
    return urlsplit(url).path.rpartition("/")[2]
