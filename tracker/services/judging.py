"""Judges a head commit: fetch, find the merge base, scan both, compare, decide."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from tracker.models import PullHead, Repository, Unit, Waiver
from tracker.services import (
    ServiceError,
    gate,
    heads,
    jobs,
    mirrors,
    policies,
    scanning,
    subsystems,
)
from tracker.services.git import GitError, UnreachableError
from tracker.services.heads import LostHeadError, Outcome
from tracker.services.policies import Place, Policy
from tracker.services.pulse import Pulse, StoppedError
from tracker.services.records import unit_facts
from tracker.services.subsystems import Subject
from tracker.services.uncollected import uncollected

if TYPE_CHECKING:
    from scanner import ChainStep, DeltaRecord, ScanDocument

COUNTED = ("newly_blocking", "cleared", "rerouted", "contract_drift", "routes_added", "routes_removed",
           "findings_new", "findings_fixed")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Comparison:
    """Both scans and what lies between them."""

    base: ScanDocument
    head: ScanDocument
    delta: DeltaRecord


def run(head: PullHead) -> None:
    """Carries a claimed head to its end, whatever that is; only bugs raise."""
    from scanner import ScannerError

    with Pulse(lambda stage, done, total: heads.beat(head, stage)) as pulse, uncollected():
        try:
            _judge(head, pulse)
        except (StoppedError, LostHeadError):
            return  # whoever took it away has written how it ended
        except UnreachableError as error:
            if not heads.postpone(head, str(error)):
                heads.fail(head, str(error))
        except (ServiceError, ScannerError, OSError, RecursionError, MemoryError) as error:
            heads.fail(head, str(error) or type(error).__name__)


def _judge(head: PullHead, pulse: Pulse) -> None:
    started = time.monotonic()
    repository = head.repository
    if not repository.has_git:
        raise ServiceError("The repository is a directory without git.")
    policy = policies.read(repository.gate)
    pulse.report("fetch")
    merge_base = fetch(head)
    found = compare(repository, merge_base, head.sha, pulse.report)
    pulse.report("save")
    verdict = gate.decide(
        policy,
        found.delta,
        found.base,
        found.head,
        waived=waived(repository, found),
        place_of=places(repository, policy, found),
    )
    heads.conclude(
        head,
        Outcome(
            merge_base=merge_base,
            conclusion=verdict.conclusion,
            title=title(found.delta),
            reasons=verdict.reasons,
            counts=counts(found),
            report={
                "delta": found.delta,
                "actions": verdict.actions,
                "prefix": mirrors.prefix(repository),
                "policy": policy.table(),
            },
            seconds=time.monotonic() - started,
        ),
    )


def fetch(head: PullHead) -> str:
    """Brings both sides into the mirror; the merge base of the newest base branch and the head.

    Raises GitError when the commit is gone or shares no history with the branch.
    """
    repository = head.repository
    try:
        mirrors.refresh(repository, extra_refs=tuple(filter(None, [head.fetch_ref])))
    except GitError:
        # The ref may be gone with a deleted fork or branch while the commit is here already.
        mirrors.refresh(repository)
    try:
        mirrors.resolve(repository, head.sha)
    except GitError as error:
        raise GitError(f"Commit {head.short_sha} is no longer at the forge.") from error
    try:
        base = mirrors.merge_base(repository, base_tip(head), head.sha)
    except GitError as error:
        raise GitError(f"{head.short_sha} has no commit in common with {head.base_ref}.") from error
    return base


def base_tip(head: PullHead) -> str:
    """The base branch as it is now, or as the forge last saw it once the branch is gone. A merge
    queue's group is judged against the very commit it was made on."""
    repository = head.repository
    names = [f"refs/heads/{head.base_ref}", head.base_sha]
    for name in filter(None, names if head.pull_request_id else reversed(names)):
        try:
            return mirrors.resolve(repository, name)
        except GitError:
            continue
    raise GitError(f"The base branch {head.base_ref} is gone.")


def compare(
    repository: Repository, base: str, head: str, progress: Callable[[str, int, int], None]
) -> Comparison:
    """Scans both commits through the cache, both as the base is configured, and compares them."""
    from scanner import Changes, doubt, lost_files, withdraw
    from scanner import compare as difference

    base_job, head_job = scanning.job(repository, base), scanning.job(repository, head)
    base_tree, head_tree = base_job.open(), head_job.open()
    config = jobs.configuration(base_job, base_tree)
    before = jobs.run(base_job, progress, base_tree, config)
    # Only a base is looked at again and again.
    after = jobs.run(head_job, progress, head_tree, config, keep=False)
    changes = Changes(base_tree, head_tree)
    doubt(after, lost_files(before, after, changes.was_there))
    withdraw(after, config, changes, timezone.localdate())
    return Comparison(before, after, difference(before, after, changes=changes))


def waived(repository: Repository, found: Comparison) -> set[str]:
    """Units (by id or symbol) that may block: by the base's configuration, or by a waiver in force."""
    from scanner import waived_units

    rows = Waiver.objects.filter(
        repository=repository, ended_at=None, code="", expires__gte=timezone.localdate()
    )
    symbols: dict[str, set[str]] = {}
    for handler, symbol in rows.values_list("handler", "symbol"):
        symbols.setdefault(handler, set()).add(symbol)

    def is_waived(unit: str, chain: Sequence[ChainStep]) -> bool:
        known = symbols.get(unit, set())
        return "" in known or bool(chain and chain[-1]["symbol"] in known)

    excused = waived_units(found.head, lambda finding: is_waived(finding["unit"], finding["chain"]))
    turned = found.delta["newly_blocking"]
    return excused | {each["id"] for each in turned if is_waived(each["symbol"], each["chain"])}


def places(repository: Repository, policy: Policy, found: Comparison) -> gate.PlaceOf:
    """Where units belong: by the repository's rules, as an ordinary scan would sort them. Only worked
    out where the policy asks for it."""
    if not any(rule.kind == "subsystem" for rule in policy.rules):
        return lambda unit, file: Place(file, "")
    placed = subsystems_of(repository, found.base) | subsystems_of(repository, found.head)
    return lambda unit, file: Place(file, placed.get(unit, ""))


def subsystems_of(repository: Repository, document: ScanDocument) -> dict[str, str]:
    """Unit id -> subsystem: routes first, helpers follow theirs."""
    rules = subsystems.sorter(repository)
    placed: dict[str, str] = {}
    facts = unit_facts(document).values()
    for fact in sorted(facts, key=lambda each: each.kind != Unit.Kind.ROUTE):
        face = fact.face()
        subject = Subject(
            kind=fact.kind,
            name=fact.name,
            file=fact.record["file"],
            path=str(face["path"]),
            tags=tuple(fact.tags),
            guess=str(face["scanner_subsystem"]),
        )
        of_routes = (placed[route] for route in fact.reach if route in placed)
        is_route = fact.kind == Unit.Kind.ROUTE
        placed[fact.record["id"]] = rules.route(subject) if is_route else rules.helper(subject, of_routes)
    return placed


def counts(found: Comparison) -> dict[str, Any]:
    """How much of each kind, and how many units of each class both sides have."""
    delta = found.delta
    sides = {
        name: {kind: document["summary"][kind] for kind in ("routes", "helpers")}
        for name, document in (("base", found.base), ("head", found.head))
    }
    lists = {key: len(delta[key]) for key in COUNTED}  # type: ignore[literal-required]  # keys of the record
    return lists | sides


def title(delta: DeltaRecord) -> str:
    """The verdict in one line."""
    kinds = [each["kind"] for each in delta["newly_blocking"]]
    parts = [
        f"{_count(number, kind)} newly {'blocks' if number == 1 else 'block'}"
        for kind in ("route", "helper")
        if (number := sum(each == kind for each in kinds))
    ]
    if cleared := len(delta["cleared"]):
        parts.append(f"{cleared} cleared")
    if rerouted := len(delta["rerouted"]):
        parts.append(f"{rerouted} rerouted")
    if drift := len(delta["contract_drift"]):
        parts.append(_count(drift, "contract change"))
    return ", ".join(parts) or "No change on the event loop"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
