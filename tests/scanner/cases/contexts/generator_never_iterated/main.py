import time

from fastapi import FastAPI


def slow_rows():
    time.sleep(1)
    yield 1


app = FastAPI()


@app.get("/later")
async def later():  # -> native-async (no-io)
    rows = slow_rows()
    return {"rows": repr(type(rows))}
