"""The scanner's own command line, with the same options and exit status."""

from __future__ import annotations

import sys

from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Scan a path and print its inventory (see scan --help)."
    requires_system_checks = ()

    def run_from_argv(self, argv: list[str]) -> None:
        """Everything after the command's name belongs to the scanner."""
        from scanner.cli import main

        sys.exit(main(argv[2:]))
