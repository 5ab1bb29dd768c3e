"""``python -m tests.bench_history [REPOSITORY...]``: how long a weekly history takes, cold and when resumed.

Without a repository the bundled example's. The installation is new and uses its own processes, as a worker
would; a resumed history finds every sampled commit known. *Blind* counts commits without anything to judge.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tests.bench_pulls import set_up

if TYPE_CHECKING:
    from tracker.models import Repository


def main(arguments: Sequence[str]) -> int:
    """Prints one row per repository."""
    with tempfile.TemporaryDirectory() as scratch:
        set_up(Path(scratch) / "data")
        places = [Path(argument) for argument in arguments] or [_example(Path(scratch) / "example")]
        columns = (
            f"{'commits':>9}{'weeks':>7}{'blind':>7}{'files':>9}{'cold s':>9}{'files/s':>9}{'resumed s':>11}"
        )
        print(f"{'weekly history':<28}{columns}")
        for place in places:
            print(_row(place), flush=True)
    return 0


def _row(place: Path) -> str:
    from tracker.models import Scan
    from tracker.services import repositories

    repository = repositories.register(location=str(place))
    commits, weeks, blind, cold = _walk(repository)
    known = Scan.objects.filter(repository=repository, trigger=Scan.Trigger.HISTORY)
    files = sum(scan.files for scan in known)
    *_, resumed = _walk(repository)
    figures = f"{commits:>9}{weeks:>7}{blind:>7}{files:>9}{cold:>9.1f}{files / cold:>9.0f}{resumed:>11.1f}"
    return f"{place.name[:27]:<28}{figures}"


def _walk(repository: Repository) -> tuple[int, int, int, float]:
    """Commits on the line, sampled ones, blind ones, and the seconds it took to settle these."""
    from tracker.services import backfill, history

    row = history.start(repository, refine=False, requested_by="bench")
    start = time.perf_counter()
    again = True
    while again:
        claimed = history.claim(row.pk, worker="bench")
        assert claimed is not None
        again = backfill.run(claimed)
    row.refresh_from_db()
    assert row.status == row.Status.DONE, row.error
    return row.commits, row.done, row.failures, time.perf_counter() - start


def _example(directory: Path) -> Path:
    subprocess.run([sys.executable, "-m", "tracker.example", str(directory)], check=True, capture_output=True)
    return directory


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
