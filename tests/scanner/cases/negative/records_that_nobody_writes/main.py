"""What is logged to a handler that drops it, or below a level, is never shown; threads may format."""

import logging
import os
import time

from fastapi import FastAPI

app = FastAPI()


class Account:
    def __str__(self):  # -> converted-def
        time.sleep(0.001)
        return "account"


dropped = logging.getLogger("dropped")
dropped.addHandler(logging.NullHandler())
dropped.propagate = False

written = logging.getLogger("written")
written.addHandler(logging.StreamHandler(open(os.devnull, "w")))
written.setLevel(logging.WARNING)
written.propagate = False


@app.get("/dropped")
async def to_nobody():  # -> native-async
    dropped.error("for %s", Account())


@app.get("/below")
async def below():  # -> native-async
    written.info("for %s", Account())


@app.get("/thread")
def thread():  # -> converted-def
    written.warning("for %s", Account())
