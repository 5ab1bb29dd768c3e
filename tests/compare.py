"""``python -m tests.compare``: this scanner and ``hydroid`` side by side on the curated cases.

The judge is what a served app showed. ``hydroid`` (package ``hydroid-cli``) is not installed with the
project: it is taken from ``--hydroid`` or the search path, and gets this environment to resolve imports.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from tests.oracle.__main__ import find_cases, scan_case
from tests.oracle.case import definitions
from tests.oracle.check import is_same_path
from tests.oracle.observer import Observer
from tests.oracle.verdicts import Observation, ObservedRoute

_CASES = Path(__file__).parent / "scanner" / "cases"
_OUTCOMES = ("tied to its route", "found, no route named", "listed as unresolved", "silent")


@dataclass
class Score:
    """Outcomes for routes that block and routes that do not, as one tool sees them."""

    blocking: Counter[str] = field(default_factory=Counter)
    calm: Counter[str] = field(default_factory=Counter)
    missed: list[str] = field(default_factory=list)
    alarms: list[str] = field(default_factory=list)

    def add(self, label: str, is_blocking: bool, outcome: str) -> None:
        if is_blocking:
            self.blocking[outcome] += 1
            if outcome != "tied to its route":
                self.missed.append(f"{label}: {outcome}")
        elif outcome == "tied to its route":
            self.calm["false alarm"] += 1
            self.alarms.append(label)
        else:
            self.calm["rightly quiet"] += 1


@dataclass(frozen=True)
class Judged:
    """One case: what was observed and what each tool says (``rival`` is its JSON document)."""

    root: Path
    seen: Observation
    ours: dict[str, Any]
    rival: dict[str, Any]

    def routes(self) -> Iterator[ObservedRoute]:
        """What was called, but for routes of which the case says that a run does not show their class."""
        unseen = {
            d.name
            for d in definitions(self.root)
            for e in d.expectations
            if e.static_only or e.verdict == "any"
        }
        for route in self.seen["routes"]:
            if route["executed"] and route["handler"] not in unseen:
                yield route


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.compare", description="Compare two scanners.")
    parser.add_argument("cases", nargs="*", type=Path, default=[_CASES])
    parser.add_argument("--hydroid", default=shutil.which("hydroid"), help="the other scanner's command")
    parser.add_argument("--output", type=Path, help="write the table to this file as well")
    arguments = parser.parse_args()
    if arguments.hydroid is None:
        print("hydroid was not found: install hydroid-cli apart and pass --hydroid", file=sys.stderr)
        return 2
    roots = [root for case in arguments.cases for root in find_cases(case)]
    with ThreadPoolExecutor(2) as pool:
        documents = pool.map(partial(run_hydroid, arguments.hydroid), roots)
        judged = list(judge(roots, documents))
    table = render(judged, score_ours(judged), score_rival(judged), _version(arguments.hydroid))
    print(table)
    if arguments.output is not None:
        arguments.output.write_text(table + "\n")
    return 0


def run_hydroid(command: str, root: Path) -> dict[str, Any]:
    """The other scanner's JSON document for a copy of the case; raises RuntimeError when it fails."""
    with tempfile.TemporaryDirectory() as scratch:
        copy = shutil.copytree(root, Path(scratch) / "case")
        options = ["--python", sys.executable, "--no-cache", "--format", "json"]
        done = subprocess.run([command, str(copy), *options], capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1):
        raise RuntimeError(f"{root}: {done.stderr.strip()}")
    return dict(json.loads(done.stdout))


def judge(roots: list[Path], documents: Iterable[dict[str, Any]]) -> Iterable[Judged]:
    with Observer() as observer:
        for root, document in zip(roots, documents, strict=True):
            yield Judged(root, observer.observe(root), scan_case(root), document)


def score_ours(judged: list[Judged]) -> Score:
    score = Score()
    for case in judged:
        said = [r for r in case.ours["routes"] if r["classification"] == "blocking-async"]
        for route in case.routes():
            tied = any(is_same_path(r["path"], route["path"]) and _who(r) == _who(route) for r in said)
            outcome = "tied to its route" if tied else _elsewhere(bool(case.ours["unresolved"]))
            score.add(_label(case, route["key"]), route["verdict"] == "blocking-async", outcome)
    return score


def _who(route: Mapping[str, Any]) -> tuple[list[str], str]:
    return sorted(route["methods"]), route["handler"]


def _elsewhere(is_unresolved: bool) -> str:
    return "listed as unresolved" if is_unresolved else "silent"


def score_rival(judged: list[Judged]) -> Score:
    score = Score()
    for case in judged:
        entries = [(d["reached_from"] or {"entry": ""})["entry"] for d in case.rival["diagnostics"]]
        for route in case.routes():
            outcome = _rival_outcome(route["handler"].replace(":", "."), entries, case.rival)
            score.add(_label(case, route["key"]), route["verdict"] == "blocking-async", outcome)
    return score


def _rival_outcome(handler: str, entries: list[str], document: dict[str, Any]) -> str:
    if any(entry.endswith(f": {handler}") for entry in entries):
        return "tied to its route"
    if entries:
        return "found, no route named"
    return _elsewhere(bool(document["unresolved"]))


def _label(case: Judged, key: str) -> str:
    return f"{case.root.parent.name}/{case.root.name} `{key}`"


def _version(command: str) -> str:
    return subprocess.run([command, "--version"], capture_output=True, text=True, check=True).stdout.strip()


def render(judged: list[Judged], ours: Score, rival: Score, version: str) -> str:
    """The comparison as Markdown."""
    blocking, calm = sum(ours.blocking.values()), sum(ours.calm.values())
    rows = [
        "# Side by side on the curated cases",
        "",
        f"{len(judged)} cases. When served, {blocking} routes blocked the event loop and {calm} did not.",
        f"{version} was given an environment with FastAPI, SQLAlchemy, requests and httpx installed (not the",
        "cloud and database clients that the cases only name). Made by `make compare`.",
        "",
        "| | this scanner | " + version + " |",
        "|---|---|---|",
    ]
    rows += [f"| blocking: {name} | {ours.blocking[name]} | {rival.blocking[name]} |" for name in _OUTCOMES]
    rows += [
        f"| not blocking: {n} | {ours.calm[n]} | {rival.calm[n]} |" for n in ("rightly quiet", "false alarm")
    ]
    rows += _listed("Missed or not tied to the route by this scanner", ours.missed)
    rows += _listed("False alarms of this scanner", ours.alarms)
    rows += _listed(f"Missed or not tied to the route by {version}", rival.missed)
    rows += _listed(f"False alarms of {version}", rival.alarms)
    return "\n".join(rows)


def _listed(title: str, lines: list[str]) -> list[str]:
    return ["", f"## {title} ({len(lines)})", "", *(f"- {line}" for line in lines or ["none"])]


if __name__ == "__main__":
    raise SystemExit(main())
