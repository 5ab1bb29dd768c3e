from __future__ import annotations

from typing import Any, Callable, ClassVar, Generic, TypeVar

T = TypeVar("T")


class Registry:
    _factories: ClassVar[dict[str, Callable[[], Any]]] = {}
    _cache: ClassVar[dict[str, Any]] = {}

    @classmethod
    def bind(cls, name):
        def decorate(factory):
            cls._factories[name] = factory
            return factory

        return decorate

    @classmethod
    def get(cls, name):
        if name not in cls._cache:
            cls._cache[name] = cls._factories[name]()
        return cls._cache[name]


class Ref(Generic[T]):
    def __init__(self, name):
        self.name = name

    def __call__(self) -> T:
        return Registry.get(self.name)


class Services:
    def __getattr__(self, name):
        if name not in Registry._factories:
            raise AttributeError(name)
        return Registry.get(name)

    def __class_getitem__(cls, name):
        return Registry.get(name)


class Lazy(Generic[T]):
    def __init__(self, build: Callable[[], T]):
        self._build = build
        self._value: T | None = None

    @property
    def value(self) -> T:
        if self._value is None:
            self._value = self._build()
        return self._value


services = Services()
