"""Decides about a change: passes, fails, or neutral, with the reasons in words."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from scanner import lost_sight, seen
from tracker.models import PullHead
from tracker.services.policies import Action, Place, Policy

if TYPE_CHECKING:
    from scanner import DeltaRecord, ScanDocument

Conclusion = PullHead.Conclusion
NAMED = 3
PlaceOf = Callable[[str, str], Place]


@dataclass(slots=True)
class Verdict:
    """``actions`` says for each newly blocking unit (by id) what the policy makes of it, or "waived"."""

    conclusion: PullHead.Conclusion
    reasons: list[str] = field(default_factory=list)
    actions: dict[str, str] = field(default_factory=dict)


def decide(
    policy: Policy,
    delta: DeltaRecord,
    base: ScanDocument,
    head: ScanDocument,
    *,
    waived: Collection[str],
    place_of: PlaceOf,
) -> Verdict:
    """The policy applied to a delta. ``waived`` holds ids and symbols; ``place_of(id, file)`` tells
    where a unit belongs. A scan that cannot be believed never passes and never fails."""
    actions = _actions(policy, delta, waived, place_of)
    if blind := blind_spots(base, head):
        return Verdict(Conclusion.NEUTRAL, blind, actions)
    hits = {action: _names(delta, actions, action) for action in ("fail", "warn", "neutral")}
    reasons = [_blocking_reason(names, action) for action, names in hits.items() if names]
    conclusion = _worst("fail" if hits["fail"] else "warn" if hits["warn"] or hits["neutral"] else "")
    if policy.ratchet and hits["fail"] and (paid := _paid_for(policy, delta, len(hits["fail"]), place_of)):
        conclusion, reasons = Conclusion.NEUTRAL, [*reasons, paid]
    if delta["contract_drift"] and policy.contract != "neutral":
        names = [drift["name"] for drift in delta["contract_drift"]]
        reasons.append(f"The contract of {_listed(names)} changes.")
        conclusion = _worse(conclusion, _worst(policy.contract))
    if skipped := _names(delta, actions, "waived"):
        reasons.append(f"Waived: {_listed(skipped)}.")
    return Verdict(conclusion, reasons, actions)


def blind_spots(base: ScanDocument, head: ScanDocument) -> list[str]:
    """Why the two scans cannot be held against each other; empty when they can."""
    found = []
    for name, document in (("base", base), ("head", head)):
        summary = document["summary"]
        if not summary["complete"]:
            why = "; ".join(summary["incomplete_reasons"]) or "no reason was recorded"
            found.append(f"The scan of the {name} is incomplete: {why.removesuffix('.')}.")
    return found + lost_sight(seen(base), seen(head))


def _actions(
    policy: Policy, delta: DeltaRecord, waived: Collection[str], place_of: PlaceOf
) -> dict[str, str]:
    found: dict[str, str] = {}
    for change in delta["newly_blocking"]:
        excused = change["id"] in waived or change["symbol"] in waived
        found[change["id"]] = "waived" if excused else policy.action(place_of(change["id"], change["file"]))
    return found


def _names(delta: DeltaRecord, actions: Mapping[str, str], action: str) -> list[str]:
    return [each["name"] for each in delta["newly_blocking"] if actions[each["id"]] == action]


def _paid_for(policy: Policy, delta: DeltaRecord, new: int, place_of: PlaceOf) -> str:
    """Why the ratchet lets new blocking units in: as many stop where the policy is as strict."""
    cleared = sum(policy.action(place_of(each["id"], each["file"])) == "fail" for each in delta["cleared"])
    if cleared < new:
        return ""
    return f"The ratchet holds: {new} begin to block, {cleared} stop."


def _blocking_reason(names: Sequence[str], action: str) -> str:
    verb = "begins to block" if len(names) == 1 else "begin to block"
    tail = {"fail": "", "warn": " (a warning here)", "neutral": " (not judged here)"}[action]
    return f"{_listed(names)} {verb} the event loop{tail}."


def _listed(names: Sequence[str]) -> str:
    rest = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    return ", ".join(names[:NAMED]) + rest


def _worst(action: Action | str) -> PullHead.Conclusion:
    return {"fail": Conclusion.FAILURE, "warn": Conclusion.NEUTRAL}.get(action, Conclusion.SUCCESS)


def _worse(one: PullHead.Conclusion, other: PullHead.Conclusion) -> PullHead.Conclusion:
    ranks = [Conclusion.SUCCESS, Conclusion.NEUTRAL, Conclusion.FAILURE]
    return max(one, other, key=ranks.index)
