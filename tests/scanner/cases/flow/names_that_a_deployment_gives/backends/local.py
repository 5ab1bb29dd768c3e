from .base import Backend


class LocalBackend(Backend):
    async def pay(self) -> str:
        return self.unit

    async def status(self) -> str:
        return self.unit
