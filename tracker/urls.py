"""Addresses of the whole installation."""

from __future__ import annotations

from importlib.util import find_spec

from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

from tracker import health
from tracker.views import login_links

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", health.healthz, name="healthz"),
    path("login/once/<str:token>/", login_links.enter, name="login-once"),
    path("accounts/", include("allauth.urls")),
    path("admin/", admin.site.urls),
]
for area, prefix in (("api", "api/"), ("webhooks", "webhooks/"), ("views", "")):
    if find_spec(f"tracker.{area}") and find_spec(f"tracker.{area}.urls"):
        try:
            urlpatterns.append(path(prefix, include(f"tracker.{area}.urls")))
        except ImportError as error:
            print(f"tracker.{area}.urls left out: {error}")
