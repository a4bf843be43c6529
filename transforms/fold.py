"""One form for matching: full-width, compatibility and space characters folded one to one, so offsets stay."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import chain

# ① ² ₂ would become digits and change the numbers beside them; the others are symbols, not spellings.
_NOT_SPELLINGS = ("<circle>", "<super>", "<sub>", "<square>", "<fraction>", "<font>")
_BMP_AND_COMPATIBILITY_IDEOGRAPHS = chain(range(0x80, 0xD800), range(0xE000, 0x10000), range(0x2F800, 0x2FA20))
# Zero-width marks stand between words in pages edited by hand; as spaces they can be skipped.
# Radicals that PDF fonts give for whole characters and that NFKC does not know (Unicode: EquivalentUnifiedIdeograph).
_RADICALS = "⺝⺠⺩⺼⻁⻄⻅⻆⻉⻋⻑⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰"
_CHARACTERS = "月民王月虎西见角贝车長长门青韦页风飞食马骨鬼鱼鸟卤麦黄黾齐齿龙"
# The one capital whose small letter is two characters.
_DOTTED = {"İ": "I"}
# The sign of a ratio, 2.3∶1.
_RATIO = {"∶": ":"}
_ZERO_WIDTH = dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff", " ")
_WHOLE = dict(zip(_RADICALS, _CHARACTERS, strict=True))


def _folded(char: str) -> str | None:
    form = unicodedata.normalize("NFKC", char)
    if len(form) != 1 or form == char or unicodedata.decomposition(char).startswith(_NOT_SPELLINGS):
        return None
    return form


def _forms() -> dict[str, str]:
    pairs = ((char, _folded(char)) for char in map(chr, _BMP_AND_COMPATIBILITY_IDEOGRAPHS))
    return {char: form for char, form in pairs if form is not None} | _ZERO_WIDTH | _WHOLE | _DOTTED | _RATIO


_FORMS = _forms()
# Replaced without looking whether they are there: str.replace of one that is absent costs next to nothing.
_FULL_WIDTH = tuple((char, _FORMS[char]) for char in "，；：（）")
_FOLDED = "\0-\x7f\u4e00-\u9fff。、“”《》"
_UNFOLDED = re.compile(f"[^{_FOLDED}]")
_UNCOMMON = re.compile(f"[^{_FOLDED}，；：（）]")


def fold(text: str) -> str:
    """`text` in half-width punctuation, digits, letters and spaces, of the same length.

    `，；：（）！？％１Ａ` become ASCII, `。、“”《》` stay, U+3000 and its like become a plain space, Kangxi
    radicals and compatibility ideographs their ordinary character. What NFKC would lengthen stays.
    """
    if not _UNFOLDED.search(text):
        return text
    # Replacing characters one by one took a twentieth of str.translate's time.
    for char, form in _FULL_WIDTH:
        text = text.replace(char, form)
    for char in _FORMS.keys() & set(_UNCOMMON.findall(text)):
        text = text.replace(char, _FORMS[char])
    return text


# Lines, sections, body and checks ask for the text of the same document, one after the other.
@lru_cache(maxsize=1)
def fold_whole(text: str) -> str:
    """`fold` of a document's text."""
    return fold(text)
