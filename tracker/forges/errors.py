"""Why a forge could not be read or told something."""

from __future__ import annotations

from datetime import datetime


class ForgeError(Exception):
    """The message is fit for a person and holds no credentials."""


class MalformedError(ForgeError):
    """A payload is not what its event promises."""


class ThrottledError(ForgeError):
    """The forge asks us to wait until ``until``."""

    def __init__(self, message: str, until: datetime) -> None:
        super().__init__(message)
        self.until = until


class UnavailableError(ForgeError):
    """The forge does not answer, or answers that it is broken: worth another try."""


class RefusedError(ForgeError):
    """The forge understood and said no: the same request will be refused again."""

    def __init__(self, message: str, status: int) -> None:
        super().__init__(message)
        self.status = status


class MissingError(RefusedError):
    """What the request is about is not there (or not ours to see)."""
