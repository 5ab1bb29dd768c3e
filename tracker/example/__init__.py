"""A small FastAPI project with a git history in which its migration progresses, to look around in."""

from tracker.example.repository import build

__all__ = ["build"]
