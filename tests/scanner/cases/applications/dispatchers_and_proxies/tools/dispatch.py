import time
from functools import cached_property, lru_cache, partial, partialmethod, reduce, singledispatch, singledispatchmethod, total_ordering

import requests


@singledispatch
def render(value):
    return str(value)


@render.register
def _(value: dict):  # -> blocking-async
    return {k: render(v) for k, v in value.items()}


@render.register(bytes)
def _render_bytes(value):  # -> blocking-async
    return requests.post("http://render.test/", data=value).status_code


class Formatter:
    @singledispatchmethod
    def format(self, value):
        return "?"

    @format.register
    def _(self, value: int):
        return value + 1

    @format.register
    def _(self, value: str):  # -> blocking-async
        time.sleep(0.001)
        return value


class Api:
    def request(self, method, path, *, body=None):  # -> blocking-async
        return requests.request(method, f"http://api.test/{path}").status_code

    get = partialmethod(request, "GET")
    post = partialmethod(request, "POST", body={})

    def describe(self, kind, name):
        return f"{kind}:{name}"

    table = partialmethod(describe, "table")

    @cached_property
    def profile(self):  # -> blocking-async
        return self.get("me")

    @cached_property
    def name(self):
        return "api"


@lru_cache(maxsize=None)
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


@lru_cache
def settings(name):  # -> blocking-async
    return requests.get(f"http://config.test/{name}").status_code


@total_ordering
class Version:
    def __init__(self, text):
        self.text = text

    def __eq__(self, other):
        return self.text == other.text

    def __lt__(self, other):  # -> blocking-async
        time.sleep(0.001)
        return self.text < other.text


def compose(*functions):
    return reduce(lambda f, g: lambda x: g(f(x)), functions)


def slow(x):  # -> blocking-async
    time.sleep(0.001)
    return x


def inc(x):
    return x + 1


pipeline = compose(inc, inc)
slow_pipeline = compose(inc, slow)
bound = partial(partial(slow), 3)
free = partial(inc, x=3)
