"""Takes in what a forge says about its repositories, and says what has to be done about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import QuerySet

from tracker.forges.events import (
    GroupChanged,
    InstallationChanged,
    Nothing,
    Notice,
    Ping,
    Pull,
    PullChanged,
    Pushed,
    RerunAsked,
)
from tracker.models import ForgeConnection, PullHead, PullRequest, Repository, Scan
from tracker.services import branches, heads, outbox, scans
from tracker.services.heads import Candidate


@dataclass(slots=True)
class Work:
    """What the caller must hand to workers, and what is to be said of the delivery."""

    heads: set[int] = field(default_factory=set)
    scans: set[int] = field(default_factory=set)
    publications: set[int] = field(default_factory=set)
    catch_up: set[int] = field(default_factory=set)
    said: list[str] = field(default_factory=list)
    ignored: bool = False

    def skip(self, reason: str) -> None:
        self.said.append(reason)
        self.ignored = True

    @property
    def outcome(self) -> str:
        return "; ".join(dict.fromkeys(self.said))[:500]


def take(connection: ForgeConnection, notice: Notice) -> tuple[Work, Repository | None]:
    """Carries a notice into the tables. Also returns the repository it was about, if we follow it."""
    work = Work()
    event = notice.event
    if isinstance(event, Nothing):
        work.skip(event.reason)
        return work, _followed(connection, notice.slug).first()
    if isinstance(event, Ping):
        work.said.append("The forge reached us.")
        return work, None
    if isinstance(event, InstallationChanged):
        _take_installation(connection, notice.installation_id, event, work)
        return work, None
    found = list(_followed(connection, notice.slug))
    if not found:
        work.skip("The repository is not followed here.")
    for repository in found:
        with transaction.atomic():
            _learn_installation(repository, notice)
            _take(repository, notice, work)
    return work, found[0] if found else None


def learn(repository: Repository, pull: Pull, *, by: str = "") -> Work:
    """Takes in a pull request as the forge describes it now."""
    work = Work()
    with transaction.atomic():
        _take_pull(repository, pull, work, by=by)
    return work


def judge_again(head: PullHead, *, by: str) -> Work:
    """Judges a head anew because a person asked for it."""
    work = Work()
    candidate = Candidate(head.sha, head.base_ref, head.base_sha, head.fetch_ref)
    with transaction.atomic():
        _ask(head.repository, head.pull_request, candidate, work, by=by, again=True)
    return work


def _followed(connection: ForgeConnection, slug: str) -> QuerySet[Repository]:
    return Repository.objects.select_related("forge_connection", "latest_scan").filter(
        forge_connection=connection, forge_slug__iexact=slug, archived_at=None
    )


def _take(repository: Repository, notice: Notice, work: Work) -> None:
    event = notice.event
    if isinstance(event, Pushed):
        _take_push(repository, event, notice.default_branch, work)
    elif isinstance(event, PullChanged):
        _take_pull(repository, event.pull, work)
    elif isinstance(event, GroupChanged):
        _take_group(repository, event, work)
    elif isinstance(event, RerunAsked):
        _take_rerun(repository, event, work)


def _take_push(repository: Repository, event: Pushed, default_branch: str, work: Work) -> None:
    if default_branch and default_branch != repository.default_branch:
        branches.follow_rename(repository, default_branch)
    if event.branch != repository.default_branch:
        return work.skip(f"{event.branch} is not the branch that is followed.")
    if event.deleted:
        return work.skip(f"{event.branch} was deleted.")
    if Scan.objects.filter(repository=repository, revision=event.after, on_timeline=True).exists():
        return work.skip(f"{event.after[:10]} is known.")
    # Whatever the order of deliveries: what is scanned is the branch as it is when the scan begins.
    scan = scans.request(repository, trigger=Scan.Trigger.PUSH, requested_by="push")
    work.scans.add(scan.pk)
    rewritten = ", history rewritten" if event.forced else ""
    return work.said.append(f"Scan {scan.pk} of {event.after[:10]}{rewritten}.")


def _take_pull(repository: Repository, pull: Pull, work: Work, *, by: str = "") -> None:
    known = PullRequest.objects.select_for_update().filter(repository=repository, number=pull.number).first()
    if known and _is_old_news(known, pull):
        return work.skip(f"#{pull.number}: newer news arrived before.")
    row = _store(repository, pull, known)
    if not row.is_open:
        heads.cancel_all(row)
        _tell(row.head, work)
        return work.said.append(f"#{pull.number} is {row.state}.")
    candidate = Candidate(pull.head_sha, pull.base_ref, pull.base_sha, pull.fetch_ref)
    return _ask(repository, row, candidate, work, by=by or pull.author)


def _is_old_news(known: PullRequest, pull: Pull) -> bool:
    """Whether the forge described the pull request later than this, going by its own clock; within one
    tick of it, a commit that was the head before is the older one."""
    if known.forge_updated_at is None or pull.updated_at is None:
        return False
    if pull.updated_at != known.forge_updated_at:
        return pull.updated_at < known.forge_updated_at
    was_head = PullHead.objects.filter(pull_request=known, sha=pull.head_sha).exists()
    return pull.head_sha != known.head_sha and was_head


def _store(repository: Repository, pull: Pull, known: PullRequest | None) -> PullRequest:
    row = known or PullRequest(repository=repository, number=pull.number)
    for name in ("title", "state", "draft", "base_ref", "head_ref", "head_sha", "head_slug", "url"):
        setattr(row, name, getattr(pull, name))
    row.base_sha = pull.base_sha or row.base_sha
    row.author = pull.author or row.author
    row.forge_updated_at = pull.updated_at or row.forge_updated_at
    row.save()
    return row


def _ask(
    repository: Repository,
    pull: PullRequest | None,
    candidate: Candidate,
    work: Work,
    *,
    by: str = "",
    again: bool = False,
) -> None:
    before = pull.head if pull else None
    head = heads.ask(repository, pull, candidate, by=by, again=again)
    if before is not None and pull is not None and before.pk != pull.head_id:
        _tell(before, work)
    label = f"#{pull.number}" if pull else "The group"
    if head is None:
        work.said.append(f"{label}: {candidate.sha[:10]} is judged already or under way.")
        if pull is not None and pull.head is not None:
            _say_again(pull.head, work)
        return
    work.heads.add(head.pk)
    _tell(head, work)
    work.said.append(f"{label}: {candidate.sha[:10]} is being judged.")


def _say_again(head: PullHead, work: Work) -> None:
    """A draft made ready, or a closed pull request opened again: its comment may be due now."""
    head = PullHead.objects.select_related("repository__forge_connection", "pull_request").get(pk=head.pk)
    if not head.is_active:
        outbox.want_comment(head)
        _tell(head, work)


def _tell(head: PullHead | None, work: Work) -> None:
    if head is not None:
        work.publications.update(outbox.waiting(head))


def _take_group(repository: Repository, event: GroupChanged, work: Work) -> None:
    if event.destroyed:
        heads.cancel_group(repository, event.head_sha)
        return work.said.append("The group is gone.")
    candidate = Candidate(event.head_sha, event.base_ref, event.base_sha, event.head_ref)
    return _ask(repository, None, candidate, work, by="merge queue")


def _take_rerun(repository: Repository, event: RerunAsked, work: Work) -> None:
    found = PullHead.objects.filter(repository=repository, sha=event.sha).select_related(
        "repository__forge_connection", "pull_request"
    )
    if not found:
        # The event that names the pull request may still be on its way, or lost.
        work.catch_up.add(repository.pk)
        return work.said.append(f"{event.sha[:10]} is unknown; open pull requests are looked up.")
    if not event.again:
        return work.skip(f"{event.sha[:10]} is known.")
    for head in _current(found):
        candidate = Candidate(head.sha, head.base_ref, head.base_sha, head.fetch_ref)
        _ask(repository, head.pull_request, candidate, work, by=event.by, again=True)
    if not work.heads:
        work.skip(f"{event.sha[:10]} is no longer the head of an open pull request.")
    return None


def _current(found: Iterable[PullHead]) -> list[PullHead]:
    """Those that are still a pull request's head (a group always is)."""
    return [
        head
        for head in found
        if head.pull_request is None
        or (head.pull_request.is_open and head.pull_request.head_id == head.pk and not head.is_active)
    ]


def _learn_installation(repository: Repository, notice: Notice) -> None:
    if notice.installation_id and notice.installation_id != repository.installation_id:
        repository.installation_id = notice.installation_id
        repository.save(update_fields=["installation_id"])


def _take_installation(
    connection: ForgeConnection, installation: int | None, event: InstallationChanged, work: Work
) -> None:
    ours = Repository.objects.filter(forge_connection=connection)
    if event.gone:
        lost = ours.filter(installation_id=installation).update(installation_id=None)
        return work.said.append(f"The App was removed from {lost} repositories.")
    for slug in event.added:
        found = ours.filter(forge_slug__iexact=slug, archived_at=None)
        found.update(installation_id=installation)
        work.catch_up.update(found.values_list("pk", flat=True))
    for slug in event.removed:
        ours.filter(forge_slug__iexact=slug).update(installation_id=None)
    return work.said.append(f"The App may see {len(event.added)} more, {len(event.removed)} fewer.")
