"""``python -m tests.routes MODULE:NAME PATH --python P``: registered routes and scanned ones, compared.

``P`` is an interpreter in which the application can be imported; ``PATH`` is the tree to scan. The scanner
itself imports nothing of the target: the application is imported in a process of its own.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scanner import open_source, scan

_LISTER = Path(__file__).with_name("registered.py")
Key = tuple[str, str, str, str]


@dataclass(frozen=True)
class Comparison:
    """Routes as ``(kind, methods, path, handler)``; those of ``elsewhere`` have handlers outside the tree."""

    equal: int
    missing: list[Key]
    invented: list[Key]
    elsewhere: list[Key]


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.routes", description="Compare route inventories.")
    parser.add_argument("app", help="MODULE:NAME of the application or of a function that makes it")
    parser.add_argument("path", type=Path, help="the tree to scan")
    parser.add_argument("--python", default=sys.executable, help="an interpreter that can import the app")
    parser.add_argument("--scanned", type=Path, help="a scan document made before")
    arguments = parser.parse_args()
    registered = list_registered(arguments.app, arguments.python)
    document = (
        json.loads(arguments.scanned.read_text()) if arguments.scanned else scan(open_source(arguments.path))
    )
    found = compare(registered, document)
    for title in ("missing", "invented", "elsewhere"):
        for key in getattr(found, title):
            print(title, *key)
    print(
        f"{len(registered)} registered: {found.equal} equal, {len(found.missing)} missing, "
        f"{len(found.elsewhere)} with handlers outside the tree; {len(found.invented)} invented"
    )
    return 1 if found.missing or found.invented else 0


def list_registered(app: str, python: str, directory: Path | None = None) -> list[dict[str, Any]]:
    """Raises CalledProcessError where the application cannot be imported."""
    command = [python, str(_LISTER), app]
    path = {"PYTHONPATH": str(directory)} if directory else {}
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True, env={**os.environ, **path})
    return list(json.loads(done.stdout))


def compare(registered: Iterable[dict[str, Any]], document: Any) -> Comparison:
    """``document`` is a scan of the tree that holds the application."""
    real = Counter(_key(route) for route in registered)
    scanned = Counter(_key(route) for route in document["routes"])
    own = {key[3].partition(":")[0].partition(".")[0] for key in scanned}
    lost = sorted((real - scanned).elements())
    return Comparison(
        (real & scanned).total(),
        [key for key in lost if key[3].partition(":")[0].partition(".")[0] in own],
        sorted((scanned - real).elements()),
        [key for key in lost if key[3].partition(":")[0].partition(".")[0] not in own],
    )


def _key(route: dict[str, Any]) -> Key:
    return route["kind"], ",".join(route["methods"]), route["path"], route["handler"]


if __name__ == "__main__":
    raise SystemExit(main())
