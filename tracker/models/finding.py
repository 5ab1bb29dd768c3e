"""Findings and the intervals over which each was present."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from tracker.models.repository import Repository
from tracker.models.scan import Scan
from tracker.models.unit import Unit


class Finding(models.Model):
    """One fault, known by a fingerprint that survives moved lines.

    ``lifecycle`` reads as for units: new in the newest scan, open, reopened, fixed (gone while its
    unit lives on), removed (its unit is gone too).
    """

    class Lifecycle(models.TextChoices):
        NEW = "new", "New"
        OPEN = "open", "Open"
        REOPENED = "reopened", "Reopened"
        FIXED = "fixed", "Fixed"
        REMOVED = "removed", "Removed"

    OPEN_STATES = (Lifecycle.NEW, Lifecycle.OPEN, Lifecycle.REOPENED)

    repository = models.ForeignKey(Repository, on_delete=models.CASCADE, related_name="findings")
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.SET_NULL, related_name="findings")
    fingerprint = models.CharField(max_length=80)
    code = models.CharField(max_length=8)
    level = models.CharField(max_length=8)
    unit_name = models.CharField(max_length=700)
    file = models.CharField(max_length=500)
    line = models.PositiveIntegerField()
    message = models.TextField()
    chain = models.JSONField(default=list, blank=True)
    suppressed = models.CharField(max_length=300, blank=True, default="")
    place = models.CharField(max_length=16, blank=True, default="")
    lifecycle = models.CharField(max_length=8, choices=Lifecycle.choices, default=Lifecycle.OPEN)
    waived = models.BooleanField(default=False)
    first_scan = models.ForeignKey(Scan, null=True, on_delete=models.SET_NULL, related_name="+")
    since_scan = models.ForeignKey(Scan, null=True, on_delete=models.SET_NULL, related_name="+")
    gone_scan = models.ForeignKey(Scan, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["code", "file", "line"]
        constraints = [
            models.UniqueConstraint(fields=["repository", "fingerprint"], name="one_finding_per_fingerprint")
        ]
        indexes = [
            models.Index(fields=["repository", "lifecycle", "code"], name="finding_lifecycle"),
            models.Index(fields=["repository", "unit"], name="finding_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.unit_name}"

    @property
    def is_open(self) -> bool:
        return self.lifecycle in self.OPEN_STATES


class FindingState(models.Model):
    """A finding was present over the half-open interval [from_position, to_position)."""

    repository = models.ForeignKey(Repository, on_delete=models.CASCADE, related_name="+")
    finding = models.ForeignKey(Finding, on_delete=models.CASCADE, related_name="states")
    from_scan = models.ForeignKey(Scan, on_delete=models.RESTRICT, related_name="findings_started")
    to_scan = models.ForeignKey(
        Scan, null=True, blank=True, on_delete=models.RESTRICT, related_name="findings_ended"
    )
    from_position = models.BigIntegerField()
    to_position = models.BigIntegerField(null=True, blank=True)
    digest = models.CharField(max_length=16, blank=True, default="")

    class Meta:
        ordering = ["from_position", "id"]
        indexes = [
            models.Index(fields=["finding", "from_position"], name="state_of_finding"),
            models.Index(fields=["repository", "from_position"], name="finding_from"),
            models.Index(fields=["repository", "to_position"], name="finding_to"),
            models.Index(
                fields=["repository"], condition=Q(to_position__isnull=True), name="finding_current"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.finding_id} from {self.from_position} to {self.to_position}"
