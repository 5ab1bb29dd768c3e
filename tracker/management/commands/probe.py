"""``manage.py probe``: the same as ``python -m tracker.probe``."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from tracker.probe.cli import DESCRIPTION, add_arguments, run
from tracker.probe.requests import ProbeError


class Command(BaseCommand):
    help = DESCRIPTION
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        add_arguments(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            run(Namespace(**options))
        except ProbeError as error:
            raise CommandError(str(error), returncode=2) from error
