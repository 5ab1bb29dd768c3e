"""Measures a FastAPI application on PostgreSQL in three states of its migration, and tells the story.

The application is committed state by state, scanned, served by uvicorn, probed, and the results are
imported and judged as any team's would be. Everything happens on this machine, on loopback, in a
temporary directory. ``make demo-evidence`` runs it; ``ARGS=--quick`` measures less.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from tests.demo import story
from tests.servers import postgres_url
from tests.tracker.serving import ROOT, served

if TYPE_CHECKING:
    from tracker.models import BenchmarkFile, Repository, Unit

SLOW, BYSTANDER, RECORDER = "GET /customers/1/report", "GET /ping", "/-/clearloop"
SEED = """
from sqlalchemy import create_engine
from sqlalchemy.orm import Session
from reporting.models import DATABASE, Base, Customer, Purchase
engine = create_engine(f"postgresql+psycopg2://{DATABASE}")
Base.metadata.create_all(engine)
with Session(engine) as session:
    session.add_all(Customer(id=n, name=f"Customer {n}") for n in range(1, 51))
    session.flush()
    session.add_all(Purchase(customer_id=n % 50 + 1, cents=n) for n in range(5000))
    session.commit()
"""
FIGURES = "<!-- figures -->"


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="make demo-evidence", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer slow requests and shorter runs")
    parser.add_argument("--data", type=Path, help="keep the tracker's data here, for `make up DATA=...`")
    parser.add_argument("--docs", type=Path, help="write the figures into this document")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="clearloop-demo-") as made:
        place = Path(made)
        set_up_tracker(options.data or place / "data")
        results = demonstrate(place if options.data is None else options.data, place, quick=options.quick)
    print(results)
    if options.docs:
        insert(options.docs, results)
    return 0


def set_up_tracker(data: Path) -> None:
    """A tracker of its own, on SQLite, in ``data``."""
    data.mkdir(parents=True, exist_ok=True)
    os.environ |= {"CLEARLOOP_DATA_DIR": str(data.resolve()), "DJANGO_SETTINGS_MODULE": "tracker.settings"}
    for name in ("DATABASE_URL", "REDIS_URL"):
        os.environ.pop(name, None)
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)


def demonstrate(home: Path, place: Path, *, quick: bool) -> str:
    """The whole story; returns the figures as Markdown."""
    repository_path = home / "reporting"
    story.start(repository_path)
    commits, repository = {}, None
    for label in story.STATES:
        commits[label] = story.commit(repository_path, label)
        repository = scan(repository_path)
        print(f"scanned {label} at {commits[label][:10]}: {classes(repository)}", file=sys.stderr)
    assert repository is not None
    documents = measure(place, commits, quick=quick)
    files = [bring_in(repository, path, label) for path, label in documents]
    return tell(repository, files)


def scan(path: Path) -> Repository:
    from tracker.models import Scan
    from tracker.services import repositories, scanning, scans

    repository = repositories.register(location=str(path), name="Reporting", actor="demo")
    claimed = scans.claim(scans.request(repository, trigger=Scan.Trigger.MANUAL).pk, worker="demo")
    assert claimed is not None
    scanning.run(claimed)
    claimed.refresh_from_db()
    if claimed.status != Scan.Status.DONE:
        raise RuntimeError(f"the scan ended as {claimed.status}: {claimed.error}")
    repository.refresh_from_db()
    return repository


def classes(repository: Repository) -> str:
    from tracker.models import Unit

    routes = Unit.objects.filter(repository=repository, kind=Unit.Kind.ROUTE).order_by("path")
    return ", ".join(f"{unit.path} {unit.classification}" for unit in routes)


def measure(place: Path, commits: dict[str, str], *, quick: bool) -> list[tuple[Path, str]]:
    """Serve all states at once, probe them in turn, and keep what their recorders saw."""
    with database(place) as location, ExitStack() as stack:
        urls = {}
        for label in commits:
            directory = story.tree(place / label.replace(" ", ""), label)
            app = served("serve:app", "--app-dir", str(directory), REPORTING_DATABASE=location)
            urls[label] = stack.enter_context(app)
        probed = probe(place, urls, commits, quick=quick)
        return [*probed, *(recording(place, url, label, commits[label]) for label, url in urls.items())]


@contextmanager
def database(place: Path) -> Iterator[str]:
    """A seeded PostgreSQL; gives the part of its URL after the scheme."""
    with postgres_url() as url:
        parts = urlsplit(url)
        location = url.partition("://")[2]
        if parts.query.startswith("host="):  # a Unix socket, which every driver here understands
            location = f"{parts.username}:{parts.password or ''}@/{parts.path.lstrip('/')}?{parts.query}"
        directory = story.tree(place / "seed", "before")
        environment = {**os.environ, "REPORTING_DATABASE": location, "PYTHONPATH": str(directory)}
        subprocess.run([sys.executable, "-c", SEED], env=environment, check=True)
        yield location


def probe(
    place: Path, urls: dict[str, str], commits: dict[str, str], *, quick: bool
) -> list[tuple[Path, str]]:
    from tracker.probe.cli import main as probe_main

    effort = (
        ["--concurrency", "1,10", "--hold", "1"] if quick else ["--concurrency", "1,10,40", "--hold", "2"]
    )
    common = ["--slow", SLOW, "--bystander", BYSTANDER, "--recorder", RECORDER, "--timeout", "60"]
    facts = ["--env", "database=PostgreSQL", "--env", "server=uvicorn, 1 worker", "--env", "threads=40"]
    output = str(place / "{label}.json")
    servers = [f"{label}={url}" for label, url in urls.items()]
    if probe_main([*servers, *common, *effort, *facts, "--repeat", "5", "--output", output]):
        raise RuntimeError("the probe failed")
    paths = [(place / f"{label.replace(' ', '-')}.json", label) for label in urls]
    for path, label in paths:
        rewrite(path, commit=commits[label])
    return paths


def recording(place: Path, url: str, label: str, commit: str) -> tuple[Path, str]:
    """What the recorder saw of each route, called a few times without load."""
    read(f"{url}{RECORDER}?reset=1")
    for path in ("/ping", "/customers/1", "/customers/2/report"):
        for _ in range(3):
            read(url + path)
    await_requests(url, 9)
    output = place / f"recording-{label.replace(' ', '-')}.json"
    output.write_bytes(read(url + RECORDER))
    rewrite(output, commit=commit, label=label)
    return output, label


def await_requests(url: str, count: int) -> None:
    """A request is recorded only after its last byte was sent, when its dependencies have ended."""
    deadline = time.monotonic() + 10
    while json.loads(read(url + RECORDER))["recording"]["requests"] < count and time.monotonic() < deadline:
        time.sleep(0.02)


def read(url: str) -> bytes:
    with urllib.request.urlopen(url, timeout=60) as answer:
        found: bytes = answer.read()
    return found


def rewrite(path: Path, **values: Any) -> None:
    path.write_text(json.dumps({**json.loads(path.read_text()), **values}), encoding="utf-8")


def bring_in(repository: Repository, path: Path, label: str) -> BenchmarkFile:
    from tracker.services.benchmarks import Upload, import_file

    return import_file(repository, Upload(data=path.read_bytes(), name=path.name, label=label), actor="demo")


def tell(repository: Repository, files: list[BenchmarkFile]) -> str:
    """Confirm the links, and write down what the pages show."""
    from tracker.models import Unit
    from tracker.queries.evidence import coverage, evidence_of
    from tracker.services.benchmarks import confirm_all

    confirm_all(repository, actor="demo")
    unit = Unit.objects.get(repository=repository, path="/customers/{customer_id}/report")
    lines = [heading(files), *table(unit), ""]
    lines += [f"- {label}: {sentence}" for label, sentence in run_time(unit)]
    cover = coverage(repository)
    lines.append(f"- {cover.cleared} routes were cleared; {cover.measured} measured before and after.")
    lines.append(f"- The report route counts as proven: {'yes' if evidence_of(unit).proven else 'no'}.")
    return "\n".join(lines)


def heading(files: list[BenchmarkFile]) -> str:
    facts = ", ".join(f"{name} {value}" for name, value in sorted(files[0].environment.items()))
    return f"Environment: {facts}.\n"


def table(unit: Unit) -> Iterator[str]:
    """One line per scenario, target and later state."""
    from tracker.queries.evidence import evidence_of
    from tracker.templatetags.evidence import figure, interval, times

    columns = [
        "slow requests",
        "measured",
        "state",
        "p95 before",
        "p95 then",
        "change",
        "ratio, 95%",
        "p",
        "verdict",
    ]
    yield f"| {' | '.join(columns)} |"
    yield "|---" * len(columns) + "|"
    for pair in evidence_of(unit).pairs:
        verdict = pair.verdict
        name = verdict.metric.name
        cells = [
            str(pair.group.concurrency),
            "bystander" if pair.is_bystander else "the slow route itself",
            pair.after.label,
            figure(verdict.before.median, name),
            figure(verdict.after.median, name),
            times(verdict),
            interval(verdict),
            f"{verdict.contrast.p_value:.3f}" if verdict.contrast else "-",
            str(verdict.outcome),
        ]
        yield f"| {' | '.join(cells)} |"


def run_time(unit: Unit) -> Iterator[tuple[str, str]]:
    """What the recorder of each state said of the route, against the class it had there."""
    from tracker.models import RuntimeObservation
    from tracker.queries.evidence import summarised

    rows = RuntimeObservation.objects.filter(unit=unit).select_related("file").order_by("file_id")
    for row in rows:
        said = summarised(unit, [row])
        yield row.file.label, f"{said.classification}, {said.verdict} ({said.loop_calls} calls on the loop)"


def insert(path: Path, figures: str) -> None:
    """Replace what stands between the two marks of a document."""
    head, _, rest = path.read_text(encoding="utf-8").partition(FIGURES)
    _, _, tail = rest.partition(FIGURES)
    path.write_text(f"{head}{FIGURES}\n{figures}\n{FIGURES}{tail}", encoding="utf-8")


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    raise SystemExit(main())
