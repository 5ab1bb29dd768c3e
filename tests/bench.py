"""``make bench``: scans of whole trees, cold, unchanged and after one changed file: time, CPU and memory.

``python -m tests.bench PATH...`` measures the given trees, without a path the bundled example. Where
``hydroid`` (package ``hydroid-cli``) is on the search path or named by ``--hydroid``, it takes its turns
between ours and the table gains ratios: below 1 we are the quicker or smaller. Each figure is the median of
``--runs`` runs; CPU time and memory are those of all processes of a run together. The changed file is that of
the helper at the end of the longest chain, whose body gains a comment, then a statement.
"""

from __future__ import annotations

import argparse
import ast
import contextlib
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil

CHANGES = {"one comment more": "# changed {}", "one file changed": "str({})"}
STATES = ("cold", "unchanged", *CHANGES)


@dataclass(frozen=True)
class Measured:
    """One run: wall and CPU time in seconds, peak memory in MB."""

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
    # A package's own name is what its modules import it by.
    copy = scratch / "tree" / tree.resolve().name
    shutil.copytree(tree, copy, ignore=shutil.ignore_patterns(".git", ".venv"), symlinks=True)
    files = sum(1 for _ in copy.rglob("*.py"))
    document = _document(copy, scratch / "first")
    measured: dict[tuple[str, str], list[Measured]] = {}
    for run in range(runs):
        for state in STATES:
            if state == "cold":
                shutil.rmtree(copy / ".hydroid_cache", ignore_errors=True)
            if state in CHANGES:
                _change(copy, document, CHANGES[state].format(run))
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
    peaks = [0.0]
    watch = threading.Thread(target=_watch, args=(process.pid, peaks))
    watch.start()
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    watch.join()
    # Told here so that the object does not wait for a process that is gone.
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        raise subprocess.CalledProcessError(process.returncode, command)
    return Measured(wall, used.ru_utime + used.ru_stime, max(*peaks, used.ru_maxrss / 1024))


def _watch(pid: int, peaks: list[float]) -> None:
    """Notes the memory of a process and those it started, now and then, while it runs."""
    with contextlib.suppress(psutil.Error):
        root = psutil.Process(pid)
        while root.status() != psutil.STATUS_ZOMBIE:
            peaks.append(sum(map(_memory, (root, *root.children(recursive=True)))))
            time.sleep(0.05)


def _memory(process: psutil.Process) -> float:
    with contextlib.suppress(psutil.Error):
        return float(process.memory_info().rss) / (1 << 20)
    return 0.0


def _document(tree: Path, cache: Path) -> Any:
    command = [sys.executable, "-m", "scanner", str(tree), "--format", "json", "--quiet"]
    environment = {**os.environ, "CLEARLOOP_CACHE_DIR": str(cache)}
    run = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True)
    return json.loads(run.stdout)


def _change(tree: Path, document: Any, added: str) -> None:
    """A line more at the head of the body of the helper that most calls lie above."""
    units = {unit["name"]: unit for unit in document["helpers"]}
    longest = max((route["chain"] for route in document["routes"]), key=len)
    deepest = [units[step["symbol"]] for step in longest if step["symbol"] in units][-1]
    file = tree / deepest["file"]
    text = file.read_text(encoding="utf-8")
    definition = next(
        node
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.lineno == deepest["line"]
    )
    lines = text.split("\n")
    first = definition.body[0]
    lines.insert(first.lineno - 1, " " * first.col_offset + added)
    file.write_text("\n".join(lines), encoding="utf-8")


def _example(directory: Path) -> Path:
    subprocess.run([sys.executable, "-m", "tracker.example", str(directory)], check=True, capture_output=True)
    return directory


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
