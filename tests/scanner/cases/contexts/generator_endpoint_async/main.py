import time

from fastapi import FastAPI
from fastapi.responses import StreamingResponse

app = FastAPI()


@app.get("/ticks", response_class=StreamingResponse)
async def ticks():  # -> blocking-async via time.sleep
    for number in range(3):
        time.sleep(0.01)
        yield f"{number}\n"
