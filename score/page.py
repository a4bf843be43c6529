"""The measured limits in `docs/extraction.md`: written from the accepted scores, never by hand."""

from __future__ import annotations

import re
from collections.abc import Iterator

from score.accepted import Accepted
from score.report import excerpt
from score.sets import ROOT
from score.tally import FIGURES, HARMS

FILE = ROOT / "docs" / "extraction.md"
_BLOCK = re.compile(r"(<!-- (figures|confusions) -->\n).*?(<!-- end -->)", re.DOTALL)


def with_scores(page: str, accepted: Accepted) -> str:
    """`page` with its two generated blocks, the figures and the confusions, as `accepted` has them."""
    blocks = {"figures": _figures(accepted), "confusions": _confusions(accepted)}
    return _BLOCK.sub(lambda match: match[1] + "".join(f"{line}\n" for line in blocks[match[2]]) + match[3], page)


def _figures(accepted: Accepted) -> list[str]:
    heads = [f"{name} ({kept['texts']} texts)" for name, kept in accepted.items()]
    rows = [_row(["measured", *heads]), _row(["---"] + ["---:"] * len(heads))]
    for figure, meaning in (FIGURES | HARMS).items():
        values = [kept["scores"].get(figure) for kept in accepted.values()]
        rows.append(_row([meaning, *(_percent(value, figure) for value in values)]))
    return rows


def _confusions(accepted: Accepted) -> list[str]:
    rows = [_row(["times", "what", "gold says", "we read", "for example"]), _row(["---:"] + ["---"] * 4)]
    return rows + list(_confused(accepted))


def _confused(accepted: Accepted) -> Iterator[str]:
    for item in accepted["gold"]["confusions"]:
        yield _row([str(item["times"]), item["of"], item["gold"], item["ours"], excerpt(item["sentence"])])


def _percent(value: float | None, figure: str) -> str:
    if value is None:
        return "-"
    return str(value) if figure in HARMS else f"{100 * value:.1f} %"


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"
