import time

from fastapi import FastAPI


class Plugin:
    def __init_subclass__(cls):  # -> any
        time.sleep(0.01)


class Csv(Plugin):
    pass


app = FastAPI()


@app.get("/plugins")
async def plugins():  # -> native-async (no-io)
    return [Csv.__name__]
