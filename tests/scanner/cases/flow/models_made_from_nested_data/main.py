"""Dictionaries given for fields of models become models, of the class that a registry names."""

import time
from enum import Enum

from fastapi import FastAPI
from pydantic import BaseModel, SerializeAsAny, field_validator

app = FastAPI()


class Kind(str, Enum):
    QUICK = "quick"
    SLOW = "slow"


class Settings(BaseModel):
    pass


class QuickSettings(Settings):
    key: str


class SlowSettings(Settings):
    project: str | None = None


class Model(Settings):
    name: str | None = None
    kind: str | Kind
    config: SerializeAsAny[Settings] | None = None

    @classmethod
    def _built(cls, value, context):
        if kind := context.data.get("kind"):
            wanted = registry.get(kind).CONFIG
            return wanted(**value) if isinstance(value, dict) else value
        raise ValueError

    @field_validator("config", mode="before")
    def build(cls, value, context):
        return cls._built(value, context)


class Endpoint(Settings):
    name: str
    model: Model


class Provider:
    CONFIG: type[Settings]

    def __init__(self, config: Endpoint):
        self.config = config


class Quick(Provider):
    CONFIG = QuickSettings

    def __init__(self, config: Endpoint):
        super().__init__(config)
        if not isinstance(config.model.config, QuickSettings):
            raise TypeError


class Slow(Provider):
    CONFIG = SlowSettings

    def __init__(self, config: Endpoint):  # -> blocking-async via time.sleep
        super().__init__(config)
        if not isinstance(config.model.config, SlowSettings):
            raise TypeError
        time.sleep(0)


class Registry:
    def __init__(self):
        self._providers: dict[str | Kind, type[Provider]] = {}

    def register(self, name: str, provider: type[Provider]):
        self._providers[name] = provider

    def get(self, name: str) -> type[Provider]:
        if name not in self._providers:
            raise ValueError
        return self._providers[name]


registry = Registry()
registry.register(Kind.QUICK, Quick)
registry.register(Kind.SLOW, Slow)


class Wanted(BaseModel):
    kind: Kind
    key: str


def built(wanted: Wanted) -> Endpoint:
    config = None
    if wanted.kind == Kind.QUICK:
        config = QuickSettings(key=wanted.key)
    elif wanted.kind == Kind.SLOW:
        config = SlowSettings(project=wanted.key)
    return Endpoint(name="x", model={"name": "a", "kind": wanted.kind, "config": config.model_dump()})


@app.post("/provider")
async def provider(wanted: Wanted):  # -> blocking-async via time.sleep
    return type(registry.get(wanted.kind)(built(wanted))).__name__


@app.get("/quick")
async def quick():  # -> native-async
    return Quick(built(Wanted(kind=Kind.QUICK, key="a"))).config.name
