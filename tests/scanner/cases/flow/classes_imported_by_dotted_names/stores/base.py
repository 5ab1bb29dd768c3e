from abc import ABC, abstractmethod


class Store(ABC):
    @classmethod
    @abstractmethod
    def open(cls):
        """Make one."""

    @abstractmethod
    async def read(self): ...
