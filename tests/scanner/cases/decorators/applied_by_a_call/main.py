import time

from fastapi import APIRouter, FastAPI, Request
from starlette.authentication import AuthCredentials, SimpleUser, requires

router = APIRouter()


def guarded(method, path, scope):
    def register(handler):
        checked = requires(scope)(handler)
        return method(path)(checked)

    return register


@guarded(router.get, "/slow", "read")
async def slow(request: Request):  # -> blocking-async via time.sleep
    time.sleep(0.01)


@guarded(router.get, "/plain", "read")
def plain(request: Request):  # -> converted-def via time.sleep
    time.sleep(0.01)


@guarded(router.get, "/quick", "read")
async def quick(request: Request):  # -> native-async
    return 1


app = FastAPI()


@app.middleware("http")
async def sign_in(request: Request, call_next):
    request.scope["auth"] = AuthCredentials(["read"])
    request.scope["user"] = SimpleUser("ada")
    return await call_next(request)


app.include_router(router)
