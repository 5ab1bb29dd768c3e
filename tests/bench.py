"""``make bench``: scans of whole trees, cold, unchanged and after one changed file: time, CPU and memory.

``python -m tests.bench PATH...`` measures the given trees, without a path the bundled example. Where
``hydroid`` (package ``hydroid-cli``) is on the search path or named by ``--hydroid``, it takes its turns
between ours and the table gains ratios: below 1 we are the quicker or smaller. Each figure is the median of
``--runs`` whole processes; memory is the greatest peak of one process, and neither tool starts others.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

STATES = ("cold", "unchanged", "one file changed")


@dataclass(frozen=True)
class Measured:
    """One process: wall and CPU time in seconds, peak memory in MB."""

    wall: float
    cpu: float
    peak: float


@dataclass(frozen=True)
class Tool:
    name: str
    command: tuple[str, ...]


def main(arguments: Sequence[str]) -> int:
    """Prints a row per tree and state; raises CalledProcessError when a scan fails."""
    options = _options(arguments)
    options_of_all = ("--format", "json")
    tools = [Tool("ours", (sys.executable, "-m", "scanner", "{tree}", *options_of_all, "--quiet"))]
    if options.hydroid:
        tools.append(
            Tool("hydroid", (options.hydroid, "{tree}", "--python", sys.executable, *options_of_all))
        )
    lines = [_machine(options.runs), "", *_head(tools)]
    print("\n".join(lines), flush=True)
    with tempfile.TemporaryDirectory() as scratch:
        trees = options.trees or [_example(Path(scratch) / "example")]
        for number, tree in enumerate(trees):
            rows = _rows(tree, Path(scratch) / str(number), tools, options.runs)
            print("\n".join(rows), flush=True)
            lines += rows
    if options.output is not None:
        options.output.write_text("\n".join(lines) + "\n")
    return 0


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench")
    parser.add_argument("trees", nargs="*", type=Path)
    parser.add_argument("--hydroid", default=shutil.which("hydroid"), help="the other scanner's command")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--output", type=Path, help="write the table to this file as well")
    return parser.parse_args(arguments)


def _machine(runs: int) -> str:
    system = f"{platform.system()} {platform.machine()}"
    return f"{os.cpu_count()} cores, Python {platform.python_version()}, {system}; medians of {runs}"


def _head(tools: Sequence[Tool]) -> list[str]:
    columns = ["tree", "files", "state", *(f"{t.name} s (CPU, MB)" for t in tools)]
    columns += ["time ratio", "memory ratio"] if len(tools) > 1 else []
    return ["| " + " | ".join(columns) + " |", "|" + "---|" * len(columns)]


def _rows(tree: Path, scratch: Path, tools: Sequence[Tool], runs: int) -> list[str]:
    copy = scratch / "tree"
    shutil.copytree(tree, copy, ignore=shutil.ignore_patterns(".git", ".venv"), symlinks=True)
    files = sum(1 for _ in copy.rglob("*.py"))
    measured: dict[tuple[str, str], list[Measured]] = {}
    for run in range(runs):
        for state in STATES:
            if state == "cold":
                shutil.rmtree(copy / ".hydroid_cache", ignore_errors=True)
            if state == "one file changed":
                _change(copy, run)
            for tool in tools:
                cache = scratch / f"{tool.name}{run}"
                measured.setdefault((state, tool.name), []).append(_measure(tool, copy, cache))
    return [
        _row(tree.name, files, state, [_median(measured[state, t.name]) for t in tools]) for state in STATES
    ]


def _row(name: str, files: int, state: str, figures: Sequence[Measured]) -> str:
    cells = [f"{m.wall:.2f} ({m.cpu:.2f}, {m.peak:.0f})" for m in figures]
    if len(figures) > 1:
        ours, other = figures
        cells += [f"{ours.wall / other.wall:.2f}", f"{ours.peak / other.peak:.2f}"]
    return "| " + " | ".join([name, str(files), state, *cells]) + " |"


def _median(runs: Sequence[Measured]) -> Measured:
    return Measured(*(statistics.median(getattr(r, part) for r in runs) for part in ("wall", "cpu", "peak")))


def _measure(tool: Tool, tree: Path, cache: Path) -> Measured:
    cache.mkdir(parents=True, exist_ok=True)
    command = [part.format(tree=tree) for part in tool.command]
    environment = {**os.environ, "CLEARLOOP_CACHE_DIR": str(cache)}
    start = time.perf_counter()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    # Told here so that the object does not wait for a process that is gone.
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        raise subprocess.CalledProcessError(process.returncode, command)
    return Measured(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def _change(tree: Path, number: int) -> None:
    """A new line in the body of a function: at the end of the largest file of the tree."""
    target = max(tree.rglob("*.py"), key=lambda file: file.stat().st_size)
    with target.open("a", encoding="utf-8") as text:
        text.write(f"\n\ndef changed_{number}():\n    return {number}\n")


def _example(directory: Path) -> Path:
    subprocess.run([sys.executable, "-m", "tracker.example", str(directory)], check=True, capture_output=True)
    return directory


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
