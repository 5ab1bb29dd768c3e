from .proxy import LocalProxy
from .scope import current, scoped, session_var

session = LocalProxy(current)
__all__ = ["current", "scoped", "session", "session_var"]
