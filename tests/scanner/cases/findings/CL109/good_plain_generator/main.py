import time

from fastapi import FastAPI
from fastapi.responses import StreamingResponse


def rows():  # -> converted-def
    for number in range(2):
        time.sleep(0.01)
        yield f"{number}\n"


app = FastAPI()


@app.get("/rows")
async def read():  # -> native-async
    return StreamingResponse(rows())
