import time

from fastapi import FastAPI, Request
from starlette.middleware.base import BaseHTTPMiddleware


class Timings(BaseHTTPMiddleware):
    def __init__(self, app, kept):
        super().__init__(app)
        self.kept = kept

    async def dispatch(self, request: Request, call_next):
        started = time.perf_counter()
        response = await call_next(request)
        self.kept.commit(request.url.path, time.perf_counter() - started)
        return response


class Kept:
    def __init__(self):
        self.spent = {}

    def commit(self, path, seconds):
        self.spent[path] = self.spent.get(path, 0.0) + seconds


kept = Kept()
app = FastAPI()
app.add_middleware(Timings, kept=kept)


@app.get("/spent")
async def spent():  # -> native-async
    return sorted(kept.spent)


@app.get("/slow")
def slow():  # -> converted-def
    time.sleep(0.01)
    return 1
