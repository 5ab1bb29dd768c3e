from __future__ import annotations

from typing import ClassVar


class Backend:
    registry: ClassVar[dict[str, type[Backend]]] = {}
    name: ClassVar[str]

    def __init_subclass__(cls, **kw):
        super().__init_subclass__(**kw)
        cls.registry[cls.name] = cls

    def run(self):
        raise NotImplementedError
