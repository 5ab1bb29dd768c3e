from __future__ import annotations

import inspect
from abc import ABC, abstractmethod
from enum import Enum
from typing import Any, Callable, TypeVar, get_type_hints

T = TypeVar("T")


class Scope(Enum):
    SINGLETON = "singleton"
    PROTOTYPE = "prototype"


class Provider(ABC):
    @abstractmethod
    def get(self, container: Container) -> Any: ...


class InstanceProvider(Provider):
    def __init__(self, instance):
        self._instance = instance

    def get(self, container):
        return self._instance


class ClassProvider(Provider):
    def __init__(self, cls):
        self._cls = cls

    def get(self, container):
        hints = get_type_hints(self._cls.__init__)
        hints.pop("return", None)
        return self._cls(**{name: container.get(hint) for name, hint in hints.items()})


class FactoryProvider(Provider):
    def __init__(self, factory: Callable):
        self._factory = factory

    def get(self, container):
        return self._factory(container)


class SingletonProvider(Provider):
    def __init__(self, inner: Provider):
        self._inner = inner
        self._made = None

    def get(self, container):
        if self._made is None:
            self._made = self._inner.get(container)
        return self._made


class Binding:
    def __init__(self, container, key):
        self._container, self._key = container, key
        self._provider = None

    def to(self, cls):
        self._provider = ClassProvider(cls)
        return self._done()

    def to_instance(self, instance):
        self._provider = InstanceProvider(instance)
        return self._done()

    def to_provider(self, factory):
        self._provider = FactoryProvider(factory)
        return self._done()

    def in_scope(self, scope: Scope):
        if scope is Scope.SINGLETON:
            self._provider = SingletonProvider(self._provider)
        return self._done()

    def _done(self):
        self._container._providers[self._key] = self._provider
        return self


class Container:
    def __init__(self):
        self._providers: dict[Any, Provider] = {}

    def bind(self, key) -> Binding:
        return Binding(self, key)

    def get(self, key: type[T]) -> T:
        provider = self._providers.get(key)
        if provider is None:
            provider = ClassProvider(key)
        return provider.get(self)

    def install(self, *modules):
        for module in modules:
            module.configure(self)
        return self


class Module(ABC):
    @abstractmethod
    def configure(self, binder: Container) -> None: ...
