"""Puts a judgement into words for the forge: the check with its annotations, the comment."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from django.urls import reverse

from tracker.forges.reports import Annotation, Conclusion, Report, State
from tracker.models import Installation, PullHead, Repository
from tracker.services.delta_rows import Row, chain, rows

MOST_ROWS = 10
MOST_ANNOTATIONS = 500
NAME = "clearloop"
Status = PullHead.Status
LEVELS = {"fail": "failure", "warn": "warning", "neutral": "notice", "waived": "notice"}
SILENT = frozenset({"findings_new", "findings_fixed", "routes_added", "routes_removed"})


class Comment(NamedTuple):
    """``matters`` is False when there is nothing to say to somebody who was told nothing before."""

    body: str
    matters: bool
    digest: str


def marker(repository: Repository) -> str:
    """The hidden first line by which our comment is found again."""
    return f"<!-- clearloop:{repository.slug} -->"


def may_comment(head: PullHead) -> bool:
    """Whether a head is ripe for a comment: judged, open, and no draft."""
    pull = head.pull_request
    ended = head.status in (Status.JUDGED, Status.FAILED)
    return bool(ended and pull and pull.is_open and not pull.draft)


def report(head: PullHead) -> Report:
    """The check of a head as it stands."""
    state, conclusion = _state(head)
    return Report(
        name=name(head.repository),
        sha=head.sha,
        external_id=f"{head.pk}.{head.round}",
        state=state,
        conclusion=conclusion,
        title=title(head),
        summary=summary(head),
        link=address(head),
        annotations=tuple(remarks(head)) if head.status == Status.JUDGED else (),
    )


def name(repository: Repository) -> str:
    """The check's name; several projects of one repository tell theirs apart."""
    same = Repository.objects.filter(
        forge_connection=repository.forge_connection_id, forge_slug__iexact=repository.forge_slug
    )
    return f"{NAME} ({repository.slug})" if same.exclude(pk=repository.pk).exists() else NAME


def title(head: PullHead) -> str:
    if head.status == Status.QUEUED:
        return head.title or "Waiting for a worker"
    if head.status == Status.RUNNING:
        return "Comparing with the base branch"
    if head.status == Status.SUPERSEDED:
        by = head.superseded_by
        return f"Superseded by {by.short_sha}" if by else "Superseded by a newer commit"
    if head.status == Status.CANCELLED:
        return "Cancelled: the pull request was closed"
    return head.title


def summary(head: PullHead) -> str:
    """The check's text."""
    if head.status not in (Status.JUDGED, Status.FAILED):
        return title(head)
    return "\n\n".join(_paragraphs(head))


def comment(head: PullHead) -> Comment:
    """The comment that a judged head asks for."""
    body = "\n\n".join([f"**Clearloop: {escape(title(head))}**", *_paragraphs(head)])
    found = head.unpack().get("delta") or {}
    matters = any(found.get(key) for key in found if isinstance(found[key], list) and key not in SILENT)
    # The commit alone is no news: it must not make a comment change.
    news = body.replace(_footer(head), "")
    return Comment(body, matters, hashlib.sha256(news.encode()).hexdigest()[:32])


def address(head: PullHead) -> str:
    """The page of a head; "" while the installation does not know its own address."""
    base = Installation.current().base_url.rstrip("/")
    return f"{base}{reverse('pull-head', args=[head.repository.slug, head.pk])}" if base else ""


def remarks(head: PullHead) -> Iterator[Annotation]:
    """Remarks on the lines that caused something, the gravest first."""
    found = head.unpack()
    actions, prefix = found.get("actions", {}), found.get("prefix", "")
    order = list(LEVELS)
    blocking = sorted(
        found.get("delta", {}).get("newly_blocking", []),
        key=lambda each: (order.index(actions.get(each["id"], "neutral")), each["kind"] != "route"),
    )
    for change in blocking[:MOST_ANNOTATIONS]:
        yield _remark(change, actions.get(change["id"], "neutral"), prefix)


def _remark(change: Mapping[str, Any], action: str, prefix: str) -> Annotation:
    cause = next(iter(change["causes"]), None)
    place = cause or {"file": change["file"], "line": change["line"], "end_line": change["line"]}
    return Annotation(
        path=prefix + place["file"],
        start_line=max(1, place["line"]),
        end_line=max(1, place["line"], place["end_line"]),
        level=LEVELS[action],  # type: ignore[arg-type]  # the table's values are the levels
        title=f"{change['name']} blocks the event loop now",
        message=chain(change["chain"]) or change["symbol"],
    )


def _state(head: PullHead) -> tuple[State, Conclusion | None]:
    if head.status == Status.QUEUED:
        return "queued", None
    if head.status == Status.RUNNING:
        return "in_progress", None
    if head.status in (Status.SUPERSEDED, Status.CANCELLED):
        return "completed", "cancelled"
    found: Conclusion = "neutral"
    for known in ("success", "failure"):
        if head.conclusion == known:
            found = known
    return "completed", found


def _paragraphs(head: PullHead) -> Iterator[str]:
    if head.reasons:
        yield "\n".join(f"- {escape(reason)}" for reason in head.reasons)
    found = head.unpack()
    told = list(rows(found)) if found else []
    if told:
        yield table(told[:MOST_ROWS], found.get("prefix", ""))
    link = address(head)
    if len(told) > MOST_ROWS:
        rest = f"{len(told) - MOST_ROWS} more"
        yield f"… and [{rest}]({link})." if link else f"… and {rest}."
    yield _footer(head)


def _footer(head: PullHead) -> str:
    against = f" against {head.merge_base[:10]}" if head.merge_base else ""
    link = address(head)
    page = f" · [the whole judgement]({link})" if link else ""
    return f"<sub>{head.short_sha}{against}{page}</sub>"


def table(told: Sequence[Row], prefix: str) -> str:
    lines = ["| | Unit | Chain | Changed line |", "|---|---|---|---|"]
    for row in told:
        where = f"{prefix}{row.file}:{row.line}" if row.file else ""
        cells = (row.what, code(row.name), code(row.detail), code(where))
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def escape(text: str) -> str:
    """Text that Markdown shows as it is, and in which an @ calls nobody."""
    plain = re.sub(r"([\\`*_{}\[\]<>#|~])", r"\\\1", " ".join(text.split()))
    return plain.replace("@", "@\u200b")


def code(text: str) -> str:
    """Text as a code span that a table cell can hold."""
    plain = " ".join(text.split()).replace("|", "\\|")[:400]
    if not plain:
        return ""
    fence = "`" * (max((len(run) for run in re.findall(r"`+", plain)), default=0) + 1)
    space = " " if len(fence) > 1 else ""
    return f"{fence}{space}{plain}{space}{fence}"
