"""The ``routes`` of an application and of a router are live lists."""

import time

from fastapi import APIRouter, Depends, FastAPI
from fastapi.routing import APIRoute
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Mount, Route, Router

app = FastAPI()
extra = APIRouter(prefix="/extra")


def work():  # -> blocking-async via time.sleep
    time.sleep(0)


async def slow_page(request: Request):  # -> blocking-async via time.sleep
    work()
    return PlainTextResponse("slow")


def thread_page(request: Request):  # -> converted-def
    time.sleep(0)
    return PlainTextResponse("thread")


async def quick_page(request: Request):  # -> native-async
    return PlainTextResponse("quick")


async def session():  # -> blocking-async via time.sleep
    work()
    return 1


async def solved(value: int = Depends(session)):  # -> blocking-async via time.sleep
    return value


@extra.get("/item")
async def item():  # -> native-async
    return {}


app.routes.append(Mount("/raw", app=Router(routes=[Route("/page", slow_page)])))
app.router.routes.insert(0, Route("/first", quick_page))
app.routes.extend([Route("/thread", thread_page), Route("/slow", slow_page)])
app.router.routes += [Route("/more", quick_page)]
app.routes.append(APIRoute("/solved", solved, methods=["GET"]))
app.routes.extend(extra.routes)
