"""Runs the whole suite: everything on SQLite, then what touches the database again on PostgreSQL."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from tests.browsers import find_chromium
from tests.servers import postgres_url

ON_POSTGRES = ("tests/tracker", "tests/functional")
NOTHING_SELECTED = 5  # pytest's exit status
PARALLEL = ("-n", "2", "--dist", "worksteal")


def main(arguments: Sequence[str]) -> int:
    """Arguments go to both runs of pytest. Returns the first exit status that is not 0."""
    database = os.environ.get("DATABASE_URL", "")
    if find_chromium() is None:
        print("No Chromium was found: the browser tests are skipped. CHROMIUM=path names one.")
    status = _pytest("SQLite", {"DATABASE_URL": ""}, arguments)
    os.environ["DATABASE_URL"] = database
    with postgres_url() as url:
        places = [] if any(_is_place(argument) for argument in arguments) else ON_POSTGRES
        again = _pytest(
            "PostgreSQL", {"DATABASE_URL": url}, [*places, "-m", "not browser and not whole", *arguments]
        )
    return status or again * (again != NOTHING_SELECTED)


def _is_place(argument: str) -> bool:
    return Path(argument.partition("::")[0]).exists()


def _pytest(database: str, environment: dict[str, str], arguments: Sequence[str]) -> int:
    print(f"== Tests on {database}", flush=True)
    start = time.monotonic()
    command = [sys.executable, "-m", "pytest", "-q", *PARALLEL, *arguments]
    done = subprocess.run(command, env={**os.environ, **environment}, check=False)
    verdict = "passed" if done.returncode == 0 else f"failed (exit status {done.returncode})"
    print(f"== {database}: {verdict} in {time.monotonic() - start:.0f} s", flush=True)
    return done.returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
