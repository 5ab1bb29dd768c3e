import time

from fastapi import Depends, FastAPI
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Mount, Route, Router


async def gate() -> None:  # -> blocking-async
    time.sleep(0.001)


async def page(request):  # -> blocking-async
    time.sleep(0.001)
    return PlainTextResponse("x")


def sync_page(request):  # -> converted-def
    time.sleep(0.001)
    return PlainTextResponse("x")


async def clean_page(request):  # -> native-async
    return PlainTextResponse("x")


inner = FastAPI()


@inner.get("/thing")
def thing():  # -> converted-def
    return 1


strict = FastAPI(dependencies=[Depends(gate)])


@strict.get("/thing")
def strict_thing():  # -> blocking-async
    return 1


old = Starlette(routes=[Route("/page", page), Mount("/deep", routes=[Route("/sync", sync_page)])])
app = FastAPI(routes=None)
app.mount("/inner", inner)
inner.mount("/strict", strict)
app.mount("/old", old)
app.mount("/r", Router([Route("/clean", clean_page, methods=["GET"])]))
