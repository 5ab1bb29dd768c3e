"""Arguments reach the target of a thread through ``args`` and ``kwargs``."""

import threading
import time

from fastapi import FastAPI


class Reader:
    def read(self):  # -> blocking-async
        time.sleep(0.001)


class Writer:
    def write(self):  # -> converted-def
        time.sleep(0.001)


def use(reader, count):  # -> blocking-async
    reader.read()


def put(*, writer):  # -> converted-def
    writer.write()


app = FastAPI()


@app.get("/positional")
async def positional():  # -> native-async
    threading.Thread(target=use, args=(Reader(), 1), daemon=True).start()
    return 1


@app.get("/named")
async def named():  # -> native-async
    threading.Thread(target=put, kwargs={"writer": Writer()}).start()
    return 1


@app.get("/inline")
async def inline():  # -> blocking-async
    use(Reader(), 1)
    return 1
