from dataclasses import dataclass
from typing import Generic, TypeVar

R = TypeVar("R")


class Request(Generic[R]):
    pass


@dataclass(frozen=True)
class Event:
    name: str
