import asyncio
import time

from fastapi import FastAPI


class Server:
    def __init__(self, prefix):
        self.prefix = prefix
        self.routes = []

    @staticmethod
    def default():
        return Server("/v1")

    def with_routes(self):
        self.routes.append(("/work", work))
        return self

    def build(self):
        app = FastAPI()
        for path, handler in self.routes:
            app.add_api_route(self.prefix + path, handler)
        return app


async def work():  # -> native-async
    await asyncio.to_thread(time.sleep, 0.001)
    return 1
