"""Imported request counts per route."""

from __future__ import annotations

from django.db import models

from tracker.models.repository import Repository
from tracker.models.unit import Unit


class TrafficImport(models.Model):
    """One imported file of request counts and what could be matched to routes."""

    class Format(models.TextChoices):
        CSV = "csv", "CSV"
        ACCESS_LOG = "access-log", "Access log"
        PROMETHEUS = "prometheus", "Prometheus text"

    repository = models.ForeignKey(Repository, on_delete=models.CASCADE, related_name="traffic_imports")
    format = models.CharField(max_length=10, choices=Format.choices)
    file_name = models.CharField(max_length=200, blank=True, default="")
    by = models.CharField(max_length=150)
    at = models.DateTimeField(auto_now_add=True)
    window_start = models.DateTimeField(null=True, blank=True)
    window_end = models.DateTimeField(null=True, blank=True)
    requests = models.BigIntegerField(default=0)
    matched = models.BigIntegerField(default=0)
    unmatched = models.JSONField(
        default=list, blank=True
    )  # [{"method", "path", "requests"}], the largest first

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.format} import {self.pk}"


class RouteTraffic(models.Model):
    """Requests counted for one route by the newest import that names it."""

    unit = models.OneToOneField(Unit, on_delete=models.CASCADE, related_name="traffic")
    source = models.ForeignKey(TrafficImport, on_delete=models.CASCADE, related_name="counts")
    requests = models.BigIntegerField()
    errors = models.BigIntegerField(default=0)
    share = models.FloatField(default=0.0)  # of all requests of the import, 0 to 1

    def __str__(self) -> str:
        return f"{self.requests} requests of {self.unit_id}"
