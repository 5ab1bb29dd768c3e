"""Subsystems and the dates the migration aims at."""

from __future__ import annotations

from django.db import models

from tracker.models.repository import Repository


class Subsystem(models.Model):
    """A cluster of units that migrates together.

    ``automatic`` ones come from the scanner's guess and give way to rules. ``phase`` is what the
    team plans for it; ``criteria`` holds {"entry": [{"text", "done", "by", "at"}], "exit": [...]}.
    """

    class Phase(models.TextChoices):
        NONE = "", "Not planned"
        PHASE_1 = "1", "Phase 1"
        PHASE_2 = "2", "Phase 2"
        DONE = "done", "Done"

    repository = models.ForeignKey(Repository, on_delete=models.CASCADE, related_name="subsystems")
    name = models.CharField(max_length=200)
    slug = models.SlugField(max_length=200)
    order = models.PositiveIntegerField(default=0)
    automatic = models.BooleanField(default=False)
    phase = models.CharField(max_length=4, choices=Phase.choices, blank=True, default="")
    owner = models.ForeignKey(
        "tracker.Owner", null=True, blank=True, on_delete=models.SET_NULL, related_name="subsystems"
    )
    target_date = models.DateField(null=True, blank=True)
    criteria = models.JSONField(default=dict, blank=True)
    notes = models.TextField(blank=True, default="")

    class Meta:
        ordering = ["order", "name"]
        constraints = [
            models.UniqueConstraint(fields=["repository", "slug"], name="one_subsystem_per_slug"),
            models.UniqueConstraint(fields=["repository", "name"], name="one_subsystem_per_name"),
        ]

    def __str__(self) -> str:
        return self.name


class SubsystemRule(models.Model):
    """One way into a subsystem; rules are tried in order, the first match wins."""

    class Kind(models.TextChoices):
        PREFIX = "prefix", "Route path prefix"
        PACKAGE = "package", "Package or module"
        TAG = "tag", "Router tag"

    subsystem = models.ForeignKey(Subsystem, on_delete=models.CASCADE, related_name="rules")
    order = models.PositiveIntegerField(default=0)
    kind = models.CharField(max_length=8, choices=Kind.choices)
    value = models.CharField(max_length=300)

    class Meta:
        ordering = ["order", "id"]

    def __str__(self) -> str:
        return f"{self.kind} {self.value}"


class PhaseTarget(models.Model):
    """The date a phase of the whole repository should be finished."""

    repository = models.ForeignKey(Repository, on_delete=models.CASCADE, related_name="targets")
    phase = models.CharField(max_length=1, choices=[("1", "Phase 1"), ("2", "Phase 2")])
    date = models.DateField()
    note = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        ordering = ["phase"]
        constraints = [models.UniqueConstraint(fields=["repository", "phase"], name="one_target_per_phase")]

    def __str__(self) -> str:
        return f"phase {self.phase} by {self.date}"
