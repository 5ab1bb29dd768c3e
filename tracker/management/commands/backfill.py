"""Queues the back-fill of a repository's history."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from tracker import tasks
from tracker.models import HistoryRun, Repository
from tracker.services import ServiceError, history


class Command(BaseCommand):
    help = "Scan the git history of a registered repository, newest commit first."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug", help="the repository's short name, as in its address")
        parser.add_argument(
            "--sampling", choices=HistoryRun.Sampling.values, default=HistoryRun.Sampling.WEEK
        )
        parser.add_argument(
            "--no-refine", action="store_true", help="do not search for the exact commits of changes"
        )
        parser.add_argument(
            "--rescan", action="store_true", help="take points anew that another scanner version made"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        repository = Repository.objects.filter(slug=options["slug"]).first()
        if repository is None:
            raise CommandError(f"No repository is called {options['slug']}.")
        try:
            with transaction.atomic():
                run = history.start(
                    repository,
                    sampling=options["sampling"],
                    requested_by="command line",
                    refine=not options["no_refine"],
                    rescan=options["rescan"],
                )
                transaction.on_commit(lambda: tasks.run_history.delay(run.pk))
        except ServiceError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Back-fill {run.pk} of {repository.name} is queued.")
