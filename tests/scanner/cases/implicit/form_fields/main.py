"""Fields of a form are text or uploaded files; what reads them decides where."""

import time

from fastapi import FastAPI, Request

app = FastAPI()


def slow(text: str) -> str:  # -> blocking-async via time.sleep
    time.sleep(0.001)
    return text


@app.post("/form")
async def form(request: Request):  # -> blocking-async (helper) via time.sleep
    fields = await request.form()
    return slow(str(fields.get("name")).strip())


@app.post("/fields")
async def fields(request: Request):  # -> native-async (no-io)
    found = await request.form()
    return [name.upper() for name, value in found.multi_items() if isinstance(value, str)]
