from .api import fetch
from .version import VERSION

__all__ = ["VERSION", "fetch"]


def __getattr__(name):
    if name == "lazy_fetch":
        from .late import lazy_fetch

        return lazy_fetch
    raise AttributeError(name)
