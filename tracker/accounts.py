"""Who may open an account: an administrator invites; a provider's users by their e-mail domain."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.conf import settings
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import User
from django.http import HttpRequest

ANYONE = "*"


class PasswordBackend(ModelBackend):
    """Brings a user with the membership that every page asks for, in one query."""

    def get_user(self, user_id: int) -> User | None:
        users = User.objects.select_related("membership")
        user = users.filter(pk=user_id).first()
        return user if user is not None and self.user_can_authenticate(user) else None


class AccountAdapter(DefaultAccountAdapter):
    """No open registration: accounts are made by an administrator or a provider."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    """A provider's user without an account gets one when a verified address is of a permitted domain."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        if ANYONE in settings.SIGNUP_DOMAINS:
            return True
        domains = {domain.lower() for domain in settings.SIGNUP_DOMAINS}
        verified = (address.email for address in sociallogin.email_addresses if address.verified)
        return any(email.rpartition("@")[2].lower() in domains for email in verified)
