"""Names that a page's own adverts give, found again where they stand alone in its text.

A betting house puts its bare name into a paragraph (某某体育), which no rule can tell from a word, and a copying site
its own. But the same page says what they are: in an advert on a line of its own, in a hidden block, at its foot.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from transforms.records import Cut

_HOUSE = re.compile(
    r"([\u4e00-\u9fff]{2}(?:体育|国际|娱乐|棋牌|电竞|运动|会(?=[a-z]{1,6}\d)))"
    # which an ordinary word begins, and the report itself may say: 公共体育, 文化娱乐
    r"(?<!(?:中国|全国|国家|公共|大众|全民|文化|群众|职业|竞技|学校|社会|现代|城市|农村|青年|世界|亚洲|传统|民族|电子|网络)..)"
)
_DOMAIN = r"(?:https?://)?(?:www\.)?[a-z0-9-]{3,30}\.(?:com|net|cn|cc|top|vip|xyz)"
_SITE = re.compile(
    rf"(?:[由自在注:\s]|^(?!本文|内容|文章|文档))([\u4e00-\u9fff]{{2,6}}?(?:网|文库|岛))(?=[(\s]?\s?{_DOMAIN})"
)


class Houses:
    """The names of one page. `adverts` and `signatures` (of copying sites) are folded."""

    def __init__(self, adverts: Iterable[str], signatures: Iterable[str]) -> None:
        houses = {name for advert in adverts for name in _HOUSE.findall(advert.lower())}
        sites = {name for signature in signatures for name in _SITE.findall(signature.lower())}
        names = "|".join(sorted([*houses, *(f"{name}(?:{_DOMAIN})?" for name in sites)]))
        self._pattern = re.compile(rf"[(【\[](?:{names})[)】\]]|{names}") if names else None

    def cuts_of(self, folded: str) -> Iterator[Cut]:
        """Where a line holds one of them, with the brackets that hold nothing else."""
        for match in self._pattern.finditer(folded.lower()) if self._pattern else ():
            yield Cut(*match.span(), "ad.name_of_the_page")
