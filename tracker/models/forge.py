"""Connections to forges, and what they sent us."""

from __future__ import annotations

import zlib

from django.db import models
from django.db.models import Q

from tracker.models.repository import Repository


class ForgeConnection(models.Model):
    """One account at a forge: a GitHub App, or a token. Several repositories may share it.

    ``key`` is the unguessable part of its webhook address. ``secret``, ``secret_previous``,
    ``private_key`` and ``token`` are sealed; the previous secret counts until ``previous_until``.
    """

    class Kind(models.TextChoices):
        GITHUB = "github", "GitHub"
        GITLAB = "gitlab", "GitLab"
        GITEA = "gitea", "Gitea or Forgejo"

    class Auth(models.TextChoices):
        NONE = "", "Receive only"
        TOKEN = "token", "Access token"
        APP = "app", "GitHub App"

    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=8, choices=Kind.choices)
    auth = models.CharField(max_length=8, choices=Auth.choices, blank=True, default="")
    api_url = models.URLField(max_length=300)
    app_id = models.CharField(max_length=64, blank=True, default="")
    private_key = models.TextField(blank=True, default="")
    token = models.TextField(blank=True, default="")
    key = models.CharField(max_length=64, unique=True)
    secret = models.TextField()
    secret_previous = models.TextField(blank=True, default="")
    previous_until = models.DateTimeField(null=True, blank=True)
    connected_at = models.DateTimeField(null=True, blank=True)
    received_at = models.DateTimeField(null=True, blank=True)
    rejected = models.PositiveIntegerField(default=0)
    rejected_at = models.DateTimeField(null=True, blank=True)
    caught_up_at = models.DateTimeField(null=True, blank=True)
    problem = models.CharField(max_length=500, blank=True, default="")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["name", "id"]

    def __str__(self) -> str:
        return self.name

    @property
    def can_write(self) -> bool:
        """Whether there are credentials to report back with."""
        return bool(self.token if self.auth == self.Auth.TOKEN else self.auth and self.private_key)


class Delivery(models.Model):
    """One genuine webhook delivery; those with a wrong signature leave no row.

    ``guid`` is the forge's own id of it: a redelivery is the same row again. ``digest`` of the body
    tells a copy that was sent under another id.
    """

    class Status(models.TextChoices):
        RECEIVED = "received", "Received"
        DONE = "done", "Done"
        IGNORED = "ignored", "Ignored"
        FAILED = "failed", "Failed"

    ENDED = (Status.DONE, Status.IGNORED)

    connection = models.ForeignKey(ForgeConnection, on_delete=models.CASCADE, related_name="deliveries")
    repository = models.ForeignKey(
        Repository, null=True, blank=True, on_delete=models.SET_NULL, related_name="deliveries"
    )
    guid = models.CharField(max_length=120)
    event = models.CharField(max_length=60)
    digest = models.CharField(max_length=64)
    content = models.BinaryField(null=True)
    status = models.CharField(max_length=8, choices=Status.choices, default=Status.RECEIVED)
    outcome = models.CharField(max_length=500, blank=True, default="")
    received_at = models.DateTimeField(auto_now_add=True)
    handed_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    times = models.PositiveIntegerField(default=1)
    attempts = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["-id"]
        verbose_name_plural = "deliveries"
        constraints = [
            models.UniqueConstraint(fields=["connection", "guid"], name="one_delivery_per_guid"),
        ]
        indexes = [
            models.Index(fields=["connection", "digest"], name="delivery_digest"),
            models.Index(fields=["repository", "-id"], name="delivery_newest"),
            models.Index(fields=["handed_at"], condition=Q(status="received"), name="delivery_waiting"),
        ]

    def __str__(self) -> str:
        return f"{self.event} {self.guid}"

    @staticmethod
    def pack(body: bytes) -> bytes:
        return zlib.compress(body, 3)

    def unpack(self) -> bytes:
        """The raw body; empty once retention dropped it."""
        return zlib.decompress(bytes(self.content)) if self.content else b""
