"""Measurements: the uploaded files, their runs, and what was seen at run time."""

from __future__ import annotations

import zlib
from typing import Any

from django.db import models
from django.db.models import Q

from tracker.models.repository import Repository
from tracker.models.subsystem import Subsystem
from tracker.models.unit import Unit


class BenchmarkFile(models.Model):
    """One uploaded result file, kept as it was. All of its runs measured one *variant* of the code.

    ``label`` and ``revision`` name the variant (``before`` at some commit). ``environment_key`` is a
    digest of ``environment``; runs are paired only where it is equal. ``content`` is compressed.
    """

    repository = models.ForeignKey(Repository, on_delete=models.CASCADE, related_name="benchmark_files")
    tool = models.CharField(max_length=20)
    tool_version = models.CharField(max_length=40, blank=True, default="")
    name = models.CharField(max_length=200)
    label = models.CharField(max_length=80, blank=True, default="")
    revision = models.CharField(max_length=64, blank=True, default="")
    dirty = models.BooleanField(default=False)
    pull_request = models.PositiveIntegerField(null=True, blank=True)
    subsystem = models.ForeignKey(
        Subsystem, null=True, blank=True, on_delete=models.SET_NULL, related_name="benchmark_files"
    )
    environment = models.JSONField(default=dict, blank=True)
    environment_key = models.CharField(max_length=16)
    recording = models.JSONField(default=dict, blank=True)  # a recorder's figures of the whole server
    warnings = models.JSONField(default=list, blank=True)
    digest = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    content = models.BinaryField()
    by = models.CharField(max_length=150)
    uploaded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["repository", "digest"], name="one_benchmark_file_per_content")
        ]
        indexes = [models.Index(fields=["repository", "-id"], name="benchmark_newest")]

    def __str__(self) -> str:
        return f"{self.name} ({self.tool})"

    @property
    def variant(self) -> str:
        """How people call what was measured: ``before``, ``phase 1 at 1a2b3c4d5e``."""
        at = f"at {self.revision[:10]}" if self.revision else ""
        return " ".join(part for part in (self.label, at) if part) or self.name

    @staticmethod
    def pack(data: bytes) -> bytes:
        return zlib.compress(data, 6)

    def unpack(self) -> bytes:
        """The file as it was uploaded."""
        return zlib.decompress(bytes(self.content))


class BenchmarkTarget(models.Model):
    """What a tool measured, by method and path or by name, and the route it belongs to.

    A link is proposed by matching method and path and counts only once a person confirmed it; a
    recorder's observation names the handler itself and needs no confirmation.
    """

    class Link(models.TextChoices):
        NONE = "", "No route"
        SUGGESTED = "suggested", "Suggested"
        CONFIRMED = "confirmed", "Confirmed"
        REJECTED = "rejected", "Not this route"

    repository = models.ForeignKey(Repository, on_delete=models.CASCADE, related_name="benchmark_targets")
    method = models.CharField(max_length=20, blank=True, default="")
    path = models.CharField(max_length=300, blank=True, default="")
    name = models.CharField(max_length=200)
    unit = models.ForeignKey(
        Unit, null=True, blank=True, on_delete=models.SET_NULL, related_name="benchmark_targets"
    )
    link = models.CharField(max_length=9, choices=Link.choices, blank=True, default="")
    by = models.CharField(max_length=150, blank=True, default="")
    linked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["path", "method", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["repository", "method", "path", "name"], name="one_benchmark_target_per_name"
            )
        ]
        indexes = [models.Index(fields=["unit"], condition=Q(link="confirmed"), name="target_of_unit")]

    def __str__(self) -> str:
        return self.name


class BenchmarkRun(models.Model):
    """One execution of one scenario; the sample that statistics compare."""

    file = models.ForeignKey(BenchmarkFile, on_delete=models.CASCADE, related_name="runs")
    scenario = models.CharField(max_length=300)
    started_at = models.DateTimeField(null=True, blank=True)
    duration_s = models.FloatField(null=True, blank=True)
    concurrency = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["scenario", "file"], name="run_of_scenario")]

    def __str__(self) -> str:
        return self.scenario


class Measurement(models.Model):
    """What one run says of one target.

    ``figures`` maps metric names to numbers (times in ms); a metric the tool did not report is absent.
    ``samples`` is a bounded sample of single latencies in ms, empty where the tool gave none.
    """

    class Role(models.TextChoices):
        ROUTE = "route", "Route"
        BYSTANDER = "bystander", "Bystander"
        BENCHMARK = "benchmark", "Benchmark"

    run = models.ForeignKey(BenchmarkRun, on_delete=models.CASCADE, related_name="measurements")
    target = models.ForeignKey(BenchmarkTarget, on_delete=models.CASCADE, related_name="measurements")
    role = models.CharField(max_length=9, choices=Role.choices)
    requests = models.PositiveBigIntegerField(null=True, blank=True)
    errors = models.PositiveBigIntegerField(null=True, blank=True)
    figures = models.JSONField(default=dict)
    samples = models.JSONField(default=list)
    sampled = models.BooleanField(default=False)  # whether there are samples, without reading them

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.role} in run {self.run_id}"


class RuntimeObservation(models.Model):
    """What a recorder saw of one route; ``unit`` is the route it names, if the inventory has it.

    Without method and path it is about a helper: what was seen below it in the stacks of all requests.
    """

    file = models.ForeignKey(BenchmarkFile, on_delete=models.CASCADE, related_name="observations")
    unit = models.ForeignKey(
        Unit, null=True, blank=True, on_delete=models.SET_NULL, related_name="observations"
    )
    method = models.CharField(max_length=20, blank=True, default="")
    path = models.CharField(max_length=500)
    handler = models.CharField(max_length=500, blank=True, default="")
    requests = models.PositiveBigIntegerField(default=0)
    loop_calls = models.PositiveBigIntegerField(default=0)
    thread_calls = models.PositiveBigIntegerField(default=0)
    held_ms = models.FloatField(default=0.0)
    calls = models.JSONField(default=list)

    class Meta:
        ordering = ["-loop_calls", "path", "id"]
        indexes = [models.Index(fields=["unit", "-file"], name="observation_of_unit")]

    def __str__(self) -> str:
        return f"{self.method} {self.path}".strip() or self.handler

    @property
    def loop_examples(self) -> list[Any]:
        return [call for call in self.calls if call["context"] == "loop"]


class BenchmarkAlarm(models.Model):
    """A regression between two variants of one scenario: suspected, then confirmed or not repeated."""

    class State(models.TextChoices):
        SUSPECTED = "suspected", "Suspected"
        CONFIRMED = "confirmed", "Confirmed"
        NOT_REPEATED = "not-repeated", "Not repeated"

    repository = models.ForeignKey(Repository, on_delete=models.CASCADE, related_name="benchmark_alarms")
    target = models.ForeignKey(BenchmarkTarget, on_delete=models.CASCADE, related_name="alarms")
    before = models.ForeignKey(BenchmarkFile, on_delete=models.CASCADE, related_name="+")
    after = models.ForeignKey(BenchmarkFile, on_delete=models.CASCADE, related_name="alarms")
    scenario = models.CharField(max_length=300)
    metric = models.CharField(max_length=30)
    state = models.CharField(max_length=12, choices=State.choices)
    reason = models.CharField(max_length=300, blank=True, default="")
    opened_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["-changed_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["target", "scenario", "metric", "after"], name="one_alarm_per_regression"
            )
        ]

    def __str__(self) -> str:
        return f"{self.state} regression of {self.metric} in {self.scenario}"
