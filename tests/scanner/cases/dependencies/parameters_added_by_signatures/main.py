"""Decorators that tell the framework of parameters the function does not have."""

import functools
import inspect
import time
from typing import Annotated, Any, Callable

from fastapi import Depends, FastAPI, Request

app = FastAPI()


async def slow_dependency():  # -> blocking-async
    time.sleep(0.001)
    return "slow"


async def calm_dependency():
    return "calm"


class Client:
    def fetch(self):  # -> blocking-async
        time.sleep(0.001)
        return 1

    def peek(self):
        return 2


def client() -> Client:
    return Client()


def inject(**dependencies: Callable):
    def decorate(function):
        signature = inspect.signature(function)

        @functools.wraps(function)
        async def wrapper(*args, **kwargs):  # -> blocking-async
            for name in dependencies:
                kwargs.pop(name)
            return await function(*args, **kwargs)

        extra = [
            inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=Depends(dependency))
            for name, dependency in dependencies.items()
        ]
        wrapper.__signature__ = signature.replace(parameters=[*signature.parameters.values(), *extra])
        return wrapper

    return decorate


def with_client(function):
    signature = inspect.signature(function)
    parameters = list(signature.parameters.values())
    parameters.append(
        inspect.Parameter(
            "_client", inspect.Parameter.KEYWORD_ONLY, annotation=Annotated[Client, Depends(client)]
        )
    )

    @functools.wraps(function)
    async def wrapper(*args, _client: Client, **kwargs):  # -> blocking-async
        kwargs["client"] = _client
        return await function(*args, **kwargs)

    wrapper.__signature__ = inspect.Signature(
        [p for p in parameters if p.name != "client"], return_annotation=signature.return_annotation
    )
    return wrapper


def audited(function):
    @functools.wraps(function)
    async def wrapper(*args, request: Request, **kwargs):  # -> blocking-async
        request.state.seen = True
        return await function(*args, **kwargs)

    signature = inspect.signature(function)
    wrapper.__signature__ = signature.replace(
        parameters=[
            inspect.Parameter("request", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=Request),
            *signature.parameters.values(),
        ]
    )
    return wrapper


@app.get("/slow/{key}")
@inject(dep=slow_dependency)
async def slow(key: int):  # -> blocking-async
    return key


@app.get("/calm/{key}")
@inject(dep=calm_dependency)
async def calm(key: int):  # -> native-async
    return key


@app.get("/fetch")
@with_client
async def fetch(client: Any):  # -> blocking-async
    return client.fetch()


@app.get("/peek")
@with_client
async def peek(client: Any):  # -> native-async
    return client.peek()


@app.get("/audited/{key}")
@audited
async def seen(key: int, c: Client = Depends(client)):  # -> native-async
    return c.peek()


@app.get("/audited/slow/{key}")
@audited
async def seen_slow(key: int, c: Client = Depends(client)):  # -> blocking-async
    return c.fetch()


@app.get("/audited/both/{key}")
@audited
@inject(dep=calm_dependency)
async def both(key: int, c: Client = Depends(client)):  # -> blocking-async
    return c.fetch()


@app.get("/audited/dependency/{key}")
@inject(dep=slow_dependency)
@audited
async def both_dependency(key: int, c: Client = Depends(client)):  # -> blocking-async
    return c.peek()


class Desk:
    def __init__(self, client: Client = Depends(client)) -> None:
        self.client = client

    async def fetched(self):  # -> blocking-async
        return self.client.fetch()

    async def peeked(self):  # -> native-async
        return self.client.peek()


def bound(cls, function):
    first, *rest = inspect.signature(function).parameters.values()

    @functools.wraps(function)
    async def wrapper(*args, **kwargs):  # -> blocking-async
        return await function(*args, **kwargs)

    given = first.replace(default=Depends(cls), kind=inspect.Parameter.KEYWORD_ONLY)
    wrapper.__signature__ = inspect.Signature([given, *rest])
    return wrapper


for name, member in inspect.getmembers(Desk, inspect.isfunction):
    if not name.startswith("_"):
        app.add_api_route(f"/desk/{name}", bound(Desk, member))
