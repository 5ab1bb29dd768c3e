from abc import ABC, abstractmethod
from typing import Generic, TypeVar

from pydantic import BaseModel, TypeAdapter


class Config(BaseModel):
    kind: str = "plain"


ADAPTER: TypeAdapter[Config] = TypeAdapter(Config)


class Limits(BaseModel):
    longest: int = 30


ConfigT = TypeVar("ConfigT", bound=BaseModel)
LimitsT = TypeVar("LimitsT", bound=BaseModel)


class Backend(ABC, Generic[ConfigT, LimitsT]):
    limits: type[LimitsT]

    @abstractmethod
    async def call(self, code: str) -> str: ...

    async def run(self, code: str) -> str:  # -> native-async
        return await self.call(code)
