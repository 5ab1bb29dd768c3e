from .container import Container, Scope, provide
from .lifetimes import Lifetime

__all__ = ["Container", "Lifetime", "Scope", "provide"]
