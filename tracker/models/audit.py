"""The trail of everything a person (or a rule) changed."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from tracker.models.repository import Repository


class AuditEntry(models.Model):
    """Who did what to which object, with the values before and after.

    Entries of one ``batch`` were made by one act, and can be taken back by one.
    """

    repository = models.ForeignKey(
        Repository, null=True, blank=True, on_delete=models.CASCADE, related_name="audit"
    )
    at = models.DateTimeField(auto_now_add=True)
    actor = models.CharField(max_length=150)
    verb = models.CharField(max_length=60)  # "assign", "waive", "set-phase", ...
    object_type = models.CharField(max_length=40)
    object_id = models.CharField(max_length=40, blank=True, default="")
    object_label = models.CharField(max_length=500, blank=True, default="")
    before = models.JSONField(default=dict, blank=True)
    after = models.JSONField(default=dict, blank=True)
    batch = models.CharField(max_length=32, blank=True, default="")

    class Meta:
        ordering = ["-id"]
        verbose_name_plural = "audit entries"
        indexes = [
            models.Index(fields=["object_type", "object_id", "-id"], name="audit_object"),
            models.Index(fields=["repository", "-id"], name="audit_repository"),
            models.Index(fields=["repository", "batch"], condition=~Q(batch=""), name="audit_batch"),
        ]

    def __str__(self) -> str:
        return f"{self.actor} {self.verb} {self.object_label}"

    @property
    def act(self) -> str:
        """The same for all entries that one act wrote about the same respect."""
        return f"{self.batch}/{self.verb}"
