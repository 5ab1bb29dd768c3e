"""Registers a repository and queues its first scan."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from tracker import tasks
from tracker.models import Scan
from tracker.services import ServiceError, repositories, scans


class Command(BaseCommand):
    help = "Register a local path or a git URL and queue a scan of it; safe to repeat."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("location", help="a path, or an https, ssh or file URL")
        parser.add_argument("--name", help="what people call it (default: from the location)")
        parser.add_argument("--no-scan", action="store_true", help="do not queue a scan")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with transaction.atomic():
                repository = repositories.register(
                    location=options["location"], name=options["name"], actor="command line"
                )
                if not options["no_scan"]:
                    scan = scans.request(
                        repository, trigger=Scan.Trigger.REGISTER, requested_by="command line"
                    )
                    transaction.on_commit(lambda: tasks.run_scan.delay(scan.pk))
        except ServiceError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(repository.slug)
