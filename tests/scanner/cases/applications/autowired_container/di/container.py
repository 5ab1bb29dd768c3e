import inspect
from contextlib import asynccontextmanager
from typing import Any, Callable, TypeVar, get_type_hints

from .lifetimes import Lifetime

T = TypeVar("T")


def provide(lifetime: Lifetime = Lifetime.TRANSIENT):
    def mark(function):
        function.__lifetime__ = lifetime
        return function

    return mark


class Container:
    def __init__(self):
        self._providers: dict[type, tuple[Callable[..., Any], Lifetime]] = {}
        self._singletons: dict[type, Any] = {}

    def register(self, interface: type[T], factory: Callable[..., T], lifetime=Lifetime.TRANSIENT) -> "Container":
        self._providers[interface] = (factory, lifetime)
        return self

    def add_provider(self, provider) -> "Container":
        for _, method in inspect.getmembers(provider, inspect.ismethod):
            lifetime = getattr(method, "__lifetime__", None)
            if lifetime is None:
                continue
            interface = get_type_hints(method)["return"]
            self._providers[interface] = (method, lifetime)
        return self

    def resolve(self, interface: type[T]) -> T:
        if interface in self._singletons:
            return self._singletons[interface]
        factory, lifetime = self._providers[interface]
        instance = self._build(factory)
        if lifetime is Lifetime.SINGLETON:
            self._singletons[interface] = instance
        return instance

    def _build(self, factory):
        target = factory.__init__ if inspect.isclass(factory) else factory
        hints = get_type_hints(target)
        hints.pop("return", None)
        kwargs = {name: self.resolve(hint) for name, hint in hints.items()}
        return factory(**kwargs)

    def scope(self) -> "Scope":
        return Scope(self)


class Scope:
    def __init__(self, parent: Container):
        self.parent = parent
        self._cache: dict[type, Any] = {}

    def get(self, interface: type[T]) -> T:
        if interface not in self._cache:
            self._cache[interface] = self.parent.resolve(interface)
        return self._cache[interface]

    async def __aenter__(self):
        return self

    async def __aexit__(self, *exc):
        for value in self._cache.values():
            close = getattr(value, "aclose", None)
            if close is not None:
                await close()
