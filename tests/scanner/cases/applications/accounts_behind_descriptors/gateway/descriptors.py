from __future__ import annotations

import functools
import time
import weakref
from typing import Any, Callable, Generic, TypeVar

import requests

T = TypeVar("T")


class lazy(Generic[T]):
    """cached_property of one's own."""

    def __init__(self, fn: Callable[[Any], T]):
        self.fn = fn

    def __set_name__(self, owner, name):
        self.name = name

    def __get__(self, obj, owner=None):  # -> blocking-async
        if obj is None:
            return self
        value = obj.__dict__[self.name] = self.fn(obj)
        return value


class Injected(Generic[T]):
    """A descriptor that asks a registry by annotation of the attribute."""

    registry: dict[str, Any] = {}

    def __init__(self, key: str):
        self.key = key

    def __get__(self, obj, owner=None) -> T:
        maker = self.registry[self.key]
        return maker()

    @classmethod
    def provide(cls, key: str):
        def register(fn):
            cls.registry[key] = fn
            return fn

        return register


class Remote:
    def __init__(self, base: str):
        self.base = base

    def status(self) -> int:  # -> blocking-async
        return requests.get(f"{self.base}/status").status_code

    def url(self) -> str:
        return self.base


class Silent(Remote):
    def status(self) -> int:
        return 204


@Injected.provide("remote")
def make_remote():
    return Remote("http://up.test")


@Injected.provide("silent")
def make_silent():
    return Silent("http://none.test")


class WriteOnce:
    def __set_name__(self, owner, name):
        self.private = f"_{name}"

    def __get__(self, obj, owner):
        return getattr(obj, self.private)

    def __set__(self, obj, value):
        if hasattr(obj, self.private):
            raise AttributeError
        setattr(obj, self.private, value)


class Synced:
    """Writes through when it is assigned."""

    def __init__(self, remote: bool = True):
        self.remote = remote
        self.values = weakref.WeakKeyDictionary()

    def __get__(self, obj, owner=None):
        return self.values.get(obj, 0)

    def __set__(self, obj, value):  # -> blocking-async
        if self.remote:
            requests.put("http://up.test/x", json=value)
        self.values[obj] = value

    def __delete__(self, obj):  # -> blocking-async
        requests.delete("http://up.test/x")


class LocalOnly(Synced):
    def __init__(self):
        super().__init__(remote=False)


class Account:
    remote: Remote = Injected("remote")
    silent: Remote = Injected("silent")
    owner = WriteOnce()
    balance = Synced()
    points = Synced(remote=False)
    seen = LocalOnly()

    def __init__(self, owner: Remote):
        self.owner = owner

    @lazy
    def profile(self) -> dict:  # -> blocking-async
        return {"code": self.remote.status()}

    @lazy
    def address(self) -> str:
        return self.remote.url()


class bound_retry:
    """A decorator that is a descriptor: works on methods and functions."""

    def __init__(self, fn, times: int = 2, pause: float = 0.0):
        functools.update_wrapper(self, fn)
        self.fn, self.times, self.pause = fn, times, pause

    def __get__(self, obj, owner=None):
        if obj is None:
            return self
        return functools.partial(self.__call__, obj)

    def __call__(self, *args, **kwargs):  # -> blocking-async
        for _ in range(self.times):
            if self.pause:
                time.sleep(self.pause)
            return self.fn(*args, **kwargs)

    @classmethod
    def times(cls, n, pause=0.0):
        return lambda fn: cls(fn, n, pause)
