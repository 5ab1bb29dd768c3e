import asyncio
import time

from starlette.middleware.base import BaseHTTPMiddleware


class Slow(BaseHTTPMiddleware):
    def __init__(self, app, delay):
        super().__init__(app)
        self.delay = delay

    async def dispatch(self, request, call_next):  # -> blocking-async
        time.sleep(self.delay)
        return await call_next(request)


class Fast(BaseHTTPMiddleware):
    async def dispatch(self, request, call_next):
        request.state.user = await self.load(request)
        response = await call_next(request)
        response.headers["x-fast"] = "1"
        return response

    async def load(self, request):
        await asyncio.sleep(0)
        return request.headers.get("x-user", "nobody")
