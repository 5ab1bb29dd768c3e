"""The back-fill of a repository's git history."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from tracker.models.repository import Repository


class HistoryRun(models.Model):
    """One walk over the first-parent history, newest commit first, resumable and cancellable.

    ``total`` counts the sampled commits, ``done`` those scanned (or found scanned already),
    ``refined`` the extra commits scanned to find where exactly a class changed.
    """

    class Sampling(models.TextChoices):
        COMMIT = "commit", "Every commit"
        DAY = "day", "One per day"
        WEEK = "week", "One per week"

    class Status(models.TextChoices):
        QUEUED = "queued", "Queued"
        RUNNING = "running", "Running"
        DONE = "done", "Done"
        FAILED = "failed", "Failed"
        CANCELLED = "cancelled", "Cancelled"

    ACTIVE = (Status.QUEUED, Status.RUNNING)
    WAITING = "wait"
    """The stage in which a scan of the branch, which makes the newest point, is let end first."""

    repository = models.ForeignKey(Repository, on_delete=models.CASCADE, related_name="history_runs")
    sampling = models.CharField(max_length=8, choices=Sampling.choices, default=Sampling.WEEK)
    refine = models.BooleanField(default=True)
    rescan = models.BooleanField(default=False)
    requested_by = models.CharField(max_length=150, blank=True, default="")
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.QUEUED)
    stage = models.CharField(max_length=40, blank=True, default="")
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    refined = models.PositiveIntegerField(default=0)
    refine_left = models.PositiveIntegerField(default=0)
    failures = models.PositiveIntegerField(default=0)
    commits = models.PositiveIntegerField(default=0)
    cursor = models.CharField(max_length=64, blank=True, default="")
    cancel_requested = models.BooleanField(default=False)
    queued_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    heartbeat_at = models.DateTimeField(null=True, blank=True)
    deaths = models.PositiveSmallIntegerField(default=0)  # how often its worker fell silent
    stops = models.PositiveSmallIntegerField(default=0)  # of these, how often because it was told to stop
    attempts = models.PositiveSmallIntegerField(default=0)
    worker = models.CharField(max_length=120, blank=True, default="")
    error = models.TextField(blank=True, default="")

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["repository"],
                condition=Q(status__in=["queued", "running"]),
                name="one_active_history_run",
            )
        ]

    def __str__(self) -> str:
        return f"history of {self.repository_id}: {self.done}/{self.total}"

    @property
    def is_active(self) -> bool:
        return self.status in self.ACTIVE

    @property
    def percent(self) -> int:
        return min(100, round(100 * self.done / self.total)) if self.total else 0
