from dataclasses import dataclass
from enum import Enum, auto


class Kind(Enum):
    FAST = auto()
    SLOW = auto()
    REMOTE = auto()


@dataclass
class Point:
    x: int
    y: int


@dataclass
class Circle:
    centre: Point
    radius: int


@dataclass
class Download:
    url: str
    kind: Kind = Kind.REMOTE
