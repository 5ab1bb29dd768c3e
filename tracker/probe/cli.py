"""``python -m tracker.probe``: arguments, files and exit codes."""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tracker.probe import recorder
from tracker.probe.document import document
from tracker.probe.requests import ProbeError, parse_base, parse_target
from tracker.probe.session import Plan, Server, measure

DESCRIPTION = """Hold slow requests in flight on a running server and time an unrelated one meanwhile.
Several servers, as label=URL, are measured in turn. One JSON file per server is written."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options, shared with the management command."""
    add = parser.add_argument
    add("servers", nargs="*", metavar="[LABEL=]URL", help="base URL of a running server")
    add("--slow", metavar="REQUEST", help="the slow request, e.g. 'GET /reports/7'")
    add("--bystander", metavar="REQUEST", help="the unrelated request, e.g. 'GET /ping'")
    add("--body", help="body of the slow request")
    add("--header", action="append", default=[], metavar="NAME: VALUE", help="for both requests; repeatable")
    add("--concurrency", default="1,10,40", help="slow requests in flight, e.g. 1,10,40,50")
    add("--repeat", type=int, default=5, help="runs of each kind (5 a side are needed for a verdict)")
    add("--hold", type=float, default=2.0, metavar="SECONDS", help="how long each run holds the block")
    add("--interval", type=float, default=0.02, metavar="SECONDS", help="between two bystander requests")
    add("--timeout", type=float, default=30.0, metavar="SECONDS", help="of one request")
    add("--recorder", default="", metavar="PATH", help="where the server's RecorderMiddleware answers")
    add(
        "--env",
        action="append",
        default=[],
        metavar="KEY=VALUE",
        help="a fact about the environment; repeatable",
    )
    add("--commit", default="", help="revision the server runs")
    add("--repo", default="", help="checkout to read the revision from")
    add("--output", default="probe.json", help="file to write; {label} is replaced by the server's label")
    add("--remote", action="store_true", help="allow a server on another machine")
    add("--write-recorder", metavar="DIR", help="copy the recorder module there and stop")


def run(options: argparse.Namespace) -> None:
    """Do what the options say; raises ProbeError."""
    if options.write_recorder:
        target = Path(options.write_recorder) / "clearloop_recorder.py"
        shutil.copyfile(recorder.__file__, target)
        report(f"wrote {target}")
        return
    servers, plan, environment = servers_in(options), plan_in(options), pairs(options.env, "=")
    runs = measure(plan, servers, report)
    revision = {"commit": options.commit} if options.commit else revision_in(options.repo)
    for server in servers:
        written = document(server, runs[server.label], revision=revision, environment=environment)
        write(output_path(options.output, server.label, len(servers)), written)


def servers_in(options: argparse.Namespace) -> list[Server]:
    if not options.servers or not options.slow or not options.bystander:
        raise ProbeError("a server, --slow and --bystander are needed")
    found = []
    for number, text in enumerate(options.servers, start=1):
        label, given, url = text.partition("=") if "://" not in text.partition("=")[0] else ("", "", text)
        base = parse_base(url if given or url else text, remote=options.remote)
        found.append(Server(label or ("server" if len(options.servers) == 1 else f"server-{number}"), base))
    if len({server.label for server in found}) < len(found):
        raise ProbeError("every server needs a label of its own")
    return found


def plan_in(options: argparse.Namespace) -> Plan:
    headers = pairs(options.header, ":")
    try:
        concurrencies = tuple(int(number) for number in options.concurrency.split(","))
    except ValueError as error:
        raise ProbeError(f"--concurrency: expected numbers, found {options.concurrency[:80]!r}") from error
    return Plan(
        slow=parse_target(options.slow, options.body, headers),
        bystander=parse_target(options.bystander, headers=headers),
        concurrencies=concurrencies,
        repeats=options.repeat,
        hold_s=options.hold,
        interval_s=options.interval,
        timeout_s=options.timeout,
        recorder=options.recorder,
    )


def pairs(texts: Sequence[str], separator: str) -> dict[str, str]:
    found = {}
    for text in texts:
        key, given, value = text.partition(separator)
        if not given or not key.strip():
            raise ProbeError(f"expected KEY{separator}VALUE, found {text[:80]!r}")
        found[key.strip()] = value.strip()
    return found


def revision_in(repo: str) -> dict[str, Any]:
    return recorder.revision(repo) if repo else {}


def output_path(pattern: str, label: str, servers: int) -> Path:
    """The file of one server; without {label} in the pattern, several servers get it as a suffix."""
    safe = "".join(letter if letter.isalnum() or letter in "-_." else "-" for letter in label)
    if "{label}" in pattern:
        return Path(pattern.replace("{label}", safe))
    path = Path(pattern)
    return path if servers == 1 else path.with_name(f"{path.stem}-{safe}{path.suffix}")


def write(path: Path, written: dict[str, Any]) -> None:
    try:
        path.write_text(json.dumps(written, indent=1) + "\n", encoding="utf-8")
    except OSError as error:
        raise ProbeError(f"cannot write {path}: {error.strerror}") from error
    report(f"wrote {path}: {len(written['runs'])} runs")


def report(line: str) -> None:
    sys.stderr.write(f"{line}\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit status 0, or 2 when nothing could be measured."""
    parser = argparse.ArgumentParser(prog="python -m tracker.probe", description=DESCRIPTION)
    add_arguments(parser)
    try:
        run(parser.parse_args(arguments))
    except ProbeError as error:
        report(f"probe: {error}")
        return 2
    return 0
