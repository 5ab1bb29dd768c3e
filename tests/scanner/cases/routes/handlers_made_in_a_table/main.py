import time
from functools import partial
from typing import Any, Callable
from fastapi import APIRouter, FastAPI

app = FastAPI()
router = APIRouter()


class Repo:
    def __init__(self, slow: bool = False):
        self._slow = slow

    def find(self, n: int = 1):  # -> blocking-async
        if self._slow:
            time.sleep(0.001)
        return n


def reader(repo: Repo, *, offload: bool = False):
    if offload:

        def handler():  # -> GET /a: native-async; GET /b: blocking-async; GET /c: converted-def; GET /named/quick: native-async; GET /named/slow: blocking-async; GET /again/a: native-async; GET /again/b: blocking-async; GET /again/c: converted-def; GET /again/named/quick: native-async; GET /again/named/slow: blocking-async
            return repo.find()
    else:

        async def handler():  # -> GET /a: native-async; GET /b: blocking-async; GET /c: converted-def; GET /named/quick: native-async; GET /named/slow: blocking-async; GET /again/a: native-async; GET /again/b: blocking-async; GET /again/c: converted-def; GET /again/named/quick: native-async; GET /again/named/slow: blocking-async
            return repo.find()

    return handler


TABLE: list[tuple[str, Callable[..., Any]]] = [
    ("/a", reader(Repo())),
    ("/b", reader(Repo(slow=True))),
    ("/c", reader(Repo(slow=True), offload=True)),
]
for path, handler in TABLE:
    router.add_api_route(path, handler)

for name, repo in {"quick": Repo(), "slow": Repo(True)}.items():
    router.get(f"/named/{name}")(reader(repo))

app.include_router(router)
app.include_router(router, prefix="/again")
