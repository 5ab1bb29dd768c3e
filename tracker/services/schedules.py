"""One periodic task per repository, kept in step with its settings."""

from __future__ import annotations

import json

from django.conf import settings
from django_celery_beat.models import CrontabSchedule, PeriodicTask

from tracker.models import Repository

TASK = "tracker.tasks.scheduled_scan"


def sync(repository: Repository) -> None:
    """Creates, moves or switches off the repository's schedule."""
    name = f"scan of repository {repository.pk}"
    if repository.frequency == Repository.Frequency.OFF or repository.archived_at:
        PeriodicTask.objects.filter(name=name, enabled=True).update(enabled=False)
        _tell_beat()
        return
    crontab, _ = CrontabSchedule.objects.get_or_create(
        **_crontab(repository), day_of_month="*", month_of_year="*", timezone=settings.TIME_ZONE
    )
    PeriodicTask.objects.update_or_create(
        name=name,
        defaults={"task": TASK, "args": json.dumps([repository.pk]), "crontab": crontab, "enabled": True},
    )


def _crontab(repository: Repository) -> dict[str, str]:
    """Minutes differ between repositories, so that many of them do not start at once."""
    hourly = repository.frequency == Repository.Frequency.HOURLY
    weekly = repository.frequency == Repository.Frequency.WEEKLY
    return {
        "minute": str(repository.pk * 7 % 60),
        "hour": "*" if hourly else str(repository.schedule_hour),
        "day_of_week": "1" if weekly else "*",
    }


def _tell_beat() -> None:
    from django_celery_beat.models import PeriodicTasks

    PeriodicTasks.update_changed()
