"""`python -m notices send REPORT.json`, and notices that belong to no run: `stale`, and `trial` of the settings."""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path
from typing import Any

from notices.message import READ, without_run
from notices.send import NoticeFailed, send, tell
from notices.settings import read


class NoReport(ValueError):
    """The file is none of a run's; the text is one line."""


def _send(arguments: argparse.Namespace) -> str:
    return send(_report(arguments.report), read(os.environ))


def _report(path: Path) -> dict[str, Any]:
    try:
        report = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise NoReport(f"{path} is no JSON: {error}") from error
    if not isinstance(report, dict) or not report.keys() >= READ:
        raise NoReport(f"{path} is no report of a run: name a data/snapshots/….report.json")
    return report


def _without_run(arguments: argparse.Namespace) -> str:
    return tell(without_run(arguments.kind), read(os.environ))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m notices", description=__doc__)
    commands = parser.add_subparsers(required=True)
    sending = commands.add_parser("send", help="tell people what needs them in the report of a run")
    sending.add_argument("report", type=Path, help="a report's JSON: data/snapshots/….report.json")
    sending.set_defaults(command=_send)
    trial = commands.add_parser("trial", help="send a trial message to every listener that is set")
    trial.set_defaults(command=_without_run, kind="trial")
    stale = commands.add_parser("stale", help="say that the newest snapshot is not fresh")
    stale.set_defaults(command=_without_run, kind="stale")
    return parser


def main() -> int:
    arguments = _parser().parse_args()
    try:
        print(arguments.command(arguments))
    except (NoReport, NoticeFailed, OSError) as error:
        print(f"notices: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
