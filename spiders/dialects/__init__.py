"""The CMS families: each module is a pure function from a list page to its rows and the pages after it."""

from __future__ import annotations

from collections.abc import Callable

from spiders.dialects import hanweb, trs
from spiders.dialects.listing import ListingPage

LISTINGS: dict[str, Callable[[str, str], ListingPage]] = {
    "hanweb": hanweb.listing,
    "trs": trs.listing,
}
