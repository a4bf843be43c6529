"""Copies that a mirror has rewritten: their text is not what the government published."""

from __future__ import annotations

import re

from transforms.records import Refused

# 報(bào)告: 36 such pages were seen, none on a gov.cn host.
_PINYIN = re.compile(r"[(（](?<=[\u4e00-\u9fff].)[a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]{1,7}[)）]")
_MOST_PINYIN = 10


def refuse_rewritten(text: str) -> None:
    """Raises `Refused` for a text that carries pinyin between its characters."""
    if len(_PINYIN.findall(text)) > _MOST_PINYIN:
        raise Refused("a mirror's copy, annotated with pinyin: fetch the page from the government's own site")
