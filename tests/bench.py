"""``make bench``: how long a scan takes cold, unchanged and after one changed file, and how much memory.

``python -m tests.bench PATH...`` measures the given trees, without a path the bundled example. Each figure
is the median of three whole processes; the ratios are against the cold scan of the same tree.
"""

from __future__ import annotations

import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

RUNS = 3


def main(arguments: Sequence[str]) -> int:
    """Print one row per tree; the exit status is that of the first scan that fails."""
    with tempfile.TemporaryDirectory() as scratch:
        trees = [Path(a) for a in arguments] or [_example(Path(scratch) / "example")]
        print(f"{'tree':<28}{'cold s':>9}{'unchanged s':>13}{'one file s':>12}{'ratio':>8}{'peak MB':>9}")
        for number, tree in enumerate(trees):
            print(_row(tree, Path(scratch) / str(number)), flush=True)
    return 0


def _row(tree: Path, scratch: Path) -> str:
    copy = scratch / "tree"
    shutil.copytree(tree, copy, ignore=shutil.ignore_patterns(".git"))
    cold = _median(lambda n: _scan(copy, scratch / f"cold{n}"))
    warm_cache = scratch / "cold0"
    unchanged = _median(lambda n: _scan(copy, warm_cache))
    changed = _median(lambda n: _changed(copy, warm_cache, n))
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    name = tree.name[:27]
    return f"{name:<28}{cold:>9.2f}{unchanged:>13.2f}{changed:>12.2f}{changed / cold:>8.2f}{peak:>9.0f}"


def _median(measure: Callable[[int], float]) -> float:
    return statistics.median(measure(number) for number in range(RUNS))


def _changed(tree: Path, cache: Path, number: int) -> float:
    target = max(tree.rglob("*.py"), key=lambda file: file.stat().st_size)
    target.write_text(target.read_text() + f"\n# change {number}\n")
    return _scan(tree, cache)


def _scan(tree: Path, cache: Path) -> float:
    command = [sys.executable, "-m", "scanner", str(tree), "--format", "json", "--quiet"]
    environment = {**os.environ, "CLEARLOOP_CACHE_DIR": str(cache)}
    start = time.perf_counter()
    subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def _example(destination: Path) -> Path:
    subprocess.run(
        [sys.executable, "-m", "tracker.example", str(destination)], check=True, capture_output=True
    )
    return destination


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
