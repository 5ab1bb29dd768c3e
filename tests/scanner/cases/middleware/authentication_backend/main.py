import asyncio
import time

from fastapi import FastAPI
from starlette.applications import Starlette
from starlette.authentication import AuthCredentials, AuthenticationBackend, AuthenticationError, SimpleUser
from starlette.middleware import Middleware
from starlette.middleware.authentication import AuthenticationMiddleware
from starlette.requests import HTTPConnection
from starlette.responses import JSONResponse
from starlette.routing import Route


def find_user(name):  # -> blocking-async via time.sleep
    time.sleep(0.001)
    return SimpleUser(name)


class Sessions(AuthenticationBackend):
    async def authenticate(self, conn):  # -> blocking-async
        return AuthCredentials(["all"]), find_user(conn.headers.get("x-user", "nobody"))


class Keys(AuthenticationBackend):
    async def authenticate(self, conn: HTTPConnection):
        await asyncio.sleep(0)
        raise AuthenticationError("no key")


class Unused(AuthenticationBackend):
    async def authenticate(self, conn):
        time.sleep(0.001)


def refuse(conn, error):  # -> blocking-async via time.sleep
    time.sleep(0.001)
    return JSONResponse({"error": str(error)}, status_code=200)


async def keyed(request):  # -> GET /keys/own: native-async
    return JSONResponse({})


keys = Starlette(
    routes=[Route("/own", keyed)],
    middleware=[Middleware(AuthenticationMiddleware, backend=Keys(), on_error=refuse)],
)
app = FastAPI()
app.add_middleware(AuthenticationMiddleware, backend=Sessions())
app.mount("/keys", keys)


@app.get("/who")
async def who():  # -> native-async
    return {}


@app.get("/spare")
async def spare():  # -> native-async
    return [type(each).__name__ for each in (Keys(), Unused)]
