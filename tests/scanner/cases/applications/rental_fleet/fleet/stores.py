import sqlite3
from abc import ABC, abstractmethod


class Store(ABC):
    @abstractmethod
    def load(self, key: str) -> str | None: ...

    def require(self, key: str) -> str:  # -> blocking-async
        found = self.load(key)
        return "unknown" if found is None else found


class MemoryStore(Store):
    def __init__(self) -> None:
        self.rows = {"1": "red"}

    def load(self, key: str) -> str | None:
        return self.rows.get(key)


class FileStore(Store):
    def __init__(self, path: str = ":memory:") -> None:
        self.path = path

    def load(self, key: str) -> str | None:  # -> blocking-async
        connection = sqlite3.connect(self.path)
        try:
            return connection.execute("select 'blue' where ? = '1'", (key,)).fetchone()
        finally:
            connection.close()
