"""Pull requests: the list, one judgement with all it found, and what the forge was told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Q, QuerySet

from tracker.models import (
    Classification,
    Delivery,
    Publication,
    PullHead,
    PullRequest,
    Repository,
    Unit,
    UnitKey,
)
from tracker.queries.standing import Standing, standing

HEADS_SHOWN = 50
CLASSES: tuple[str, ...] = (Classification.BLOCKING, Classification.CONVERTED, Classification.NATIVE)
VERDICTS = [
    ("failure", "Fails"),
    ("neutral", "Neutral"),
    ("success", "Passes"),
    ("pending", "Not judged yet"),
]


@dataclass(frozen=True)
class Wanted:
    """What the list is narrowed to; empty means any."""

    state: str = PullRequest.State.OPEN
    verdict: str = ""
    q: str = ""


def pulls(repository: Repository, wanted: Wanted) -> QuerySet[PullRequest]:
    """Newest number first, each with its head."""
    rows = PullRequest.objects.filter(repository=repository).select_related("head", "repository")
    if wanted.state in PullRequest.State.values:
        rows = rows.filter(state=wanted.state)
    if wanted.verdict == "pending":
        rows = rows.filter(Q(head=None) | Q(head__conclusion=""))
    elif wanted.verdict in dict(VERDICTS):
        rows = rows.filter(head__conclusion=wanted.verdict)
    return rows.filter(_text(wanted.q)) if wanted.q else rows


def _text(text: str) -> Q:
    found = Q(title__icontains=text) | Q(author__icontains=text) | Q(head_ref__icontains=text)
    found |= Q(head_sha__startswith=text.lower())
    number = text.removeprefix("#")
    return found | Q(number=int(number)) if number.isdigit() and len(number) < 10 else found


def states(repository: Repository) -> list[tuple[str, str, int]]:
    """(value, label, number) of each state."""
    rows = PullRequest.objects.filter(repository=repository).order_by().values_list("state")
    counted = dict(rows.annotate(n=Count("pk")))
    return [(value, str(label), counted.get(value, 0)) for value, label in PullRequest.State.choices]


def groups(repository: Repository, limit: int = 10) -> list[PullHead]:
    """The newest groups of the merge queue."""
    rows = PullHead.objects.filter(repository=repository, pull_request=None).defer("report")
    return list(rows.select_related("repository")[:limit])


def pull_of(repository: Repository, number: int) -> PullRequest | None:
    rows = PullRequest.objects.select_related("repository", "head")
    return rows.filter(repository=repository, number=number).first()


def head_of(repository: Repository, pk: int) -> PullHead | None:
    related = ("repository", "pull_request__repository", "superseded_by")
    return PullHead.objects.select_related(*related).filter(repository=repository, pk=pk).first()


def heads(pull: PullRequest) -> list[PullHead]:
    """The commits the pull request pointed at, newest first."""
    rows = PullHead.objects.filter(pull_request=pull).defer("report")
    return list(rows.select_related("superseded_by")[:HEADS_SHOWN])


def judgements(repository: Repository) -> QuerySet[PullHead]:
    """Every commit of a pull request or merge queue that was or will be judged, newest first."""
    rows = PullHead.objects.filter(repository=repository).defer("report")
    return rows.select_related("pull_request", "repository").order_by("-id")


def publications(head: PullHead) -> list[Publication]:
    """What the forge was told, or still has to be, of a head and its pull request."""
    of_pull = Q(pull_request=head.pull_request_id) if head.pull_request_id else Q(pk=None)
    return list(Publication.objects.filter(Q(head=head) | of_pull).order_by("-kind", "-pk"))


@dataclass(frozen=True)
class Side:
    """One bar of the preview; ``counted``: of the units in the inventory."""

    label: str
    parts: list[tuple[str, int, str]]
    total: int
    blocking: int
    counted: bool = False


@dataclass(frozen=True)
class Judgement:
    """A judged head taken apart for its page. ``units`` maps unit ids of the scans to our rows."""

    delta: dict[str, Any] = field(default_factory=dict)
    actions: dict[str, str] = field(default_factory=dict)
    units: dict[str, int] = field(default_factory=dict)
    preview: list[Side] = field(default_factory=list)
    change: int = 0

    @property
    def is_empty(self) -> bool:
        return not any(rows for rows in self.delta.values() if isinstance(rows, list))


def judgement(head: PullHead) -> Judgement:
    found = head.unpack()
    delta = found.get("delta") or {}
    if not delta:
        return Judgement()
    for change in delta["newly_blocking"]:
        change["action"] = found.get("actions", {}).get(change["id"], "")
    delta["newly_blocking"].sort(key=lambda each: (each["kind"] != "route", each["name"]))
    named = [row["id"] for rows in delta.values() if isinstance(rows, list) for row in rows if "id" in row]
    preview, change = _preview(head)
    return Judgement(delta, found.get("actions", {}), known_units(head.repository, named), preview, change)


def known_units(repository: Repository, keys: Iterable[str]) -> dict[str, int]:
    """Our rows for unit ids of a scan; new units have none yet."""
    wanted = list(set(keys))
    found: dict[str, int] = {}
    for model, column in ((UnitKey, "unit_id"), (Unit, "pk")):
        for start in range(0, len(wanted), 500):
            rows = model._default_manager.filter(repository=repository, key__in=wanted[start : start + 500])
            found |= dict(rows.values_list("key", column))
    return found


def _preview(head: PullHead) -> tuple[list[Side], int]:
    """The branch as it stands today, and as it would with this change merged."""
    base, after = head.counts.get("base"), head.counts.get("head")
    if not base or not after:
        return [], 0
    shift = {name: _units(after)[name] - _units(base)[name] for name in CLASSES}
    today = _classes(standing(head.repository))
    counted = any(today.values())
    now = today if counted else _units(base)
    merged = {name: max(0, now[name] + shift[name]) for name in CLASSES}
    sides = [_side("Today", now, counted=counted), _side("If merged", merged)]
    return sides, shift[Classification.BLOCKING]


def _units(side: Mapping[str, Mapping[str, int]]) -> dict[str, int]:
    return {name: side["routes"].get(name, 0) + side["helpers"].get(name, 0) for name in CLASSES}


def _classes(now: Standing) -> dict[str, int]:
    return dict(zip(CLASSES, (now.blocking, now.converted, now.native), strict=True))


def _side(label: str, counts: Mapping[str, int], *, counted: bool = False) -> Side:
    tones = {
        Classification.NATIVE: ("native", "Native async"),
        Classification.CONVERTED: ("converted", "Plain def"),
        Classification.BLOCKING: ("blocking", "Blocking"),
    }
    parts = [(tone, counts[name], text) for name, (tone, text) in tones.items()]
    return Side(label, parts, sum(counts.values()), counts[Classification.BLOCKING], counted)


def deliveries(repository: Repository, *, status: str = "") -> QuerySet[Delivery]:
    """The log of a repository's connection: what was about it or about none we follow."""
    rows = Delivery.objects.filter(connection=repository.forge_connection_id).defer("content")
    rows = rows.filter(Q(repository=repository) | Q(repository=None))
    return rows.filter(status=status) if status in Delivery.Status.values else rows


def outbox(repository: Repository, limit: int = 50) -> list[Publication]:
    """What the forge still has to be told, or refused to hear."""
    rows = Publication.objects.filter(repository=repository).exclude(status=Publication.Status.TOLD)
    return list(rows.select_related("head", "pull_request")[:limit])
