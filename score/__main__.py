"""`python -m score`: measure the transforms against the annotated texts, and fail where they have become worse."""

from __future__ import annotations

import json
import sys
from typing import Annotated

import typer

from score import page
from score.accepted import drops, read_accepted, to_accept, write_accepted
from score.report import as_json as values_of
from score.report import report
from score.sets import annotated_sets, pooled

app = typer.Typer(help=__doc__, pretty_exceptions_enable=False, add_completion=False)


@app.command()
def score(
    accept: Annotated[
        bool, typer.Option("--accept", help="Take these scores for the accepted ones, in docs/extraction.md too.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Score gold/, and ../shared where it is; ends with status 1 on a drop against gold/accepted.json."""
    accepted = read_accepted()
    measured = {one.name: one.measure() for one in annotated_sets()}
    whole = {name: pooled(tallies.values()) for name, tallies in measured.items()}
    before = {name: accepted.get(name, {}).get("scores", {}) for name in measured}
    if as_json:
        print(json.dumps({name: values_of(tallies) for name, tallies in measured.items()}, ensure_ascii=False))
    else:
        print("\n\n".join(report(name, tallies, before[name]) for name, tallies in measured.items()))
    if "shared" not in measured:
        print("score: ../shared is not here, so only gold/ was scored", file=sys.stderr)
    if accept:
        accepted |= {name: to_accept(name, whole[name], len(tallies)) for name, tallies in measured.items()}
        write_accepted(accepted)
        page.FILE.write_text(page.with_scores(page.FILE.read_text("utf-8"), accepted), encoding="utf-8")
        return
    worse = [f"{name}: {line}" for name in measured for line in drops(whole[name].scores(), before[name])]
    for line in worse:
        print(f"score: {line}; if that is meant, python -m score --accept", file=sys.stderr)
    raise typer.Exit(1 if worse else 0)


if __name__ == "__main__":
    app()
