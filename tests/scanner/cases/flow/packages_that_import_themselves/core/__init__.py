"""Order matters here: each module finds in the package what was bound before it was imported."""

from typing import TYPE_CHECKING, Any, Optional

if TYPE_CHECKING:
    from core.cache import Cache

default: Optional["Cache"] = None

from core.tools import *
from core.cache import cache

store = cache.store
shelf = cache.shelf

from core.api import router


def __getattr__(name: str) -> Any:
    if name == "late":
        from core.tools import Late

        return Late()
    raise AttributeError(name)
