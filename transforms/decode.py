"""Bytes to text: which encoding a page or text file is really in, whatever it says of itself."""

from __future__ import annotations

import codecs
import re

from transforms.records import Refused

# Those of UTF-32 first: they begin as those of UTF-16.
_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Pages that say gb2312 or gbk use characters that only gb18030 holds (the superset of both).
_PROMOTED = {"gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "x-gbk": "gb18030"}
# Of the labels that pages carry. Latin-1 takes every byte string and so says nothing; rot13, idna and their like
# are codecs of Python and no charsets.
_BELIEVED = frozenset(("utf-8", "gb18030", "big5", "big5hkscs", "utf-16", "utf-16-le", "utf-16-be", "utf-32"))
_HEADER_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.I)
_META_CHARSET = re.compile(rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.I)
_META_WINDOW = 4096
# Share of a text's non-ASCII characters that a torn or hand-edited page may lose; beyond it the encoding is wrong.
_TOLERATED_LOSS = 0.02
# Chinese text read in the wrong encoding leaves characters of these blocks between its ideographs: Latin-1
# letters (those of pinyin apart), box drawing, bopomofo, private use, half-width katakana, replacement characters.
_DEBRIS = re.compile(
    "[\u00c2-\u00c7\u00ca\u00cb\u00ce-\u00d1\u00d4-\u00d6\u00d8\u00db\u00dd-\u00df\u00e2-\u00e7\u00ea\u00eb"
    "\u00ee-\u00f1\u00f4-\u00f6\u00f8\u00fb\u00fd-\u00ff\u2500-\u257f\u3105-\u312f\ue000-\uf8ff"
    "\uff61-\uff9f\ufffd]"
)
_REPLACED_TWICE = "锟斤拷"
_TOLERATED_DEBRIS = 0.05
_IDEOGRAPH = re.compile("[\u3000-\u303f\u4e00-\u9fff\uff00-\uff60]")
_ENOUGH_TO_JUDGE = 20
_SAMPLE = 2000


def decode(content: bytes, media_type: str) -> str:
    """Text of `content`, characters and line ends as they are, without a byte order mark.

    Raises `Refused` where no encoding gives readable text.
    """
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return _readable(content[len(mark) :].decode(encoding, errors="replace"))
    # Text of some length in another encoding is never valid UTF-8 by chance, so this needs no declaration.
    for encoding in ("utf-8", *declared_encodings(content, media_type), "gb18030"):
        text = content.decode(encoding, errors="replace")
        lost = text.count("\ufffd")
        if not lost or lost <= _TOLERATED_LOSS * _foreign(text):
            return _readable(text)
    raise Refused("the bytes are no text in UTF-8 or GB 18030: save the page again as HTML or text in UTF-8")


def declared_encodings(content: bytes, media_type: str) -> tuple[str, ...]:
    """Encodings that the Content-Type value and the page's own head name, known ones only, gb promoted."""
    names = [match[1] for match in [_HEADER_CHARSET.search(media_type)] if match]
    names += [match[1].decode("ascii") for match in [_META_CHARSET.search(content[:_META_WINDOW])] if match]
    promoted = [_PROMOTED.get(name.lower(), name.lower()) for name in names]
    return tuple(dict.fromkeys(name for name in promoted if _known(name)))


def _known(encoding: str) -> bool:
    try:
        return codecs.lookup(encoding).name in _BELIEVED
    except LookupError:
        return False


def _foreign(text: str) -> int:
    return len(text) - len(text.encode("ascii", errors="ignore"))


def _readable(text: str) -> str:
    foreign = _foreign(text)
    if foreign < _ENOUGH_TO_JUDGE:
        return text
    debris = len(_DEBRIS.findall(text)) + text.count(_REPLACED_TWICE)
    if debris > _TOLERATED_DEBRIS * foreign or _is_utf8_read_as_gb(text[:_SAMPLE]):
        raise Refused("mojibake: the text was saved in a wrong encoding before it came here; fetch the page anew")
    return text


def _is_utf8_read_as_gb(text: str) -> bool:
    """Whether the bytes that GB 18030 gives for these characters are UTF-8: 浜戝箔 for 云岭."""
    back = text.encode("gb18030", errors="ignore").decode("utf-8", errors="replace")
    return len(_IDEOGRAPH.findall(back)) > 0.8 * max(_foreign(back), 1)
