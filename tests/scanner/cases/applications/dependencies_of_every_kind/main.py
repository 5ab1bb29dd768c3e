from functools import partial
from typing import Annotated

from fastapi import APIRouter, Depends, FastAPI, Security, WebSocket

from deps.auth import CurrentUser, CurrentUserDef, Key, RemoteScoped, Scoped, introspect
from deps.params import Filters, Paging, Services, SlowPaging, calm, outer, services, teardown

app = FastAPI()
guarded = APIRouter(prefix="/guarded", dependencies=[Depends(introspect)])
included = APIRouter()


@app.get("/me")
async def me(user: CurrentUser):  # -> blocking-async
    return user


@app.get("/me/def")
def me_def(user: CurrentUser):  # -> blocking-async
    return user


@app.get("/me/thread")
async def me_thread(user: CurrentUserDef):  # -> native-async
    return user


@app.get("/key")
async def key(k: Key):  # -> native-async
    return k


@app.get("/scoped")
async def scoped(user=Security(Scoped("a"), scopes=["b"])):  # -> native-async
    return user


@app.get("/scoped/remote")
async def scoped_remote(user=Security(RemoteScoped("a"), scopes=["b"])):  # -> blocking-async
    return user


@app.get("/paging")
async def paging(p: Paging = Depends()):  # -> native-async
    return p.offset


@app.get("/paging/slow")
async def paging_slow(p: Annotated[SlowPaging, Depends()]):  # -> native-async
    return p.offset


@app.get("/filters")
async def filters(f: Annotated[Filters, Depends()]):  # -> native-async
    return f.name


@app.get("/method")
async def method(s=Depends(services.by_method)):  # -> native-async
    return s.count


@app.get("/method/async")
async def method_async(n=Depends(services.by_async_method)):  # -> native-async
    return n


@app.get("/classmethod")
async def class_method(s=Depends(Services.build)):  # -> native-async
    return s.count


@app.get("/staticmethod")
async def static_method(n=Depends(Services.helper)):  # -> blocking-async
    return n


@app.get("/outer")
async def with_outer(v=Depends(outer)):  # -> blocking-async
    return v


@app.get("/calm")
async def with_calm(v=Depends(calm)):  # -> native-async
    return v


@app.get("/calm/partial")
async def with_partial(v=Depends(partial(calm, value="y"))):  # -> native-async
    return v


@app.get("/teardown")
async def with_teardown(v=Depends(teardown)):  # -> native-async
    return v


@app.get("/lambda")
async def with_lambda(v=Depends(lambda: services)):  # -> native-async
    return v.count


@guarded.get("/a")
def guarded_a():  # -> blocking-async
    return 1


@included.get("/b")
async def included_b():  # -> GET /plain/b: native-async; GET /checked/b: blocking-async
    return 1


@app.websocket("/ws")
async def socket(ws: WebSocket, user: CurrentUserDef):  # -> native-async
    await ws.accept()
    await ws.send_json(user)


@app.websocket("/ws/slow")
async def socket_slow(ws: WebSocket, v=Depends(outer)):  # -> blocking-async
    await ws.accept()
    await ws.send_text(v)


app.include_router(guarded)
app.include_router(included, prefix="/plain")
app.include_router(included, prefix="/checked", dependencies=[Depends(Services.helper)])
