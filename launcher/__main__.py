"""`python -m launcher run [--inbox FOLDER]` and `python -m launcher up [--port PORT]`."""

from __future__ import annotations

import argparse
import os
import signal
import sys
from pathlib import Path
from typing import NoReturn

from launcher.api import ApiError
from launcher.components import ComponentError
from launcher.environment import ROOT
from launcher.run import InboxError, demo, imported
from launcher.up import up
from replica.register import PORT


def _data() -> Path:
    return Path(os.environ.get("FAZHI_DATA") or ROOT / "data").absolute()


def _sources() -> Path:
    return Path(os.environ.get("FAZHI_SOURCES") or ROOT / "spiders" / "sources").absolute()


def _say(line: str) -> None:
    print(line, flush=True)


def _run(arguments: argparse.Namespace) -> int:
    if arguments.inbox is None:
        succeeded = demo(_data() / "demo", PORT, _say)
    else:
        succeeded = imported(_data(), _sources(), arguments.inbox.expanduser().resolve(), _say)
    return 0 if succeeded else 1


def _up(arguments: argparse.Namespace) -> int:
    try:
        up(_data(), _sources(), arguments.port, _say, show_password=sys.stdout.isatty())
    except KeyboardInterrupt:
        _say("stopped")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m launcher", description=__doc__)
    commands = parser.add_subparsers(required=True)
    run = commands.add_parser("run", help="one run from nothing to its summary, on the demo's sites")
    run.add_argument("--inbox", type=Path, help="bring in this folder of saved pages and files instead")
    run.set_defaults(command=_run)
    daily = commands.add_parser("up", help="Airflow with its web interface for daily use, until Ctrl-C")
    daily.add_argument("--port", type=int, default=8080, help="the port on 127.0.0.1 (default 8080)")
    daily.set_defaults(command=_up)
    return parser


def _end(number: int, frame: object) -> NoReturn:
    raise KeyboardInterrupt


def main() -> int:
    arguments = _parser().parse_args()
    os.umask(0o077)
    # SIGINT too: a shell starts background jobs with it ignored.
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, _end)
    try:
        status: int = arguments.command(arguments)
    except (ComponentError, ApiError, InboxError) as error:
        print(f"launcher: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("launcher: stopped", file=sys.stderr)
        return 130
    return status


if __name__ == "__main__":
    sys.exit(main())
