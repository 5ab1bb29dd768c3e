import time

from fastapi import FastAPI


async def send_event():
    time.sleep(1)


app = FastAPI()


@app.post("/events")
async def events():  # -> native-async (no-io)
    send_event()
    return {"ok": True}
