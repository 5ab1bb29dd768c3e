import time

from fastapi import FastAPI
from fastapi.responses import StreamingResponse
from starlette.concurrency import iterate_in_threadpool


def rows():  # -> converted-def
    for number in range(2):
        time.sleep(0.01)
        yield f"{number}\n"


app = FastAPI()


@app.get("/rows")
async def read_rows():  # -> native-async
    return StreamingResponse(iterate_in_threadpool(rows()))
