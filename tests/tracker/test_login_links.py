"""One-time login links."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tracker.models import LoginLink, Membership
from tracker.services import login_links

pytestmark = pytest.mark.django_db


def address(token: str, query: str = "") -> str:
    return reverse("login-once", args=[token]) + query


@pytest.fixture
def admin() -> User:
    return login_links.first_admin()


def test_the_first_admin_is_made_once(admin: User) -> None:
    assert login_links.first_admin() == admin
    assert admin.is_superuser
    assert not admin.has_usable_password()
    assert Membership.objects.get(user=admin).role == Membership.Role.ADMIN


def test_an_existing_administrator_is_taken() -> None:
    owner = User.objects.create_superuser("owner", password="long enough to keep")
    assert login_links.first_admin() == owner


def test_a_link_lets_in_once(client: Client, admin: User) -> None:
    token = login_links.issue(admin)
    answer = client.get(address(token))
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert client.session["_auth_user_id"] == str(admin.pk)
    again = Client().get(address(token))
    assert again.status_code == 410
    assert b"no longer valid" in again.content


def test_the_token_is_not_kept(admin: User) -> None:
    token = login_links.issue(admin)
    assert token not in str(LoginLink.objects.values_list("hash", flat=True).get())


def test_an_expired_link_lets_nobody_in(client: Client, admin: User) -> None:
    token = login_links.issue(admin)
    LoginLink.objects.update(expires_at=timezone.now())
    assert client.get(address(token)).status_code == 410
    assert "_auth_user_id" not in client.session


def test_a_deactivated_user_stays_out(client: Client, admin: User) -> None:
    token = login_links.issue(admin)
    User.objects.update(is_active=False)
    assert client.get(address(token)).status_code == 410


def test_an_unknown_token_lets_nobody_in(client: Client) -> None:
    assert client.get(address("guess")).status_code == 410


def test_prefetching_does_not_spend_the_link(client: Client, admin: User) -> None:
    token = login_links.issue(admin)
    assert client.get(address(token), headers={"Sec-Purpose": "prefetch;prerender"}).status_code == 204
    assert client.get(address(token)).status_code == 302


def test_a_spent_link_of_somebody_signed_in_just_goes_on(client: Client, admin: User) -> None:
    token = login_links.issue(admin)
    client.get(address(token))
    assert client.get(address(token)).status_code == 302


@pytest.mark.parametrize(
    ("wanted", "goes_to"),
    [("/r/shop/", "/r/shop/"), ("https://evil.example.com/", "/"), ("//evil.example.com", "/"), ("", "/")],
)
def test_it_goes_on_only_within_this_installation(
    client: Client, admin: User, wanted: str, goes_to: str
) -> None:
    token = login_links.issue(admin)
    assert client.get(address(token, f"?next={wanted}"))["Location"] == goes_to


def test_issuing_sweeps_spent_and_expired_links(admin: User) -> None:
    spent = login_links.issue(admin)
    login_links.redeem(spent)
    login_links.issue(admin, lifetime=timedelta(seconds=-1))
    login_links.issue(admin)
    assert LoginLink.objects.count() == 1
