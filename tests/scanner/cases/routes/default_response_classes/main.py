import json
import httpx
import requests
from fastapi import APIRouter, FastAPI
from fastapi.responses import JSONResponse, PlainTextResponse, Response

class Signed(JSONResponse):
    def render(self, content):  # -> blocking-async
        requests.get("http://sign.test")
        return super().render(content)

class Plain(JSONResponse):
    def render(self, content):
        return json.dumps({"data": content}).encode()

class Stored(JSONResponse):
    def __init__(self, content=None, *args, **kw):  # -> blocking-async
        requests.post("http://store.test")
        super().__init__(content, *args, **kw)

app = FastAPI(default_response_class=Signed)
plain = APIRouter(default_response_class=Plain)
inherits = APIRouter(prefix="/inherits")
included = APIRouter(prefix="/included")
included_plain = APIRouter(prefix="/included-plain", default_response_class=Plain)
outer = APIRouter(prefix="/outer", default_response_class=Stored)
inner = APIRouter(prefix="/inner")
sub = FastAPI()
late = APIRouter(prefix="/late", default_response_class=Plain)
late.default_response_class = Signed

@app.get("/app")
async def on_app():  # -> blocking-async
    return 1

@app.get("/app/def")
def on_app_def():  # -> blocking-async
    return 1

@app.get("/app/plain", response_class=Plain)
async def on_app_plain():  # -> native-async
    return 1

@app.get("/app/direct")
async def on_app_direct():  # -> native-async
    return PlainTextResponse("x")

@app.get("/app/direct/declared", response_class=Signed)
async def on_app_direct_declared():  # -> native-async
    return PlainTextResponse("x")

@app.get("/app/declared/type")
async def on_app_type() -> Response:  # -> native-async
    return Response("x")

@plain.get("/plain")
async def on_plain():  # -> native-async
    return 1

@plain.get("/plain/signed", response_class=Signed)
def on_plain_signed():  # -> blocking-async
    return 1

@inherits.get("/one")
async def on_inherits():  # -> blocking-async
    return 1

@included.get("/one")
async def on_included():  # -> native-async
    return 1

@included_plain.get("/one")
async def on_included_plain():  # -> native-async
    return 1

@inner.get("/one")
async def on_inner():  # -> blocking-async
    return 1

@outer.get("/one")
def on_outer():  # -> blocking-async
    return 1

@sub.get("/one")
async def on_sub():  # -> native-async
    return 1

@late.get("/one")
async def on_late():  # -> blocking-async
    return 1

outer.include_router(inner)
app.include_router(plain)
app.include_router(inherits)
app.include_router(included, default_response_class=Plain)
app.include_router(included_plain, default_response_class=Signed)
app.include_router(outer)
app.include_router(late)
app.mount("/sub", sub)
