import redis
from fastapi import FastAPI, Request
from starlette.middleware.base import BaseHTTPMiddleware


class RateLimit(BaseHTTPMiddleware):
    def __init__(self, app, limit):
        super().__init__(app)
        self.limit = limit
        self.redis = redis.Redis(host="cache.test")

    async def dispatch(self, request: Request, call_next):  # -> blocking-async via redis.Redis.incr
        self.redis.incr(request.url.path)
        return await call_next(request)


app = FastAPI()
app.add_middleware(RateLimit, limit=5)


@app.get("/quick")
async def quick():  # -> native-async (no-io)
    return {}
