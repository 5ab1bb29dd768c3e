"""A code base under watch and what was decided about how to scan it."""

from __future__ import annotations

from django.db import models


class Repository(models.Model):
    """One tracked code base: a local path, a git URL or a plain directory.

    ``location`` never holds credentials; those live in ``credential`` and are never shown or logged.
    ``config`` is the scanner configuration kept here instead of in the target's own files, ``catalog``
    a list of extra catalog rows, ``gate`` the policy a pull request is judged by.
    """

    class Kind(models.TextChoices):
        GIT = "git", "Git repository on this machine"
        REMOTE = "remote", "Git repository behind a URL"
        DIRECTORY = "directory", "Directory without git"

    class Frequency(models.TextChoices):
        OFF = "off", "Only by hand"
        HOURLY = "hourly", "Every hour"
        DAILY = "daily", "Every day"
        WEEKLY = "weekly", "Every week"

    class ForgeKind(models.TextChoices):
        NONE = "", "None"
        GITHUB = "github", "GitHub"
        GITLAB = "gitlab", "GitLab"
        GITEA = "gitea", "Gitea or Forgejo"

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    location = models.CharField(max_length=1000, unique=True)
    credential = models.CharField(max_length=500, blank=True, default="")
    default_branch = models.CharField(max_length=255, blank=True, default="")
    import_roots = models.JSONField(default=list, blank=True)
    config = models.JSONField(default=dict, blank=True)
    catalog = models.JSONField(default=list, blank=True)
    gate = models.JSONField(default=dict, blank=True)
    frequency = models.CharField(max_length=8, choices=Frequency.choices, default=Frequency.DAILY)
    schedule_hour = models.PositiveSmallIntegerField(default=3)
    codeowners_synced = models.BooleanField(default=True)
    forge = models.CharField(max_length=12, choices=ForgeKind.choices, blank=True, default="")
    forge_slug = models.CharField(max_length=200, blank=True, default="")
    forge_connection = models.ForeignKey(
        "tracker.ForgeConnection",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="repositories",
    )
    web_url = models.URLField(max_length=500, blank=True, default="")
    installation_id = models.BigIntegerField(null=True, blank=True)
    public_key = models.CharField(max_length=64, blank=True, default="", db_index=True)
    latest_scan = models.ForeignKey(
        "tracker.Scan", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    era = models.PositiveIntegerField(default=0)
    recount = models.BooleanField(default=False)  # owners or subsystems changed since slices were counted
    archived_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "repositories"

    def __str__(self) -> str:
        return self.name

    @property
    def has_git(self) -> bool:
        return self.kind != self.Kind.DIRECTORY

    @property
    def is_public(self) -> bool:
        return bool(self.public_key)
