"""Looks up at the forge what no delivery told us: open pull requests, the newest commit, a new name."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from tracker.forges.errors import ForgeError, MalformedError, MissingError
from tracker.forges.events import Pull
from tracker.forges.reports import ForgeClient
from tracker.models import ForgeConnection, PullHead, PullRequest, Repository, Scan
from tracker.services import ServiceError, branches, connections, mirrors, outbox, pulls, scans
from tracker.services.git import GitError
from tracker.services.pulls import Work

EVERY = timedelta(minutes=10)
AT_MOST = 300


def due() -> list[int]:
    """Repositories whose forge was not asked for a while; they count as asked from now on."""
    now = timezone.now()
    idle = ForgeConnection.objects.exclude(auth="").exclude(caught_up_at__gt=now - EVERY)
    taken = [one.pk for one in idle if one.can_write and _take(one)]
    found = Repository.objects.filter(forge_connection__in=taken, archived_at=None)
    return list(found.exclude(forge_slug="").values_list("pk", flat=True))


def run(repository_id: int) -> Work:
    """Brings one repository up to date with its forge."""
    repository = (
        Repository.objects.select_related("forge_connection", "latest_scan")
        .filter(pk=repository_id, archived_at=None)
        .first()
    )
    work = Work()
    if repository is None or repository.forge_connection is None or not repository.forge_connection.can_write:
        return work
    try:
        client = connections.client(repository)
        try:
            branches.follow_rename(repository, client.check())
            connections.works(repository.forge_connection, repository, client)
            _pulls(repository, client, work)
        finally:
            client.close()
        _branch(repository, work)
    except (ForgeError, ServiceError) as error:
        connections.note_problem(repository.forge_connection.pk, str(error))
        work.said.append(str(error))
    return work


def _take(connection: ForgeConnection) -> bool:
    """Marks a connection as asked; False when another worker was quicker."""
    mine = ForgeConnection.objects.filter(pk=connection.pk, caught_up_at=connection.caught_up_at)
    return bool(mine.update(caught_up_at=timezone.now()))


def _pulls(repository: Repository, client: ForgeClient, work: Work) -> None:
    open_now: set[int] = set()
    for pull in client.open_pulls():
        open_now.add(pull.number)
        if len(open_now) <= AT_MOST:
            _learn(repository, pull, work)
    left = PullRequest.objects.filter(repository=repository, state=PullRequest.State.OPEN)
    for number in left.exclude(number__in=open_now).values_list("number", flat=True)[:AT_MOST]:
        try:
            _learn(repository, client.pull(number), work)
        except (MissingError, MalformedError):  # deleted, or no longer ours to see
            continue


def _learn(repository: Repository, pull: Pull, work: Work) -> None:
    """Takes in what differs from what we know."""
    rows = PullRequest.objects.select_related("head__pull_request", "head__repository__forge_connection")
    known = rows.filter(repository=repository, number=pull.number).first()
    if known and known.head and _same(known, pull) and not _was_out_of_reach(known.head):
        if not known.head.publications.exists():  # judged before there was anybody to tell
            with transaction.atomic():
                outbox.want(known.head)
            work.publications.update(outbox.waiting(known.head))
        return
    found = pulls.learn(repository, pull)
    work.heads |= found.heads
    work.publications |= found.publications
    work.said += found.said


def _was_out_of_reach(head: PullHead) -> bool:
    """Whether a head ended without a verdict only because the forge was away for long."""
    return head.status == PullHead.Status.FAILED and head.unreachable_since is not None


def _same(known: PullRequest, pull: Pull) -> bool:
    names = ("state", "draft", "base_ref", "head_sha", "title")
    return all(getattr(known, name) == getattr(pull, name) for name in names)


def _branch(repository: Repository, work: Work) -> None:
    """The newest commit of the followed branch, if no scan knows it."""
    if not repository.has_git or not repository.default_branch:
        return None
    try:
        mirrors.refresh(repository)
        tip = mirrors.resolve(repository, repository.default_branch)
    except GitError as error:
        return work.said.append(str(error))
    if Scan.objects.filter(repository=repository, revision=tip, on_timeline=True).exists():
        return None
    scan = scans.request(repository, trigger=Scan.Trigger.PUSH, requested_by="catch-up")
    work.scans.add(scan.pk)
    return None
