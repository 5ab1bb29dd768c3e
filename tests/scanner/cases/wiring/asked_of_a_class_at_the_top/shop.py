import time

from fastapi import FastAPI


class Shop:
    __shop = None

    @classmethod
    def open(cls):
        if cls.__shop is None:
            cls.__shop = cls()
        return cls.__shop

    def __init__(self):
        self.app = FastAPI()
        self.app.get("/orders")(self.orders)
        self.app.get("/name")(self.name)

    async def orders(self):  # -> blocking-async
        time.sleep(0.001)
        return 1

    async def name(self):  # -> native-async
        return "shop"
