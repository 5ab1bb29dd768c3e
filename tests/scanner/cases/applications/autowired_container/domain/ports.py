from abc import ABC, abstractmethod
from typing import Protocol


class UserRepo(Protocol):
    def find(self, key: int) -> dict | None: ...

    def count(self) -> int: ...


class Mailer(ABC):
    @abstractmethod
    def send(self, to: str) -> None: ...


class Clock(Protocol):
    def now(self) -> float: ...


class RateProvider(Protocol):
    async def rate(self, code: str) -> float: ...
