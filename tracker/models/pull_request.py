"""Pull requests, each commit they pointed at, and what has to be told to the forge."""

from __future__ import annotations

import json
import zlib
from typing import Any

from django.db import models
from django.db.models import Q

from tracker.models.repository import Repository


class PullRequest(models.Model):
    """A pull (or merge) request as the forge last described it.

    ``forge_updated_at`` is the forge's own clock: what arrives with an older one is old news.
    ``head_slug`` names the repository the branch lives in, empty when that was deleted.
    """

    class State(models.TextChoices):
        OPEN = "open", "Open"
        MERGED = "merged", "Merged"
        CLOSED = "closed", "Closed"

    repository = models.ForeignKey(Repository, on_delete=models.CASCADE, related_name="pull_requests")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=300, blank=True, default="")
    author = models.CharField(max_length=150, blank=True, default="")
    state = models.CharField(max_length=6, choices=State.choices, default=State.OPEN)
    draft = models.BooleanField(default=False)
    base_ref = models.CharField(max_length=255)
    base_sha = models.CharField(max_length=64, blank=True, default="")
    head_ref = models.CharField(max_length=255, blank=True, default="")
    head_sha = models.CharField(max_length=64)
    head_slug = models.CharField(max_length=200, blank=True, default="")
    url = models.URLField(max_length=500, blank=True, default="")
    head = models.ForeignKey(
        "tracker.PullHead", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    forge_updated_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["repository", "number"], name="one_row_per_pull_request"),
        ]
        indexes = [models.Index(fields=["repository", "state", "-number"], name="pull_request_state")]

    def __str__(self) -> str:
        return f"#{self.number} {self.title}"

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN

    @property
    def from_fork(self) -> bool:
        slug = self.repository.forge_slug
        return bool(slug) and self.head_slug.lower() != slug.lower()


class PullHead(models.Model):
    """One commit to be judged against a base branch, and the judgement; ``pull_request`` is empty for
    a merge queue's group.

    The verdict compares ``merge_base`` with ``sha``. ``report`` (packed) holds the delta. Every head
    ends: judged, failed (concluded neutral, with the reason), superseded or cancelled.
    """

    class Status(models.TextChoices):
        QUEUED = "queued", "Queued"
        RUNNING = "running", "Running"
        JUDGED = "judged", "Judged"
        FAILED = "failed", "Failed"
        SUPERSEDED = "superseded", "Superseded"
        CANCELLED = "cancelled", "Cancelled"

    class Conclusion(models.TextChoices):
        NONE = "", "None yet"
        SUCCESS = "success", "Passes"
        NEUTRAL = "neutral", "Neutral"
        FAILURE = "failure", "Fails"

    ACTIVE = (Status.QUEUED, Status.RUNNING)

    repository = models.ForeignKey(Repository, on_delete=models.CASCADE, related_name="pull_heads")
    pull_request = models.ForeignKey(
        PullRequest, null=True, blank=True, on_delete=models.CASCADE, related_name="heads"
    )
    sha = models.CharField(max_length=64)
    base_ref = models.CharField(max_length=255)
    base_sha = models.CharField(max_length=64, blank=True, default="")
    merge_base = models.CharField(max_length=64, blank=True, default="")
    fetch_ref = models.CharField(max_length=255, blank=True, default="")

    status = models.CharField(max_length=10, choices=Status.choices, default=Status.QUEUED)
    conclusion = models.CharField(max_length=8, choices=Conclusion.choices, blank=True, default="")
    title = models.CharField(max_length=300, blank=True, default="")
    reasons = models.JSONField(default=list, blank=True)
    counts = models.JSONField(default=dict, blank=True)
    report = models.BinaryField(null=True)
    superseded_by = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="superseded"
    )

    requested_by = models.CharField(max_length=150, blank=True, default="")
    queued_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    heartbeat_at = models.DateTimeField(null=True, blank=True)
    stage = models.CharField(max_length=40, blank=True, default="")
    worker = models.CharField(max_length=120, blank=True, default="")
    attempts = models.PositiveSmallIntegerField(default=0)
    unreachable_since = models.DateTimeField(null=True, blank=True)
    # Counts every hand-over: a worker with an older one has lost its claim.
    turn = models.PositiveIntegerField(default=0)
    round = models.PositiveSmallIntegerField(default=1)
    seconds = models.FloatField(default=0.0)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["pull_request", "sha", "base_ref"],
                condition=Q(pull_request__isnull=False),
                name="one_head_per_commit",
            ),
            models.UniqueConstraint(
                fields=["repository", "sha", "base_ref"],
                condition=Q(pull_request__isnull=True),
                name="one_group_per_commit",
            ),
        ]
        indexes = [
            models.Index(fields=["repository", "sha"], name="pull_head_sha"),
            models.Index(
                fields=["status", "heartbeat_at"],
                condition=Q(status__in=["queued", "running"]),
                name="pull_head_active",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.short_sha} of {self.repository_id}"

    @property
    def short_sha(self) -> str:
        return self.sha[:10]

    @property
    def is_active(self) -> bool:
        return self.status in self.ACTIVE

    @staticmethod
    def pack(report: Any) -> bytes:
        return zlib.compress(json.dumps(report, separators=(",", ":")).encode(), 3)

    def unpack(self) -> dict[str, Any]:
        """The packed judgement; empty while there is none."""
        return json.loads(zlib.decompress(bytes(self.report))) if self.report else {}


class Publication(models.Model):
    """What the forge should show, kept until it does: the outbox.

    ``wanted`` rises whenever there is something new to say, ``told`` follows once the forge accepted
    it; the text itself is made when it is sent, so only the newest state is ever sent.
    ``remote_id`` and ``memory`` (pages already sent, the digest last sent) are what the forge answered.
    """

    class Kind(models.TextChoices):
        REPORT = "report", "Check or status"
        COMMENT = "comment", "Comment"

    class Status(models.TextChoices):
        DUE = "due", "Waiting"
        TOLD = "told", "Delivered"
        REFUSED = "refused", "Refused"
        DROPPED = "dropped", "Given up"

    kind = models.CharField(max_length=7, choices=Kind.choices)
    repository = models.ForeignKey(Repository, on_delete=models.CASCADE, related_name="publications")
    head = models.ForeignKey(
        PullHead, null=True, blank=True, on_delete=models.CASCADE, related_name="publications"
    )
    pull_request = models.ForeignKey(
        PullRequest, null=True, blank=True, on_delete=models.CASCADE, related_name="publications"
    )
    status = models.CharField(max_length=7, choices=Status.choices, default=Status.DUE)
    wanted = models.PositiveIntegerField(default=1)
    told = models.PositiveIntegerField(default=0)
    remote_id = models.CharField(max_length=64, blank=True, default="")
    memory = models.JSONField(default=dict, blank=True)
    attempts = models.PositiveIntegerField(default=0)
    due_at = models.DateTimeField()
    first_failed_at = models.DateTimeField(null=True, blank=True)
    leased_until = models.DateTimeField(null=True, blank=True)
    error = models.CharField(max_length=500, blank=True, default="")
    created_at = models.DateTimeField(auto_now_add=True)
    told_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["head"], condition=Q(kind="report"), name="one_report_per_head"),
            models.UniqueConstraint(
                fields=["pull_request"], condition=Q(kind="comment"), name="one_comment_per_pull_request"
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_at"], condition=Q(status__in=["due", "refused"]), name="publication_due"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"
