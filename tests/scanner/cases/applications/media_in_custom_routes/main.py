import asyncio
import io
import tempfile

from fastapi import APIRouter, FastAPI, Request
from fastapi.responses import FileResponse, StreamingResponse
from starlette.concurrency import iterate_in_threadpool

from media import store
from media.routes import AsyncAuditRoute, AuditRoute, Enveloped, GzipRoute, Lines, Signed

app = FastAPI()
gz = APIRouter(prefix="/gz", route_class=GzipRoute)
audited = APIRouter(prefix="/audited", route_class=AuditRoute)
quiet = APIRouter(prefix="/quiet", route_class=AsyncAuditRoute, default_response_class=Enveloped)
signed = APIRouter(prefix="/signed", default_response_class=Signed)


@gz.post("/sum")
async def gz_sum(request: Request):  # -> native-async
    return sum(await request.body())


@audited.get("/one")
async def audited_one():  # -> blocking-async
    return 1


@audited.get("/def")
def audited_def():  # -> blocking-async
    return 1


@quiet.get("/one")
async def quiet_one():  # -> native-async
    return 1


@quiet.get("/list")
def quiet_list():  # -> converted-def
    return list(store.listing())


@signed.get("/one")
async def signed_one():  # -> blocking-async
    return 1


@signed.get("/def")
def signed_def():  # -> blocking-async
    return 1


@signed.get("/lines", response_class=Lines)
async def signed_lines():  # -> native-async
    return [1, 2]


@signed.get("/direct")
async def signed_direct():  # -> native-async
    return Lines([1])


@app.get("/blob")
async def blob():  # -> blocking-async
    return io.BufferedReader(store.Blob("k")).read(1)


@app.get("/blob/text")
async def blob_text():  # -> blocking-async
    with io.TextIOWrapper(io.BufferedReader(store.Blob("k"))) as text:
        return text.read()


@app.get("/blob/stream")
async def blob_stream():  # -> native-async
    return StreamingResponse(store.Blob("k"))


@app.get("/zip")
async def zip_():  # -> native-async
    return len(store.zipped(["a"]))


@app.get("/scratch")
async def scratch():  # -> native-async
    with store.scratch() as f:
        f.write(b"x")
        path = f.name
    return path


@app.get("/file")
async def file_response():  # -> native-async
    return FileResponse(__file__)


@app.get("/stream/sync")
async def stream_sync():  # -> native-async
    return StreamingResponse(store.listing(), media_type="text/plain")


@app.get("/stream/local")
async def stream_local():  # -> native-async
    return StreamingResponse(store.local_listing(["a"]))


@app.get("/stream/sse")
async def sse():  # -> native-async
    return StreamingResponse(store.listing_async(["a"]), media_type="text/event-stream")


@app.get("/stream/events")
async def events():  # -> blocking-async
    return StreamingResponse(store.remote_events(), media_type="text/event-stream")


@app.get("/stream/threads")
async def stream_threads():  # -> native-async
    async def rows():  # -> native-async
        async for row in iterate_in_threadpool(store.listing()):
            yield row

    return StreamingResponse(rows())


@app.get("/stream/mixed")
async def stream_mixed():  # -> blocking-async
    async def rows():  # -> blocking-async
        for row in store.listing():
            await asyncio.sleep(0)
            yield row

    return StreamingResponse(rows())


@app.get("/stream/map")
async def stream_map():  # -> native-async
    return StreamingResponse(map(str.upper, store.listing()))


@app.get("/stream/list")
async def stream_list():  # -> blocking-async
    return StreamingResponse([line for line in store.listing()])


@app.get("/stream/expr")
async def stream_expr():  # -> native-async
    return StreamingResponse(line for line in store.listing())


@app.get("/stream/spooled")
async def spooled():  # -> native-async
    f = tempfile.SpooledTemporaryFile()
    f.write(b"x")
    f.seek(0)
    return StreamingResponse(f)


for r in (gz, audited, quiet, signed):
    app.include_router(r)
