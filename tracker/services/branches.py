"""Follows a default branch to its new name."""

from __future__ import annotations

from tracker.models import Repository
from tracker.services import mirrors, repositories
from tracker.services.git import GitError


def follow_rename(repository: Repository, named: str) -> bool:
    """Adopts the forge's default branch when the one that was followed is gone; asks the remote
    itself, since news may be old. Returns whether it did."""
    if not repository.has_git or named == repository.default_branch:
        return False
    try:
        known = repository.default_branch
        gone = not known or not mirrors.has_branch(repository, known)
        if not gone or not mirrors.has_branch(repository, named):
            return False
    except GitError:
        return False
    repositories.update_settings(repository, actor="forge", default_branch=named)
    return True
