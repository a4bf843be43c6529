"""`python -m replica serve`: the demo's sites until SIGINT or SIGTERM."""

from __future__ import annotations

import argparse
import signal
import sys
from pathlib import Path

from replica.register import PORT
from replica.server import Replica


def main() -> int:
    arguments = _parser().parse_args()
    try:
        replica = Replica(arguments.port, arguments.log, faults=arguments.faults)
    except OSError as error:
        print(f"replica: port {arguments.port}: {error.strerror}; choose another with --port", file=sys.stderr)
        return 1
    # Blocked before the listeners' threads start, so that only sigwait receives them.
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    with replica:
        print(f"replica ready: FAZHI_LOOPBACK={replica.pairs}", flush=True)
        signal.sigwait({signal.SIGINT, signal.SIGTERM})
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m replica", description=__doc__)
    serve = parser.add_subparsers(required=True).add_parser("serve", help="serve all sites on loopback")
    serve.add_argument("--port", type=int, default=PORT, help=f"one port for all addresses (default {PORT})")
    serve.add_argument("--log", type=Path, help="append every request to this file as a line of JSON")
    serve.add_argument("--faults", action="store_true", help="serve the sites of replica/faulty_sources too")
    return parser


if __name__ == "__main__":
    sys.exit(main())
