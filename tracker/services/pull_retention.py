"""Drops what nobody will ask for again of deliveries and closed pull requests; verdicts stay."""

from __future__ import annotations

from datetime import datetime, timedelta

from tracker.models import Delivery, Installation, Publication, PullHead, PullRequest


def clean_up(now: datetime) -> dict[str, int]:
    """Removes old deliveries, what was told long ago, and the details of judgements of pull requests
    that are closed; returns how many of each."""
    installation = Installation.current()
    logs, documents = (
        now - timedelta(days=days) for days in (installation.log_days, installation.document_days)
    )
    deliveries = Delivery.objects.filter(received_at__lt=logs).exclude(status=Delivery.Status.RECEIVED)
    told = Publication.objects.filter(
        kind=Publication.Kind.REPORT, created_at__lt=logs, status__in=["told", "dropped"]
    )
    heads = PullHead.objects.filter(finished_at__lt=documents, report__isnull=False)
    closed = heads.exclude(pull_request__state=PullRequest.State.OPEN)
    return {
        "deliveries": deliveries.delete()[0],
        "publications": told.delete()[0],
        "judgements": closed.update(report=None),
    }
