from abc import ABC, abstractmethod


class Backend(ABC):
    def __init__(self, unit: str) -> None:
        self.unit = unit

    @abstractmethod
    async def pay(self) -> str: ...

    @abstractmethod
    async def status(self) -> str: ...
