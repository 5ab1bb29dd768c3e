import asyncio
import time

from fastapi import APIRouter, FastAPI


class Toolkit:
    """Serves tools: ``app = Toolkit().get_app()``."""

    def __init__(self, pause: float = 0.001, base_app: FastAPI | None = None):
        self.pause = pause
        self.base_app = base_app

    def _make_app(self, title: str) -> FastAPI:
        return FastAPI(title=title)

    def get_app(self) -> FastAPI:
        app = self.base_app or self._make_app("tools")
        app.include_router(self._tools(), prefix="/tools")
        return app

    def _tools(self) -> APIRouter:
        router = APIRouter()

        @router.get("/quick")
        async def quick():  # -> native-async
            await asyncio.sleep(self.pause)
            return {}

        @router.get("/threaded")
        def threaded():  # -> converted-def
            time.sleep(self.pause)
            return {}

        return router
