from .base import *  # noqa: F403

try:
    from .local import *  # noqa: F403
except ImportError:
    pass
