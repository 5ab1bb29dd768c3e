"""Decorators on classes and methods: registering, wrapping every method, offloading, transactional."""

import asyncio
import functools
import inspect
import time

from fastapi import FastAPI


def offloaded(function):
    @functools.wraps(function)
    async def moved(*args, **kwargs):  # -> native-async
        return await asyncio.to_thread(function, *args, **kwargs)

    return moved


def logged(cls):
    cls.label = cls.__name__.lower()
    return cls


def counted(method):
    @functools.wraps(method)
    def counting(self, *args):
        self.calls += 1
        return method(self, *args)

    return counting


def transactional(method):
    @functools.wraps(method)
    def run(self, *args, **kwargs):  # -> blocking-async
        self.begin()
        try:
            return method(self, *args, **kwargs)
        finally:
            self.end()

    return run


@logged
class Service:
    calls = 0

    def begin(self):
        return None

    def end(self):  # -> blocking-async
        time.sleep(0.001)

    @counted
    def read(self):
        return self.calls

    @transactional
    def write(self):
        return 1

    @offloaded
    def slow(self):  # -> converted-def
        time.sleep(0.001)
        return 1


service = Service()
app = FastAPI()


@app.get("/read")
async def read():  # -> native-async
    return service.read()


@app.get("/write")
async def write():  # -> blocking-async
    return service.write()


@app.get("/slow")
async def slow():  # -> native-async
    return await service.slow()


@app.get("/label")
async def label():  # -> native-async
    return Service.label, inspect.iscoroutinefunction(service.slow)


@app.get("/handler")
@offloaded
def handler():  # -> native-async
    time.sleep(0.001)
    return 1
