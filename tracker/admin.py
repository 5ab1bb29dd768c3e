"""Read-mostly views of the tables, for operators."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest

from tracker.models import (
    ApiToken,
    Assignment,
    AuditEntry,
    Delivery,
    DigestSubscription,
    Finding,
    ForgeConnection,
    HistoryRun,
    Installation,
    Membership,
    Owner,
    OwnerRule,
    Publication,
    PullHead,
    PullRequest,
    Repository,
    Scan,
    Snapshot,
    Subsystem,
    Unit,
    UnitState,
    Waiver,
)


class ReadOnlyAdmin(admin.ModelAdmin[Any]):
    """What scans and people made through the pages is looked at here, never edited."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False


@admin.register(Repository)
class RepositoryAdmin(ReadOnlyAdmin):
    list_display = ("name", "slug", "kind", "location", "default_branch", "archived_at")
    exclude = ("credential", "public_key")
    search_fields = ("name", "location")


@admin.register(Scan)
class ScanAdmin(ReadOnlyAdmin):
    list_display = (
        "id",
        "repository",
        "trigger",
        "status",
        "short_revision",
        "queued_at",
        "seconds",
        "worker",
    )
    list_filter = ("status", "trigger", "repository")
    search_fields = ("revision", "error")
    list_select_related = ("repository",)


@admin.register(HistoryRun)
class HistoryRunAdmin(ReadOnlyAdmin):
    list_display = ("id", "repository", "sampling", "status", "done", "total", "refined", "queued_at")
    list_filter = ("status",)


@admin.register(Unit)
class UnitAdmin(ReadOnlyAdmin):
    list_display = ("label", "repository", "kind", "classification", "lifecycle", "subsystem", "owner")
    list_filter = ("kind", "classification", "lifecycle")
    search_fields = ("name", "path", "file")
    list_select_related = ("repository", "subsystem", "owner")
    raw_id_fields = ("state", "first_scan", "since_scan", "moved_scan", "removed_scan")


@admin.register(UnitState)
class UnitStateAdmin(ReadOnlyAdmin):
    list_display = ("unit", "classification", "change", "from_position", "to_position", "exact")
    list_filter = ("change", "classification")
    list_select_related = ("unit",)


@admin.register(Finding)
class FindingAdmin(ReadOnlyAdmin):
    list_display = ("code", "unit_name", "file", "line", "lifecycle", "waived")
    list_filter = ("code", "lifecycle")
    search_fields = ("unit_name", "file")


@admin.register(Snapshot)
class SnapshotAdmin(ReadOnlyAdmin):
    list_display = ("repository", "at", "routes_blocking", "routes_converted", "routes_native", "outdated")


@admin.register(AuditEntry)
class AuditEntryAdmin(ReadOnlyAdmin):
    list_display = ("at", "actor", "verb", "object_type", "object_label", "repository")
    list_filter = ("verb",)
    search_fields = ("actor", "object_label")
    list_select_related = ("repository",)


@admin.register(Waiver)
class WaiverAdmin(ReadOnlyAdmin):
    list_display = ("handler", "symbol", "reason", "author", "expires", "ending")
    list_filter = ("reason", "ending")


@admin.register(ApiToken)
class ApiTokenAdmin(ReadOnlyAdmin):
    list_display = ("name", "prefix", "user", "created_at", "last_used_at", "revoked_at")
    exclude = ("hash",)


@admin.register(ForgeConnection)
class ForgeConnectionAdmin(ReadOnlyAdmin):
    list_display = ("name", "kind", "auth", "api_url", "connected_at", "received_at", "rejected")
    exclude = ("key", "secret", "secret_previous", "private_key", "token")


@admin.register(Delivery)
class DeliveryAdmin(ReadOnlyAdmin):
    list_display = ("received_at", "event", "guid", "repository", "status", "outcome", "times")
    list_filter = ("status", "event")
    search_fields = ("guid", "outcome")
    list_select_related = ("repository",)
    exclude = ("content",)


@admin.register(PullRequest)
class PullRequestAdmin(ReadOnlyAdmin):
    list_display = ("number", "title", "repository", "state", "draft", "base_ref", "head_sha")
    list_filter = ("state", "repository")
    search_fields = ("title", "number", "head_sha")
    list_select_related = ("repository",)
    raw_id_fields = ("head",)


@admin.register(PullHead)
class PullHeadAdmin(ReadOnlyAdmin):
    list_display = ("short_sha", "pull_request", "base_ref", "status", "conclusion", "seconds", "worker")
    list_filter = ("status", "conclusion")
    search_fields = ("sha",)
    list_select_related = ("pull_request",)
    exclude = ("report",)
    raw_id_fields = ("superseded_by",)


@admin.register(Publication)
class PublicationAdmin(ReadOnlyAdmin):
    list_display = ("id", "kind", "repository", "status", "wanted", "told", "attempts", "due_at", "error")
    list_filter = ("status", "kind")
    list_select_related = ("repository",)


@admin.register(Owner)
class OwnerAdmin(admin.ModelAdmin[Owner]):
    list_display = ("handle", "kind", "name", "email")
    search_fields = ("handle", "name", "email")


@admin.register(Membership)
class MembershipAdmin(admin.ModelAdmin[Membership]):
    list_display = ("user", "role", "created_at")
    list_filter = ("role",)
    list_select_related = ("user",)


@admin.register(Installation)
class InstallationAdmin(admin.ModelAdmin[Installation]):
    """One row, changed and never added to."""

    list_display = ("__str__", "base_url", "document_days", "log_days", "anonymous_read")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False


admin.site.register((Assignment, OwnerRule, Subsystem, DigestSubscription), ReadOnlyAdmin)
