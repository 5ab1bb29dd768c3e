from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum, auto


class Environment(StrEnum):
    DAY = auto()
    NIGHT = auto()


class StoreKind(StrEnum):
    MEMORY = auto()
    FILE = auto()


@dataclass(frozen=True)
class Config:
    store: StoreKind
    notify: str
    environment: Environment = Environment.DAY


def load(values: Mapping[str, str]) -> Config:
    return Config(
        store=StoreKind(values["FLEET_STORE"]),
        notify=values.get("FLEET_NOTIFY", "log"),
        environment=Environment(values.get("FLEET_ENV", "day")),
    )
