"""`python -m launcher run|up|clean|backup|restore`: Airflow on this machine, and the care of its data folder."""

from __future__ import annotations

import argparse
import os
import signal
import sys
from pathlib import Path
from typing import NoReturn

from launcher.api import ApiError
from launcher.backup import BackupError, back_up, restore
from launcher.clean import clean
from launcher.components import ComponentError, free_port
from launcher.environment import ROOT, Place, environment
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


def _clean(arguments: argparse.Namespace) -> int:
    place = Place(_data(), _sources(), free_port())
    cleaned = clean(place, environment(place, os.environ), arguments.days)
    _say(f"{cleaned.files} log files of {cleaned.size / 1e6:.1f} MB deleted, and the rows of the same age")
    return 0


def _backup(arguments: argparse.Namespace) -> int:
    back_up(_data(), arguments.folder)
    _say(f"{_data()} is backed up in {arguments.folder}")
    return 0


def _restore(arguments: argparse.Namespace) -> int:
    restore(arguments.folder, _data())
    _say(f"{_data()} is restored from {arguments.folder}")
    return 0


def _days(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of days, 1 or more")
    return int(text)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m launcher", description=__doc__)
    commands = parser.add_subparsers(required=True)
    run = commands.add_parser("run", help="one run from nothing to its summary, on the demo's sites")
    run.add_argument("--inbox", type=Path, help="bring in this folder of saved pages and files instead")
    run.set_defaults(command=_run)
    daily = commands.add_parser("up", help="Airflow with its web interface for daily use, until Ctrl-C")
    daily.add_argument("--port", type=int, default=8080, help="the port on 127.0.0.1 (default 8080)")
    daily.set_defaults(command=_up)
    cleaning = commands.add_parser("clean", help="delete what Airflow logged and recorded about runs of long ago")
    cleaning.add_argument("--days", type=_days, default=60, help="keep so many days (default 60)")
    cleaning.set_defaults(command=_clean)
    saving = commands.add_parser("backup", help="copy what is new in the data folder to another folder")
    saving.add_argument("folder", type=Path, help="best on another disk; what it has stays")
    saving.set_defaults(command=_backup)
    restoring = commands.add_parser("restore", help="copy a backup into an empty data folder")
    restoring.add_argument("folder", type=Path, help="the folder of the backup")
    restoring.set_defaults(command=_restore)
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
    except (ComponentError, ApiError, BackupError, InboxError) as error:
        print(f"launcher: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("launcher: stopped", file=sys.stderr)
        return 130
    return status


if __name__ == "__main__":
    sys.exit(main())
