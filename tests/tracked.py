"""``python -m tests.tracked``: what tracked files must not hold, and locks in step with pyproject."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FORBIDDEN = {
    "a package registry or its option": re.compile(
        r"files\.pythonhosted\.org|--(?:extra-)?index-url|--find-links|^\s*-[if]\s+https?:", re.MULTILINE
    ),
    "a path of one machine": re.compile(r"(?<![\w./-])/(?:work|root|opt/wheels|home/\w+|Users/\w+)/"),
}
BINARY = {".png", ".ico", ".gz", ".woff2", ".db", ".sqlite3"}


def tracked_files() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    paths = (ROOT / name for name in listed.decode().split("\0") if name)
    return [path for path in paths if path.is_file() and not path.is_symlink()]


def unwanted_text(paths: list[Path]) -> Iterator[str]:
    for path in paths:
        if path.suffix in BINARY or path == Path(__file__).resolve():
            continue
        text = path.read_bytes().decode("utf-8", "replace")
        for what, pattern in FORBIDDEN.items():
            if match := pattern.search(text):
                line = text.count("\n", 0, match.start()) + 1
                yield f"{path.relative_to(ROOT)}:{line}: {what}: {match.group().strip()}"


def lock_faults(lock: str, wanted: list[str]) -> Iterator[str]:
    """A requirement without a pin, and a pin without a hash."""
    pins = {_name(line) for line in lock.splitlines() if re.match(r"[A-Za-z0-9]", line)}
    for requirement in wanted:
        if _name(requirement) not in pins:
            yield f"{requirement} is not locked: run `make locks`"
    for block in re.split(r"\n(?=[A-Za-z0-9])", lock.strip()):
        if "--hash=sha256:" not in block:
            yield f"{block.splitlines()[0]} has no hash: run `make locks`"


def _name(requirement: str) -> str:
    match = re.match(r"[A-Za-z0-9._-]+", requirement)
    return re.sub(r"[-_.]+", "-", match.group()).lower() if match else ""


def _locks() -> Iterator[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    scanner = project["project"]["dependencies"]
    runtime = scanner + project["project"]["optional-dependencies"]["tracker"]
    development = runtime + project["dependency-groups"]["dev"]
    for name, wanted in (
        ("requirements-scanner.lock", scanner),
        ("requirements.lock", runtime),
        ("requirements-dev.lock", development),
    ):
        for fault in lock_faults((ROOT / name).read_text(encoding="utf-8"), wanted):
            yield f"{name}: {fault}"


def main() -> int:
    faults = [*unwanted_text(tracked_files()), *_locks()]
    for fault in faults:
        print(fault)
    print(f"tracked files: {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
