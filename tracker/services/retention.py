"""Drops what nobody will ask for again; states, findings and snapshots are never touched."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, QuerySet

from tracker.models import (
    FindingState,
    Installation,
    Repository,
    Scan,
    ScanLogLine,
    ScanPayload,
    Snapshot,
    UnitState,
)
from tracker.services import uploads

_EMPTY_ENDINGS = (Scan.Status.FAILED, Scan.Status.CANCELLED, Scan.Status.SUPERSEDED)


def clean_up(now: datetime) -> dict[str, int]:
    """Removes old documents, log lines and fruitless scans; returns how many of each."""
    installation = Installation.current()
    documents = _old_documents(now - timedelta(days=installation.document_days))
    lines = ScanLogLine.objects.filter(at__lt=now - timedelta(days=installation.log_days))
    scans = _fruitless(now - timedelta(days=installation.log_days))
    return {
        "documents": documents.delete()[0],
        "log_lines": lines.delete()[0],
        "scans": scans.delete()[0],
        "uploads": uploads.forget(now),
    }


def _old_documents(before: datetime) -> QuerySet[ScanPayload]:
    """All but the newest of each repository."""
    newest = Repository.objects.exclude(latest_scan=None).values("latest_scan")
    return ScanPayload.objects.filter(created_at__lt=before).exclude(scan__in=newest)


def _fruitless(before: datetime) -> QuerySet[Scan]:
    """Scans that ended without a result and that nothing refers to."""
    return (
        Scan.objects.filter(status__in=_EMPTY_ENDINGS, queued_at__lt=before)
        .exclude(Exists(Snapshot.objects.filter(scan=OuterRef("pk"))))
        .exclude(Exists(UnitState.objects.filter(from_scan=OuterRef("pk"))))
        .exclude(Exists(UnitState.objects.filter(to_scan=OuterRef("pk"))))
        .exclude(Exists(FindingState.objects.filter(from_scan=OuterRef("pk"))))
        .exclude(Exists(FindingState.objects.filter(to_scan=OuterRef("pk"))))
    )
