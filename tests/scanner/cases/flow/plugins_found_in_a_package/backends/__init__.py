from __future__ import annotations

import pkgutil
from importlib import import_module

from .base import Backend

for info in pkgutil.iter_modules(__path__):
    import_module(f"{__name__}.{info.name}")


def create(kind) -> Backend:
    return Backend.registry[kind.value]()
