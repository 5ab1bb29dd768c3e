import time

from fastapi import FastAPI
from fastapi.responses import StreamingResponse


def rows():  # -> converted-def
    for number in range(3):
        time.sleep(0.01)
        yield f"{number}\n"


app = FastAPI()


@app.get("/export.csv")
async def export():  # -> native-async
    return StreamingResponse(rows(), media_type="text/csv")
