"""What people say about a unit: waivers, notes, risk ticks."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from tracker.models.finding import Finding
from tracker.models.repository import Repository
from tracker.models.unit import Unit


class Waiver(models.Model):
    """A dated permission to leave a unit blocking, bound to its handler and one blocking symbol.

    An empty ``symbol`` covers whatever the unit blocks on; ``code`` narrows the waiver to one finding
    code. It ends on ``expires`` at the latest, or when the unit blocks on something else.
    """

    class Reason(models.TextChoices):
        FALSE_ALARM = "false-alarm", "False alarm"
        ACCEPTED = "accepted", "Accepted risk"
        RARE = "rare", "Rarely called"
        STARTUP = "startup", "Runs at start only"
        PLANNED = "planned", "Fix is planned"
        OTHER = "other", "Other"

    class Ending(models.TextChoices):
        NONE = "", "In force"
        EXPIRED = "expired", "Expired"
        REVOKED = "revoked", "Revoked"
        FIXED = "fixed", "No longer needed"
        CHANGED = "changed", "Blocks on something else"

    repository = models.ForeignKey(Repository, on_delete=models.CASCADE, related_name="waivers")
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="waivers")
    finding = models.ForeignKey(
        Finding, null=True, blank=True, on_delete=models.SET_NULL, related_name="waivers"
    )
    handler = models.CharField(max_length=500)
    symbol = models.CharField(max_length=300, blank=True, default="")
    code = models.CharField(max_length=8, blank=True, default="")
    reason = models.CharField(max_length=12, choices=Reason.choices)
    text = models.TextField()
    author = models.CharField(max_length=150)
    created_at = models.DateTimeField(auto_now_add=True)
    expires = models.DateField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ending = models.CharField(max_length=8, choices=Ending.choices, blank=True, default="")
    ended_by = models.CharField(max_length=150, blank=True, default="")
    announced_14 = models.DateTimeField(null=True, blank=True)
    announced_3 = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["expires", "id"]
        indexes = [
            models.Index(
                fields=["repository", "expires"], condition=Q(ended_at__isnull=True), name="waiver_in_force"
            )
        ]

    def __str__(self) -> str:
        return f"waiver of {self.handler} until {self.expires}"

    @property
    def in_force(self) -> bool:
        return self.ended_at is None


class Note(models.Model):
    """A remark on a unit."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="notes")
    author = models.CharField(max_length=150)
    text = models.TextField()
    created_at = models.DateTimeField(auto_now_add=True)
    edited_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.text[:60]


class RiskTick(models.Model):
    """A reviewer's tick on one item of a unit's conversion-risk card, bound to the state it was given for."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="risk_ticks")
    code = models.CharField(max_length=60)
    by = models.CharField(max_length=150)
    at = models.DateTimeField(auto_now_add=True)
    state_digest = models.CharField(max_length=16, blank=True, default="")
    note = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        ordering = ["code"]
        constraints = [models.UniqueConstraint(fields=["unit", "code"], name="one_tick_per_risk")]

    def __str__(self) -> str:
        return f"{self.code} ticked by {self.by}"
