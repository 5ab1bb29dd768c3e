from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timezone


@dataclass(frozen=True)
class Position:
    lat: float
    lon: float

    def distance(self, other: Position) -> float:
        return ((self.lat - other.lat) ** 2 + (self.lon - other.lon) ** 2) ** 0.5


@dataclass
class Parcel:
    number: str
    carrier: str = "fleet"
    events: list[Event] = field(default_factory=list)

    def record(self, text: str) -> Event:
        event = Event(text, datetime.now(timezone.utc))
        self.events.append(event)
        return event


@dataclass(frozen=True)
class Event:
    text: str
    at: datetime
