"""What the gate makes of a change."""

from __future__ import annotations

from typing import Any

import pytest

from scanner.delta import compare
from scanner.model import ScanDocument
from tests.documents import document, helper, route
from tracker.services import gate, policies
from tracker.services.policies import Place, Policy, PolicyError

CALM = route("/orders", handler="shop.orders:read", classification="native-async")
BAD = route("/orders", handler="shop.orders:read")
OLD, OLD_FIXED = route("/things"), route("/things", classification="converted-def")


def decided(
    table: dict[str, Any], base: ScanDocument, head: ScanDocument, waived: set[str] | None = None
) -> gate.Verdict:
    delta = compare(base, head)
    return gate.decide(
        policies.read(table),
        delta,
        base,
        head,
        waived=waived or set(),
        place_of=lambda unit, file: Place(file, "orders" if "orders" in file else ""),
    )


@pytest.mark.parametrize(
    ("action", "conclusion"), [("fail", "failure"), ("warn", "neutral"), ("neutral", "neutral")]
)
def test_what_begins_to_block(action: str, conclusion: str) -> None:
    verdict = decided({"new_blocking": action}, document([CALM]), document([BAD]))
    assert verdict.conclusion == conclusion
    assert "GET /orders begins to block" in verdict.reasons[0]
    assert list(verdict.actions.values()) == [action]


def test_what_blocked_before_does_not_count() -> None:
    verdict = decided({}, document([OLD, CALM]), document([OLD, CALM]))
    assert (verdict.conclusion, verdict.reasons) == ("success", [])


@pytest.mark.parametrize(
    "rule",
    [
        {"kind": "path", "value": "shop/orders.py", "action": "warn"},
        {"kind": "path", "value": "shop/", "action": "warn"},
        {"kind": "path", "value": "*.py", "action": "warn"},
        {"kind": "subsystem", "value": "Orders", "action": "warn"},
    ],
)
def test_an_exception_for_a_part_of_the_code(rule: dict[str, str]) -> None:
    assert decided({"rules": [rule]}, document([CALM]), document([BAD])).conclusion == "neutral"


def test_the_first_rule_that_fits_decides() -> None:
    rules = [
        {"kind": "path", "value": "shop/legacy/", "action": "neutral"},
        {"kind": "path", "value": "shop/", "action": "fail"},
        {"kind": "subsystem", "value": "orders", "action": "neutral"},
    ]
    table = {"new_blocking": "neutral", "rules": rules}
    assert decided(table, document([CALM]), document([BAD])).conclusion == "failure"


def test_a_waived_unit_passes() -> None:
    verdict = decided({}, document([CALM]), document([BAD]), waived={BAD["id"]})
    assert (verdict.conclusion, verdict.reasons) == ("success", ["Waived: GET /orders."])


def test_the_ratchet_lets_in_what_is_paid_for() -> None:
    base, head = document([CALM, OLD]), document([BAD, OLD_FIXED])
    assert decided({}, base, head).conclusion == "failure"
    assert decided({"ratchet": True}, base, head).conclusion == "neutral"
    assert decided({"ratchet": True}, document([CALM, OLD]), document([BAD, OLD])).conclusion == "failure"


def test_the_ratchet_is_not_paid_for_where_nobody_looks() -> None:
    rules = [{"kind": "path", "value": "shop/things.py", "action": "neutral"}]
    table = {"ratchet": True, "rules": rules}
    assert decided(table, document([CALM, OLD]), document([BAD, OLD_FIXED])).conclusion == "failure"


@pytest.mark.parametrize(
    ("action", "conclusion"), [("fail", "failure"), ("warn", "neutral"), ("neutral", "success")]
)
def test_a_contract_that_changes(action: str, conclusion: str) -> None:
    other = route("/orders", handler="shop.orders:read", classification="native-async")
    other["contract"]["status_code"] = 202
    assert decided({"contract": action}, document([CALM]), document([other])).conclusion == conclusion


def hazy(document: ScanDocument) -> ScanDocument:
    document["summary"]["unresolved_calls"] = 100
    return document


def test_a_blind_scan_is_neutral_whatever_it_shows() -> None:
    for base, head in (
        (document([CALM]), document([BAD], complete=False)),
        (document([CALM], complete=False), document([BAD])),
        (document([CALM, OLD, route("/a")]), document([BAD])),
        (document([CALM]), hazy(document([BAD]))),
    ):
        verdict = decided({}, base, head)
        assert verdict.conclusion == "neutral"
        assert verdict.reasons


def test_helpers_count_like_routes() -> None:
    calm = helper(classification="converted-def")
    verdict = decided({}, document([CALM], [calm]), document([CALM], [helper()]))
    assert (verdict.conclusion, verdict.reasons) == (
        "failure",
        ["shop.store:load begins to block the event loop."],
    )


def test_a_policy_survives_being_kept() -> None:
    rule = policies.Rule("path", "shop/", "warn")
    policy = Policy(new_blocking="warn", contract="fail", ratchet=True, rules=(rule,))
    assert policies.read(policy.table()) == policy
    assert policies.read({}) == Policy()


@pytest.mark.parametrize(
    "table",
    [
        {"new_blocking": "explode"},
        {"nonsense": 1},
        {"ratchet": "yes"},
        {"rules": "none"},
        {"rules": [{"kind": "path", "value": "", "action": "fail"}]},
        {"rules": [{"kind": "mood", "value": "x", "action": "fail"}]},
        {"rules": [{"kind": "path", "value": "x", "action": "explode"}]},
        {"rules": [{"kind": "path", "value": "x"}]},
        {"rules": [3]},
    ],
)
def test_a_policy_that_cannot_be_used_is_refused(table: dict[str, Any]) -> None:
    with pytest.raises(PolicyError):
        policies.read(table)
