"""The migrations match the models, and none is a one-way street."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    call_command("makemigrations", "tracker", check_changes=True, dry_run=True, verbosity=0)


@pytest.mark.django_db
def test_every_migration_can_be_taken_back() -> None:
    graph = MigrationLoader(connection).disk_migrations
    ours = {name: migration for (app, name), migration in graph.items() if app == "tracker"}
    assert "0001_initial" in ours
    stuck = [name for name, migration in ours.items() for step in migration.operations if not step.reversible]
    assert stuck == []
