"""Background work around pull requests: deliveries in, judgements, and news out to the forge."""

from __future__ import annotations

import logging
import socket
from datetime import timedelta
from typing import Any

from celery import shared_task
from celery.app.task import Task
from celery.schedules import crontab
from celery.signals import worker_ready
from django.db import transaction
from django.utils import timezone

from tracker.celery import app
from tracker.services import catch_up, deliveries, heads, judging, outbox, pull_retention
from tracker.services.pulls import Work
from tracker.tasks import run_scan

logger = logging.getLogger(__name__)


def later(task: Task[[int], None], key: int) -> None:
    """Hands a row to a worker once the transaction has ended. A broker that is down is no error: the
    row waits, and a timer finds it."""

    def send() -> None:
        task.delay(key)

    transaction.on_commit(send, robust=True)


def hand_over(work: Work) -> None:
    """Gives everything a notice asks for to the workers, once the transaction has ended."""
    jobs = (
        (run_scan, work.scans),
        (judge, work.heads),
        (publish, work.publications),
        (catch_up_repository, work.catch_up),
    )
    for task, keys in jobs:
        for key in sorted(keys):
            later(task, key)


@shared_task
def process_delivery(delivery_id: int) -> None:
    """Carries out one webhook delivery."""
    hand_over(deliveries.process(delivery_id))


@shared_task(bind=True)
def judge(self: Task[[int], None], head_id: int) -> None:
    """Judges a queued head; a message that comes twice finds it taken."""
    head = heads.claim(head_id, worker=str(self.request.hostname or socket.gethostname()))
    if head is None:
        return
    try:
        judging.run(head)
    except Exception as error:  # the row must say how it ended before the worker logs the bug
        heads.fail(head, f"Internal error: {type(error).__name__}: {error}"[:1000])
        raise
    finally:
        for pk in outbox.waiting(head):
            later(publish, pk)


@shared_task
def publish(publication_id: int) -> None:
    """Tells the forge one thing, and what was added while it was told."""
    while outbox.deliver(publication_id):
        continue


@shared_task(expires=60)
def publish_due() -> None:
    """Sends what waits: after an error, or because nobody was told that it is there."""
    for pk in outbox.due():
        publish(pk)


@shared_task(expires=60)
def revive() -> None:
    """Hands over again what a dead worker or a forgetful broker dropped."""
    for head_id in heads.reap():
        judge.delay(head_id)
    for delivery_id in deliveries.reap():
        process_delivery.delay(delivery_id)


@shared_task
def catch_up_repository(repository_id: int) -> None:
    """Looks up one repository at its forge."""
    hand_over(catch_up.run(repository_id))


@shared_task(expires=300)
def catch_up_all() -> None:
    """Looks up every connected repository that was not asked about for a while."""
    for repository_id in catch_up.due():
        catch_up_repository.delay(repository_id)


@shared_task
def clean_up() -> None:
    """Drops what retention says; verdicts stay."""
    logger.info("retention of pull requests: %s", pull_retention.clean_up(timezone.now()))


@worker_ready.connect
def catch_up_at_start(**about: Any) -> None:
    """What was pushed while nobody was there is found as soon as a worker is."""
    catch_up_all.delay()


OF_THE_FORGE = (process_delivery, publish, publish_due, catch_up_repository, catch_up_all)
app.conf.task_routes = {
    **app.conf.task_routes,
    **{task.name: {"queue": "forge"} for task in OF_THE_FORGE},
}
app.conf.beat_schedule = {
    **app.conf.beat_schedule,
    "publish to forges": {"task": publish_due.name, "schedule": timedelta(seconds=10)},
    "revive judgements": {"task": revive.name, "schedule": timedelta(seconds=15)},
    "clean up pull requests": {"task": clean_up.name, "schedule": crontab(hour="4", minute="50")},
    "catch up with forges": {"task": catch_up_all.name, "schedule": timedelta(minutes=5)},
}
