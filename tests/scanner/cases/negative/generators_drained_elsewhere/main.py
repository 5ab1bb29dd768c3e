import time

from fastapi import FastAPI
from fastapi.responses import StreamingResponse
from starlette.concurrency import iterate_in_threadpool, run_in_threadpool

app = FastAPI()


def lines():  # -> converted-def
    for number in range(2):
        time.sleep(0.001)
        yield f"{number}\n"


@app.get("/streamed")
async def streamed():  # -> native-async
    return StreamingResponse(lines())


@app.get("/collected")
async def collected():  # -> native-async (offloaded)
    return [line async for line in iterate_in_threadpool(lines())]


@app.get("/listed")
async def listed():  # -> native-async (offloaded)
    rows = lines()
    return await run_in_threadpool(list, rows)


@app.get("/unread")
async def unread():  # -> native-async
    rows = lines()
    rows.close()
    return 1
