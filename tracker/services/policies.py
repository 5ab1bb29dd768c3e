"""A repository's gate: what may not get in, written down as a table that is checked when it is saved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

from tracker.importers import codeowners
from tracker.services import ServiceError

Action = Literal["fail", "warn", "neutral"]
RuleKind = Literal["path", "subsystem"]

ACTIONS: tuple[str, ...] = get_args(Action)
KINDS: tuple[str, ...] = get_args(RuleKind)
MOST_RULES = 200


class PolicyError(ServiceError):
    """A gate that cannot be used; the message names the key."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a unit is: what rules look at."""

    file: str
    subsystem: str


@dataclass(frozen=True, slots=True)
class Rule:
    """An exception for a part of the code. A path follows the syntax of CODEOWNERS."""

    kind: RuleKind
    value: str
    action: Action

    def covers(self, place: Place) -> bool:
        if self.kind == "subsystem":
            return place.subsystem.lower() == self.value.lower()
        return codeowners.matches(self.value, place.file)


@dataclass(frozen=True, slots=True)
class Policy:
    """``new_blocking`` is for units that block now and did not before, ``contract`` for routes whose
    contract changed. The first rule that covers a unit decides instead of ``new_blocking``. With
    ``ratchet`` a unit may begin to block as long as at least one other stops."""

    new_blocking: Action = "fail"
    contract: Action = "neutral"
    ratchet: bool = False
    rules: tuple[Rule, ...] = ()

    def action(self, place: Place) -> Action:
        rule = next((rule for rule in self.rules if rule.covers(place)), None)
        return rule.action if rule else self.new_blocking

    def table(self) -> dict[str, Any]:
        """The form in which it is kept."""
        rules = [{"kind": one.kind, "value": one.value, "action": one.action} for one in self.rules]
        return {
            "new_blocking": self.new_blocking,
            "contract": self.contract,
            "ratchet": self.ratchet,
            "rules": rules,
        }


def read(table: Mapping[str, Any]) -> Policy:
    """The policy of a table; what it does not name has its default. Raises PolicyError."""
    known = {"new_blocking", "contract", "ratchet", "rules"}
    if unknown := sorted(set(table) - known):
        raise PolicyError(f"{unknown[0]} is no setting of the gate.")
    ratchet = table.get("ratchet", False)
    rules = table.get("rules", [])
    if not isinstance(ratchet, bool):
        raise PolicyError("ratchet is true or false.")
    if not isinstance(rules, list) or len(rules) > MOST_RULES:
        raise PolicyError(f"rules is a list of at most {MOST_RULES}.")
    return Policy(
        new_blocking=_action(table.get("new_blocking", "fail"), "new_blocking"),
        contract=_action(table.get("contract", "neutral"), "contract"),
        ratchet=ratchet,
        rules=tuple(_rule(row, number) for number, row in enumerate(rules, start=1)),
    )


def _rule(row: object, number: int) -> Rule:
    if not isinstance(row, Mapping) or set(row) != {"kind", "value", "action"}:
        raise PolicyError(f"Rule {number} needs kind, value and action.")
    value = row["value"]
    if not isinstance(value, str) or not value.strip() or len(value) > 300:
        raise PolicyError(f"Rule {number} has no value.")
    action = _action(row["action"], f"Rule {number}")
    for kind in get_args(RuleKind):
        if row["kind"] == kind:
            return Rule(kind, value.strip(), action)
    raise PolicyError(f"Rule {number} is for a {' or a '.join(KINDS)}.")


def _action(value: object, what: str) -> Action:
    for action in get_args(Action):
        if value == action:
            return action  # type: ignore[no-any-return]  # one of the literal's own values
    raise PolicyError(f"{what}: choose one of {', '.join(ACTIONS)}.")
