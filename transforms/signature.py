"""What two copies of one text have in common: an exact hash, and a MinHash for copies that differ in a few places."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from rensa import RMinHash

from transforms.fold import fold
from transforms.records import Cleaned

# 128 numbers tell a likeness of 0.85 with a standard error of 0.03.
NUMBERS = 128
_SEED = 1
# Shingles of five characters: shorter ones are shared by all reports of a year.
_SHINGLE = 5


@dataclass(frozen=True, slots=True)
class Signature:
    """`exact`: twenty hex digits over the folded body without white space. `minhash`: `NUMBERS` numbers below 2^32,
    of which two texts share the part that their sets of shingles share (Broder 1997)."""

    exact: str
    minhash: tuple[int, ...]


def sign(cleaned: Cleaned) -> Signature:
    """The signature of the body, foreign spans left out; punctuation may be of either width."""
    text = "".join(fold(body_text(cleaned)).split())
    numbers = RMinHash(num_perm=NUMBERS, seed=_SEED)
    numbers.update([text[start : start + _SHINGLE] for start in range(max(1, len(text) - _SHINGLE + 1))])
    return Signature(sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:20], tuple(numbers.digest()))


def body_text(cleaned: Cleaned) -> str:
    """The report's own text: its body lines without the foreign spans in them."""
    return "\n".join(line.kept for line in cleaned.body)
