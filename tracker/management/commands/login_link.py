"""``manage.py login_link``: a one-time way in for the administrator."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.urls import reverse

from tracker.services import address, login_links


class Command(BaseCommand):
    help = "Prints a one-time login link for the first administrator."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--base-url",
            default="http://localhost:8000",
            help="address of this installation, remembered for the links in mails",
        )

    def handle(self, *args: Any, base_url: str, **options: Any) -> None:
        address.remember(base_url)
        token = login_links.issue(login_links.first_admin())
        self.stdout.write(base_url.rstrip("/") + reverse("login-once", args=[token]))
