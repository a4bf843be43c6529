"""Names that a page's own adverts give, found again where they stand alone in its text.

A betting house puts its bare name into a paragraph (某某体育), which no rule can tell from a word, and a copying site
its own. But the same page says what they are: in an advert on a line of its own, in a hidden block, at its foot.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from transforms.records import Cut

# An ordinary word that the report itself may say begins some: 公共体育, 文化娱乐, 福利彩票.
_WORDS = (
    "中国|全国|国家|公共|大众|全民|文化|群众|职业|竞技|学校|社会|现代|城市|农村|青年|世界|亚洲|传统|民族|电子|网络"
    "|体育|福利"
)
_HOUSE = re.compile(rf"((?!{_WORDS})[\u4e00-\u9fff]{{2}}(?:体育|国际|娱乐|棋牌|电竞|运动|彩票|会(?=[a-z]{{1,6}}\d)))")
_DOMAIN = r"(?:https?://)?(?:www\.)?[a-z0-9-]{3,30}\.(?:com|net|cn|cc|top|vip|xyz)"
# An organ that signs is no copying site.
_NAME = r"([\u4e00-\u9fff]{2,6}?(?<![局委办府院会部处厅科市县区镇]))"
_SITE = re.compile(
    rf"(?:[由自在注:\s]|^(?!本文|内容|文章|文档))([\u4e00-\u9fff]{{2,6}}?(?:网|文库|岛))(?=[(\s]?\s?{_DOMAIN})"
    rf"|本文由{_NAME}(?=整理|收集|编辑|提供|发布)|版权归{_NAME}(?=,)|[(【\[]{_NAME}\s?(?={_DOMAIN})"
)


class Houses:
    """The names that the foreign texts of one page give; the texts are folded."""

    def __init__(self, texts: Iterable[str]) -> None:
        lowered = [text.lower() for text in texts]
        houses = {name for text in lowered for name in _HOUSE.findall(text)}
        sites = {name for text in lowered for match in _SITE.finditer(text) for name in match.groups() if name}
        names = "|".join(sorted([*houses, *(f"@?{name}(?:{_DOMAIN})?" for name in sites)]))
        self._pattern = re.compile(rf"[(【\[](?:{names})[)】\]]|{names}") if names else None

    def cuts_of(self, folded: str) -> tuple[Cut, ...]:
        """Where a line holds one of them, with the brackets that hold nothing else."""
        if self._pattern is None:
            return ()
        return tuple(Cut(*match.span(), "ad.name_of_the_page") for match in self._pattern.finditer(folded.lower()))
