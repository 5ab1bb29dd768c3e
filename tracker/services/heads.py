"""The life of a head commit under judgement: asked for, claimed by a worker, kept alive, ended."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from tracker.models import PullHead, PullRequest, Repository
from tracker.services import ServiceError, outbox

STALE = timedelta(seconds=30)
LOST = timedelta(seconds=60)
MAX_ATTEMPTS = 3
PATIENCE = timedelta(hours=1)
SHORTEST_PAUSE, LONGEST_PAUSE = timedelta(seconds=10), timedelta(minutes=5)
Status = PullHead.Status


class LostHeadError(ServiceError):
    """The head was superseded, cancelled or given to another worker; nothing was written."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A commit to judge against a branch; ``fetch_ref`` brings it into the mirror."""

    sha: str
    base_ref: str
    base_sha: str = ""
    fetch_ref: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a judgement leaves behind."""

    merge_base: str
    conclusion: str
    title: str
    reasons: list[str]
    counts: dict[str, Any]
    report: dict[str, Any] = field(repr=False)
    seconds: float = 0.0


def ask(
    repository: Repository,
    pull: PullRequest | None,
    candidate: Candidate,
    *,
    by: str = "",
    again: bool = False,
) -> PullHead | None:
    """A queued head for ``candidate``; None when it is under way or judged already and nobody asked
    for it ``again``. Other unfinished heads of the same pull request are superseded."""
    with transaction.atomic():
        head, is_new = PullHead.objects.select_for_update().get_or_create(
            repository=repository,
            pull_request=pull,
            sha=candidate.sha,
            base_ref=candidate.base_ref,
            defaults={"requested_by": by[:150], "heartbeat_at": timezone.now(), **_origin(candidate)},
        )
        if pull is not None:
            supersede_others(pull, head)
        if not is_new and not _restart(head, candidate, by, again):
            return None
        outbox.want(head)
    return head


def supersede_others(pull: PullRequest, head: PullHead) -> None:
    """Makes ``head`` the pull request's own and ends its unfinished rivals."""
    PullRequest.objects.filter(pk=pull.pk).update(head=head)
    pull.head = head
    _end_all(
        PullHead.objects.filter(pull_request=pull, status__in=PullHead.ACTIVE).exclude(pk=head.pk),
        Status.SUPERSEDED,
        superseded_by=head,
    )


def cancel_all(pull: PullRequest) -> None:
    """Ends what is unfinished of a pull request that was closed."""
    _end_all(PullHead.objects.filter(pull_request=pull, status__in=PullHead.ACTIVE), Status.CANCELLED)


def cancel_group(repository: Repository, sha: str) -> None:
    """Ends a merge queue's group that was dissolved."""
    groups = PullHead.objects.filter(repository=repository, pull_request=None, sha=sha)
    _end_all(groups.filter(status__in=PullHead.ACTIVE), Status.CANCELLED)


def claim(head_id: int, *, worker: str) -> PullHead | None:
    """Makes the caller the head's worker; None when it is no longer waiting for one."""
    now = timezone.now()
    taken = PullHead.objects.filter(pk=head_id, status=Status.QUEUED).update(
        status=Status.RUNNING,
        attempts=F("attempts") + 1,
        turn=F("turn") + 1,
        worker=worker[:120],
        started_at=now,
        heartbeat_at=now,
        stage="fetch",
    )
    if not taken:
        return None
    return PullHead.objects.select_related("repository", "pull_request").get(pk=head_id)


def beat(head: PullHead, stage: str) -> bool:
    """Says that the worker lives; False when the head is no longer its own."""
    return bool(_mine(head).update(stage=stage[:40], heartbeat_at=timezone.now()))


def conclude(head: PullHead, outcome: Outcome) -> None:
    """Writes the judgement and queues its publication. Raises LostHeadError."""
    with transaction.atomic():
        _finish(
            head,
            status=Status.JUDGED,
            conclusion=outcome.conclusion,
            merge_base=outcome.merge_base,
            title=outcome.title[:300],
            reasons=outcome.reasons,
            counts=outcome.counts,
            report=PullHead.pack(outcome.report),
            seconds=outcome.seconds,
            unreachable_since=None,
        )


def fail(head: PullHead, reason: str) -> bool:
    """Ends the caller's head as failed, which concludes neutral; False when it is not the caller's."""
    try:
        with transaction.atomic():
            _finish(head, **_failure(reason))
    except LostHeadError:
        return False
    return True


def postpone(head: PullHead, reason: str) -> bool:
    """Puts the caller's head back into the queue because its commits cannot be fetched now; False once
    that has lasted too long."""
    now = timezone.now()
    since = head.unreachable_since or now
    if now - since >= PATIENCE:
        return False
    pause = min(max((now - since) / 2, SHORTEST_PAUSE), LONGEST_PAUSE)
    with transaction.atomic():
        waiting = {"title": "Waiting for the forge", "reasons": [reason[:1000]], "unreachable_since": since}
        # Whoever reaps takes it up when its last hand-over seems to be lost: that is set to the right time.
        counted = {"attempts": F("attempts") - 1, "turn": F("turn") + 1, "heartbeat_at": now + pause - LOST}
        mine = _mine(head).update(status=Status.QUEUED, stage="", worker="", **waiting, **counted)
        if mine and head.unreachable_since is None:
            head.refresh_from_db()
            outbox.want(head)
    return True


def forgive(worker: str) -> None:
    """What a worker has to leave because it is told to stop will not count as its death."""
    held = PullHead.objects.filter(status=Status.RUNNING, worker=worker[:120], attempts__gt=0)
    held.update(attempts=F("attempts") - 1)


def disown() -> None:
    """Says that no worker lives, so that the next reaping need not wait for silence."""
    PullHead.objects.filter(status=Status.RUNNING).update(heartbeat_at=None)


def reap() -> list[int]:
    """Re-queues heads whose worker fell silent and fails those that did so too often.

    Returns the ids that have to be handed to a worker: these, and queued ones nobody took in time.
    """
    now = timezone.now()
    silent = PullHead.objects.filter(status=Status.RUNNING).filter(
        Q(heartbeat_at__lt=now - STALE) | Q(heartbeat_at=None)
    )
    again = [head.pk for head in silent if _revive(head)]
    waiting = PullHead.objects.filter(status=Status.QUEUED, heartbeat_at__lt=now - LOST)
    lost = list(waiting.values_list("pk", flat=True))
    # A queued head's heartbeat is the last time it was handed to the broker.
    PullHead.objects.filter(pk__in=lost, status=Status.QUEUED).update(heartbeat_at=now)
    return again + lost


def _origin(candidate: Candidate) -> dict[str, str]:
    return {"base_sha": candidate.base_sha, "fetch_ref": candidate.fetch_ref}


def _restart(head: PullHead, candidate: Candidate, by: str, again: bool) -> bool:
    """Puts an ended head back into the queue; False when there is no need to."""
    if head.is_active or (head.status == Status.JUDGED and not again):
        return False
    PullHead.objects.filter(pk=head.pk).update(
        status=Status.QUEUED,
        conclusion="",
        title="",
        reasons=[],
        report=None,
        superseded_by=None,
        finished_at=None,
        unreachable_since=None,
        heartbeat_at=timezone.now(),
        attempts=0,
        turn=F("turn") + 1,
        round=F("round") + 1,
        requested_by=by[:150],
        **_origin(candidate),
    )
    outbox.begin_anew(head)
    head.refresh_from_db()
    return True


def _mine(head: PullHead) -> Any:
    return PullHead.objects.filter(pk=head.pk, status=Status.RUNNING, turn=head.turn)


def _finish(head: PullHead, **columns: Any) -> None:
    if not _mine(head).update(finished_at=timezone.now(), stage="", **columns):
        raise LostHeadError("The head was superseded, cancelled or taken over by another worker.")
    head.refresh_from_db()
    outbox.want(head)


def _failure(reason: str) -> dict[str, Any]:
    return {
        "status": Status.FAILED,
        "conclusion": PullHead.Conclusion.NEUTRAL,
        "title": "Could not be judged",
        "reasons": [reason[:1000]],
    }


def _end_all(heads: Any, status: PullHead.Status, **columns: Any) -> None:
    for head in heads:
        ended = PullHead.objects.filter(pk=head.pk, status__in=PullHead.ACTIVE)
        if ended.update(status=status, finished_at=timezone.now(), stage="", turn=F("turn") + 1, **columns):
            head.refresh_from_db()
            outbox.want(head)


def _revive(head: PullHead) -> bool:
    """Puts a silent head back into the queue; False when it was ended instead (or just came back)."""
    now = timezone.now()
    mine = _mine(head).filter(heartbeat_at=head.heartbeat_at)
    if head.attempts >= MAX_ATTEMPTS:
        reason = f"The worker died in mid-scan {head.attempts} times."
        with transaction.atomic():
            if mine.update(finished_at=now, stage="", turn=F("turn") + 1, **_failure(reason)):
                head.refresh_from_db()
                outbox.want(head)
        return False
    return bool(mine.update(status=Status.QUEUED, heartbeat_at=now, stage="", worker="", turn=F("turn") + 1))
