"""The small verbs: tokens, members, plans, remarks, targets, reviews, retention and digests."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core import mail
from django.utils import timezone

from tests.documents import document, route
from tests.factories import make_member, make_repository, make_scan
from tracker.models import (
    ApiToken,
    AuditEntry,
    DigestSubscription,
    Installation,
    Membership,
    PhaseTarget,
    Repository,
    ReviewMark,
    RiskTick,
    SavedView,
    Scan,
    ScanLogLine,
    ScanPayload,
    Snapshot,
    Unit,
    UnitState,
)
from tracker.services import digests, members, plans, remarks, retention, reviews, scans, targets, tokens
from tracker.services.ingest import record
from tracker.services.members import MemberError
from tracker.services.plans import PlanError
from tracker.services.remarks import RemarkError
from tracker.services.reviews import ReviewError
from tracker.services.targets import TargetError
from tracker.services.tokens import TokenError

pytestmark = pytest.mark.django_db


@pytest.fixture
def repository(db: None) -> Repository:
    made = make_repository(slug="shop")
    record(make_scan(made, position=1), document([route()]))
    record(make_scan(made, position=2), document([route(classification="converted-def")]))
    return made


class TestTokens:
    def test_a_token_is_seen_once_and_only_its_hash_is_kept(self) -> None:
        user = make_member()
        text = tokens.create(user, name="ci", scope="write", days=30)
        token = ApiToken.objects.get()
        assert (token.scopes, text.startswith(token.prefix)) == (["read", "write"], True)
        assert text not in str(ApiToken.objects.values_list())
        assert text not in str(AuditEntry.objects.values_list())
        assert tokens.authenticate(text) == token
        token.refresh_from_db()
        assert token.last_used_at is not None

    @pytest.mark.parametrize("change", ["", "x", "clp_", "clp_00000000_x"])
    def test_another_text_is_nobody(self, change: str) -> None:
        tokens.create(make_member(), name="ci", scope="read")
        assert tokens.authenticate(change) is None

    def test_the_prefix_alone_is_not_enough(self) -> None:
        text = tokens.create(make_member(), name="ci", scope="read")
        assert tokens.authenticate(text[:-1] + ("a" if text[-1] != "a" else "b")) is None

    def test_revoked_ended_and_inactive_tokens_are_dead(self) -> None:
        user = make_member()
        revoked, ended, text = (tokens.create(user, name="ci", scope="read", days=1) for _ in range(3))
        tokens.revoke(ApiToken.objects.get(prefix=revoked[:12]), actor="ada")
        ApiToken.objects.filter(prefix=ended[:12]).update(expires_at=timezone.now())
        assert [tokens.authenticate(one) is None for one in (revoked, ended, text)] == [True, True, False]
        user.is_active = False
        user.save()
        assert tokens.authenticate(text) is None

    def test_a_token_needs_a_user_a_name_and_a_scope(self) -> None:
        for user, name, scope in ((AnonymousUser(), "a", "read"), (make_member(), " ", "read")):
            with pytest.raises(TokenError):
                tokens.create(user, name=name, scope=scope)
        with pytest.raises(TokenError):
            tokens.create(make_member(), name="a", scope="root")


class TestMembers:
    def test_an_unknown_name_is_let_in_without_a_password(self) -> None:
        membership = members.set_role(username="eve", email="eve@example.com", role="viewer", actor="ada")
        assert (membership.role, membership.user.has_usable_password()) == ("viewer", False)
        members.set_role(username="eve", role="member", actor="ada")
        assert AuditEntry.objects.filter(verb="set-role").values_list("before", "after")[0] == (
            {"role": "viewer"}, {"role": "member"},
        )  # fmt: skip

    def test_somebody_stays_admin(self) -> None:
        admin = make_member(Membership.Role.ADMIN)
        with pytest.raises(MemberError):
            members.set_role(username=admin.username, role="viewer", actor="ada")
        make_member(Membership.Role.ADMIN)
        members.set_role(username=admin.username, role="viewer", actor="ada")
        assert Membership.objects.get(user=admin).role == "viewer"

    def test_each_role_may_do_what_the_ones_before_it_may(self) -> None:
        roles = ["viewer", "member", "admin"]
        grants = [[Membership(role=role).allows(needed) for needed in roles] for role in roles]
        assert grants == [[True, False, False], [True, True, False], [True, True, True]]

    def test_anonymous_reading_is_off_until_switched_on(self) -> None:
        assert not Installation.current().anonymous_read
        members.set_anonymous_read(True, actor="ada")
        assert Installation.current().anonymous_read
        assert AuditEntry.objects.get().after == {"anonymous_read": True}


class TestPlansAndRemarks:
    def test_a_plan_is_audited_where_it_changed(self, repository: Repository) -> None:
        units = list(Unit.objects.all())
        assert plans.set_plan(units, plan="1", actor="ada") == 1
        assert plans.set_plan(list(Unit.objects.all()), plan="1", actor="ada") == 0
        assert AuditEntry.objects.filter(verb="set-phase").count() == 1
        with pytest.raises(PlanError):
            plans.set_plan(units, plan="9", actor="ada")

    def test_notes_are_added_and_edited_by_their_author(self, repository: Repository) -> None:
        note = remarks.add_note(Unit.objects.get(), text=" mind the cache ", actor="ada")
        remarks.edit_note(note, text="mind the lock", actor="ada")
        assert (note.text, note.edited_at is None) == ("mind the lock", False)
        with pytest.raises(RemarkError):
            remarks.edit_note(note, text="no", actor="bob")
        for text in ("  ", "x" * 5001):
            with pytest.raises(RemarkError):
                remarks.add_note(Unit.objects.get(), text=text, actor="ada")

    def test_ticks_count_for_the_state_they_were_given_in(self, repository: Repository) -> None:
        unit = Unit.objects.select_related("state").get()
        remarks.tick_risks(unit, codes={"race", "context"}, actor="ada")
        remarks.tick_risks(unit, codes={"race"}, actor="bob")
        tick = RiskTick.objects.get()
        assert unit.state is not None
        assert (tick.code, tick.by, tick.state_digest) == ("race", "ada", unit.state.digest)
        UnitState.objects.update(digest="other")
        remarks.tick_risks(Unit.objects.select_related("state").get(), codes={"race"}, actor="bob")
        assert RiskTick.objects.get().by == "bob"
        assert AuditEntry.objects.filter(verb="tick-risks").count() == 2


class TestTargetsAndReviews:
    def test_a_target_is_set_moved_and_removed(self, repository: Repository) -> None:
        for day in (date(2026, 6, 1), date(2026, 7, 1)):
            targets.set_target(repository, phase="1", day=day, actor="ada")
        assert PhaseTarget.objects.get().date == date(2026, 7, 1)
        assert targets.set_target(repository, phase="1", day=None, actor="ada") is None
        assert not PhaseTarget.objects.exists()
        assert AuditEntry.objects.filter(verb="set-target").count() == 3
        with pytest.raises(TargetError):
            targets.set_target(repository, phase="3", day=None, actor="ada")

    def test_a_review_remembers_the_scan_it_looked_at(self, repository: Repository) -> None:
        repository.refresh_from_db()
        reviews.mark(repository, actor="ada", note="fine")
        assert ReviewMark.objects.get().scan == repository.latest_scan

    def test_a_view_of_the_same_name_is_replaced(self, repository: Repository) -> None:
        user = make_member()
        for query in ("q=1", "q=2"):
            view = reviews.save_view(repository, user=user, name=" Mine ", query=query, shared=True)
        assert SavedView.objects.get().query == "q=2"
        reviews.delete_view(view)
        assert not SavedView.objects.exists()
        for somebody, name, query in ((user, "", ""), (AnonymousUser(), "a", ""), (user, "a", "x" * 2001)):
            with pytest.raises(ReviewError):
                reviews.save_view(repository, user=somebody, name=name, query=query)

    def test_a_subscription_ends_by_its_key(self, repository: Repository) -> None:
        made = reviews.subscribe(repository, email=" Ann@Example.com ", actor="ada")
        assert reviews.subscribe(repository, email="ann@example.com", actor="ada") == made
        assert not reviews.unsubscribe("")
        assert not reviews.unsubscribe("wrong")
        assert reviews.unsubscribe(made.key)
        assert not DigestSubscription.objects.exists()
        with pytest.raises(ReviewError):
            reviews.subscribe(repository, email="nobody", actor="ada")


class TestDigests:
    MONDAY = datetime(2026, 1, 5, 9, tzinfo=UTC)

    def test_a_digest_leaves_once_a_week_at_its_hour(self, repository: Repository) -> None:
        reviews.subscribe(repository, email="ann@example.com", actor="ada")
        Installation.objects.update_or_create(pk=1, defaults={"base_url": "https://clear.example"})
        hours = (-2, 0, 1, 24, 24 * 7)
        sent = [digests.send_due(self.MONDAY + timedelta(hours=hour)) for hour in hours]
        assert sent == [0, 1, 0, 0, 1]
        message = mail.outbox[0]
        assert message.to == ["ann@example.com"]
        assert "GET /things" in message.body
        assert message.extra_headers["List-Unsubscribe"].startswith("<https://clear.example/")
        assert isinstance(message, mail.EmailMultiAlternatives)
        assert "cid:burndown" in str(message.alternatives[0][0])
        image = message.attachments[0]
        assert image.get_payload(decode=True)[:4] == b"\x89PNG"

    def test_a_repository_without_a_scan_sends_nothing(self) -> None:
        reviews.subscribe(make_repository(), email="ann@example.com", actor="ada")
        assert digests.send_due(self.MONDAY) == 0


class TestRetention:
    def test_what_nobody_asks_for_goes_and_every_class_change_stays(self, repository: Repository) -> None:
        dead = make_scan(repository, position=3)
        scans.note(dead, "gone")
        scans.fail(dead, "x")
        kept = UnitState.objects.count(), Snapshot.objects.count()
        later = timezone.now() + timedelta(days=100)
        assert retention.clean_up(later) == {"documents": 1, "log_lines": 1, "scans": 1, "uploads": 0}
        assert ScanPayload.objects.get().scan == Scan.objects.get(position=2)
        assert not ScanLogLine.objects.exists()
        assert (UnitState.objects.count(), Snapshot.objects.count()) == kept
        assert retention.clean_up(later) == {"documents": 0, "log_lines": 0, "scans": 0, "uploads": 0}
