"""``manage.py import_benchmark SLUG FILE...``: result files into the tracker."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from tracker.importers.base import MAX_BYTES
from tracker.importers.registry import importers
from tracker.models import Repository, Subsystem
from tracker.services.benchmarks import BenchmarkError, Upload, confirm_all, import_file

ACTOR = "import_benchmark"


class Command(BaseCommand):
    help = "Import benchmark result files; the tool that wrote each is found by its content."

    def add_arguments(self, parser: CommandParser) -> None:
        add = parser.add_argument
        add("repository", help="slug of the repository")
        add("files", nargs="+", type=Path, metavar="FILE")
        add("--tool", default="", choices=["", *(importer.tool for importer in importers())])
        add("--label", default="", help="name of the variant, e.g. before")
        add("--commit", default="", help="revision that was measured")
        add("--scenario", default="", help="name of what was done; runs are paired only where it is equal")
        add("--route", default="", metavar="'GET /path'", help="what was measured, where the tool says not")
        add("--pull-request", type=int)
        add("--subsystem", default="", help="slug of the subsystem measured")
        add("--env", action="append", default=[], metavar="KEY=VALUE")
        add("--confirm", action="store_true", help="confirm all suggested links to routes")

    def handle(self, *args: Any, **options: Any) -> None:
        repository = Repository.objects.filter(slug=options["repository"]).first()
        if repository is None:
            raise CommandError(f"there is no repository {options['repository']!r}")
        for path in options["files"]:
            made = self._import(repository, path, options)
            runs, seen = made.runs.count(), made.observations.exclude(path="").count()
            self.stdout.write(f"{path}: {made.tool}, {made.variant}: {runs} runs, {seen} routes recorded")
            for warning in made.warnings:
                self.stderr.write(f"{path}: {warning}")
        if options["confirm"]:
            self.stdout.write(f"{confirm_all(repository, actor=ACTOR)} links confirmed")

    def _import(self, repository: Repository, path: Path, options: dict[str, Any]) -> Any:
        upload = Upload(
            data=read(path),
            name=path.name,
            tool=options["tool"],
            label=options["label"],
            revision=options["commit"],
            scenario=options["scenario"],
            route=options["route"],
            pull_request=options["pull_request"],
            subsystem=subsystem_of(repository, options["subsystem"]),
            environment=facts(options["env"]),
        )
        try:
            return import_file(repository, upload, actor=ACTOR)
        except BenchmarkError as error:
            raise CommandError(str(error)) from error


def read(path: Path) -> bytes:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise CommandError(f"{path} is larger than {MAX_BYTES // 1024**2} MB")
        return path.read_bytes()
    except OSError as error:
        raise CommandError(f"cannot read {path}: {error.strerror}") from error


def subsystem_of(repository: Repository, slug: str) -> Subsystem | None:
    if not slug:
        return None
    found = Subsystem.objects.filter(repository=repository, slug=slug).first()
    if found is None:
        raise CommandError(f"{repository.slug} has no subsystem {slug!r}")
    return found


def facts(texts: list[str]) -> dict[str, str]:
    pairs = [text.partition("=") for text in texts]
    if any(not separator for _, separator, _ in pairs):
        raise CommandError("--env takes KEY=VALUE")
    return {key: value for key, _, value in pairs}
