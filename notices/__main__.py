"""`python -m notices send REPORT.json`, and notices that belong to no run: `stale`, and `trial` of the settings."""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path

from notices.message import without_run
from notices.send import NoticeFailed, send, tell
from notices.settings import read


def _send(arguments: argparse.Namespace) -> str:
    report = json.loads(arguments.report.read_text(encoding="utf-8"))
    return send(report, read(os.environ))


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
    except (NoticeFailed, OSError) as error:
        print(f"notices: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
