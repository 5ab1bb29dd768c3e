"""What forges tell us, in one vocabulary."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Pull:
    """A pull or merge request. ``state`` is open, merged or closed; ``fetch_ref`` brings its head also
    from a fork or after its branch is gone; ``head_slug`` is empty when that repository was deleted."""

    number: int
    title: str
    author: str
    state: str
    draft: bool
    base_ref: str
    base_sha: str
    head_ref: str
    head_sha: str
    head_slug: str
    url: str
    fetch_ref: str
    updated_at: datetime | None


@dataclass(frozen=True, slots=True)
class Ping:
    """The forge tried whether we are there."""


@dataclass(frozen=True, slots=True)
class Pushed:
    """A branch moved; ``branch`` is its bare name."""

    branch: str
    after: str
    deleted: bool
    forced: bool


@dataclass(frozen=True, slots=True)
class PullChanged:
    pull: Pull
    action: str


@dataclass(frozen=True, slots=True)
class GroupChanged:
    """A merge queue's group waits for checks (or no longer does)."""

    head_sha: str
    head_ref: str
    base_sha: str
    base_ref: str
    destroyed: bool


@dataclass(frozen=True, slots=True)
class RerunAsked:
    """Somebody pressed "re-run" (``again``), or the forge opened a suite of checks for a commit."""

    sha: str
    external_id: str
    by: str
    again: bool


@dataclass(frozen=True, slots=True)
class InstallationChanged:
    """An app may see other repositories now. ``gone`` means all of them were taken away."""

    added: tuple[str, ...]
    removed: tuple[str, ...]
    gone: bool


@dataclass(frozen=True, slots=True)
class Nothing:
    """A delivery that asks nothing of us, and why."""

    reason: str


Event = Ping | Pushed | PullChanged | GroupChanged | RerunAsked | InstallationChanged | Nothing


@dataclass(frozen=True, slots=True)
class Notice:
    """One delivery, read. ``slug`` is the repository at the forge ("" when it is about none)."""

    slug: str
    default_branch: str
    installation_id: int | None
    event: Event
