import time
from abc import ABC, abstractmethod
from typing import Self


class Loader(ABC):
    cache: dict = {}

    def load(self, key) -> Self:  # -> blocking-async
        self.cache[key] = self._load(key)
        return self

    @property
    @abstractmethod
    def source(self): ...

    def _load(self, key):  # -> blocking-async
        return self.source(key)


class Timed:
    def load(self, key):  # -> blocking-async
        started = time.monotonic()
        out = super().load(key)
        self.took = time.monotonic() - started
        return out


class Slow(Timed, Loader):
    @property
    def source(self):
        return self._read

    def _read(self, key):  # -> blocking-async
        time.sleep(0.001)
        return key


class Quick(Timed, Loader):
    source = staticmethod(lambda key: key)


class Builder:
    def __init__(self):
        self.parts = []

    def add(self, part) -> Self:
        self.parts.append(part)
        return self

    def build(self):  # -> blocking-async
        return [p() for p in self.parts]


class Shape:
    def __new__(cls, kind="square"):
        if cls is Shape:
            cls = {"square": Square, "fetched": Fetched}[kind]
        return object.__new__(cls)

    def area(self):
        return 0


class Square(Shape):
    def area(self):
        return 4


class Fetched(Shape):
    def area(self):  # -> blocking-async
        time.sleep(0.001)
        return 5


class Temperature:
    def __init__(self, c):
        self._c = c

    @property
    def f(self):
        return self._c * 2

    @f.setter
    def f(self, value):  # -> blocking-async
        time.sleep(0.001)
        self._c = value / 2

    @classmethod
    def parse(cls, text):
        return cls(float(text))


class Config:
    class Meta:
        table = "x"

        @staticmethod
        def refresh():  # -> blocking-async
            time.sleep(0.001)
            return 1

    meta = Meta()

    def table(self):
        return self.Meta.table
