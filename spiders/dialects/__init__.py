"""The families of content management systems: each module reads its list pages and its article pages."""

from __future__ import annotations

import re
from typing import Protocol

from spiders.dialects import gkmlpt, hanweb, jpaas, kaipu, longxun, static, trs, vsb
from spiders.dialects.article import ArticlePage
from spiders.dialects.listing import Form, ListingPage


class Dialect(Protocol):
    """What each module gives: pure functions of a page's text and address.

    `SIGNS` are traces that the family leaves in the source of its pages, by which `spiders new` knows it.
    """

    @property
    def SIGNS(self) -> tuple[re.Pattern[str], ...]: ...

    def listing(self, text: str, url: str, form: Form = ..., /) -> ListingPage:
        """The page that `url` answered, to a POST of `form` where there is one."""

    def article(self, text: str, url: str, /) -> ArticlePage:
        """The article that stands at `url`."""


DIALECTS: dict[str, Dialect] = {
    "gkmlpt": gkmlpt,
    "hanweb": hanweb,
    "jpaas": jpaas,
    "kaipu": kaipu,
    "longxun": longxun,
    "static": static,
    "trs": trs,
    "vsb": vsb,
}
