import time
from dataclasses import dataclass

from fastapi import FastAPI

app = FastAPI()


def slow(*args):  # -> blocking-async
    time.sleep(0.001)
    return 1


def connected(cls):
    original = cls.__init__

    def __init__(self, *args, **kwargs):  # -> blocking-async
        slow()
        original(self, *args, **kwargs)

    cls.__init__ = __init__
    return cls


def counted(cls):
    original = cls.__init__

    def __init__(self, *args, **kwargs):
        type(self).made += 1
        original(self, *args, **kwargs)

    cls.made = 0
    cls.__init__ = __init__
    return cls


def managed(cls):
    def __enter__(self):  # -> blocking-async
        slow()
        return self

    def __exit__(self, *exc):
        return None

    cls.__enter__, cls.__exit__ = __enter__, __exit__
    return cls


def with_method(name, function):
    def decorate(cls):
        setattr(cls, name, function)
        return cls

    return decorate


def proxied(cls):
    def __getattr__(self, name):  # -> blocking-async
        return slow(name)

    if not hasattr(cls, "__getattr__"):
        cls.__getattr__ = __getattr__
    return cls


@connected
class Client:
    def __init__(self, name):
        self.name = name


class Derived(Client):
    pass


@connected
class Bare:
    pass


@counted
@dataclass
class Job:
    run: object


@managed
class Scope:
    pass


@with_method("__call__", slow)
class Task:
    pass


@proxied
class Remote:
    pass


class Rows:
    pass


Rows.__len__ = slow
Rows.__iter__ = lambda self: iter([slow()])


@app.get("/client")
async def client():  # -> blocking-async
    return Client("x").name


@app.get("/derived")
async def derived():  # -> blocking-async
    return Derived("x").name


@app.get("/bare")
async def bare():  # -> blocking-async
    return bool(Bare())


@app.get("/job")
async def job():  # -> blocking-async
    return Job(slow).run()


@app.get("/job/calm")
async def job_calm():  # -> native-async
    return Job(lambda: 2).run()


@app.get("/scope")
async def scope():  # -> blocking-async
    with Scope():
        return 1


@app.get("/task")
async def task():  # -> blocking-async
    return Task()()


@app.get("/task/made")
async def task_made():  # -> native-async
    return type(Task()).__name__


@app.get("/remote")
async def remote():  # -> blocking-async
    return Remote().anything


@app.get("/rows")
async def rows():  # -> blocking-async
    return len(Rows())


@app.get("/rows/each")
async def rows_each():  # -> blocking-async
    return [*Rows()]


@app.get("/rows/made")
async def rows_made():  # -> native-async
    return str(type(Rows()))
