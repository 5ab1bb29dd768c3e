"""One run of the scanner over one revision, with an explicit status for every ending."""

from __future__ import annotations

import json
import zlib
from typing import Any

from django.db import models
from django.db.models import Q

from tracker.models.repository import Repository


class Scan(models.Model):
    """A requested, running or ended scan.

    ``position`` places the scan on the default branch's timeline: the number of first-parent
    ancestors of its revision (a running number where there is no git), plus a large step for every
    rewrite of the branch. It is null for scans beside the timeline (pull requests, other branches).
    States of units are ordered by it, never by when a scan happened to run.
    """

    class Trigger(models.TextChoices):
        REGISTER = "register", "Registration"
        MANUAL = "manual", "By hand"
        SCHEDULE = "schedule", "Schedule"
        PUSH = "push", "Push"
        PULL_REQUEST = "pull_request", "Pull request"
        HISTORY = "history", "History"

    class Status(models.TextChoices):
        QUEUED = "queued", "Queued"
        RUNNING = "running", "Running"
        DONE = "done", "Done"
        INCOMPLETE = "incomplete", "Incomplete"
        FAILED = "failed", "Failed"
        CANCELLED = "cancelled", "Cancelled"
        SUPERSEDED = "superseded", "Superseded"

    ACTIVE = (Status.QUEUED, Status.RUNNING)

    repository = models.ForeignKey(Repository, on_delete=models.CASCADE, related_name="scans")
    trigger = models.CharField(max_length=12, choices=Trigger.choices)
    requested_by = models.CharField(max_length=150, blank=True, default="")
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.QUEUED)
    ref = models.CharField(max_length=255, blank=True, default="")
    on_timeline = models.BooleanField(default=True)
    pull_request = models.PositiveIntegerField(null=True, blank=True)

    revision = models.CharField(max_length=64, blank=True, default="")
    branch = models.CharField(max_length=255, blank=True, default="")
    committed_at = models.DateTimeField(null=True, blank=True)
    author_name = models.CharField(max_length=200, blank=True, default="")
    author_email = models.CharField(max_length=254, blank=True, default="")
    subject = models.CharField(max_length=300, blank=True, default="")
    position = models.BigIntegerField(null=True, blank=True)

    queued_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    heartbeat_at = models.DateTimeField(null=True, blank=True)
    worker = models.CharField(max_length=120, blank=True, default="")
    task_id = models.CharField(max_length=64, blank=True, default="")
    attempts = models.PositiveSmallIntegerField(default=0)
    stops = models.PositiveSmallIntegerField(default=0)  # attempts that ended because the worker was told to
    cancel_requested = models.BooleanField(default=False)
    stage = models.CharField(max_length=40, blank=True, default="")
    stage_done = models.PositiveIntegerField(default=0)
    stage_total = models.PositiveIntegerField(default=0)
    error = models.TextField(blank=True, default="")
    superseded_by = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="superseded"
    )

    complete = models.BooleanField(null=True)
    incomplete_reasons = models.JSONField(default=list, blank=True)
    accepted_by = models.CharField(max_length=150, blank=True, default="")
    scanner_version = models.CharField(max_length=40, blank=True, default="")
    catalog_digest = models.CharField(max_length=80, blank=True, default="")
    seconds = models.FloatField(default=0.0)
    files = models.PositiveIntegerField(default=0)
    lines = models.PositiveIntegerField(default=0)
    files_parsed = models.PositiveIntegerField(default=0)
    files_cached = models.PositiveIntegerField(default=0)
    unresolved_calls = models.PositiveIntegerField(default=0)
    unresolved_reasons = models.JSONField(default=dict, blank=True)
    diagnostics = models.JSONField(default=list, blank=True)
    diagnostic_count = models.PositiveIntegerField(default=0)
    stack = models.JSONField(default=dict, blank=True)
    changes = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["-id"]
        get_latest_by = "id"
        constraints = [
            models.UniqueConstraint(
                fields=["repository", "ref", "revision"],
                condition=Q(status__in=["queued", "running"]),
                name="one_active_scan_per_revision",
            )
        ]
        indexes = [
            models.Index(fields=["repository", "-id"], name="scan_newest"),
            models.Index(fields=["repository", "position"], name="scan_position"),
            models.Index(fields=["repository", "revision"], name="scan_revision"),
            models.Index(
                fields=["status", "heartbeat_at"],
                condition=Q(status__in=["queued", "running"]),
                name="scan_active",
            ),
        ]

    def __str__(self) -> str:
        return f"scan {self.pk} of {self.repository_id} at {self.short_revision or 'head'}"

    @property
    def short_revision(self) -> str:
        return self.revision[:10]

    @property
    def is_active(self) -> bool:
        return self.status in self.ACTIVE

    @property
    def percent(self) -> int:
        """Progress of the current stage, 0 to 100."""
        return min(100, round(100 * self.stage_done / self.stage_total)) if self.stage_total else 0


class ScanLogLine(models.Model):
    """One line of a scan's log, written while it runs."""

    scan = models.ForeignKey(Scan, on_delete=models.CASCADE, related_name="log")
    at = models.DateTimeField(auto_now_add=True)
    level = models.CharField(max_length=8, default="info")
    text = models.CharField(max_length=1000)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.text


class ScanPayload(models.Model):
    """The scan document itself, compressed; kept for the newest scans and for comparisons."""

    scan = models.OneToOneField(Scan, on_delete=models.CASCADE, related_name="payload")
    content = models.BinaryField()
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"document of scan {self.scan_id}"

    @staticmethod
    def pack(document: Any) -> bytes:
        return zlib.compress(json.dumps(document, separators=(",", ":")).encode(), 3)

    def unpack(self) -> Any:
        """The ``clearloop.scan/1`` document, as plain dictionaries."""
        return json.loads(zlib.decompress(bytes(self.content)))
