"""Roles, tokens and the installation's own settings."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Membership(models.Model):
    """The role a user has in this installation; each role may do what the ones before it may."""

    class Role(models.TextChoices):
        VIEWER = "viewer", "Viewer"
        MEMBER = "member", "Member"
        ADMIN = "admin", "Admin"

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="membership")
    role = models.CharField(max_length=6, choices=Role.choices, default=Role.VIEWER)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["user_id"]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.role}"

    def allows(self, role: str) -> bool:
        """Whether this membership grants at least ``role``."""
        ranks = self.Role.values
        return ranks.index(self.role) >= ranks.index(role)


class ApiToken(models.Model):
    """A bearer token; only its hash is kept. ``prefix`` finds the row, ``scopes`` are "read" and "write"."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="api_tokens")
    name = models.CharField(max_length=100)
    prefix = models.CharField(max_length=16, unique=True)
    hash = models.CharField(max_length=64)
    scopes = models.JSONField(default=list)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    last_used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.name} ({self.prefix}…)"


class LoginLink(models.Model):
    """A one-time way in for the first admin; only the hash of its token is kept."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"login link of user {self.user_id}"


class Installation(models.Model):
    """Settings of the whole installation: always the row with id 1."""

    anonymous_read = models.BooleanField(default=False)
    base_url = models.URLField(blank=True, default="")
    document_days = models.PositiveIntegerField(default=90)
    log_days = models.PositiveIntegerField(default=30)
    digest_weekday = models.PositiveSmallIntegerField(default=0)  # Monday is 0
    digest_hour = models.PositiveSmallIntegerField(default=8)

    def __str__(self) -> str:
        return "installation"

    @classmethod
    def current(cls) -> Installation:
        return cls.objects.get_or_create(pk=1)[0]
