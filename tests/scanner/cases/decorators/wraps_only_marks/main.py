import time

from fastapi import FastAPI


def public(handler):
    handler.public = True
    return handler


app = FastAPI()


@app.get("/things")
@public
def things():  # -> converted-def
    time.sleep(0.01)
    return []


@app.get("/quick")
@public
async def quick():  # -> native-async (no-io)
    return []
