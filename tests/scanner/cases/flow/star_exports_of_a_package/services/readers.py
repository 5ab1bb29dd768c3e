from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    pass


class Reader:
    def read(self) -> str:  # -> converted-def
        from .helpers import load

        return load()
