import time

from starlette.middleware.base import BaseHTTPMiddleware

from blog.db import current, session


class SessionMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    async def __call__(self, request):  # -> blocking-async
        token = current.set(id(request))
        try:
            return await self.get_response(request)
        finally:
            session.remove()
            current.reset(token)


class HeaderMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    async def __call__(self, request):  # -> blocking-async
        response = await self.get_response(request)
        response.headers["x-blog"] = "1"
        return response


class QuotaMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def check(self, request):  # -> blocking-async
        time.sleep(0.001)

    async def __call__(self, request):  # -> blocking-async
        self.check(request)
        return await self.get_response(request)


MIDDLEWARE = ["SessionMiddleware", "HeaderMiddleware", "QuotaMiddleware"]


class TimingMiddleware(BaseHTTPMiddleware):
    def __init__(self, app, chain=()):
        super().__init__(app)
        self.chain = [globals()[name] for name in reversed(chain)]

    async def dispatch(self, request, call_next):  # -> blocking-async
        handler = call_next
        for cls in self.chain:
            handler = cls(handler)
        return await handler(request)
