"""A listing brings its router; two modules make one each of the same collaborator."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from fastapi import APIRouter
from names import Names


@dataclass
class Listing:
    names: Names
    router: APIRouter = field(default_factory=APIRouter)
    made: Callable[..., Any] | None = None

    def __post_init__(self):
        self.router.add_api_route("/names", endpoint=endpoint(self.names.all, dict))
        self.router.add_api_route("/sizes", endpoint=endpoint(self.names.sizes, list))


def endpoint(read: Callable[[], Any], kind: type) -> Callable[..., Any]:
    if issubclass(kind, dict):

        async def _endpoint():  # -> native-async
            return {"found": await read()}

    else:

        async def _endpoint():  # -> native-async
            return list(await read())

    return _endpoint
