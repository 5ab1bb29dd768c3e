"""Of the classes that render by default the nearest counts, and none for what is a response already."""

import json

import requests
from fastapi import APIRouter, FastAPI
from fastapi.responses import JSONResponse, PlainTextResponse


class Signed(JSONResponse):
    def render(self, content):
        requests.get("http://sign.test")
        return super().render(content)


class Plain(JSONResponse):
    def render(self, content):
        return json.dumps({"data": content}).encode()


app = FastAPI(default_response_class=Signed)
router = APIRouter(prefix="/router", default_response_class=Plain)
included = APIRouter(prefix="/included")
nearer = APIRouter(prefix="/nearer", default_response_class=Plain)
sub = FastAPI()


@app.get("/plain", response_class=Plain)
async def plain():  # -> native-async
    return 1


@app.get("/direct")
async def direct():  # -> native-async
    return PlainTextResponse("x")


@app.get("/direct/declared", response_class=Signed)
async def direct_declared():  # -> native-async
    return PlainTextResponse("x")


@router.get("/one")
async def on_router():  # -> native-async
    return 1


@router.get("/def")
def on_router_def():  # -> converted-def
    return 1


@included.get("/one")
async def on_included():  # -> native-async
    return 1


@nearer.get("/one")
async def on_nearer():  # -> native-async
    return 1


@sub.get("/one")
async def on_sub():  # -> native-async
    return 1


app.include_router(router)
app.include_router(included, default_response_class=Plain)
app.include_router(nearer, default_response_class=Signed)
app.mount("/sub", sub)
