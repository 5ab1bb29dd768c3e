"""What people may send to the benchmark and capacity pages."""

from __future__ import annotations

from typing import Any

from django import forms

from tracker.capacity.setup import Load, Setup
from tracker.importers.base import MAX_BYTES
from tracker.importers.registry import importers
from tracker.models import Repository, Subsystem
from tracker.services.benchmarks import Upload


class UploadForm(forms.Form):
    """A result file and what it does not say itself."""

    use_required_attribute = False

    file = forms.FileField(
        label="Result file", help_text=f"At most {MAX_BYTES // 1024**2} MB; the tool is recognised"
    )
    tool = forms.ChoiceField(label="Tool", required=False)
    label = forms.CharField(
        label="Variant", max_length=80, required=False, help_text="For instance: before, phase 1"
    )
    revision = forms.RegexField(
        r"^[0-9a-fA-F]{7,64}$", label="Commit", max_length=64, required=False, help_text="What was measured"
    )
    scenario = forms.CharField(
        label="Scenario", max_length=200, required=False, help_text="Runs are paired only where it is equal"
    )
    route = forms.RegexField(
        r"^[A-Za-z]+ /\S*$",
        label="Route",
        max_length=300,
        required=False,
        help_text="GET /things/{id}, if the tool does not say",
    )
    pull_request = forms.IntegerField(label="Pull request", min_value=1, required=False)
    subsystem = forms.ModelChoiceField(
        Subsystem.objects.none(), label="Subsystem", required=False, empty_label="None"
    )
    environment = forms.CharField(
        label="Environment",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="One fact per line: database = PostgreSQL 16",
    )

    def __init__(self, *args: Any, repository: Repository, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        tool, subsystem = self.fields["tool"], self.fields["subsystem"]
        assert isinstance(tool, forms.ChoiceField)
        assert isinstance(subsystem, forms.ModelChoiceField)
        tool.choices = [("", "Recognise it"), *((each.tool, each.tool) for each in importers())]
        subsystem.queryset = Subsystem.objects.filter(repository=repository)

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise forms.ValidationError(
                f"{file.size / 1024**2:.1f} MB; at most {MAX_BYTES // 1024**2} MB are taken."
            )
        return file

    def clean_environment(self) -> dict[str, str]:
        lines = [line for line in self.cleaned_data["environment"].splitlines() if line.strip()]
        pairs = [line.partition("=") for line in lines]
        if any(not sign or not key.strip() for key, sign, _ in pairs):
            raise forms.ValidationError("Write one fact per line as name = value.")
        return {key.strip()[:60]: value.strip()[:200] for key, _, value in pairs}

    def upload(self) -> Upload:
        """The checked values; reads the file."""
        found = dict(self.cleaned_data)
        file = found.pop("file")
        return Upload(data=file.read(), name=file.name, **found)


class WhatIfForm(forms.Form):
    """A deployment to imagine, and the load on it. Times in ms as people think of them."""

    workers = forms.IntegerField(label="Worker processes", min_value=1, max_value=256)
    tokens = forms.IntegerField(label="Thread tokens", min_value=1, max_value=2000)
    pool_size = forms.IntegerField(label="Pool size", min_value=1, max_value=2000)
    overflow = forms.IntegerField(label="Overflow", min_value=-1, max_value=2000, help_text="-1: unlimited")
    pool_timeout_s = forms.FloatField(label="Pool timeout (s)", min_value=0.01, max_value=600)
    limit = forms.IntegerField(
        label="Concurrency limit", min_value=1, max_value=100_000, required=False, help_text="Empty: none"
    )
    rate = forms.FloatField(label="Requests per second", min_value=0.1, max_value=20_000)
    query_ms = forms.FloatField(label="Holding a connection (ms)", min_value=0.0, max_value=60_000)
    other_ms = forms.FloatField(label="Other time in the thread (ms)", min_value=0.0, max_value=60_000)
    cpu_ms = forms.FloatField(label="Python at work (ms)", min_value=0.0, max_value=10_000)

    def setup(self) -> Setup:
        names = ("workers", "tokens", "pool_size", "overflow", "pool_timeout_s", "limit")
        return Setup(**{name: self.cleaned_data[name] for name in names})

    def load(self) -> Load:
        found = self.cleaned_data
        return Load(
            query_s=found["query_ms"] / 1000,
            other_s=found["other_ms"] / 1000,
            cpu_s=found["cpu_ms"] / 1000,
            rate=found["rate"],
        )
