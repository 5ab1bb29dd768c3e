"""Addresses of the webhooks: one for each connection."""

from __future__ import annotations

from django.urls import URLPattern, path

from tracker.webhooks import views

urlpatterns: list[URLPattern] = [
    path("<slug:kind>/<str:key>/", views.deliver, name="webhook"),
]
