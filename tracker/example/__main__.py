"""``python -m tracker.example DEST [--until YYYY-MM-DD]`` writes the example repository."""

from __future__ import annotations

import argparse
import datetime
import sys
from pathlib import Path

from tracker.example.repository import LAST_DAY, ExampleError, build


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tracker.example", description=__doc__)
    parser.add_argument("destination", type=Path, help="directory to create; must be empty if it exists")
    parser.add_argument(
        "--until",
        type=datetime.date.fromisoformat,
        default=LAST_DAY,
        help=f"day of the last commit (default: {LAST_DAY})",
    )
    options = parser.parse_args()
    try:
        head = build(options.destination, until=options.until)
    except ExampleError as error:
        sys.stderr.write(f"error: {error}\n")
        return 1
    sys.stdout.write(f"{options.destination}: main at {head[:10]}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
