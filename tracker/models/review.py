"""Status reviews: marks, saved views and the weekly digest."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from tracker.models.repository import Repository
from tracker.models.scan import Scan


class ReviewMark(models.Model):
    """A status review was held at this time; reports measure from the last one."""

    repository = models.ForeignKey(Repository, on_delete=models.CASCADE, related_name="reviews")
    held_at = models.DateTimeField()
    scan = models.ForeignKey(Scan, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    by = models.CharField(max_length=150)
    note = models.TextField(blank=True, default="")

    class Meta:
        ordering = ["-held_at"]

    def __str__(self) -> str:
        return f"review of {self.held_at:%Y-%m-%d}"


class SavedView(models.Model):
    """A named query string of a page; a shared one is offered to everybody."""

    repository = models.ForeignKey(Repository, on_delete=models.CASCADE, related_name="saved_views")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_views")
    name = models.CharField(max_length=100)
    page = models.CharField(max_length=40, default="inventory")
    query = models.CharField(max_length=2000, blank=True, default="")
    shared = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["repository", "user", "page", "name"], name="one_view_per_name")
        ]

    def __str__(self) -> str:
        return self.name


class DigestSubscription(models.Model):
    """Somebody wants the weekly digest of a repository; ``key`` is the secret of its unsubscribe link."""

    repository = models.ForeignKey(Repository, on_delete=models.CASCADE, related_name="digests")
    email = models.EmailField()
    key = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)
    last_sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["repository", "email"], name="one_digest_per_address")]

    def __str__(self) -> str:
        return f"digest to {self.email}"
