"""What the warehouse is about; it knows no database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(unsafe_hash=True)
class Line:
    order: str
    sku: str
    count: int


class Batch:
    def __init__(self, reference: str, sku: str, bought: int, due: date | None = None):
        self.reference = reference
        self.sku = sku
        self.due = due
        self._bought = bought
        self._lines: set[Line] = set()

    def __lt__(self, other: Batch) -> bool:
        return (self.due or date.min) < (other.due or date.min)

    @property
    def left(self) -> int:  # -> blocking-async
        return self._bought - sum(line.count for line in self._lines)

    def take(self, line: Line) -> None:  # -> converted-def
        self._lines.add(line)


class Product:
    def __init__(self, sku: str, batches: list[Batch], version: int = 0):
        self.sku = sku
        self.batches = batches
        self.version = version

    def allocate(self, line: Line) -> str | None:  # -> converted-def
        batch = next((b for b in sorted(self.batches) if b.sku == line.sku), None)
        if batch is None:
            return None
        batch.take(line)
        self.version += 1
        return batch.reference

    def describe(self) -> str:  # -> blocking-async
        return f"{self.sku} v{self.version}"
