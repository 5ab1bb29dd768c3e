from .lazy import *  # noqa: F403
from .lazy import __all__ as _lazy_all
from .eager import *  # noqa: F403
from . import eager as _eager

__all__ = [*_lazy_all]
__all__ += _eager.__all__


def __getattr__(name):
    if name == "client":
        from pkg.clients import make

        value = make()
        globals()[name] = value
        return value
    if name in ("Legacy", "Modern"):
        from pkg import versions

        return getattr(versions, name)
    raise AttributeError(name)


def __dir__():
    return sorted(__all__)
