import redis
from fastapi import FastAPI, WebSocket
from fastapi.responses import StreamingResponse
from starlette.concurrency import iterate_in_threadpool

from feeds.hub import Hub, StoringHub
from feeds.responses import EventStream, Rendered, as_events
from feeds.sources import Feed, Lines, bad_ticks, remote, rows, ticks

app = FastAPI()
hub = Hub()
storing = StoringHub(redis.Redis(host="c.test"))


@app.get("/rows")
async def stream_rows():  # -> native-async
    return StreamingResponse(rows())


@app.get("/rows/pool")
async def stream_pool():  # -> native-async
    return StreamingResponse(iterate_in_threadpool(rows()))


@app.get("/rows/rendered")
async def stream_rendered():  # -> blocking-async
    return Rendered(rows())


@app.get("/rows/rendered/def")
def stream_rendered_def():  # -> converted-def
    return Rendered(list(rows()))


@app.get("/ticks")
async def stream_ticks():  # -> native-async
    return EventStream(Feed(ticks()))


@app.get("/ticks/bad")
async def stream_bad():  # -> blocking-async
    return EventStream(Feed(bad_ticks()))


@app.get("/events")
def events():  # -> blocking-async
    return as_events(bad_ticks())


@app.get("/events/good")
def events_good():  # -> converted-def
    return as_events(ticks())


@app.get("/remote")
async def stream_remote():  # -> native-async
    return StreamingResponse(remote())


@app.get("/lines")
async def stream_lines():  # -> native-async
    return StreamingResponse(Lines(2))


@app.get("/lines/joined")
async def stream_joined():  # -> blocking-async
    return "".join(Lines(2))


@app.get("/collect")
async def collect():  # -> native-async
    return [x async for x in ticks()]


@app.get("/collect/bad")
async def collect_bad():  # -> blocking-async
    return {x: 1 async for x in bad_ticks() if x}


@app.get("/never")
async def never():  # -> native-async
    bad_ticks()
    rows()
    return 1


@app.websocket("/ws")
async def ws(socket: WebSocket):  # -> native-async
    await hub.connect(socket)
    await hub.broadcast(await socket.receive_text())
    hub.drop(socket)


@app.websocket("/ws/stored")
async def ws_stored(socket: WebSocket):  # -> blocking-async
    await storing.connect(socket)
    await storing.broadcast(await socket.receive_text())
    storing.drop(socket)
