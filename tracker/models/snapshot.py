"""Progress numbers, written once per scan; charts read nothing else."""

from __future__ import annotations

from django.db import models

from tracker.models.ownership import Owner
from tracker.models.repository import Repository
from tracker.models.scan import Scan
from tracker.models.subsystem import Subsystem


class Counts(models.Model):
    """Counts per class, shared by the whole and its slices."""

    routes_blocking = models.PositiveIntegerField(default=0)
    routes_converted = models.PositiveIntegerField(default=0)
    routes_native = models.PositiveIntegerField(default=0)
    helpers_blocking = models.PositiveIntegerField(default=0)
    helpers_converted = models.PositiveIntegerField(default=0)
    helpers_native = models.PositiveIntegerField(default=0)
    waived = models.PositiveIntegerField(default=0)  # blocking routes and helpers under a waiver
    findings = models.PositiveIntegerField(default=0)

    class Meta:
        abstract = True

    @property
    def routes(self) -> int:
        return self.routes_blocking + self.routes_converted + self.routes_native

    @property
    def helpers(self) -> int:
        return self.helpers_blocking + self.helpers_converted + self.helpers_native

    @property
    def blocking(self) -> int:
        return self.routes_blocking + self.helpers_blocking


class Snapshot(Counts):
    """The numbers of one complete scan on the timeline, dated by its commit.

    ``outdated`` marks a point scanned by another scanner version or catalog than the newest.
    """

    scan = models.OneToOneField(Scan, on_delete=models.CASCADE, related_name="snapshot")
    repository = models.ForeignKey(Repository, on_delete=models.CASCADE, related_name="snapshots")
    at = models.DateTimeField()
    position = models.BigIntegerField()
    blocking_calls = models.PositiveIntegerField(default=0)
    loop_calls = models.PositiveIntegerField(default=0)  # blocking calls that can run on the loop
    unreached_calls = models.PositiveIntegerField(default=0)  # blocking calls no route reaches
    unresolved_calls = models.PositiveIntegerField(default=0)
    finding_codes = models.JSONField(default=dict, blank=True)
    details = models.JSONField(default=dict, blank=True)  # {"route": {detail: n}, "helper": {detail: n}}
    outdated = models.BooleanField(default=False)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["repository", "position"], name="one_snapshot_per_position")
        ]
        indexes = [models.Index(fields=["repository", "at"], name="snapshot_at")]

    def __str__(self) -> str:
        return f"snapshot of scan {self.scan_id}"


class SnapshotSlice(Counts):
    """The part of a snapshot that belongs to one subsystem or one owner (none: the unowned rest)."""

    class Dimension(models.TextChoices):
        SUBSYSTEM = "subsystem", "Subsystem"
        OWNER = "owner", "Owner"

    snapshot = models.ForeignKey(Snapshot, on_delete=models.CASCADE, related_name="slices")
    dimension = models.CharField(max_length=10, choices=Dimension.choices)
    subsystem = models.ForeignKey(
        Subsystem, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    owner = models.ForeignKey(Owner, null=True, blank=True, on_delete=models.CASCADE, related_name="+")

    class Meta:
        indexes = [
            models.Index(fields=["snapshot", "dimension"], name="slice_of_snapshot"),
            models.Index(fields=["subsystem", "snapshot"], name="slice_subsystem"),
            models.Index(fields=["owner", "snapshot"], name="slice_owner"),
        ]

    def __str__(self) -> str:
        return f"{self.dimension} slice of snapshot {self.snapshot_id}"
