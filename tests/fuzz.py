"""``python -m tests.fuzz --seeds n [--start k] [--seed S]``: random apps, served, compared.

Every generated app is checked two ways: what was observed against the truth the generator wrote beside the
code (the harness itself is wrong if they differ), and the scanner's verdicts against what was observed.
"""

from __future__ import annotations

import argparse
import importlib.util
import shutil
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from scanner.api import RECURSION
from tests.oracle.__main__ import scan_case
from tests.oracle.check import check_comments, check_scan
from tests.oracle.generate.build import generate
from tests.oracle.observer import Observer
from tests.oracle.verdicts import Observation


@dataclass(frozen=True)
class Outcome:
    seed: int
    directory: Path
    harness: list[str]
    scanner: list[str]


def check_seed(seed: int, directory: Path, observer: Observer, *, with_scan: bool = True) -> Outcome:
    """Generate, serve and compare one app; ``directory`` is left for inspection."""
    shutil.rmtree(directory, ignore_errors=True)
    generate(seed, directory)
    seen = observer.observe(directory)
    scanner = _check_scanner(directory, seen) if with_scan else []
    return Outcome(seed, directory, check_comments(directory, seen), scanner)


def _check_scanner(directory: Path, seen: Observation) -> list[str]:
    try:
        return check_scan(directory, seen, scan_case(directory))
    except Exception as error:  # noqa: BLE001  (a crash is a finding of this seed, the others go on)
        return [f"the scanner raised {type(error).__name__}: {error}"]


def check_seeds(seeds: list[int], root: Path, *, with_scan: bool, workers: int = 2) -> Iterator[Outcome]:
    """Outcomes in the order of the seeds; ``workers`` processes serve apps side by side."""
    shares = [seeds[n::workers] for n in range(workers)]
    # A scan raises the limit: while another thread parses, that breaks Python 3.11's parser.
    sys.setrecursionlimit(max(sys.getrecursionlimit(), RECURSION))

    def work(share: list[int]) -> list[Outcome]:
        with Observer() as observer:
            return [check_seed(seed, root / f"seed_{seed}", observer, with_scan=with_scan) for seed in share]

    with ThreadPoolExecutor(workers) as pool:
        for outcomes in pool.map(work, shares):
            yield from outcomes


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="python -m tests.fuzz", description=__doc__.splitlines()[0] if __doc__ else ""
    )
    parser.add_argument("--seeds", type=int, default=40, help="how many apps")
    parser.add_argument("--start", type=int, default=0, help="the first seed")
    parser.add_argument("--seed", type=int, help="only this one")
    parser.add_argument("--keep", type=Path, help="write the apps here and leave them")
    parser.add_argument("--no-scan", action="store_true", help="check the harness alone")
    arguments = parser.parse_args()
    seeds = [arguments.seed] if arguments.seed is not None else _range(arguments.start, arguments.seeds)
    with_scan = not arguments.no_scan and importlib.util.find_spec("scanner.api") is not None
    with tempfile.TemporaryDirectory() as scratch:
        root = arguments.keep or Path(scratch)
        outcomes = sorted(check_seeds(seeds, root, with_scan=with_scan), key=lambda o: o.seed)
    wrong = [o for o in outcomes if o.harness or o.scanner]
    for outcome in wrong:
        _report(outcome)
    print(
        f"{len(outcomes)} apps, {len(wrong)} with mismatches"
        + ("" if with_scan else " (scanner not compared)")
    )
    return 1 if wrong else 0


def _range(start: int, count: int) -> list[int]:
    return list(range(start, start + count))


def _report(outcome: Outcome) -> None:
    print(f"seed {outcome.seed}: python -m tests.fuzz --seed {outcome.seed} --keep DIR")
    for line in outcome.harness:
        print(f"  HARNESS {line}")
    for line in outcome.scanner:
        print(f"  SCAN    {line}")


if __name__ == "__main__":
    raise SystemExit(main())
