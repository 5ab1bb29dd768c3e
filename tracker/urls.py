"""Addresses of the whole installation."""

from __future__ import annotations

from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

from tracker import health
from tracker.api.urls import api
from tracker.views import login_links

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", health.healthz, name="healthz"),
    path("login/once/<str:token>/", login_links.enter, name="login-once"),
    path("accounts/", include("allauth.urls")),
    path("admin/", admin.site.urls),
    path("api/v1/", api.urls),
    path("webhooks/", include("tracker.webhooks.urls")),
    path("", include("tracker.views.urls")),
]
