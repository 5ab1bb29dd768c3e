import asyncio
import threading
from typing import Annotated

from fastapi import BackgroundTasks, Depends, FastAPI, WebSocket
from fastapi.concurrency import iterate_in_threadpool, run_in_threadpool
from fastapi.responses import StreamingResponse
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Session
from starlette.background import BackgroundTask

import store
from store import Event

app = FastAPI()
S = Annotated[Session, Depends(store.sessions)]
A = Annotated[AsyncSession, Depends(store.async_sessions)]


@app.get("/csv")
async def csv(session: S):  # -> native-async
    return StreamingResponse(store.lines(store.rows(session)), media_type="text/csv")


@app.get("/csv-own")
def csv_own():  # -> converted-def
    return StreamingResponse(store.own_lines())


@app.get("/csv-inline")
async def csv_inline():  # -> blocking-async
    return "".join(store.own_lines())


@app.get("/csv-async")
async def csv_async(session: A):  # -> native-async
    return StreamingResponse(store.async_lines(session))


@app.get("/csv-wrapped")
async def csv_wrapped(session: S):  # -> blocking-async
    async def body():  # -> blocking-async
        for event in store.rows(session):
            yield str(event.id)

    return StreamingResponse(body())


@app.get("/csv-threaded")
async def csv_threaded(session: S):  # -> native-async
    async def body():  # -> native-async
        async for event in iterate_in_threadpool(store.rows(session)):
            yield str(event.id)

    return StreamingResponse(body())


@app.get("/partitions")
async def partitions():  # -> native-async
    return StreamingResponse(store.partitions())


@app.get("/result")
async def result(session: S):  # -> native-async
    found = await run_in_threadpool(store.result_of, session)
    return [r.kind for r in found]


@app.get("/lazy-query")
async def lazy_query(session: S):  # -> blocking-async
    query = await run_in_threadpool(store.lazily, session)
    return [e.kind for e in query]


@app.get("/lazy-query-listed")
async def lazy_query_listed(session: S):  # -> native-async
    query = store.lazily(session)
    return [e.kind for e in await asyncio.to_thread(list, query)]


@app.get("/lazy-query-text")
async def lazy_query_text(session: S):  # -> native-async
    return str(store.lazily(session).order_by(Event.id))


@app.get("/chunks")
def chunks(session: S):  # -> converted-def
    return [len(c) for c in store.chunks(session)]


@app.get("/chunks-async")
async def chunks_async(session: S):  # -> blocking-async
    return sum([len(c) for c in store.chunks(session)])


@app.delete("/kind/{kind}")
async def purge(kind: str, tasks: BackgroundTasks):  # -> native-async
    tasks.add_task(store.purge, kind)
    return {"queued": kind}


@app.delete("/kind/{kind}/async")
async def purge_async(kind: str, tasks: BackgroundTasks):  # -> blocking-async
    tasks.add_task(store.purge_async, kind)
    return {"queued": kind}


@app.delete("/kind/{kind}/awaited")
def purge_awaited(kind: str):  # -> converted-def
    response = StreamingResponse(iter(["ok"]), background=BackgroundTask(store.purge_awaited, kind))
    return response


@app.delete("/kind/{kind}/given")
def purge_given(kind: str, session: S, tasks: BackgroundTasks):  # -> converted-def
    tasks.add_task(store.purge_given, session, kind)
    return {"queued": kind}


@app.delete("/kind/{kind}/thread")
async def purge_thread(kind: str):  # -> native-async
    threading.Thread(target=store.purge, args=(kind,), daemon=True).start()


@app.get("/first")
async def first(session: A):  # -> native-async
    return (await session.stream_scalars(store.select(Event))).__class__.__name__


@app.websocket("/feed")
async def feed(socket: WebSocket, session: A):  # -> native-async
    await socket.accept()
    async for event in store.async_rows(session):
        await socket.send_text(event.kind)
    await socket.close()


@app.websocket("/feed-sync")
async def feed_sync(socket: WebSocket, session: S):  # -> blocking-async
    await socket.accept()
    for event in store.rows(session):
        await socket.send_text(event.kind)
    await socket.close()
