import time

from fastapi import FastAPI
from fastapi.responses import StreamingResponse


async def rows():  # -> blocking-async
    for number in range(2):
        time.sleep(0.01)  # !! CL109
        yield f"{number}\n"


app = FastAPI()


@app.get("/rows")
async def read():  # -> blocking-async (stream)
    return StreamingResponse(rows())  # !? CL109
