"""Result files that wait for a worker because they are too large to be read while a browser waits."""

from __future__ import annotations

import zlib

from django.db import models

from tracker.models.benchmark import BenchmarkFile
from tracker.models.repository import Repository


class BenchmarkUpload(models.Model):
    """One large upload on its way. ``options`` is what its sender added, as JSON; ``content`` is compressed
    and kept until the file was read, of a file that could not be read until somebody removes it."""

    class State(models.TextChoices):
        QUEUED = "queued", "Waiting for a worker"
        READING = "reading", "Reading the file"
        STORING = "storing", "Storing its runs"
        DONE = "done", "Imported"
        FAILED = "failed", "Not imported"

    ACTIVE = (State.QUEUED, State.READING, State.STORING)
    STEPS = (State.QUEUED, State.READING, State.STORING, State.DONE)

    repository = models.ForeignKey(Repository, on_delete=models.CASCADE, related_name="benchmark_uploads")
    name = models.CharField(max_length=200)
    size = models.PositiveIntegerField()
    options = models.JSONField(default=dict)
    content = models.BinaryField()
    by = models.CharField(max_length=150)
    state = models.CharField(max_length=7, choices=State.choices, default=State.QUEUED)
    runs = models.PositiveIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.TextField(blank=True, default="")
    file = models.ForeignKey(
        BenchmarkFile, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    heartbeat_at = models.DateTimeField()

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["repository", "-id"], name="benchmark_upload_newest")]

    def __str__(self) -> str:
        return f"{self.name}: {self.state}"

    @property
    def is_active(self) -> bool:
        return self.state in self.ACTIVE

    @property
    def step(self) -> int:
        """How many of the steps are behind it."""
        return self.STEPS.index(self.State(self.state)) if self.state in self.STEPS else 0

    def unpack(self) -> bytes:
        """The file as it was uploaded."""
        return zlib.decompress(bytes(self.content))
