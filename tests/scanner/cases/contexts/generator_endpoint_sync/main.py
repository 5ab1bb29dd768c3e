import time

from fastapi import FastAPI
from fastapi.responses import StreamingResponse

app = FastAPI()


@app.get("/ticks", response_class=StreamingResponse)
def ticks():  # -> converted-def
    for number in range(3):
        time.sleep(0.01)
        yield f"{number}\n"
