import time

from stores.base import Store


class PlainStore(Store):
    @classmethod
    def open(cls):
        return cls()

    async def read(self):  # -> blocking-async via time.sleep
        time.sleep(0.01)
        return ["plain"]
