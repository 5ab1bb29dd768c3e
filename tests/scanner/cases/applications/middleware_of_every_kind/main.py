from fastapi import FastAPI, HTTPException, Request
from sqlalchemy import text
from starlette.middleware import Middleware

from mw.asgi import Limiter, RedisStore, RequestId, timing
from mw.base import Fast, Slow
from mw.errors import Kettle, Teapot, install
from mw.lifespan import compose, database, http
from sub.app import admin

app = FastAPI(
    lifespan=compose(database, http),
    middleware=[Middleware(Slow, delay=0.001), Middleware(Fast)],
)
app.add_middleware(RequestId)
app.add_middleware(Limiter, store=RedisStore())
app.add_middleware(timing)
app.mount("/admin", admin)
install(app)


@app.middleware("http")
async def tag(request: Request, call_next):
    response = await call_next(request)
    response.headers["x-tag"] = str(len(request.url.path))
    return response


@app.get("/user")
async def user(request: Request):  # -> native-async
    return request.state.user


@app.get("/http")
async def use_http(request: Request):  # -> native-async
    return (await request.app.state.http.get("http://x.test/")).status_code


@app.get("/db")
async def use_db(request: Request):  # -> blocking-async
    with request.app.state.engine.connect() as connection:
        return connection.execute(text("select 1")).scalar()


@app.get("/db/def")
def use_db_def(request: Request):  # -> converted-def
    with request.app.state.engine.begin() as connection:
        return connection.execute(text("select 1")).scalar()


@app.get("/teapot")
async def teapot():  # -> native-async
    raise Teapot("x")


@app.get("/kettle")
async def kettle():  # -> native-async
    raise Kettle("x")


@app.get("/invalid")
async def invalid(n: int):  # -> native-async
    return n


@app.get("/http-error")
def http_error():  # -> converted-def
    raise HTTPException(404)


@app.get("/took")
async def took(request: Request):  # -> native-async
    return "took" in request.scope
