import asyncio
import time

from stores.base import Store


class AwaitedStore(Store):
    @classmethod
    def open(cls):
        return cls()

    async def read(self):  # -> native-async
        await asyncio.to_thread(time.sleep, 0.01)
        return ["awaited"]
