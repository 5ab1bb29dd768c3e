import operator

import redis


class Lazy:
    def __init__(self, factory):
        self._factory = factory
        self._wrapped = None

    def _get(self):
        if self._wrapped is None:
            self._wrapped = self._factory()
        return self._wrapped

    def __getattr__(self, name):
        return getattr(self._get(), name)

    def __call__(self, *args, **kwargs):
        return self._get()(*args, **kwargs)

    __getitem__ = lambda self, key: self._get()[key]
    __len__ = lambda self: len(self._get())


class Recorder:
    def __init__(self, inner):
        self.inner = inner
        self.calls = []

    def __getattr__(self, name):
        target = getattr(self.inner, name)

        def call(*args, **kwargs):  # -> blocking-async
            self.calls.append(name)
            return target(*args, **kwargs)

        return call


class Chain:
    def __init__(self, path=""):
        self.path = path

    def __getattr__(self, part):
        return Chain(f"{self.path}/{part}")

    def __call__(self):  # -> blocking-async
        import requests

        return requests.get(f"http://chain.test{self.path}").status_code

    def __str__(self):
        return self.path


cache = Lazy(lambda: redis.Redis(host="c.test"))
table = Lazy(lambda: {"a": 1})
recorded = Recorder(redis.Redis(host="c.test"))
recorded_list = Recorder([3, 1])
getter = operator.attrgetter("inner")
