"""A constructor builds the application some methods below, and the module that makes one names no framework."""

import time

from fastapi import APIRouter, FastAPI


class Server:
    def __init__(self, limit: int = 10):
        self.limit = limit
        self.app = self._built()

    def _built(self):
        return self._with_routes()

    def _with_routes(self):
        app = FastAPI()
        self._add_routes(app)
        return app

    def _add_routes(self, app: FastAPI):
        router = APIRouter(prefix="/parts")

        @router.get("/slow")
        async def slow():  # -> blocking-async
            self._pause()
            return self.limit

        @router.get("/quick")
        async def quick():  # -> native-async
            return self.limit

        @app.get("/")
        def root():  # -> converted-def
            self._pause()

        app.include_router(router)

    def _pause(self):  # -> blocking-async
        time.sleep(0.01)
