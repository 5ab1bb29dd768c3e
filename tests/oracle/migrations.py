"""Stand-in for Alembic: a command works on the connection it was handed, or opens one of its own."""

from __future__ import annotations

from typing import Any


class Config:
    """``alembic.config.Config``."""

    def __init__(self, file_: str = "", **options: object) -> None:
        self.attributes: dict[str, Any] = {}

    def set_main_option(self, name: str, value: str) -> None:
        return None

    @property
    def dialect(self) -> object:
        connection = self.attributes.get("connection")
        return connection.dialect if connection is not None else None
