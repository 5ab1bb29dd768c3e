import time

from fastapi import FastAPI


def slow(value):
    time.sleep(1)
    return value


app = FastAPI()


@app.get("/lazy")
async def lazy():  # -> native-async (no-io)
    values = (slow(n) for n in range(3))
    return {"type": type(values).__name__}
