import time

from fastapi import FastAPI


def pause():  # -> blocking-async via time.sleep
    time.sleep(0.01)


app = FastAPI()


@app.post("/commands/{name}")
async def command(name: str):  # -> blocking-async (helper) via time.sleep
    match name:
        case "pause":
            pause()
        case _:
            return {"unknown": name}
    return {}
