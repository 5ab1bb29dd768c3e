"""The life of a pull request, in one process: deliveries in, judgements, and what the forge shows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from pytest_django import Settings

from tests.forge import others, payloads
from tests.forge.github import GitHub, serving
from tests.forge.project import BLOCKING_STORE, CHANGED_LINE, EXCUSED, HARMLESS_STORE, ROUTES, make
from tests.forge.scenario import SLUG, Scenario, connect
from tracker import pull_tasks
from tracker.models import Delivery, ForgeConnection, Publication, PullHead, PullRequest, Scan
from tracker.services import connections, heads, judging, outbox, repositories
from tracker.services.connections import Draft

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def scenario(tmp_path: Path, settings: Settings, db: None) -> Iterator[Scenario]:
    settings.FORGE_HOSTS = ["127.0.0.1"]
    with serving(GitHub(SLUG)) as github:
        found = connect(github, make(tmp_path))
        yield found
        assert github.complaints == []


def test_a_changed_helper_turns_a_route_in_another_file(scenario: Scenario) -> None:
    head = scenario.project.propose(1, {"shop/store.py": BLOCKING_STORE})
    assert scenario.opened(1, head).status_code == 202
    judged = scenario.head(1)
    assert (judged.status, judged.conclusion) == ("judged", "failure"), judged.reasons
    assert judged.merge_base == scenario.project.base
    route = next(each for each in judged.unpack()["delta"]["newly_blocking"] if each["kind"] == "route")
    assert route["name"] == "GET /api/things"
    assert [step["symbol"] for step in route["chain"]][-2:] == ["shop.store:load", "time.sleep"]
    assert (route["causes"][0]["file"], route["causes"][0]["line"]) == ("shop/store.py", CHANGED_LINE)
    assert scenario.github.final(head) == ("completed", "failure")
    run = next(iter(scenario.github.checks.values()))
    assert {(row["path"], row["start_line"]) for row in run["annotations"]} == {
        ("shop/store.py", CHANGED_LINE)
    }
    (comment,) = scenario.github.comments.values()
    assert "GET /api/things" in comment["body"]
    assert f"shop/store.py:{CHANGED_LINE}" in comment["body"]


def test_nothing_to_say_is_not_said(scenario: Scenario) -> None:
    head = scenario.project.propose(1, {"shop/store.py": HARMLESS_STORE})
    scenario.opened(1, head)
    assert scenario.github.final(head) == ("completed", "success")
    assert scenario.github.comments == {}


def test_the_comment_is_edited_in_place_and_only_when_something_changed(scenario: Scenario) -> None:
    first = scenario.project.propose(1, {"shop/store.py": BLOCKING_STORE})
    scenario.opened(1, first)
    again = scenario.project.propose(1, {"shop/store.py": BLOCKING_STORE, "README.md": "Hello"})
    scenario.opened(1, again, "synchronize", at=1)
    (comment,) = scenario.github.comments.values()
    assert comment["edits"] == 0
    fixed = scenario.project.propose(1, {"shop/store.py": HARMLESS_STORE})
    scenario.opened(1, fixed, "synchronize", at=2)
    assert comment["edits"] == 1
    assert "No change on the event loop" in comment["body"]
    assert [head.status for head in PullHead.objects.order_by("pk")] == ["judged"] * 3


def test_a_comment_whose_acceptance_was_lost_is_not_written_twice(scenario: Scenario) -> None:
    head = scenario.project.propose(1, {"shop/store.py": BLOCKING_STORE})
    scenario.github.lost_answers = 50
    scenario.opened(1, head)
    assert Publication.objects.filter(status="due").count() == 2
    scenario.github.lost_answers = 0
    Publication.objects.update(due_at="2020-01-01T00:00:00Z")
    pull_tasks.publish_due()
    assert len(scenario.github.comments) == 1
    assert len(scenario.github.checks) == 1
    assert scenario.github.final(head) == ("completed", "failure")


def test_a_comment_that_somebody_deleted_is_written_again(scenario: Scenario) -> None:
    scenario.opened(1, scenario.project.propose(1, {"shop/store.py": BLOCKING_STORE}))
    scenario.github.comments.clear()
    scenario.opened(1, scenario.project.propose(1, {"shop/store.py": HARMLESS_STORE}), "synchronize", at=1)
    assert len(scenario.github.comments) == 1
    # Asking for the deleted comment is no mistake, and the only refusal.
    assert [complaint.split(": ")[1] for complaint in scenario.github.complaints] == ["404 Not Found"]
    scenario.github.complaints.clear()


def test_a_rate_limit_is_waited_for(scenario: Scenario) -> None:
    head = scenario.project.propose(1, {"shop/store.py": BLOCKING_STORE})
    scenario.github.faults = [(403, {"Retry-After": "120", "X-Message": "secondary rate limit"})]
    before = timezone.now()
    scenario.opened(1, head)
    waiting = Publication.objects.filter(status="due")
    assert {row.due_at > before + timedelta(seconds=100) for row in waiting} == {True}
    assert len(waiting) == 2
    assert scenario.github.comments == {}


def test_a_refusal_is_kept_and_shown(scenario: Scenario) -> None:
    head = scenario.project.propose(1, {"shop/store.py": BLOCKING_STORE})
    scenario.github.faults = [(401, {"X-Message": "Bad credentials"})] * 10
    scenario.opened(1, head)
    scenario.connection.refresh_from_db()
    assert "Bad credentials" in scenario.connection.problem
    assert set(Publication.objects.values_list("status", flat=True)) == {"refused"}
    scenario.github.faults = []
    for row in Publication.objects.all():
        outbox.retry(row)
    pull_tasks.publish_due()
    scenario.connection.refresh_from_db()
    assert (scenario.connection.problem, scenario.github.final(head)[1]) == ("", "failure")


def test_a_table_has_ten_rows_and_annotations_come_in_pages_of_fifty(scenario: Scenario) -> None:
    routes = "".join(
        f'\n\n@router.get("/many/{n}")\nasync def many_{n}():\n    time.sleep({n})\n    return {n}\n'
        for n in range(120)
    )
    head = scenario.project.propose(1, {"shop/routes.py": f"import time\n\n{ROUTES}{routes}"})
    scenario.opened(1, head)
    (run,) = scenario.github.checks.values()
    assert len(run["annotations"]) == 120
    assert len({row["start_line"] for row in run["annotations"]}) == 120
    (comment,) = scenario.github.comments.values()
    assert comment["body"].count("| now blocks |") == 10
    assert f"[110 more](https://clear.example/r/shop/pulls/heads/{scenario.head(1).pk}/)" in comment["body"]


def test_a_token_reports_by_status(tmp_path: Path, settings: Settings) -> None:
    settings.FORGE_HOSTS = ["127.0.0.1"]
    with serving(GitHub(SLUG)) as github:
        scenario = connect(github, make(tmp_path), auth="token")
        token = "ghp_0123456789abcdefghijABCDEFGHIJ012345"
        draft = Draft("Octo", "github", "token", github.url, token=token)
        connections.update(scenario.connection, draft, actor="ada")
        head = scenario.project.propose(1, {"shop/store.py": BLOCKING_STORE})
        scenario.opened(1, head)
        assert [row["state"] for row in github.statuses][-1] == "failure"
        assert {row["context"] for row in github.statuses} == {"clearloop"}
        assert len(github.comments) == 1
        assert (github.complaints, github.checks) == ([], {})


def test_configuration_and_waivers_come_from_the_base(scenario: Scenario) -> None:
    excuse = """\
[[tool.clearloop.suppressions]]
code = "CL101"
reason = "because I say so"
"""
    head = scenario.project.propose(1, {"pyproject.toml": excuse, **EXCUSED})
    scenario.opened(1, head)
    assert scenario.head(1).conclusion == "failure"


def test_a_comment_of_the_change_excuses_nothing(scenario: Scenario) -> None:
    scenario.opened(1, scenario.project.propose(1, EXCUSED))
    assert scenario.head(1).conclusion == "failure"


def test_what_the_base_waives_is_waived(scenario: Scenario) -> None:
    excuse = '[[tool.clearloop.suppressions]]\ncode = "CL101"\nreason = "agreed on"\n'
    scenario.project.base = scenario.project.advance({"pyproject.toml": excuse})
    head = scenario.project.propose(1, {"shop/store.py": BLOCKING_STORE})
    scenario.opened(1, head)
    judged = scenario.head(1)
    assert judged.conclusion == "success"
    assert any("Waived" in reason for reason in judged.reasons)


def test_the_merge_base_decides_not_the_tip_of_the_branch(scenario: Scenario) -> None:
    base = scenario.project.base
    scenario.project.advance({"shop/store.py": BLOCKING_STORE})
    head = scenario.project.propose(1, {"README.md": "Hello"}, from_=base)
    scenario.opened(1, head)
    judged = scenario.head(1)
    assert (judged.merge_base, judged.conclusion) == (base, "success")
    assert judged.counts["cleared"] == 0


def test_a_redelivery_runs_again_only_if_it_failed(scenario: Scenario) -> None:
    head = scenario.project.propose(1, {"shop/store.py": HARMLESS_STORE})
    payload = payloads.pull_request("opened", scenario.github.open(1, head, scenario.project.base))
    for _ in range(3):
        assert scenario.deliver("pull_request", payload, "same").status_code == 202
    delivery = Delivery.objects.get(guid="same")
    assert (delivery.times, delivery.attempts, delivery.status) == (3, 1, "done")
    Delivery.objects.filter(pk=delivery.pk).update(status="failed")
    scenario.deliver("pull_request", payload, "same")
    delivery.refresh_from_db()
    assert (delivery.times, delivery.status) == (4, "done")
    assert PullHead.objects.count() == 1


def test_a_copy_under_another_id_is_not_carried_out(scenario: Scenario) -> None:
    head = scenario.project.propose(1, {"shop/store.py": HARMLESS_STORE})
    scenario.opened(1, head)
    payload = payloads.check_run(SLUG, head)
    scenario.deliver("check_run", payload, "one")
    turns = scenario.head(1).round
    scenario.deliver("check_run", payload, "two")
    assert turns == scenario.head(1).round == 2
    assert Delivery.objects.get(guid="two").outcome == "A copy of delivery one."


def test_late_news_changes_nothing(scenario: Scenario) -> None:
    old = scenario.project.propose(1, {"shop/store.py": BLOCKING_STORE})
    late = payloads.pull_request("opened", scenario.github.open(1, old, scenario.project.base, at=1))
    new = scenario.project.propose(1, {"shop/store.py": HARMLESS_STORE})
    scenario.opened(1, new, "synchronize", at=2)
    scenario.deliver("pull_request", late)
    pull = scenario.pull(1)
    assert (pull.head_sha, PullHead.objects.count()) == (new, 1)


def test_a_closed_pull_request_is_left_alone_and_taken_up_again(
    scenario: Scenario, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    head = scenario.project.propose(1, {"shop/store.py": BLOCKING_STORE})
    with monkeypatch.context() as patched:
        patched.setattr(pull_tasks.judge, "delay", lambda pk: None)
        scenario.opened(1, head)
    scenario.opened(1, head, "closed", state="closed", at=1)
    assert scenario.head(1).status == "cancelled"
    assert scenario.github.final(head) == ("completed", "cancelled")
    scenario.opened(1, head, "reopened", at=2)
    assert (scenario.pull(1).state, scenario.head(1).conclusion) == ("open", "failure")
    assert scenario.github.final(head) == ("completed", "failure")


def test_a_draft_is_judged_in_silence_until_it_is_ready(scenario: Scenario) -> None:
    head = scenario.project.propose(1, {"shop/store.py": BLOCKING_STORE})
    scenario.opened(1, head, draft=True)
    assert (scenario.github.final(head)[1], scenario.github.comments) == ("failure", {})
    scenario.opened(1, head, "ready_for_review", at=1)
    assert len(scenario.github.comments) == 1
    assert PullHead.objects.count() == 1


def test_a_new_base_branch_is_judged_anew(scenario: Scenario) -> None:
    scenario.project.push("main:refs/heads/stable")
    head = scenario.project.propose(1, {"shop/store.py": BLOCKING_STORE})
    scenario.opened(1, head)
    scenario.opened(1, head, "edited", base_ref="stable", at=1)
    assert [one.base_ref for one in PullHead.objects.order_by("pk")] == ["main", "stable"]
    assert scenario.head(1).conclusion == "failure"


@pytest.mark.parametrize("fork", ["stranger/shop", None])
def test_a_fork_is_judged_by_its_pull_ref(scenario: Scenario, fork: str | None) -> None:
    head = scenario.project.propose(1, {"shop/store.py": BLOCKING_STORE})
    scenario.project.push(":refs/heads/topic-1")
    scenario.opened(1, head, fork=fork)
    assert scenario.pull(1).from_fork
    assert scenario.head(1).conclusion == "failure"


def test_a_commit_that_is_gone_ends_neutral_with_the_reason(scenario: Scenario) -> None:
    scenario.opened(1, "ab" * 20)
    judged = scenario.head(1)
    assert (judged.status, judged.conclusion) == ("failed", "neutral")
    assert judged.reasons == ["Commit ababababab is no longer at the forge."]
    assert scenario.github.final("ab" * 20) == ("completed", "neutral")


def test_a_broken_configuration_ends_neutral_with_the_reason(scenario: Scenario) -> None:
    scenario.project.base = scenario.project.advance({"pyproject.toml": "[tool.clearloop]\nnonsense = 1\n"})
    scenario.opened(1, scenario.project.propose(1, {"shop/store.py": BLOCKING_STORE}))
    judged = scenario.head(1)
    assert (judged.status, judged.conclusion) == ("failed", "neutral")
    assert "nonsense" in judged.reasons[0]


def test_a_scan_that_goes_blind_neither_passes_nor_fails(scenario: Scenario) -> None:
    head = scenario.project.propose(1, {"shop/app.py": "from fastapi import FastAPI\n\napp = FastAPI()\n",
                                        "shop/routes.py": "import fastapi\n"})  # fmt: skip
    scenario.opened(1, head)
    judged = scenario.head(1)
    assert (judged.status, judged.conclusion) == ("judged", "neutral")
    assert "incomplete" in judged.reasons[0]


def test_a_file_that_the_change_broke_does_not_pass_as_cleared(scenario: Scenario) -> None:
    scenario.project.base = scenario.project.advance({"shop/store.py": BLOCKING_STORE})
    scenario.opened(1, scenario.project.propose(1, {"shop/store.py": BLOCKING_STORE + "def (:\n"}))
    judged = scenario.head(1)
    assert (judged.status, judged.conclusion) == ("judged", "neutral")
    assert judged.reasons == ["The scan of the head is incomplete: shop/store.py can no longer be read."]


def test_a_merge_group_is_judged_against_the_commit_it_was_made_on(scenario: Scenario) -> None:
    head = scenario.project.propose(1, {"shop/store.py": BLOCKING_STORE})
    base = scenario.project.base
    scenario.project.push(f"{head}:refs/heads/gh-readonly-queue/main/pr-7-{base}")
    scenario.deliver("merge_group", payloads.merge_group(SLUG, head, base))
    group = PullHead.objects.get(pull_request=None)
    assert (group.conclusion, group.merge_base) == ("failure", base)
    assert scenario.github.final(head) == ("completed", "failure")
    assert scenario.github.comments == {}


def test_the_button_judges_again_in_a_new_check(scenario: Scenario) -> None:
    head = scenario.project.propose(1, {"shop/store.py": BLOCKING_STORE})
    scenario.opened(1, head)
    action = {"requested_action": {"identifier": "rerun"}}
    scenario.deliver("check_run", payloads.check_run(SLUG, head, "requested_action", **action))
    assert [run["conclusion"] for run in scenario.github.checks.values()] == ["failure", "failure"]
    assert scenario.head(1).requested_by == "octocat"
    assert len(scenario.github.comments) == 1


def test_a_suite_for_an_unknown_commit_looks_the_pull_request_up(scenario: Scenario) -> None:
    head = scenario.project.propose(4, {"shop/store.py": BLOCKING_STORE})
    scenario.github.open(4, head, scenario.project.base)
    scenario.deliver("check_suite", payloads.check_suite(SLUG, head))
    assert scenario.head(4).conclusion == "failure"


def test_what_was_never_delivered_is_found_on_the_timer(scenario: Scenario) -> None:
    closed = scenario.project.propose(2, {"shop/store.py": HARMLESS_STORE})
    scenario.opened(2, closed)
    scenario.github.open(2, closed, scenario.project.base, state="closed", merged=True, at=5)
    missed = scenario.project.propose(3, {"shop/store.py": BLOCKING_STORE})
    scenario.github.open(3, missed, scenario.project.base)
    tip = scenario.project.advance({"README.md": "Hello"})
    pull_tasks.catch_up_all()
    assert scenario.head(3).conclusion == "failure"
    assert scenario.pull(2).state == "merged"
    assert Scan.objects.get(revision=tip).status == "done"
    requests = len(scenario.github.requests)
    pull_tasks.catch_up_all()
    assert len(scenario.github.requests) == requests  # asked a moment ago


def test_a_push_is_scanned_once(scenario: Scenario) -> None:
    tip = scenario.project.advance({"shop/store.py": BLOCKING_STORE})
    scenario.deliver("push", payloads.push(SLUG, tip))
    scenario.deliver("push", payloads.push(SLUG, tip, forced=True))
    scenario.deliver("push", payloads.push(SLUG, payloads.ZERO))
    scenario.deliver("push", payloads.push(SLUG, tip, ref="refs/heads/topic"))
    scenario.deliver("push", payloads.push(SLUG, tip, ref="refs/tags/v1"))
    (scan,) = Scan.objects.all()
    assert (scan.trigger, scan.status, scan.revision) == ("push", "done", tip)
    outcomes = list(Delivery.objects.order_by("pk").values_list("status", flat=True))
    assert outcomes == ["done", "ignored", "ignored", "ignored", "ignored"]


def test_a_renamed_default_branch_is_followed(scenario: Scenario) -> None:
    tip = scenario.project.base
    scenario.project.push("main:refs/heads/trunk", ":refs/heads/main")
    payload = payloads.push(SLUG, tip, ref="refs/heads/trunk")
    payload["repository"]["default_branch"] = "trunk"
    scenario.deliver("push", payload)
    scenario.repository.refresh_from_db()
    assert scenario.repository.default_branch == "trunk"
    old = payloads.push(SLUG, tip, ref="refs/heads/main", before="1" * 40)
    scenario.deliver("push", old)
    scenario.repository.refresh_from_db()
    assert scenario.repository.default_branch == "trunk"


def test_an_app_that_is_removed_and_comes_back(scenario: Scenario) -> None:
    scenario.deliver("installation", payloads.installation("created", SLUG))
    scenario.repository.refresh_from_db()
    assert scenario.repository.installation_id == 7
    scenario.deliver("installation", payloads.installation("suspend", SLUG))
    scenario.repository.refresh_from_db()
    assert scenario.repository.installation_id is None


def test_an_archived_repository_is_not_judged(scenario: Scenario) -> None:
    repositories.archive(scenario.repository, actor="ada")
    scenario.opened(1, scenario.project.propose(1, {"shop/store.py": BLOCKING_STORE}))
    assert not PullRequest.objects.exists()
    assert Delivery.objects.get().outcome == "The repository is not followed here."


def test_a_worker_that_keeps_dying_ends_neutral(scenario: Scenario, monkeypatch: pytest.MonkeyPatch) -> None:
    head = scenario.project.propose(1, {"shop/store.py": BLOCKING_STORE})
    with monkeypatch.context() as patched:
        patched.setattr(pull_tasks.judge, "delay", lambda pk: None)
        scenario.opened(1, head)
    for _ in range(heads.MAX_ATTEMPTS):
        assert heads.claim(scenario.head(1).pk, worker="mortal") is not None
        PullHead.objects.update(heartbeat_at="2020-01-01T00:00:00Z")
        heads.reap()
    assert (scenario.head(1).status, scenario.head(1).conclusion) == ("failed", "neutral")
    pull_tasks.publish_due()
    assert scenario.github.final(head) == ("completed", "neutral")


def test_a_worker_that_lost_its_head_writes_nothing(
    scenario: Scenario, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = scenario.project.propose(1, {"shop/store.py": BLOCKING_STORE})
    with monkeypatch.context() as patched:
        patched.setattr(pull_tasks.judge, "delay", lambda pk: None)
        scenario.opened(1, first)
        mine = heads.claim(scenario.head(1).pk, worker="slow")
        assert mine is not None
        second = scenario.project.propose(1, {"shop/store.py": HARMLESS_STORE})
        scenario.opened(1, second, "synchronize", at=1)
    judging.run(mine)
    mine.refresh_from_db()
    assert (mine.status, mine.conclusion, mine.superseded_by) == ("superseded", "", scenario.head(1))
    pull_tasks.judge(scenario.head(1).pk)
    assert scenario.github.final(second) == ("completed", "success")


def test_a_base_branch_that_was_deleted_is_known_by_its_last_commit(scenario: Scenario) -> None:
    base = scenario.project.base
    scenario.project.push(f"{base}:refs/heads/stable")
    head = scenario.project.propose(1, {"shop/store.py": BLOCKING_STORE})
    scenario.project.push(":refs/heads/stable")
    scenario.opened(1, head, base_ref="stable")
    assert (scenario.head(1).conclusion, scenario.head(1).merge_base) == ("failure", base)


def test_what_was_judged_before_there_were_credentials_is_told_later(scenario: Scenario) -> None:
    ForgeConnection.objects.update(auth="")
    head = scenario.project.propose(1, {"shop/store.py": BLOCKING_STORE})
    scenario.opened(1, head)
    assert (scenario.head(1).conclusion, scenario.github.checks) == ("failure", {})
    ForgeConnection.objects.update(auth="app")
    pull_tasks.catch_up_all()
    assert scenario.github.final(head) == ("completed", "failure")
    assert len(scenario.github.comments) == 1


def test_a_merge_request_of_gitlab(tmp_path: Path, settings: Settings) -> None:
    settings.FORGE_HOSTS = ["127.0.0.1"]
    with others.serving(others.gitlab()) as forge:
        scenario = connect(GitHub(SLUG, url=forge.url), make(tmp_path), auth="token")
        draft = Draft("GitLab", "gitlab", "token", forge.url, token="glpat-x")
        connections.update(scenario.connection, draft, actor="ada")
        head = scenario.project.propose(3, {"shop/store.py": BLOCKING_STORE})
        scenario.project.push(
            f"{head}:refs/merge-requests/3/head", ":refs/heads/topic-3", ":refs/pull/3/head"
        )
        for at, action in enumerate(("open", "update")):
            body = payloads.encoded(payloads.merge_request(SLUG, 3, head, action, at=at))
            assert scenario.post(body, payloads.gitlab_headers(scenario.secret)).status_code == 202
        assert scenario.head(3).conclusion == "failure"
    assert (forge.statuses[-1]["sha"], forge.statuses[-1]["state"]) == (head, "failed")
    assert [comment["edits"] for comment in forge.comments] == [0]
    assert forge.complaints == []


def test_several_waiting_rows_leave_a_silent_forge_in_peace(scenario: Scenario) -> None:
    scenario.github.is_down = True
    for number in (1, 2, 3):
        scenario.opened(number, scenario.project.propose(number, {"shop/store.py": BLOCKING_STORE}))
    asked = len(scenario.github.requests)
    pull_tasks.publish_due()
    assert len(scenario.github.requests) == asked
    assert not Publication.objects.filter(status="told").exists()
