"""Data classes, named tuples, typed dictionaries and models that carry clients and do work."""

import time
from dataclasses import dataclass, field
from typing import ClassVar, NamedTuple, Self, TypedDict

from fastapi import Depends, FastAPI
from pydantic import BaseModel, PrivateAttr


class Client:
    def fetch(self):  # -> blocking-async
        time.sleep(0.001)
        return 1

    @property
    def url(self):
        return "http://api.test"


@dataclass(frozen=True, slots=True)
class Service:
    client: Client = field(default_factory=Client)
    tries: int = 1

    def run(self):  # -> blocking-async
        return self.client.fetch()

    def with_tries(self, tries) -> Self:
        return type(self)(self.client, tries)

    def where(self):
        return self.client.url


class Pair(NamedTuple):
    name: str
    client: Client

    def read(self):  # -> blocking-async
        return self.client.fetch()


class Parts(TypedDict):
    client: Client
    name: str


class Model(BaseModel):
    shared: ClassVar[Client] = Client()
    name: str = "m"
    _client: Client = PrivateAttr(default_factory=Client)

    def load(self):  # -> blocking-async
        return self._client.fetch()

    def load_shared(self):  # -> blocking-async
        return self.shared.fetch()

    def title(self):
        return self.name.title()


def parts() -> Parts:
    return {"client": Client(), "name": "x"}


app = FastAPI()


@app.get("/service")
async def service():  # -> blocking-async
    return Service().with_tries(2).run()


@app.get("/where")
async def where():  # -> native-async
    return Service().with_tries(2).where()


@app.get("/pair")
async def pair():  # -> blocking-async
    return Pair("a", Client()).read()


@app.get("/pair/name")
async def pair_name():  # -> native-async
    name, _ = Pair("a", Client())
    return name


@app.get("/parts")
async def from_parts(found: dict = Depends(parts)):  # -> blocking-async
    return found["client"].fetch()


@app.get("/parts/typed")
def typed_parts(found: Parts = Depends(parts)):  # -> converted-def
    return found["name"]


@app.get("/model")
async def model():  # -> blocking-async
    return Model().load()


@app.get("/model/shared")
async def model_shared():  # -> blocking-async
    return Model().load_shared()


@app.get("/model/title")
async def model_title():  # -> native-async
    return Model().title()
