"""Sixty sites in twelve provinces on loopback: the replica's sites again and again, each on an address of its own."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import yaml

from replica.families import FAMILIES
from replica.issuer import issuers
from replica.page import Served
from replica.register import entries
from replica.server import Replica

PROVINCES = tuple(f"99-{letter * 2}" for letter in "abcdefghijkl")
SITES_EACH = 5
SPAWN = multiprocessing.get_context("spawn")


def address(province: int, site: int) -> str:
    return f"127.0.{province + 1}.{site + 1}"


@contextmanager
def sixty_sites(register: Path) -> Iterator[str]:
    """Serves the sites from a process of its own and writes their register; the pairs that FAZHI_LOOPBACK takes."""
    ours, theirs = SPAWN.Pipe()
    process = SPAWN.Process(target=_serve, args=(theirs,))
    process.start()
    port = ours.recv()
    write_register(register, port)
    try:
        yield ",".join(f"{address(*place)}:{port}" for place in _places())
    finally:
        ours.send("end")
        process.join()


def write_register(register: Path, port: int) -> None:
    """A YAML file for each site, with a fictitious body of its own."""
    templates = list(entries().values())
    for number, (province, site) in enumerate(_places()):
        entry = templates[number % len(templates)]
        code = f"99{province + 10}{site + 10}"
        name = f"{entry['body']['name']}{number}"
        moved = entry | {"url": f"http://{address(province, site)}:{port}/", "body": _body(entry, code, name)}
        path = register / PROVINCES[province] / f"{code}-{entry['dialect']}.yml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(yaml.safe_dump(moved, allow_unicode=True), "utf-8")


def _body(entry: dict[str, Any], code: str, name: str) -> dict[str, Any]:
    return {**entry["body"], "code": code, "name": name, "kind": "government"}


def _places() -> list[tuple[int, int]]:
    return [(province, site) for province in range(len(PROVINCES)) for site in range(SITES_EACH)]


def _serve(connection: Connection) -> None:
    # in the order of the register entries, by id
    made = {issuer.source_id: FAMILIES[issuer.dialect].site(issuer) for issuer in issuers()}
    sites = [made[source_id] for source_id in entries()]
    served = [Served(address(*place), sites[number % len(sites)]) for number, place in enumerate(_places())]
    with Replica(sites=served) as replica:
        connection.send(replica.port)
        connection.recv()
