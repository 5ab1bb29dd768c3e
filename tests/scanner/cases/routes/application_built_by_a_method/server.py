import asyncio
import time

from fastapi import FastAPI


class ApiServer:
    def __init__(self, title: str):
        self.title = title
        self.greeting = ""

    def build_application(self, middle=None) -> FastAPI:
        app = FastAPI(title=self.title)

        @app.get("/notes")
        async def notes():  # -> blocking-async (handler) via time.sleep
            time.sleep(0.001)
            return {"title": self.title}

        @app.get("/greeting")
        async def greeting():  # -> native-async
            await asyncio.sleep(0)
            return {"greeting": self.greeting}

        return app


class DeveloperServer(ApiServer):
    def build_application(self, **options) -> FastAPI:
        app = super().build_application(**options)

        @app.get("/traces")
        async def traces():  # -> native-async
            return []

        @app.get("/evaluations")
        def evaluations():  # -> converted-def
            return []

        return app
