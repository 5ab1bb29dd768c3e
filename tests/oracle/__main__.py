"""``python -m tests.oracle CASE_DIR...``: serve cases, print what was observed and what differs."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from tests.oracle.check import check_comments, check_scan
from tests.oracle.observer import Observer
from tests.oracle.verdicts import NONE, Observation


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.oracle", description=__doc__)
    parser.add_argument(
        "cases", nargs="+", type=Path, help="case directories, or directories that hold cases"
    )
    parser.add_argument("--scan", action="store_true", help="also compare the scanner's verdicts")
    parser.add_argument("--quiet", "-q", action="store_true", help="print only what differs")
    arguments = parser.parse_args()
    differing = 0
    roots = [root for case in arguments.cases for root in find_cases(case)]
    with Observer() as observer:
        for root in roots:
            differing += _report(root, observer.observe(root), arguments.scan, arguments.quiet)
    print(f"{len(roots)} cases, {differing} with differences")
    return 1 if differing else 0


def find_cases(directory: Path) -> list[Path]:
    if (directory / "main.py").exists():
        return [directory]
    return sorted(main.parent for main in directory.glob("**/main.py"))


def scan_case(root: Path) -> dict[str, Any]:
    from scanner import open_source, scan

    return dict(scan(open_source(root)))


def _report(root: Path, seen: Observation, with_scan: bool, quiet: bool) -> bool:
    lines = [f"  COMMENT {line}" for line in check_comments(root, seen)]
    if with_scan:
        lines += [f"  SCAN    {line}" for line in check_scan(root, seen, scan_case(root))]
    if not quiet or lines:
        print(root)
    if not quiet:
        _describe(seen)
    for line in lines:
        print(line)
    return bool(lines)


def _describe(seen: Observation) -> None:
    for route in seen["routes"]:
        via = ", ".join(route["via"])
        print(f"  route  {route['key']:30} {route['verdict']:15} {route['handler']} {via and 'via ' + via}")
    for unit in seen["units"]:
        if unit["name"] not in seen["handlers"] and unit["verdicts"] != [NONE]:
            via = ", ".join(unit["via"])
            print(f"  helper {unit['name']:30} {'|'.join(unit['verdicts']):15} {via and 'via ' + via}")


if __name__ == "__main__":
    raise SystemExit(main())
