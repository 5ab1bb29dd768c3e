"""Names of which nobody can tell from the source alone under which key they are kept."""

import functools
import hashlib
import time

_found = {}


def digest(name):
    return hashlib.sha256(name.encode()).hexdigest()


def keep(function):
    _found[digest(function.__name__)] = function


def counted(function):
    @functools.wraps(function)
    def counting(*args):  # -> blocking-async
        return function(*args)

    return counting


def __getattr__(name):
    if name in ("reader", "slow_reader"):
        made = __getattr__("Reader" if name == "reader" else "SlowReader")
        return made()
    key = digest(name)
    if key not in _found:
        raise AttributeError(name)
    return _found[key]


def _load():
    def slow():  # -> blocking-async
        time.sleep(0.001)
        return 1

    def quick():
        return 2

    @counted
    def slow_and_counted():  # -> blocking-async
        time.sleep(0.001)
        return 3

    class Store:
        def __init__(self):  # -> converted-def
            time.sleep(0.001)

    class Reader:
        def read(self):
            return 4

    class SlowReader:
        def read(self):  # -> blocking-async
            time.sleep(0.001)
            return 5

    for each in (slow, quick, slow_and_counted, Store, Reader, SlowReader):
        keep(each)


_load()
