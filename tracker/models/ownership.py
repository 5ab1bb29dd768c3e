"""Who answers for a unit, and why."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from tracker.models.repository import Repository


class Owner(models.Model):
    """A team or a person, known by a handle: ``@org/team``, ``@login`` or an e-mail address."""

    class Kind(models.TextChoices):
        TEAM = "team", "Team"
        PERSON = "person", "Person"

    kind = models.CharField(max_length=6, choices=Kind.choices)
    handle = models.CharField(max_length=200, unique=True)
    name = models.CharField(max_length=200, blank=True, default="")
    email = models.EmailField(blank=True, default="")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["handle"]

    def __str__(self) -> str:
        return self.name or self.handle


class OwnerRule(models.Model):
    """One line of CODEOWNERS, or one pattern kept in settings; the last matching rule decides.

    Rules of the settings come after those of CODEOWNERS, so they win. A rule without owners says
    that nobody owns what it matches.
    """

    class Source(models.TextChoices):
        CODEOWNERS = "codeowners", "CODEOWNERS"
        SETTINGS = "settings", "Settings"

    repository = models.ForeignKey(Repository, on_delete=models.CASCADE, related_name="owner_rules")
    source = models.CharField(max_length=10, choices=Source.choices)
    order = models.PositiveIntegerField()
    pattern = models.CharField(max_length=500)
    handles = models.JSONField(default=list, blank=True)
    section = models.CharField(max_length=200, blank=True, default="")
    file = models.CharField(max_length=200, blank=True, default="")
    line = models.PositiveIntegerField(default=0)
    text = models.CharField(max_length=1000, blank=True, default="")

    class Meta:
        ordering = ["source", "order"]
        constraints = [
            models.UniqueConstraint(fields=["repository", "source", "order"], name="one_owner_rule_per_place")
        ]

    def __str__(self) -> str:
        return f"{self.pattern} {' '.join(self.handles)}"


class Assignment(models.Model):
    """A unit's owner with the reason. A manual assignment beats every rule; a suggestion owns nothing.

    The owner with the lowest ``rank`` is the unit's first owner, repeated in ``Unit.owner``.
    """

    class Source(models.TextChoices):
        MANUAL = "manual", "By hand"
        RULE = "rule", "Rule"
        SUGGESTION = "suggestion", "Suggested from git authorship"

    unit = models.ForeignKey("tracker.Unit", on_delete=models.CASCADE, related_name="assignments")
    owner = models.ForeignKey(Owner, on_delete=models.CASCADE, related_name="assignments")
    source = models.CharField(max_length=10, choices=Source.choices)
    rank = models.PositiveSmallIntegerField(default=0)
    rule = models.ForeignKey(OwnerRule, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    reason = models.CharField(
        max_length=1200, blank=True, default=""
    )  # ".github/CODEOWNERS:12 /api/ @org/api"
    actor = models.CharField(max_length=150, blank=True, default="")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["rank", "id"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "owner", "source"], name="one_assignment_per_source")
        ]
        indexes = [
            models.Index(fields=["owner", "unit"], condition=~Q(source="suggestion"), name="assignment_owner")
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} -> {self.owner_id} ({self.source})"
