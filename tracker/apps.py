"""The one app of the project."""

from __future__ import annotations

from django.apps import AppConfig


class TrackerConfig(AppConfig):
    name = "tracker"
    label = "tracker"
    verbose_name = "Clearloop"
    default_auto_field = "django.db.models.BigAutoField"
