import time

import redis
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse


class RequestId:
    def __init__(self, app, header="x-id"):
        self.app = app
        self.header = header

    async def __call__(self, scope, receive, send):
        if scope["type"] != "http":
            return await self.app(scope, receive, send)

        async def send_with_id(message):
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message)[self.header] = "1"
            await send(message)

        await self.app(scope, receive, send_with_id)


class Limiter:
    def __init__(self, app, store):
        self.app = app
        self.store = store

    async def __call__(self, scope, receive, send):  # -> blocking-async
        if scope["type"] == "http" and not self.allowed(Headers(scope=scope)):
            await JSONResponse({}, status_code=429)(scope, receive, send)
            return
        await self.app(scope, receive, send)

    def allowed(self, headers):  # -> blocking-async
        return self.store.hit(headers.get("host", ""))


class RedisStore:
    def __init__(self):
        self.client = redis.Redis(host="c.test")

    def hit(self, key):  # -> blocking-async
        return self.client.incr(key) or True


def timing(app):
    async def middleware(scope, receive, send):
        started = time.perf_counter()
        await app(scope, receive, send)
        scope["took"] = time.perf_counter() - started

    return middleware
