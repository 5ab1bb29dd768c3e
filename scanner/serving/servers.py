"""The table of application servers: how each is started, and which of its options are bounds."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

TABLE = Path(__file__).with_name("servers.toml")
BOUNDS = ("workers", "limit_concurrency")


@dataclass(frozen=True, slots=True)
class Server:
    """One row. ``options`` maps a bound's name to the options that set it."""

    name: str
    options: Mapping[str, tuple[str, ...]]
    target: bool
    subcommands: tuple[str, ...] = ()
    development: tuple[str, ...] = ()
    reload: tuple[str, ...] = ()
    config: tuple[str, ...] = ()
    variables: Mapping[str, str] = field(default_factory=dict)
    arguments: str = ""
    prefix: str = ""
    run: tuple[str, ...] = ()
    file: re.Pattern[str] | None = None
    own_file: str = ""
    class_facts: str = ""
    bounded: bool = False

    def keyword(self, bound: str) -> str:
        """The bound's name among the keywords of ``run`` or the globals of a configuration file."""
        long = next((each for each in self.options.get(bound, ()) if each.startswith("--")), "")
        return long.lstrip("-").replace("-", "_")


@dataclass(frozen=True, slots=True)
class Servers:
    """The whole table."""

    rows: Mapping[str, Server]
    idle: frozenset[str]
    thread_attribute: str
    thread_getter: str
    thread_variable: str


@lru_cache(maxsize=1)
def load_servers() -> Servers:
    """The table that ships with the scanner."""
    document = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    threads = document["threads"]
    return Servers(
        {row["name"]: _server(row) for row in document["server"]},
        frozenset(document["words"]["idle"]),
        threads["attribute"],
        threads["getter"],
        threads["variable"],
    )


def _server(row: Mapping[str, Any]) -> Server:
    lists = {
        name: tuple(row.get(name, ())) for name in ("subcommands", "development", "reload", "config", "run")
    }
    return Server(
        name=row["name"],
        options={"workers": tuple(row.get("workers", ())), "limit_concurrency": tuple(row.get("limit", ()))},
        target=row["target"],
        variables=dict(row.get("variables", {})),
        arguments=row.get("arguments", ""),
        prefix=row.get("prefix", ""),
        file=re.compile(row["file"]) if "file" in row else None,
        own_file=row.get("own_file", ""),
        class_facts=row.get("class_facts", ""),
        bounded=row.get("bounded", False),
        **lists,
    )
